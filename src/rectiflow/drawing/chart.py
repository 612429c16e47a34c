"""What is on the picture: lanes, boxes and the links between them, before anything has a place. 图元。"""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from attrs import frozen

from rectiflow.drawing.languages import Languages, Words, listed, say, spoken
from rectiflow.drawing.phrases import ALSO, ENDED, branch, circled, judging, lettered, limit, parties, party, window
from rectiflow.drawing.promises import running
from rectiflow.drawing.steps import Step, ranks, stays, steps
from rectiflow.drawing.typesetting import Part, height, lines, paragraph, width
from rectiflow.model.action import Reopen
from rectiflow.model.stage import State
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

PADDING = 6
NARROWER = 16
"""How far text keeps from the sides of a box, and how much narrower steps are than states, in pixels."""

MOST_SOURCES = 5
"""From how many states lines lead to a step; where there are more, it names them."""

SMALL = 11
"""The size of all text that is no title, in pixels."""


class Kind(StrEnum):
    """What a box stands for."""

    STATE = "state"
    FINAL = "final"
    START = "start"
    STEP = "step"
    JUDGING = "judging"
    WAY_BACK = "way_back"


@frozen(kw_only=True)
class Box:
    """A state or a step; its `parts` are set one below the other, with a rule between them.

    `lane` counts from the left and `layer` from the top.
    """

    id: str
    kind: Kind
    lane: int
    layer: int
    width: int
    parts: tuple[Part, ...]

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return sum(height(part) for part in self.parts) + PADDING * (len(self.parts) + 1)


@frozen
class Link:
    """A line with an arrow from a box to a box; `source` and `target` are their ids."""

    source: str
    target: str
    dashed: bool = False


@frozen
class Chart:
    """Everything that is on the picture, in `languages`; `lanes` are titled by who holds the issue there."""

    languages: Languages
    lanes: tuple[Title, ...]
    boxes: tuple[Box, ...]
    links: tuple[Link, ...]


def chart(workflow: Workflow, languages: Languages, room: int) -> Chart:
    """Say what is on the picture of `workflow`, with its texts in `languages` and states `room` pixels wide."""
    every, also = steps(workflow), stays(workflow)
    drawing = _Drawing(workflow, languages, _holders(workflow), ranks(workflow), room)
    states = (drawing.state(state, also.get(name, ())) for name, state in workflow.states.items())
    return Chart(
        languages=languages,
        lanes=tuple(drawing.lanes()),
        boxes=(*states, *(drawing.step(step) for step in every)),
        links=tuple(link for step in every for link in _links(step)),
    )


def state_id(name: str) -> str:
    """Give the id of a state's box."""
    return f"state-{name}"


def _holders(workflow: Workflow) -> tuple[str | None, ...]:
    """Give whoever holds issues, in the file's order, and last None, who holds what has ended."""
    holders = dict.fromkeys(_holder(state) for state in workflow.states.values())
    return tuple(sorted(holders, key=lambda holder: holder is None))


def _holder(state: State) -> str | None:
    return None if state.final else state.held_by or "holder"


def _links(step: Step) -> Iterator[Link]:
    dashed = isinstance(step.action, Reopen)
    for source in step.sources if _lined(step) else ():
        yield Link(state_id(source), step.id, dashed)
    yield Link(step.id, state_id(step.state), dashed)


@frozen
class _Drawing:
    workflow: Workflow
    languages: Languages
    holders: tuple[str | None, ...]
    far: Mapping[str, int]
    room: int

    def lanes(self) -> Iterator[Title]:
        for holder in self.holders:
            yield ENDED if holder is None else party(self.workflow, holder)

    def state(self, state: State, also: Iterable[int]) -> Box:
        parts = self._head(state), self._limits(state), self._also(also)
        return Box(
            id=state_id(state.name),
            kind=Kind.FINAL if state.final else Kind.STATE,
            lane=self._lane(state),
            layer=2 * self.far[state.name] + 1,
            width=self.room,
            parts=tuple(filter(None, parts)),
        )

    def step(self, step: Step) -> Box:
        before = self.workflow.states[step.sources[0] if step.sources else step.state]
        return Box(
            id=step.id,
            kind=_kind(step),
            lane=self._lane(before),
            layer=self._layer(step),
            width=self.room - NARROWER,
            parts=(self._said(step),),
        )

    @property
    def _inside(self) -> int:
        """How much room the text of a state has."""
        return self.room - 2 * PADDING

    def _lane(self, state: State) -> int:
        return self.holders.index(_holder(state))

    def _layer(self, step: Step) -> int:
        """Put a step above its state; one that leads back, above where it comes from."""
        nearest = min((self.far[source] for source in step.sources), default=0)
        return 2 * max(self.far[step.state], nearest)

    def _head(self, state: State) -> Part:
        first, *more = spoken(state, self.languages)
        head = lines(first, 15, self._inside, bold=True)
        head += tuple(line for text in more for line in lines(text, 12, self._inside))
        if state.waits_for is None:
            return head
        who = party(self.workflow, state.waits_for)
        return head + self._small(Title(zh=f"等待{who.zh}", en=f"waits for {who.en}"), self._inside)

    def _limits(self, state: State) -> Part:
        return tuple(
            line
            for number, promise in running(self.workflow, state.name)
            for line in self._limit(lettered(number), limit(self.workflow, promise))
        )

    def _limit(self, mark: str, gives: Title) -> Part:
        first, *more = spoken(gives, self.languages)
        whole = f"{mark} {say(gives, self.languages)}"
        texts = (whole,) if width(whole, SMALL) <= self._inside else (f"{mark} {first}", *more)
        return tuple(line for text in texts for line in lines(text, SMALL, self._inside))

    def _also(self, numbers: Iterable[int]) -> Part:
        marks = "".join(map(circled, numbers))
        return lines(f"{say(ALSO, self.languages)} {marks}", SMALL, self._inside) if marks else ()

    def _said(self, step: Step) -> Part:
        first, *more = spoken(step.action, self.languages)
        said = lines(f"{circled(step.number)} {first}", 13, self._inside - NARROWER, bold=True)
        said += tuple(line for text in more for line in lines(text, SMALL, self._inside - NARROWER))
        return said + tuple(line for words in self._rules(step) for line in self._small(words, self._inside - NARROWER))

    def _rules(self, step: Step) -> Iterator[Title]:
        action = step.action
        yield parties(self.workflow, action.by)
        yield from filter(None, (branch(self.workflow, action, step.target), judging(self.workflow, action)))
        yield from filter(None, (window(action),))
        if not _lined(step):
            names = listed(self.workflow.states[name] for name in step.sources)
            yield Title(zh=f"自：{names.zh}", en=f"from: {names.en}")

    def _small(self, words: Words, room: float) -> Part:
        return paragraph(words, self.languages, SMALL, room)


def _lined(step: Step) -> bool:
    """Tell whether lines lead to a step from where it comes from."""
    return len(step.sources) <= MOST_SOURCES


def _kind(step: Step) -> Kind:
    if isinstance(step.action, Reopen):
        return Kind.WAY_BACK
    if step.action.judges:
        return Kind.JUDGING
    return Kind.STEP if step.action.sources else Kind.START
