"""Mutation operators that change where things lead: states, actions, ways, and the clocks along them.

What follows is worked out from the plain data of the file, in `tests.consequences`.
"""

import re
from functools import cache

import yaml

from tests.consequences import (
    dead_ends,
    expressions,
    finals,
    givable,
    holders_missing,
    leads_back,
    listed,
    references,
    unbound,
    unlimited,
    unreached,
    ways,
)
from tests.mutants import Expected, Mutant, without
from tests.surgery import Edit, Source, changed
from tests.vocabulary import entries, fits, keyed_as, pattern_of


def drop_a_state(source):
    """RF201 wherever the state is spoken of."""
    yield from _dropped(source, "states")


def drop_an_action(source):
    """RF204 wherever the action is spoken of, RF301 for the last that registers, RF304 and RF305 where it led."""
    yield from _dropped(source, "actions")


def drop_a_deadline(source):
    """RF207 wherever the deadline is spoken of, RF501 where nothing else runs."""
    yield from _dropped(source, "deadlines")


def delete_all_deadlines_of_a_state(source):
    """RF501 at the state."""
    for name in source.plain["states"]:
        edits = _not_running_in(source, name)
        if edits:
            state = source.sites["states", name]
            yield Mutant(state.dotted, tuple(edits), (Expected(("RF501",), state.place, (f"'{name}'",)),), whole=True)


def limit_a_wait_in_some_cases_only(source):
    """RF501 at the state: its only deadline runs where a field was given that need not be."""
    optional = sorted(givable(source.plain) - {None} - _registered_with(source.plain))
    for site in entries(source, "deadlines.*.runs_in") if optional else ():
        edit = Edit(site.end, site.end, f", when: {{{optional[0]}: given}}")
        deadline = source.around(site)
        if deadline.node.flow_style:
            lost = unlimited(Source(changed(source.text, [edit])[0]).plain) - unlimited(source.plain)
            wanted = [Expected(("RF501",), source.sites["states", one].place, (f"'{one}'",)) for one in sorted(lost)]
            fine = None if wanted else "another deadline runs in any case, or a window lapses"
            yield Mutant(site.dotted, (edit,), tuple(wanted), fine, whole=True)


def delete_a_clock_policy(source):
    """RF502 at the way."""
    for site in source.sites.values():
        if fits(pattern_of(site), ["actions.*.clocks.*", "actions.*.to.clocks.*"]):
            way = source.sites[site.path[:-2]] if "to" in site.path else source.sites[*site.path[:-2], "to"]
            at = way.path[-1] if isinstance(way.path[-1], int) else 0
            action = site.path[0] if site.path[0] == "reopen" else site.path[1]
            fine = None if leads_back(source.plain, site.path[-1], action, at) else "the ordinary way in leads forward"
            expected = Expected(("RF502",), way.place, (f"'{site.path[-1]}'",))
            yield without(source, site, expected, fine=fine, whole=True)


def lead_nowhere_new(source):
    """RF304 or RF305: an action that stays where it starts, judged by what is then reached and left."""
    for site in entries(source, "actions.*.to"):
        if site.path[0] == "actions" and not hasattr(site.node, "flow_style"):
            yield _by_graph(source, site, source.removed(site))


def lead_back_to_itself(source):
    """RF304 or RF305: the one state an action starts from is where it leads."""
    for site in entries(source, "actions.*.to"):
        starts = listed(source.value_at(site.path[:-1]).get("from", []))
        if not hasattr(site.node, "flow_style") and len(starts) == 1 and starts[0] not in {"open", "any"}:
            unjudged = starts[0] in finals(source.plain) and "judges" not in source.value_at(site.path[:-1])
            edit, expected = source.replaced(site, starts[0]), Expected(("RF403",), source.around(site).place)
            yield Mutant(site.dotted, (edit,), (expected,)) if unjudged else _by_graph(source, site, edit)


def make_nothing_final(source):
    """RF303 or RF305, RF308 or RF401: an ending that is none any more."""
    for site in entries(source, "states.*.final"):
        at = source.around(site).place
        yield without(source, site, Expected(("RF305", "RF401", "RF303"), at, (f"'{site.path[1]}'",)), whole=True)


def leave_out_the_last_way(source):
    """RF309 at the ways: nothing may be open."""
    for site in source.sites.values():
        ways = site.around.value if site.path[-2:-1] == ("to",) else ()
        if ways and ways[-1] is site.node and len(ways) > 1:
            at = source.sites[site.path[:-1]]
            yield without(source, site, Expected(("RF309",), at.place), whole=True)


def put_the_last_way_first(source):
    """RF310 at every way that is never taken then."""
    for site in source.sites.values():
        ways = site.around.value if site.path[-2:-1] == ("to",) else ()
        if len(ways) > 1 and ways[-1] is site.node:
            first = source.sites[*site.path[:-1], 0]
            edits = (source.replaced(first, source.value(site)), source.replaced(site, source.value(first)))
            yield Mutant(site.dotted, edits, (Expected(("RF310",), site.node.start_mark.index),), whole=True)


