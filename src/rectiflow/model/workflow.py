"""A workflow: what an office promised, as an immutable, versioned definition. 流程。

Every element carries its `name` (the key in the file) and its titles in both languages.
Values are resolved: parameters are replaced by what they stand for.
"""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from rectiflow.model.accountability import Fault, Measure, Trigger
from rectiflow.model.action import Action, Reopen
from rectiflow.model.openness import Document, Figure, Publication, Retention, Sight
from rectiflow.model.promise import Deadline, Duty, Window
from rectiflow.model.stage import Mark, Parts, Phase, State
from rectiflow.model.subject import BUILT_IN, Field, Register, Role, SameMatter
from rectiflow.model.titles import Titled
from rectiflow.model.voice import Appraisal, Satisfaction, Vote


@frozen(kw_only=True)
class Parameter(Titled):
    """A number that a place may set. 参数。 `open` says that no source fixes it."""

    value: str | int | bool
    basis: str | None = None
    open: str | None = None


@frozen(kw_only=True)
class Workflow(Titled):
    """The whole definition of one process at one version. 流程。

    `extends` names the workflow that it is a profile of, `part_of` the one whose parts it handles;
    `number` is how its issues are numbered (文号).
    """

    version: int
    calendar: str
    roles: Mapping[str, Role]
    fields: Mapping[str, Field]
    states: Mapping[str, State]
    actions: Mapping[str, Action]
    parameters: Mapping[str, Parameter] = field(factory=dict)
    basis: tuple[str, ...] = ()
    extends: str | None = None
    number: str | None = None
    part_of: str | None = None
    phases: Mapping[str, Phase] = field(factory=dict)
    same_matter: SameMatter | None = None
    parts: Mapping[str, Parts] = field(factory=dict)
    marks: Mapping[str, Mark] = field(factory=dict)
    reopen: Reopen | None = None
    windows: Mapping[str, Window] = field(factory=dict)
    deadlines: Mapping[str, Deadline] = field(factory=dict)
    votes: Mapping[str, Vote] = field(factory=dict)
    satisfaction: Satisfaction | None = None
    appraisal: Appraisal | None = None
    documents: Mapping[str, Document] = field(factory=dict)
    accountability: Mapping[str, Fault] = field(factory=dict)
    measures: Mapping[str, Measure] = field(factory=dict)
    triggers: Mapping[str, Trigger] = field(factory=dict)
    sight: Mapping[str, Sight] = field(factory=dict)
    publication: Mapping[str, Publication] = field(factory=dict)
    registers: Mapping[str, Register] = field(factory=dict)
    every: Mapping[str, Duty] = field(factory=dict)
    figures: Mapping[str, Figure] = field(factory=dict)
    retain: Retention | None = None

    def every_action(self) -> Iterator[Action]:
        """Give the actions in the file's order, then `reopen`."""
        yield from self.actions.values()
        if self.reopen is not None:
            yield self.reopen

    def action(self, name: str) -> Action | None:
        """Find an action by its name; `reopen` is one too."""
        return self.reopen if name == "reopen" else self.actions.get(name)

    def capacity(self, name: str) -> Role:
        """Give the role in which somebody may act: one of the file's, or `system` or `parent`."""
        return self.roles.get(name) or BUILT_IN[name]
