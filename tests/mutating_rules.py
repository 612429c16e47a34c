"""Mutation operators that break a rule: what is held, limited, judged, answered, led on, escalated.

What follows from taking something out is worked out here, from the plain data of the file.
"""

from tests.consequences import (
    dead_ends,
    finals,
    leads_back,
    leads_to,
    listed,
    references,
    unbound,
    unlimited,
    unreached,
    ways,
)
from tests.mutants import Expected, Mutant
from tests.surgery import Edit, Source, changed
from tests.vocabulary import fits, pattern_of


def drop_a_state(source):
    """RF201 wherever the state is spoken of."""
    yield from _dropped(source, "states")


def drop_an_action(source):
    """RF204 wherever the action is spoken of, RF301 for the last that registers, RF304 and RF305 where it led."""
    yield from _dropped(source, "actions")


def drop_a_deadline(source):
    """RF207 wherever the deadline is spoken of, RF501 where nothing else runs."""
    yield from _dropped(source, "deadlines")


def delete_a_holder(source):
    """RF401 at the state."""
    for site in _at(source, "states.*.held_by"):
        yield _without(source, site, Expected(("RF401",), _around(source, site).place, (f"'{site.path[1]}'",)))


def delete_all_deadlines_of_a_state(source):
    """RF501 at the state."""
    for name in source.plain["states"]:
        edits = _not_running_in(source, name)
        if edits:
            state = source.sites["states", name]
            yield Mutant(state.dotted, tuple(edits), (Expected(("RF501",), state.place, (f"'{name}'",)),), whole=True)


def delete_the_rungs_of_a_deadline(source):
    """RF411 at the deadline."""
    for site in _at(source, "deadlines.*.rungs"):
        at = _around(source, site).place
        yield _without(source, site, Expected(("RF411",), at, (f"'{site.path[1]}'",)))


def tell_nobody_at_the_last_rung(source):
    """RF411 at the rung."""
    for site in _at(source, "rungs.tell"):
        rung = source.sites[site.path[:-1]]
        ladder = rung.around
        last = ladder.value[-1] is rung.node
        if last and not any(key.value == "do" for key, _ in rung.node.value) and _used(source, site):
            yield _without(source, site, Expected(("RF411",), rung.place), whole=True)


def delete_who_must_not_judge(source):
    """RF402 at the action."""
    for site in _at(source, "actions.*.not_by"):
        action = _around(source, site)
        judged = listed(_value(source, action.path).get("judges", []))
        fine = None if judged else "what judges nothing may be barred to some, or to nobody"
        yield _without(source, site, Expected(("RF402",), action.place), fine=fine)


def delete_one_who_must_not_judge(source):
    """RF402 at the action."""
    for site in source.sites.values():
        if fits(pattern_of(site), ["actions.*.not_by"]) and isinstance(site.path[-1], int):
            action = source.sites[site.path[:-2]]
            judged = site.node.value in listed(_value(source, action.path).get("judges", []))
            others = len(site.around.value) > 1
            fine = None if judged else "it bars somebody else than whom it judges"
            expected = Expected(("RF402", "RF103"), action.place if others else site.node.start_mark.index)
            yield _without(source, site, expected, fine=fine)


def delete_what_is_judged(source):
    """RF403 at an action that ends an issue; RF412 where nobody else judges what takes effect."""
    for site in _at(source, "actions.*.judges"):
        action = _around(source, site)
        data = _value(source, action.path)
        ends = set(leads_to(data)) & finals(source.plain)
        unheard = _unheard(source, data)
        codes = ("RF403", "RF412") if ends or unheard else ()
        fine = None if codes else "what ends nothing need not judge anything"
        at = action.place if ends or not unheard else source.sites["actions", unheard].place
        yield _without(source, site, Expected(codes, at), fine=fine)


def delete_who_may(source):
    """RF404 at the action, also at the one that decides a measure."""
    for site in _at(source, "actions.*.by"):
        yield _without(source, site, Expected(("RF404",), _around(source, site).place))


def delete_the_way_back(source):
    """RF307 at every ending that gives no basis for there being none."""
    if site := source.sites.get(("reopen",)):
        lost = [source.sites["states", name] for name in listed(source.plain["reopen"]["from"])]
        wanted = tuple(Expected(("RF307",), state.place, (f"'{state.path[1]}'",)) for state in lost)
        yield Mutant(site.dotted, (source.removed(site),), wanted)


def delete_one_way_back(source):
    """RF307 at the ending, whether its way back or the basis on which there is none is taken away."""
    for site in source.sites.values():
        if site.path[:2] == ("reopen", "from") and not hasattr(site.node, "flow_style"):
            state = source.sites.get(("states", site.node.value))
            yield _without(source, site, Expected(("RF307",), state.place, (f"'{site.node.value}'",)))
        if fits(pattern_of(site), ["states.*.no_way_back"]):
            yield _without(source, site, Expected(("RF307",), _around(source, site).place))


