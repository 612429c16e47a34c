"""What a text under a key means, by the titles of one version of the workflow. 文字取值的行文。"""

from collections.abc import Callable, Mapping

from rectiflow.core.terms import RUNGS
from rectiflow.definitions.check.references import REFERENCES
from rectiflow.model.accountability import Counted, Fault, Measure, Tally, Trigger
from rectiflow.model.action import Action, Reopen, Target, Tell
from rectiflow.model.openness import Figure, Publication
from rectiflow.model.promise import Duty, Rung
from rectiflow.model.stage import Mark, State
from rectiflow.model.subject import Column, Field, Role
from rectiflow.model.titles import Title, Titled
from rectiflow.model.voice import Ranking, Satisfaction, Vote
from rectiflow.model.workflow import Parameter, Workflow
from rectiflow.phrasing import terms
from rectiflow.phrasing.conditions import condition, number
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import quoted, same
from rectiflow.phrasing.times import figure, recurring

Spot = tuple[type, str]
"""The attribute of a noun that a value belongs to."""
TERMS: Mapping[Spot, Mapping[str, Title]] = {
    (Action, "only_once"): terms.ONCE,
    (Column, "type"): terms.TYPES,
    (Counted, "finding"): terms.CODES,
    (Counted, "ground"): terms.CODES,
    (Counted, "tenure"): terms.CODES,
    (Fault, "ground"): terms.CODES,
    (Field, "type"): terms.TYPES,
    (Mark, "blocks"): terms.CODES,
    (Measure, "blocks"): terms.CODES,
    (Measure, "of"): terms.CHARGED,
    (Publication, "where"): terms.CODES,
    (Ranking, "ties"): terms.TIES,
    (Reopen, "only_once"): terms.ONCE,
    (Role, "of"): terms.BOUND_TO,
    (Rung, "as_of"): terms.AS_OF,
    (Rung, "rung"): RUNGS,
    (Satisfaction, "policy"): {policy: quoted(said) for policy, said in terms.POLICIES.items()},
    (State, "entered_by"): terms.ENTERED_BY,
    (Tally, "running"): terms.RUNNING,
    (Target, "clocks"): terms.CLOCKS,
    (Tell, "means"): terms.MEANS,
    (Trigger, "per"): terms.CHARGED,
    (Trigger, "running"): terms.RUNNING,
    (Trigger, "whose_post"): terms.POSTS,
    (Vote, "invalid_if"): terms.BALLOTS,
    (Workflow, "calendar"): terms.CALENDARS,
}
"""The attributes that hold one of the language's own words."""

Name = Callable[[Names, str], Title]


def worded(names: Names, text: str, spot: Spot) -> Title:
    """Say what a text means at an attribute; one that stands for nothing else is quoted."""
    if spot in TERMS:
        return term(text, TERMS[spot])
    name = _SAID.get(spot)
    return name(names, text) if name is not None else named(names, text, spot)


def named(names: Names, name: str, spot: Spot) -> Title:
    """Give the title of what a name at an attribute refers to."""
    return _NAMED.get(kind_of(spot), _as_written)(names, name)


def kind_of(spot: Spot) -> str:
    """Give which kind of reference an attribute holds; nothing where it holds none."""
    return REFERENCES.get(spot[0], {}).get(spot[1], "")


def figured(_: Names, value: str | int) -> Title:
    """Say a number, a period, yes or no."""
    return figure(value)


def _recurring(_: Names, when: str) -> Title:
    return recurring(when)


def _gravity(names: Names, gravity: str) -> Title:
    return names.choice("gravity", gravity)


def _ending(names: Names, name: str) -> Title:
    return Title(zh="办结", en="the end") if name == "final" else names.state(name)


def _until(names: Names, name: str) -> Title:
    if name == "never":
        return Title(zh="始终不解除", en="never lifted")
    return names.state(name) if name in names.workflow.states else names.action(name)


_SAID: Mapping[Spot, Name] = {
    (Counted, "gravity"): _gravity,
    (Duty, "when"): _recurring,
    (Figure, "mean"): number,
    (Figure, "of"): condition,
    (Figure, "share"): condition,
    (Parameter, "value"): figured,
}
"""The attributes whose text has a way of being said."""


def _as_written(_: Names, text: str) -> Title:
    """Quote a text letter by letter: what is quoted keeps its own punctuation."""
    return Title(zh=f"“{text}”", en=f"“{text}”")


_PEOPLE = ("role", "actor", "party", "derived", "charged")
_VALUES = ("field", "value", "trait", "hidden", "list", "checklist", "measured", "given", "shown", "judged")


def _audience(names: Names, name: str) -> Title:
    return names.audience((name,))


def _titled_in(section: str) -> Name:
    """Give what names the elements of a section."""

    def name(names: Names, name: str) -> Title:
        found: Mapping[str, Titled] = getattr(names.workflow, section)
        return quoted(titled(found[name]) if name in found else same(name))

    return name


def _source(names: Names, name: str) -> Title:
    return _titled_in("registers")(names, name) if name in names.workflow.registers else names.parts(name)


def _start(names: Names, name: str) -> Title:
    if names.workflow.action(name) is not None:
        return names.action(name)
    if name in names.workflow.deadlines:
        return names.deadline(name)
    return names.state(name) if name in names.workflow.states else names.value(name)


_NAMED: Mapping[str, Name] = {
    **dict.fromkeys(_PEOPLE, Names.party),
    **dict.fromkeys(_VALUES, Names.value),
    **dict.fromkeys(("parts", "moved"), Names.parts),
    "state": Names.state,
    "ending": _ending,
    "until": _until,
    "action": Names.action,
    "audience": _audience,
    "deadline": Names.deadline,
    "document": Names.document,
    "fault": Names.fault,
    "measure": Names.measure,
    "phase": Names.phase,
    "publication": _titled_in("publication"),
    "source": _source,
    "start": _start,
    "trigger": _titled_in("triggers"),
    "vote": Names.vote,
}
"""What gives the title of each kind of reference."""
