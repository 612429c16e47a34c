"""What follows from the plain data of a workflow file: who speaks of what, what is reached, where things end."""

import re
from functools import cache

import yaml

from tests.vocabulary import CODES, EXPRESSIONS, ITS_OWN, fits, keyed_as, pattern_of, spoken_as

SHARED = {
    "actions.*.shows": ("fields", "votes", "roles", "parts"),
    "documents.*.shows": ("fields", "votes", "roles", "parts"),
    "publication.*.show": ("fields", "votes", "roles", "parts"),
    "parts.*.gives.*": ("fields", "roles"),
    "deadlines.*.starts": ("actions", "states", "fields", "deadlines"),
    "sight.*.until": ("states", "actions"),
    "*.when.*": ("fields", "votes"),
    "actions.*.moves.*": ("parts", "fields"),
    "actions.*.to.moves.*": ("parts", "fields"),
    "fields.*.of": ("parts", "registers"),
    "satisfaction.judged_by": ("votes", "fields"),
}
"""Where a name may stand in one of several sections, which the tables of the vocabulary name but one of."""

_ASKED = {
    "fields": ("given",),
    "actions": ("did", "days_since"),
    "deadlines": ("met",),
    "states": ("rounds",),
    "parts": ("parts_open",),
    "roles": ("earlier",),
}


def due(source):
    """Give the field by which each deadline falls due, with its site."""
    for site in source.sites.values():
        if fits(pattern_of(site), ["deadlines.*.due"]):
            yield site.node.value.rpartition(" ")[2], site


def references(source, section, name):
    """Give where `name` of a section is spoken of, each offset with the code of a name that isn't there."""
    others = {one for one in CODES if one != section and name in (source.plain.get(one) or {})}
    for first, may_be, named, at in spoken(source):
        head, _, tail = named.partition(".")
        means = section in may_be and not set(may_be) & others and head not in ITS_OWN.get(first, ())
        if (means and head == name) or (section == "parts" and head == "parts" and tail == name):
            yield at, CODES[first]
    for text, at in expressions(source):
        if asks(text, section, name):
            yield at, CODES[section]
    if section == "fields":
        yield from ((site.node.start_mark.index, "RF203") for field, site in due(source) if field == name)


@cache
def spoken(source):
    """Give every name that a file speaks of: the section it should be in, those it may be in, the name, where."""
    found = []
    for site in source.sites.values():
        value = site.node.value if isinstance(site.node, yaml.ScalarNode) else None
        key = site.key.value if site.key is not None else None
        named = ((spoken_as(site), value, site.node.start_mark.index), (keyed_as(site), key, site.start))
        found += [(first, _may_be(site, first), name, at) for first, name, at in named if first and name]
    return found


@cache
def expressions(source):
    """Give every expression of a file, with where it stands."""
    return [
        (site.node.value, site.node.start_mark.index)
        for site in source.sites.values()
        if isinstance(site.node, yaml.ScalarNode) and site.path[0] != "every" and fits(pattern_of(site), EXPRESSIONS)
    ]


def _may_be(site, first):
    return next((sections for pattern, sections in SHARED.items() if fits(pattern_of(site), [pattern])), (first,))


def asks(expression, section, name):
    """Tell whether an expression speaks of a name."""
    functions = "|".join(_ASKED.get(section, ("-",)))
    variable = {"fields": "(issue|input)", "parameters": "parameters", "votes": "issue"}.get(section, "-")
    return bool(re.search(rf"\b(({functions})\('{name}'\)|{variable}\.{name}\b)", expression))


def listed(value):
    """Let one thing stand for a list of one."""
    return value if isinstance(value, list) else [] if value is None else [value]


def finals(plain):
    return {name for name, state in plain["states"].items() if state.get("final")}


def ways(plain):
    """Give the ways between states: from (None: registering), to, action."""
    actions = {**plain.get("actions", {}), **({"reopen": plain["reopen"]} if "reopen" in plain else {})}
    for name, action in actions.items():
        for start in starts(plain, action) or [None]:
            for state in leads_to(action):
                if (state or start) in plain["states"] and (start is None or start in plain["states"]):
                    yield start, state or start, name


def starts(plain, action):
    named = listed(action.get("from"))
    wide = {"any": list(plain["states"]), "open": [one for one in plain["states"] if one not in finals(plain)]}
    return wide[named[0]] if named and named[0] in wide else named


def leads_to(action):
    """Give the states of an action's ways; None for staying."""
    if "to" not in action:
        return [None]
    return [one if isinstance(one, str) else one.get("state") for one in listed(action["to"])]


def unreached(plain):
    """Give the states that registering never leads to, and nothing outside either."""
    found = {name for name, state in plain["states"].items() if "entered_by" in state}
    return set(plain["states"]) - _spread(found, {(start, end) for start, end, _ in ways(plain)}, None)


def dead_ends(plain):
    """Give the states from which nothing ends."""
    return set(plain["states"]) - _spread(finals(plain), {(end, start) for start, end, _ in ways(plain)}, "-")