def delete_a_clock_policy(source):
    """RF502 at the way."""
    for site in source.sites.values():
        if fits(pattern_of(site), ["actions.*.clocks.*", "actions.*.to.clocks.*"]):
            way = source.sites[site.path[:-2]] if "to" in site.path else source.sites[*site.path[:-2], "to"]
            at = way.path[-1] if isinstance(way.path[-1], int) else 0
            action = site.path[0] if site.path[0] == "reopen" else site.path[1]
            fine = None if leads_back(source.plain, site.path[-1], action, at) else "the ordinary way in leads forward"
            expected = Expected(("RF502",), way.place, (f"'{site.path[-1]}'",))
            yield _without(source, site, expected, fine=fine, whole=True)


def delete_an_answer(source):
    """RF410 at the ending of which the reporter no longer hears."""
    parties = {name for name, role in source.plain["roles"].items() if role.get("of") == "parties"}
    for site in source.sites.values():
        if fits(pattern_of(site), ["actions.*.tells"]) and isinstance(site.path[-1], int) is False:
            data = source.plain["actions"].get(site.path[1]) if site.path[0] == "actions" else None
            if data and _whom(data) & parties:
                yield _unanswered(source, site, data, parties)


def lead_nowhere_new(source):
    """RF304 or RF305: an action that stays where it starts, judged by what is then reached and left."""
    for site in _at(source, "actions.*.to"):
        if site.path[0] == "actions" and not hasattr(site.node, "flow_style"):
            yield _by_graph(source, site, source.removed(site))


def lead_back_to_itself(source):
    """RF304 or RF305: the one state an action starts from is where it leads."""
    for site in _at(source, "actions.*.to"):
        starts = listed(_value(source, site.path[:-1]).get("from", []))
        if not hasattr(site.node, "flow_style") and len(starts) == 1 and starts[0] not in {"open", "any"}:
            unjudged = starts[0] in finals(source.plain) and "judges" not in _value(source, site.path[:-1])
            edit, expected = source.replaced(site, starts[0]), Expected(("RF403",), _around(source, site).place)
            yield Mutant(site.dotted, (edit,), (expected,)) if unjudged else _by_graph(source, site, edit)


def make_nothing_final(source):
    """RF303 or RF305, RF308 or RF401: an ending that is none any more."""
    for site in _at(source, "states.*.final"):
        at = _around(source, site).place
        yield _without(source, site, Expected(("RF305", "RF401", "RF303"), at, (f"'{site.path[1]}'",)), whole=True)


def leave_out_the_last_way(source):
    """RF309 at the ways: nothing may be open."""
    for site in source.sites.values():
        ways = site.around.value if site.path[-2:-1] == ("to",) else ()
        if ways and ways[-1] is site.node and len(ways) > 1:
            at = source.sites[site.path[:-1]]
            yield _without(source, site, Expected(("RF309",), at.place), whole=True)


def put_the_last_way_first(source):
    """RF310 at every way that is never taken then."""
    for site in source.sites.values():
        ways = site.around.value if site.path[-2:-1] == ("to",) else ()
        if len(ways) > 1 and ways[-1] is site.node:
            first = source.sites[*site.path[:-1], 0]
            edits = (source.replaced(first, source.value(site)), source.replaced(site, source.value(first)))
            yield Mutant(site.dotted, edits, (Expected(("RF310",), site.node.start_mark.index),), whole=True)


def let_a_pause_last(source):
    """RF511 at the pause."""
    for site in _at(source, "deadlines.*.pause_at_most"):
        pause = source.sites[*site.path[:-1], "pauses_in"]
        yield _without(source, site, Expected(("RF511",), pause.node.start_mark.index))


def turn_a_ladder_round(source):
    """RF509 at the rung that comes too late in the list."""
    for site in _at(source, "rungs.at"):
        rung, at = source.sites[site.path[:-1]], site.path[-2]
        if at > 0 and _used(source, site):
            before = source.sites[*site.path[:-2], at - 1]
            edits = (source.replaced(before, source.value(rung)), source.replaced(rung, source.value(before)))
            moment = rung.node.start_mark.index
            yield Mutant(site.dotted, edits, (Expected(("RF509",), moment),), whole=True)


def _at(source, pattern):
    """Give the entries of maps that fit a pattern."""
    return [site for site in source.sites.values() if site.key is not None and fits(pattern_of(site), [pattern])]


def _without(source, site, *expected, fine=None, whole=False):
    return Mutant(site.dotted, (source.removed(site),), expected, fine, whole)


def _around(source, site):
    return source.sites[site.path[:-1]]


def _value(source, path):
    value = source.plain
    for step in path:
        value = value[step]
    return value


def _used(source, site):
    """Tell whether a rung is one of a deadline, written there or in a ladder that one uses."""
    if site.path[0] != "ladders":
        return site.path[0] == "deadlines"
    return any(one.get("rungs") == site.path[1] for one in source.plain["deadlines"].values())


