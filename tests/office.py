"""One small office that the tests work in: its workflow, its people, virtual time, chance without chance."""

import hashlib
from datetime import UTC, datetime, timedelta

from rectiflow.calendars.bundled import load
from rectiflow.core.machine import Machine
from rectiflow.definitions.content import from_content, to_content
from rectiflow.engine.engine import Engine
from rectiflow.engine.office import Office
from rectiflow.engine.shelf import Shelf
from rectiflow.expressions import Cel
from rectiflow.ledger.leaf import digest
from rectiflow.model.accountability import Fault
from rectiflow.model.action import Action, Reopen, Requirement, Target, Tell
from rectiflow.model.actor import Actor
from rectiflow.model.promise import Deadline, Rung
from rectiflow.model.stage import State
from rectiflow.model.subject import Field, Role
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Title, Titled
from rectiflow.model.workflow import Workflow
from rectiflow.stores.memory import MemoryStore
from rectiflow.testing.clock import VirtualClock

CHINA = load("cn")
MONDAY = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""Monday, 2 March 2026, nine in the morning in China; the four weeks after it have no holiday."""

PHONE = "13900005511"


def by_name(*elements):
    return {element.name: element for element in elements}


def again(state):
    return Target(state=state, clocks={"rectify": "new_cycle"})


LADDER = (
    Rung(at=Moment(percent=90), rung="urge", tell=("holder",)),
    Rung(at=Moment(offset=Period(0, "days")), rung="supervise", tell=("holder.first_person",), charge=("overdue",)),
    Rung(at=Moment(offset=Period(5, "working days")), rung="criticise", tell=("holder.first_person", "clerk")),
)

REPAIR = Workflow(
    name="repair",
    zh="报修办理",
    en="Repair",
    version=1,
    calendar="cn",
    roles=by_name(
        Role(name="clerk", zh="受理人", en="Clerk"),
        Role(name="lead", zh="承办单位", en="Lead unit", of="unit"),
        Role(name="verifier", zh="验收人", en="Verifier", of="person", never="lead.staff"),
        Role(name="reporter", zh="反映人", en="Reporter", of="parties"),
        Role(name="head", zh="一把手", en="Head", is_="lead.first_person"),
    ),
    fields=by_name(
        Field(name="opinion", zh="反映内容", en="Report", type="text", verbatim=True),
        Field(name="phone", zh="联系电话", en="Phone", type="text", personal=True),
        Field(name="answer", zh="答复", en="Answer", type="text"),
        Field(name="evidence", zh="佐证", en="Evidence", type="files"),
        Field(
            name="verdict",
            zh="验收结论",
            en="Verdict",
            type="choice",
            choices=(Titled(name="fixed", zh="已解决", en="Fixed"), Titled(name="not_fixed", zh="未解决", en="Not")),
        ),
    ),
    states=by_name(
        State(name="registered", zh="已登记", en="Registered", held_by="clerk"),
        State(name="rectifying", zh="整改中", en="Rectifying", held_by="lead"),
        State(name="paused", zh="中止", en="Paused", held_by="lead"),
        State(name="verifying", zh="待验收", en="Verifying", held_by="verifier"),
        State(name="closed", zh="已销号", en="Closed", final=True),
    ),
    actions=by_name(
        Action(
            name="register",
            zh="登记",
            en="Register",
            by=("clerk", "reporter"),
            needs=("opinion",),
            takes=("phone",),
            binds=("reporter",),
            targets=(Target(state="registered"),),
        ),
        Action(
            name="assign",
            zh="交办",
            en="Assign",
            by=("clerk",),
            sources=("registered",),
            binds=("lead", "verifier"),
            targets=(Target(state="rectifying"),),
        ),
        Action(
            name="note",
            zh="附注",
            en="Note",
            by=("clerk", "reporter"),
            sources=("registered", "rectifying", "verifying"),
            takes=("opinion", "phone"),
            targets=(Target(),),
        ),
        Action(
            name="pause",
            zh="中止",
            en="Pause",
            by=("head",),
            sources=("rectifying",),
            targets=(Target(state="paused"),),
        ),
        Action(
            name="resume",
            zh="恢复",
            en="Resume",
            by=("head",),
            sources=("paused",),
            targets=(Target(state="rectifying", clocks={"rectify": "keep_remaining"}),),
        ),
        Action(
            name="submit",
            zh="报结",
            en="Submit",
            by=("lead",),
            sources=("rectifying",),
            needs=("answer",),
            takes=("evidence",),
            require=(
                Requirement(
                    that={"evidence": "given"},
                    otherwise=Title(zh="缺少佐证：防止蒙混过关", en="there is no evidence that it was done"),
                ),
            ),
            targets=(Target(state="verifying"),),
        ),
        Action(
            name="verify",
            zh="验收",
            en="Verify",
            by=("verifier",),
            sources=("verifying",),
            needs=("verdict",),
            not_by=("submit",),
            judges=("submit",),
            tells=(Tell(whom="reporter", means="in_writing_or_in_person"),),
            targets=(
                Target(state="closed", when={"verdict": "fixed"}),
                Target(state="rectifying", clocks={"rectify": "new_cycle"}, charge=("rework",)),
            ),
        ),
    ),
    reopen=Reopen(
        name="reopen",
        zh="重新整改",
        en="Reopen",
        by=("reporter",),
        sources=("closed",),
        within=Period(15, "days"),
        at_most=2,
        targets=(again("rectifying"),),
    ),
    deadlines=by_name(
        Deadline(
            name="assign",
            zh="交办时限",
            en="Assignment",
            runs_in=("registered",),
            within=Period(1, "working days"),
            rungs=LADDER[:2],
        ),
        Deadline(
            name="rectify",
            zh="整改时限",
            en="Rectification",
            runs_in=("rectifying",),
            within=Period(5, "working days"),
            rungs=LADDER,
        ),
        Deadline(
            name="verify",
            zh="验收时限",
            en="Verification",
            runs_in=("verifying",),
            within=Period(48, "hours"),
            rungs=LADDER[:2],
        ),
    ),
    accountability=by_name(
        Fault(name="overdue", zh="逾期", en="Overdue", ground="low_efficiency", charge_to=("holder.specific_person",)),
        Fault(name="rework", zh="返工", en="Rework", ground="low_quality", charge_to=("lead.specific_person", "head")),
    ),
)
DIGEST = digest(to_content(REPAIR))
MACHINE = Machine(REPAIR)


class People:
    """A directory of one clerk, two units with their posts, an auditor and an administrator."""

    ROLES = {"window": {"clerk"}, "zhao": {"auditor"}, "chief": {"administrator"}}  # noqa: RUF012  (never changed)
    UNITS = {"li": {"roads"}, "ma": {"roads"}, "bo": {"parks"}}  # noqa: RUF012  (never changed)
    POSTS = {  # noqa: RUF012  (never changed)
        ("roads", "first_person"): ("ma",),
        ("roads", "specific_person"): ("li",),
        ("roads", "staff"): ("li", "ma"),
        ("parks", "first_person"): ("bo",),
        ("parks", "specific_person"): ("bo",),
        ("parks", "staff"): ("bo",),
    }
    OTHERS = frozenset({"wang", "roads", "parks"})

    def actor(self, identity):
        return Actor(identity, self.ROLES.get(identity, ()), self.UNITS.get(identity, ()))

    def related(self, subject, relation):
        return self.POSTS.get((subject, relation), ())

    def with_role(self, role):
        return tuple(person for person, roles in self.ROLES.items() if role in roles)

    def knows(self, identity):
        return identity in {*self.ROLES, *self.UNITS, *self.OTHERS}

    def title(self, identity, language):  # noqa: ARG002
        return identity


class Dice:
    """Entropy that repeats itself from run to run."""

    def __init__(self, seed="seed"):
        self._seed = seed
        self._drawn = 0

    def token(self, size):
        self._drawn += 1
        return hashlib.shake_256(f"{self._seed}:{self._drawn}".encode()).hexdigest(size)


class Definitions:
    """The port of definitions, on the shipped format."""

    write = staticmethod(to_content)
    read = staticmethod(from_content)


class Calendars:
    """The port of calendars, on the shipped ones."""

    load = staticmethod(load)


def new_engine(store=None, clock=None, workflows=(REPAIR,), **choices):
    office = Office(
        **{
            "shelf": Shelf(workflows, Definitions(), Calendars(), Cel()),
            "directory": People(),
            "clock": clock or VirtualClock(MONDAY),
            "entropy": Dice(),
            "trust_caller_roles": False,
            "record_refusals": False,
        }
        | choices
    )
    return Engine(store or MemoryStore(), office, "city")


def later(engine, **by):
    """Let time pass for an engine on a virtual clock."""
    clock = engine.office.clock
    clock.move_to(clock.now() + timedelta(**by))


def register(engine, **words):
    return engine.register(
        "repair", **{"by": "window", "fields": {"opinion": "路灯坏了"}, "binds": {"reporter": "visitor"}} | words
    )


def assign(engine, issue, **words):
    return engine.act(issue.id, "assign", **{"by": "window", "binds": {"lead": "roads", "verifier": "wang"}} | words)


def submit(engine, issue, **words):
    return engine.act(issue.id, "submit", **{"by": "li", "fields": {"answer": "修好了", "evidence": ["a.jpg"]}} | words)


def verify(engine, issue, verdict="fixed", **words):
    return engine.act(issue.id, "verify", **{"by": "wang", "fields": {"verdict": verdict}} | words)


def rectifying(engine, **words):
    return assign(engine, register(engine, **words))


def closed(engine, **words):
    return verify(engine, submit(engine, rectifying(engine, **words)))


def dump(store, tenant="city"):
    """Give everything a store keeps for a tenant, as comparable values."""
    with store.reading(tenant) as reader:
        return {
            "records": list(reader.records()),
            "stored": list(reader.stored()),
            "queued": list(reader.queued()),
        }