def unlimited(plain):
    """Give the states in which neither a deadline always runs nor a window lapses that leads on."""
    deadlines = [one for one in (plain.get("deadlines") or {}).values() if "when" not in one]
    running = {one for deadline in deadlines for one in starts(plain, {"from": deadline.get("runs_in")})}
    then = {window.get("then") for window in (plain.get("windows") or {}).values()}
    lapsing = {start for start, _, action in ways(plain) if action in then}
    return set(plain["states"]) - finals(plain) - running - lapsing


def unbound(plain):
    """Give the roles that are bound per issue, and that no action binds."""
    actions = [*plain["actions"].values(), plain.get("reopen", {})]
    bound = {one for action in actions for one in listed(action.get("binds"))}
    return {name for name, role in plain["roles"].items() if "of" in role} - bound


def based_on(plain, expression):
    """Name the role bound per issue that an expression comes down to, if any."""
    name = (expression or "").partition(".")[0]
    for _ in plain["roles"]:
        name = plain["roles"].get(name, {}).get("is", name).partition(".")[0]
    return name if "of" in plain["roles"].get(name, {}) else None


def holders_missing(plain):
    """Give each way (action, position) into a state whose holder nobody may be bound to, with the role.

    All that can be bound by then is tried: pairs of a state and who is bound in it.
    """
    found, seen, ahead = set(), set(), [(None, frozenset())]
    while ahead:
        state, bound = ahead.pop()
        for name, action in _actions(plain):
            if state in (starts(plain, action) or [None]):
                after = _bound_after(plain, name, action, bound)
                for at, target in enumerate(leads_to(action)):
                    end = target or state
                    role = based_on(plain, plain["states"].get(end, {}).get("held_by"))
                    if end in plain["states"] and (end, after) not in seen:
                        seen.add((end, after))
                        ahead.append((end, after))
                    if target and role and role not in after:
                        found.add((name, at, role))
    return found


def givable(plain):
    """Give the fields that some action gives or sets."""
    found = {(plain.get("same_matter") or {}).get("sets")}
    for _, action in _actions(plain):
        needs = [one if isinstance(one, str) else one["need"] for one in listed(action.get("needs"))]
        found |= {*needs, *listed(action.get("takes")), *action.get("sets", {})}
    for deadline in (plain.get("deadlines") or {}).values():
        found.update(listed(deadline.get("extend", {}).get("needs")))
    return found


def _actions(plain):
    return [*plain["actions"].items(), *([("reopen", plain["reopen"])] if "reopen" in plain else [])]


def _bound_after(plain, name, action, bound):
    ended = {role for role, one in plain["roles"].items() if one.get("until") == name}
    by = listed(action.get("by"))
    acting = by if len(by) == 1 else action.get("quorum") or [] if isinstance(action.get("quorum"), dict) else []
    proven = {based_on(plain, one) for one in acting}
    for one in listed(action.get("require")):
        if "unless" not in one:
            proven |= {*listed(one.get("bound")), *_brought(plain, one)}
    undone = {*listed(action.get("unbinds")), *ended}
    return frozenset(((bound | proven) - undone) | set(listed(action.get("binds"))))


def _brought(plain, requirement):
    """Give the roles that are bound by every action that gives what a requirement asks for."""
    asked = list(requirement["that"]) if isinstance(requirement.get("that"), dict) else []
    asked += [requirement["complete"].partition(".")[0]] if "complete" in requirement else []
    for field in asked:
        giving = [action for _, action in _actions(plain) if field in _inputs(action)]
        roles = [set(listed(action.get("binds"))) for action in giving]
        yield from set.intersection(*roles) if roles else ()


def _inputs(action):
    needs = [one if isinstance(one, str) else one["need"] for one in listed(action.get("needs"))]
    return [*needs, *listed(action.get("takes"))]


def leads_back(plain, deadline, action, at):
    """Tell whether a way of an action leads back into the states of a clock that can have run before.

    It does from the end of an issue, from where no other path leads, and where it goes no farther
    from registration than it starts; the ordinary way in leads forward.
    """
    running = set(starts(plain, {"from": plain["deadlines"][deadline].get("runs_in")}))
    paused = set(listed(plain["deadlines"][deadline].get("pauses_in")))
    edges = {(start, end) for start, end, _ in ways(plain)}
    steps, past = _steps(edges, None), _steps({edge for edge in edges if edge[1] not in running}, None)
    after = _spread(running, edges, "-")
    end = leads_to(plain["actions"].get(action) or plain["reopen"])[at]
    for start in starts(plain, plain["actions"].get(action) or plain["reopen"]):
        target = end or start
        outside = start not in running | paused and target in running
        back = start in finals(plain) or start not in past or steps[target] <= steps[start]
        if outside and start in after and back:
            return True
    return False


def _steps(edges, start):
    steps, reached = {}, {start}
    while reached:
        steps |= dict.fromkeys(reached, len(steps) and max(steps.values()) + 1)
        reached = {end for begin, end in edges if begin in reached} - steps.keys()
    return steps


def _spread(found, edges, start):
    found = set(found) | {end for begin, end in edges if begin == start}
    while more := {end for begin, end in edges if begin in found} - found:
        found |= more
    return found