def _dropped(source, section):
    for name in source.plain.get(section) or ():
        site = source.sites[section, name]
        edit = source.removed(site)
        spoken = [one for one in references(source, section, name) if not edit.start <= one[0] < edit.end]
        wanted = [Expected((code, "RF222"), at, (name,)) for at, code in spoken]
        wanted = wanted or list(_lost(source, edit))
        fine = None if wanted else _NOT_MISSED
        yield Mutant(site.dotted, (edit,), tuple(wanted), fine, whole=True)


_NOT_MISSED = "nothing speaks of it, and what is left is whole"


def _lost(source, edit):
    """Give what is no longer reached, ended or limited after an edit."""
    after = Source(changed(source.text, [edit])[0])
    if all(action.get("from") for action in after.plain["actions"].values()):
        yield Expected(("RF301",), source.sites["actions",].place)
        return
    for code, section, find in _FOLLOWING:
        for name in sorted(find(after.plain) - find(source.plain)):
            if section == "states" or any(references(after, section, name)):
                yield Expected((code,), source.sites[section, name].place, (f"'{name}'",))


_FOLLOWING = (
    ("RF304", "states", unreached),
    ("RF305", "states", dead_ends),
    ("RF501", "states", unlimited),
    ("RF405", "roles", unbound),
)


def _by_graph(source, site, edit):
    action = _around(source, site)
    wanted = list(_lost(source, edit))
    if "from" not in _value(source, action.path):
        wanted = [Expected(("RF302",), action.place)]
    return Mutant(site.dotted, (edit,), tuple(wanted), None if wanted else _STILL_WHOLE, whole=True)


_STILL_WHOLE = "every state is still reached, and leads to an end"


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


def _merged(edits):
    merged = []
    for edit in sorted(set(edits), key=lambda one: one.start):
        if merged and edit.start < merged[-1].end:
            merged[-1] = Edit(merged[-1].start, max(merged[-1].end, edit.end))
        else:
            merged.append(edit)
    return merged


def _unheard(source, action):
    """Name the action that decides measures, where it is judged here and nowhere else."""
    applied = {one.node.value for one in source.sites.values() if pattern_of(one).endswith(".applies")}
    for name in listed(action.get("judges")):
        judged = source.plain["actions"].get(name, {})
        others = [one for key, one in source.plain["actions"].items() if name in listed(one.get("judges"))]
        if applied & {one for one in listed(judged.get("needs")) if isinstance(one, str)} and len(others) == 1:
            return name
    return None


def _unanswered(source, site, action, parties):
    """Tell at which ways an ending is no longer heard of when `action` tells nobody."""
    name = site.path[1]
    ends = finals(source.plain)
    waiting = {one for one, state in source.plain["states"].items() if state.get("waits_for") in parties}
    heard = set(listed(action.get("by"))) <= parties or parties & set(action.get("quorum") or {})
    led = set(leads_to(action))
    ending = {way for start, end, way in ways(source.plain) if start in waiting & led and end in ends} - {"reopen"}
    later = [way for way in ending if not _told(source.plain["actions"][way], parties)]
    wanted = [source.sites[*_way(source, way)] for way in later]
    if led & ends and not heard:
        wanted.append(source.sites[*_way(source, name)])
    fine = None if wanted else "the answer is another action's"
    return Mutant(site.dotted, (source.removed(site),), tuple(Expected(("RF410",), one.place) for one in wanted), fine)


def _whom(action):
    return {one if isinstance(one, str) else next(iter(one)) for one in listed(action.get("tells"))}


def _told(action, parties):
    return (
        _whom(action) & parties or set(listed(action.get("by"))) <= parties or parties & set(action.get("quorum") or {})
    )


def _way(source, action):
    """Give the path of the first way of an action that ends an issue."""
    to = source.plain["actions"][action]["to"]
    if isinstance(to, str):
        return "actions", action, "to"
    ends = finals(source.plain)
    return "actions", action, "to", next(at for at, one in enumerate(to) if one.get("state") in ends)


RULES = {
    function.__name__.replace("_", " "): function
    for function in (
        drop_a_state,
        drop_an_action,
        drop_a_deadline,
        delete_a_holder,
        delete_all_deadlines_of_a_state,
        delete_the_rungs_of_a_deadline,
        tell_nobody_at_the_last_rung,
        delete_who_must_not_judge,
        delete_one_who_must_not_judge,
        delete_what_is_judged,
        delete_who_may,
        delete_the_way_back,
        delete_one_way_back,
        delete_a_clock_policy,
        delete_an_answer,
        lead_nowhere_new,
        lead_back_to_itself,
        make_nothing_final,
        leave_out_the_last_way,
        put_the_last_way_first,
        let_a_pause_last,
        turn_a_ladder_round,
    )
}
