"""Mutation operators that break a rule of accountability: what is held, judged, answered, escalated."""

from tests.consequences import finals, leads_to, listed, ways
from tests.mutants import Expected, Mutant, without
from tests.surgery import Edit
from tests.vocabulary import entries, fits, pattern_of

UNITS = {"unit", "units"}


def delete_a_holder(source):
    """RF401 at the state."""
    for site in entries(source, "states.*.held_by"):
        yield without(source, site, Expected(("RF401",), source.around(site).place, (f"'{site.path[1]}'",)))


def delete_the_rungs_of_a_deadline(source):
    """RF411 at the deadline."""
    for site in entries(source, "deadlines.*.rungs"):
        at = source.around(site).place
        yield without(source, site, Expected(("RF411",), at, (f"'{site.path[1]}'",)))


def tell_nobody_at_the_last_rung(source):
    """RF411 at the rung."""
    for site in entries(source, "rungs.tell"):
        rung = source.sites[site.path[:-1]]
        ladder = rung.around
        does = any(key.value == "do" for key, _ in rung.node.value)
        if ladder.value[-1] is rung.node and not does and _used(source, site):
            skipped = any(key.value == "unless" for key, _ in rung.node.value)
            fine = "a rung before it that is climbed in any case tells a person" if skipped else None
            yield without(source, site, Expected(("RF411",), rung.place), fine=fine, whole=True)


def let_the_last_rung_be_skipped(source):
    """RF411 at the last rung: nobody may hear of what is late."""
    for site in entries(source, "rungs.at"):
        rung = source.sites[site.path[:-1]]
        keys = {key.value for key, _ in rung.node.value}
        late = site.node.value.startswith("due") and "-" not in site.node.value
        if late and "unless" not in keys and _last_climbed(rung) and _used(source, site):
            edit = Edit(site.end, site.end, f", unless: {{{next(iter(source.plain['fields']))}: given}}")
            at = rung.around.value[-1].start_mark.index
            yield Mutant(site.dotted, (edit,), (Expected(("RF411",), at),), whole=True)


def give_the_parts_less(source):
    """RF226 where the parts get what they are."""
    for site in entries(source, "parts.*.gives.*"):
        expected = Expected(("RF226",), source.around(site).place, (site.path[-1],))
        yield without(source, site, expected)


def delete_who_must_not_judge(source):
    """RF402 at the action."""
    for site in entries(source, "actions.*.not_by"):
        action = source.around(site)
        judged = listed(source.value_at(action.path).get("judges", []))
        fine = None if judged else "what judges nothing may be barred to some, or to nobody"
        yield without(source, site, Expected(("RF402",), action.place), fine=fine)


def delete_one_who_must_not_judge(source):
    """RF402 at the action."""
    for site in source.sites.values():
        if fits(pattern_of(site), ["actions.*.not_by"]) and isinstance(site.path[-1], int):
            action = source.sites[site.path[:-2]]
            judged = site.node.value in listed(source.value_at(action.path).get("judges", []))
            others = len(site.around.value) > 1
            fine = None if judged else "it bars somebody else than whom it judges"
            expected = Expected(("RF402", "RF103"), action.place if others else site.node.start_mark.index)
            yield without(source, site, expected, fine=fine)


def delete_what_is_judged(source):
    """RF403 at an action that ends an issue; RF412 where nobody else judges what takes effect."""
    for site in entries(source, "actions.*.judges"):
        action = source.around(site)
        data = source.value_at(action.path)
        ends = set(leads_to(data)) & finals(source.plain)
        unheard = _unheard(source, data)
        codes = ("RF403", "RF412") if ends or unheard else ()
        fine = None if codes else "what ends nothing need not judge anything"
        at = action.place if ends or not unheard else source.sites["actions", unheard].place
        yield without(source, site, Expected(codes, at), fine=fine)


def let_the_system_judge(source):
    """RF403 at what it judges."""
    for site in entries(source, "actions.*.judges"):
        by = source.sites.get((*site.path[:-1], "by"))
        if by is not None and not str(site.node.value).startswith("nobody "):
            expected = Expected(("RF403",), site.node.start_mark.index)
            yield Mutant(site.dotted, (source.replaced(by, "system"),), (expected,), whole=True)


def let_a_judge_be_of_the_unit(source):
    """RF402 at whoever judges: nothing keeps the colleagues of those who did the work out of it."""
    for site in entries(source, "roles.*.never"):
        judged = [
            (name, at)
            for name, action in source.plain["actions"].items()
            for at, role in enumerate(listed(action.get("by")))
            if role == site.path[1] and _judges_a_unit(source.plain, action)
        ]
        paths = [("actions", name, "by", at) for name, at in judged]
        places = [source.sites.get(path, source.sites[path[:-1]]).node.start_mark.index for path in paths]
        fine = None if places else "it judges no unit's work, so it is free whom it keeps out"
        yield without(source, site, *(Expected(("RF402",), at) for at in places), fine=fine, whole=True)


