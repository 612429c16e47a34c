"""What is explained beside the picture: the limits with their supervision, the rest, the signs. 说明栏。"""

from collections.abc import Mapping

from attrs import frozen

from rectiflow.drawing.chart import SMALL, Kind
from rectiflow.drawing.headings import BASIS, LIMITS, RIGHTS
from rectiflow.drawing.languages import Languages, Words, say
from rectiflow.drawing.phrases import circled, lettered, limit, parties, right, rung, running_in, told
from rectiflow.drawing.promises import promises
from rectiflow.drawing.steps import stays
from rectiflow.drawing.typesetting import Part, height, lines, paragraph
from rectiflow.model.action import Action
from rectiflow.model.promise import Deadline, Rung, Window
from rectiflow.model.titles import Title
from rectiflow.model.workflow import Workflow

PANEL_WIDTH = 400
GAP = 5
"""How wide the panel is, and what lies between entries, in pixels."""

MARK = 18
RUNG = 36
SAMPLE = 46
"""How far text is set in behind marks, dots and samples, in pixels."""

STAYING = Title(zh="另可办理，状态不变", en="Also done, in the same state")
SIGNS = Title(zh="图例", en="Signs")

SAMPLES: Mapping[Kind, Title] = {
    Kind.STATE: Title(zh="状态，所在泳道为责任方", en="a state; its lane says who holds the issue"),
    Kind.FINAL: Title(zh="办结的状态", en="a state in which it has ended"),
    Kind.START: Title(zh="登记", en="registering"),
    Kind.STEP: Title(zh="办理动作，下注办理人", en="an action, and who does it"),
    Kind.JUDGING: Title(zh="验收、评判他人的办理", en="judging what somebody else did"),
    Kind.WAY_BACK: Title(zh="不满意的，重新办理", en="the way back for the dissatisfied"),
}
"""What each kind of box stands for."""


@frozen
class Entry:
    """Some lines of the panel, set in by `indent` pixels behind a mark, or behind a box of a kind."""

    part: Part
    indent: int
    mark: str = ""
    sample: Kind | None = None

    @property
    def height(self) -> float:
        """How much of the page it takes, in pixels."""
        return height(self.part) + GAP


@frozen
class Block:
    """A titled part of the panel."""

    title: Part
    entries: tuple[Entry, ...]

    @property
    def height(self) -> float:
        """How much of the page it takes, in pixels."""
        return height(self.title) + GAP + sum(entry.height for entry in self.entries)


def panel(workflow: Workflow, languages: Languages) -> tuple[Block, ...]:
    """Give the blocks that explain the picture of `workflow`; empty ones are left out."""
    blocks = (block(workflow, languages) for block in (_limits, _rights, _staying, _signs, _basis))
    return tuple(block for block in blocks if block.entries)


def _limits(workflow: Workflow, languages: Languages) -> Block:
    """Put deadlines with the same rungs together, the rungs after them."""
    entries: list[Entry] = []
    for rungs in dict.fromkeys(deadline.rungs for deadline in workflow.deadlines.values()):
        for number, deadline in enumerate(workflow.deadlines.values(), 1):
            entries += [_limit(workflow, number, deadline, languages)] if deadline.rungs == rungs else []
        entries += [_rung(workflow, step, languages) for step in rungs]
    return Block(_title(LIMITS, languages), tuple(entries))


def _limit(workflow: Workflow, number: int, deadline: Deadline, languages: Languages) -> Entry:
    gives, where = limit(workflow, deadline), running_in(workflow, deadline)
    if where is not None:
        gives = Title(zh=f"{gives.zh}（{where.zh}）", en=f"{gives.en} ({where.en})")
    return _marked(lettered(number), told(deadline, gives), languages)


def _rung(workflow: Workflow, step: Rung, languages: Languages) -> Entry:
    return Entry(paragraph(rung(workflow, step), languages, SMALL, PANEL_WIDTH - RUNG), RUNG, "●")


def _rights(workflow: Workflow, languages: Languages) -> Block:
    entries = (
        _marked(lettered(number), told(promise, right(workflow, promise)), languages)
        for number, promise in promises(workflow).items()
        if isinstance(promise, Window)
    )
    return Block(_title(RIGHTS, languages), tuple(entries))


def _staying(workflow: Workflow, languages: Languages) -> Block:
    staying = {number for numbers in stays(workflow).values() for number in numbers}
    actions = [(number, one) for number, one in enumerate(workflow.every_action(), 1) if number in staying]
    return Block(_title(STAYING, languages), tuple(_does(workflow, number, one, languages) for number, one in actions))


def _does(workflow: Workflow, number: int, action: Action, languages: Languages) -> Entry:
    by = parties(workflow, action.by)
    return _marked(circled(number), Title(zh=f"{action.zh}（{by.zh}）", en=f"{action.en} ({by.en})"), languages)


def _signs(workflow: Workflow, languages: Languages) -> Block:
    used = {
        Kind.JUDGING: any(action.judges for action in workflow.actions.values()),
        Kind.WAY_BACK: workflow.reopen is not None,
    }
    entries = (
        Entry(paragraph(meaning, languages, SMALL, PANEL_WIDTH - SAMPLE), SAMPLE, sample=kind)
        for kind, meaning in SAMPLES.items()
        if used.get(kind, True)
    )
    return Block(_title(SIGNS, languages), tuple(entries))


def _basis(workflow: Workflow, languages: Languages) -> Block:
    entries = (Entry(lines(text, SMALL, PANEL_WIDTH), 0) for text in workflow.basis)
    return Block(_title(BASIS, languages), tuple(entries))


def _title(words: Words, languages: Languages) -> Part:
    return lines(say(words, languages), 13, PANEL_WIDTH, bold=True)


def _marked(mark: str, words: Words, languages: Languages) -> Entry:
    return Entry(paragraph(words, languages, SMALL, PANEL_WIDTH - MARK), MARK, mark)
