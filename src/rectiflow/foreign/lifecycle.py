"""What the formats of other systems have in common: states, steps between them, fields, limits. 生命周期。"""

from collections.abc import Mapping

from attrs import field, frozen

from rectiflow.definitions.document import Mark, problem_at
from rectiflow.errors import DefinitionError, Words
from rectiflow.model.action import Tell
from rectiflow.model.timing import Moment, Period

MOST_PARTS = 1000
"""How many states, steps, fields and flags a definition may have in all; a workflow file holds fewer."""


def bound(many: int, file: str, place: Mark) -> None:
    """Refuse a definition with more than MOST_PARTS parts; raises DefinitionError."""
    if many > MOST_PARTS:
        message = Words(
            f"该定义共有 {many} 个状态、步骤、字段和标志，超过 {MOST_PARTS} 个",
            f"the definition has {many} states, steps, fields and flags, more than {MOST_PARTS}",
        )
        fix = Words("请拆成几个定义", "make several definitions of it")
        raise DefinitionError((problem_at(file, place, "RF113", message, fix),))


@frozen(kw_only=True)
class Stage:
    """A state of the foreign definition, and the line of it."""

    line: int
    final: bool = False


@frozen(kw_only=True)
class Step:
    """One way out of one state, as the foreign definition has it, right or wrong.

    `source` is None where it registers an issue, `target` where the definition names none.
    `automatic` says that the program does it by itself. `line` is its place in the foreign file.
    """

    action: str
    line: int
    source: str | None = None
    target: str | None = None
    by: tuple[str, ...] = ()
    automatic: bool = False
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    tells: tuple[Tell, ...] = ()


@frozen(kw_only=True)
class Input:
    """A field that some step asks for; `choices` are the values of a choice."""

    type: str
    line: int
    choices: tuple[str, ...] = ()


@frozen(kw_only=True)
class Limit:
    """How long an issue may rest in `states` (None: in all that are not final).

    `within` is None where the definition gives no number. `rungs` are moments and what is done then.
    """

    name: str
    line: int
    states: tuple[str, ...] | None = None
    within: Period | None = None
    rungs: tuple[tuple[Moment, str], ...] = ()


@frozen(kw_only=True)
class Lifecycle:
    """A foreign definition, in the order of its file; maps lead from names to what they name."""

    name: str
    line: int
    stages: Mapping[str, Stage]
    steps: tuple[Step, ...]
    inputs: Mapping[str, Input] = field(factory=dict)
    limits: tuple[Limit, ...] = ()

    def roles(self) -> dict[str, int]:
        """Give everybody who acts or is told, in the order of their first part, with its line."""
        parts = ((role, step) for step in self.steps for role in (*step.by, *(tell.whom for tell in step.tells)))
        found: dict[str, int] = {}
        for role, step in parts:
            found.setdefault(role, step.line)
        return found