def keep_some_of_the_unit_out(source):
    """RF402 at whoever judges, where only a leader of those who did the work may not; nothing for all of them."""
    for name, action, role in _judged_by_bound(source.plain):
        site = source.sites["roles", role, "never"]
        if site.node.value in {f"{name}.staff", name}:
            at = source.sites["actions", action, "by"].node.start_mark.index
            for kept_out in ("first_person", "deputy_in_charge", "members", "staff"):
                fine = "the whole unit is kept out" if kept_out in {"members", "staff"} else None
                edit, site_ = source.replaced(site, f"{name}.{kept_out}"), f"{site.dotted}#{kept_out}"
                yield Mutant(site_, (edit,), (Expected(("RF402",), at),), fine, whole=True)
            yield Mutant(
                f"{site.dotted}#", (source.replaced(site, name),), (), "the whole unit is kept out", whole=True
            )


def delete_who_may(source):
    """RF404 at the action, also at the one that decides a measure."""
    for site in entries(source, "actions.*.by"):
        yield without(source, site, Expected(("RF404",), source.around(site).place))


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
            yield without(source, site, Expected(("RF307",), state.place, (f"'{site.node.value}'",)))
        if fits(pattern_of(site), ["states.*.no_way_back"]):
            yield without(source, site, Expected(("RF307",), source.around(site).place))


def delete_an_answer(source):
    """RF410 at the ending of which the reporter no longer hears."""
    parties = {name for name, role in source.plain["roles"].items() if role.get("of") == "parties"}
    for site in source.sites.values():
        if fits(pattern_of(site), ["actions.*.tells"]) and isinstance(site.path[-1], int) is False:
            data = source.plain["actions"].get(site.path[1]) if site.path[0] == "actions" else None
            if data and _whom(data) & parties:
                yield _unanswered(source, site, data, parties)


def let_a_pause_last(source):
    """RF511 at the pause."""
    for site in entries(source, "deadlines.*.pause_at_most"):
        pause = source.sites[*site.path[:-1], "pauses_in"]
        yield without(source, site, Expected(("RF511",), pause.node.start_mark.index))


def turn_a_ladder_round(source):
    """RF509 at the rung that comes too late in the list."""
    for site in entries(source, "rungs.at"):
        rung, at = source.sites[site.path[:-1]], site.path[-2]
        if at > 0 and _used(source, site):
            before = source.sites[*site.path[:-2], at - 1]
            edits = (source.replaced(before, source.value(rung)), source.replaced(rung, source.value(before)))
            moment = rung.node.start_mark.index
            yield Mutant(site.dotted, edits, (Expected(("RF509",), moment),), whole=True)


def _judged_by_bound(plain):
    """Give each unit whose work is judged, the action that judges it, and each role bound per issue that does."""
    roles = plain["roles"]
    for action, one in plain["actions"].items():
        judged = [plain["actions"].get(name, {}) for name in listed(one.get("judges"))]
        units = {role for other in judged for role in listed(other.get("by")) if roles.get(role, {}).get("of") in UNITS}
        for role in listed(one.get("by")):
            yield from ((unit, action, role) for unit in sorted(units) if "never" in roles.get(role, {}))


def _judges_a_unit(plain, action):
    judged = [plain["actions"].get(name, {}) for name in listed(action.get("judges"))]
    workers = {plain["roles"].get(role, {}).get("of") for one in judged for role in listed(one.get("by"))}
    return bool(workers & UNITS)


def _last_climbed(rung):
    """Tell whether no rung after this one is climbed in any case."""
    after = rung.around.value[[one is rung.node for one in rung.around.value].index(True) + 1 :]
    return all(any(key.value == "unless" for key, _ in one.value) for one in after)


def _used(source, site):
    """Tell whether a rung is one of a deadline, written there or in a ladder that one uses."""
    if site.path[0] != "ladders":
        return site.path[0] == "deadlines"
    return any(one.get("rungs") == site.path[1] for one in source.plain["deadlines"].values())


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
        delete_a_holder,
        delete_the_rungs_of_a_deadline,
        tell_nobody_at_the_last_rung,
        let_the_last_rung_be_skipped,
        give_the_parts_less,
        delete_who_must_not_judge,
        delete_one_who_must_not_judge,
        delete_what_is_judged,
        let_the_system_judge,
        let_a_judge_be_of_the_unit,
        keep_some_of_the_unit_out,
        delete_who_may,
        delete_the_way_back,
        delete_one_way_back,
        delete_an_answer,
        let_a_pause_last,
        turn_a_ladder_round,
    )
}