def drop_a_binding(source):
    """RF405 at a role that nobody is bound to any more, RF414 at the way on which nobody is."""
    for site in source.sites.values():
        if fits(pattern_of(site), ["actions.*.binds"]) and not isinstance(site.node, yaml.SequenceNode):
            edit = source.removed(site)
            after = Source(changed(source.text, [edit])[0])
            wanted = list(_lost(source, edit))
            if site.node.value in unbound(after.plain):
                role = source.sites["roles", site.node.value]
                wanted = [Expected(("RF405",), role.place, (f"'{site.node.value}'",))]
            fine = None if wanted else "somebody is bound all the same wherever they must be"
            yield Mutant(site.dotted, (edit,), tuple(wanted), fine, whole=True)


def _dropped(source, section):
    for name in source.plain.get(section) or ():
        site = source.sites[section, name]
        edit = source.removed(site)
        spoken = [one for one in references(source, section, name) if not edit.start <= one[0] < edit.end]
        wanted = [Expected((code, "RF222"), at, (name,)) for at, code in spoken]
        wanted = wanted or list(_lost(source, edit))
        fine = None if wanted else _NOT_MISSED
        yield Mutant(site.dotted, (edit,), tuple(wanted), fine, whole=True)


def _lost(source, edit):
    """Give what is no longer reached, ended or limited after an edit."""
    after = Source(changed(source.text, [edit])[0])
    if all(action.get("from") for action in after.plain["actions"].values()):
        yield Expected(("RF301",), source.sites["actions",].place)
        return
    for code, section, find in _FOLLOWING:
        for name in sorted(find(after.plain) - _found(find, source)):
            if section == "states" or any(references(after, section, name)):
                yield Expected((code,), source.sites[section, name].place, (f"'{name}'",))
    yield from unbound_holders(source, after)
    lost = _found(givable, source) - givable(after.plain)
    asked = [one for one in source.sites.values() if keyed_as(one) == "fields" and one.path[-2] != "sets"]
    for one in asked:
        if one.path in after.sites and one.key.value in lost:
            yield Expected(("RF313",), one.start, (f"'{one.key.value}'",))
    kept = {text for text, _ in expressions(after)}
    for text, at in expressions(source):
        for name in sorted(one for one in lost if text in kept and re.search(rf"\bissue\.{one}\b", text)):
            yield Expected(("RF313",), at, (f"'{name}'",))


def unbound_holders(source, after):
    """Tell at which ways nobody may be bound any more to whoever holds the state they lead into."""
    for name, at, role in sorted(holders_missing(after.plain) - _found(holders_missing, source)):
        path = ("reopen", "to") if name == "reopen" else ("actions", name, "to")
        if (site := source.sites.get((*path, at), source.sites.get(path))) is not None:
            yield Expected(("RF414",), site.place, (f"'{role}'",))


@cache
def _found(find, source):
    """Give what is found in the unchanged file."""
    return find(source.plain)


def _by_graph(source, site, edit):
    action = source.around(site)
    wanted = list(_lost(source, edit))
    if "from" not in source.value_at(action.path):
        wanted = [Expected(("RF302",), action.place)]
    return Mutant(site.dotted, (edit,), tuple(wanted), None if wanted else _STILL_WHOLE, whole=True)


def _not_running_in(source, name):
    """Give the edits after which no deadline runs in a state, and no window leads on from it."""
    if name in finals(source.plain):
        return []
    edits = []
    for key, deadline in source.plain["deadlines"].items():
        running = listed(deadline.get("runs_in"))
        if name in running:
            path = ("deadlines", key, "runs_in", running.index(name)) if len(running) > 1 else ("deadlines", key)
            edits.append(source.removed(source.sites[path]))
    leaving = {action for start, _, action in ways(source.plain) if start == name}
    for key, window in (source.plain.get("windows") or {}).items():
        if window.get("then") in leaving:
            edits.append(source.removed(source.sites["windows", key, "then"]))
    return _merged(edits)


def _registered_with(plain):
    """Give the fields that some action asks for by which an issue is registered."""
    registering = [action for action in plain["actions"].values() if "from" not in action]
    return {
        one if isinstance(one, str) else one["need"] for action in registering for one in listed(action.get("needs"))
    }


def _merged(edits):
    merged = []
    for edit in sorted(set(edits), key=lambda one: one.start):
        if merged and edit.start < merged[-1].end:
            merged[-1] = Edit(merged[-1].start, max(merged[-1].end, edit.end))
        else:
            merged.append(edit)
    return merged


_FOLLOWING = (
    ("RF304", "states", unreached),
    ("RF305", "states", dead_ends),
    ("RF501", "states", unlimited),
    ("RF405", "roles", unbound),
)
_NOT_MISSED = "nothing speaks of it, and what is left is whole"
_STILL_WHOLE = "every state is still reached, and leads to an end"

WAYS = {
    function.__name__.replace("_", " "): function
    for function in (
        drop_a_state,
        drop_an_action,
        drop_a_deadline,
        delete_all_deadlines_of_a_state,
        limit_a_wait_in_some_cases_only,
        delete_a_clock_policy,
        lead_nowhere_new,
        lead_back_to_itself,
        make_nothing_final,
        leave_out_the_last_way,
        put_the_last_way_first,
        drop_a_binding,
    )
}
