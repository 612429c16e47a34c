"""Workflows to draw, and what every drawing of them must say."""

from hypothesis import strategies as st

from rectiflow.definitions.parse import read_workflow
from rectiflow.model.action import Action, Reopen, Target
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.stage import State
from rectiflow.model.subject import Role
from rectiflow.model.timing import Moment, Period
from rectiflow.model.workflow import Workflow
from tests.example import ROOT

BOTH = ("zh", "en")
LANGUAGES = (("zh",), ("en",), BOTH)
NAMES = tuple(sorted(file.stem for file in (ROOT / "workflows/examples").glob("*.yaml")))


def bundled(name):
    file = ROOT / f"workflows/examples/{name}.yaml"
    return read_workflow(file.read_text(encoding="utf-8"), file.name)


def shipped(name):
    """Give one of the large workflows that the project comes with."""
    file = ROOT / f"workflows/{name}.yaml"
    return read_workflow(file.read_text(encoding="utf-8"), file.name)


def titled(kind, name, **known):
    return kind(**{"name": name, "zh": f"{name}题", "en": f"Title {name}"} | known)


def named(elements):
    return {one.name: one for one in elements}


def made(states, actions, **known):
    """Make a workflow of some states and actions, with one deadline that runs everywhere."""
    roles = {state.held_by for state in states if state.held_by} | {"reporter"}
    running = tuple(state.name for state in states if not state.final)
    rungs = (Rung(at=Moment(percent=90), rung="urge", tell=("holder",)),)
    limit = titled(Deadline, "limit", runs_in=running, within=Period(5, "working days"), rungs=rungs)
    parts = {
        "version": 1,
        "calendar": "cn",
        "roles": named(titled(Role, role) for role in sorted(roles)),
        "fields": {},
        "states": named(states),
        "actions": named(actions),
        "deadlines": named([limit]),
    }
    return titled(Workflow, "made", **parts | known)


def registering(to):
    return titled(Action, "register", targets=(Target(state=to),), by=("reporter",))


def action(name, sources, to, **known):
    return titled(Action, name, sources=tuple(sources), targets=tuple(Target(state=one) for one in to), **known)


@st.composite
def workflows(draw):
    """Give workflows of any shape: ways on, back, to themselves, from many, to several, to nowhere."""
    names = [f"s{number}" for number in range(draw(st.integers(2, 8)))]
    states = [
        titled(State, name, held_by=draw(st.sampled_from(("clerk", "lead", "head"))), final=name == names[-1])
        for name in names
    ]
    some = st.lists(st.sampled_from(names[:-1]), min_size=1, max_size=7, unique=True)
    ends = st.lists(st.sampled_from([*names, None]), min_size=1, max_size=3, unique=True)
    actions = [registering(names[0])]
    actions += [action(f"a{number}", draw(some), draw(ends)) for number in range(draw(st.integers(0, 9)))]
    back = titled(Reopen, "reopen", sources=(names[-1],), targets=(Target(state=draw(st.sampled_from(names[:-1]))),))
    return made(states, actions, reopen=draw(st.sampled_from((None, back))))
