"""The workflow service of eGov DIGIT: `BusinessServices` with states, actions, roles and limits, in JSON."""

from collections.abc import Iterator

from attrs import frozen

from rectiflow.definitions.document import Node
from rectiflow.foreign.lifecycle import Lifecycle, Limit, Stage, Step, bound
from rectiflow.foreign.notes import Notes
from rectiflow.foreign.tree import Tree, compose_json, others
from rectiflow.model.action import Tell
from rectiflow.model.timing import Period
from rectiflow.model.titles import Title
from rectiflow.wording import shown

MILLISECONDS_PER_HOUR = 3_600_000
MOST_HOURS = 9999

OVERALL = "overall"
"""What the limit of the whole business service is called."""

NOTHING = Title(zh="流程文件中没有与之对应的内容", en="nothing in a workflow file stands for it")
ANOTHER = Title(
    zh="一个文件只转入第一项业务，请拆分后逐一转入", en="only the first one of a file is carried over; split the file"
)
INACTIVE = Title(zh="已停用的动作不转入", en="an action that is not active is left out")
NAMELESS = Title(zh="动作没有名称，不能转入", en="an action without a name can't be carried over")
NOT_HOURS = Title(
    zh=f"时限以毫秒计；不是1至{MOST_HOURS}之间的整小时数，未转入",
    en=f"the limit is in milliseconds; this is no whole number of hours from 1 to {MOST_HOURS}",
)
ELSEWHERE = Title(
    zh="与所在的状态不符，以所在的状态为准", en="is not the state that it stands in, which is what counts"
)
HOLDERS = Title(zh="来源未写明由谁持有，请补“held_by”", en="it doesn't say who holds an issue there; add held_by")

START = Title(zh="有名称的状态不作登记之用", en="a state that has a name doesn't register; only one without does")
TWICE = Title(zh="状态重复，合并为一个", en="a state that is there twice is carried over as one")
CHANNEL = Title(
    zh="通知渠道由通知系统决定，按一般消息转入",
    en="the notifier chooses the channel, so a plain message is written",
)

_KNOWN = {
    "file": ("BusinessServices",),
    "service": ("businessService", "businessServiceSla", "states"),
    "state": ("state", "sla", "actions", "isStartState", "isTerminateState"),
    "action": ("action", "currentState", "nextState", "roles", "active", "notifications"),
    "notification": ("audience", "channel"),
}


def read_digit(text: bytes, file: str, notes: Notes) -> Lifecycle:
    """Read the first business service of `text`; `file` is named in problems, `notes` gathers what is left out.

    A state without a name is where the service registers: its actions get no source. An action
    without a next state gets no target, and one that leads to an unknown state keeps it.
    Raises DefinitionError when the text is no JSON or of another shape.
    """
    document = compose_json(text, file)
    return _Reading(Tree(file), notes).file(document.root)


@frozen
class _Reading:
    """A file while it is read."""

    tree: Tree
    notes: Notes

    def file(self, node: Node) -> Lifecycle:
        self._rest(node, "file")
        services = self.tree.maps(node, "BusinessServices")
        if not services:
            self.tree.miss(node, "BusinessServices")
        self.tree.judge()
        for another in services[1:]:
            self.notes.add(another.mark.line, "BusinessServices", ANOTHER)
        lifecycle = self._service(services[0])
        self.tree.judge()
        bound(len(lifecycle.stages) + len(lifecycle.steps), self.tree.file, services[0].mark)
        return lifecycle

    def _service(self, node: Node) -> Lifecycle:
        self._rest(node, "service")
        states = self.tree.maps(node, "states")
        limits = [self._limit(one, "sla", str(name), (str(name),)) for one in states if (name := self._name(one))]
        return Lifecycle(
            name=self.tree.text(node, "businessService") or "workflow",
            line=node.mark.line,
            stages=self._stages(states),
            steps=tuple(step for state in states for step in self._steps(state)),
            limits=tuple(filter(None, [self._limit(node, "businessServiceSla", OVERALL, None), *limits])),
        )

    def _stages(self, states: list[Node]) -> dict[str, Stage]:
        found: dict[str, Stage] = {}
        for node in states:
            self._rest(node, "state")
            stage = Stage(line=_line(node, "state"), final=_says(node, "isTerminateState"))
            if name := self._name(node):
                self._note_stage(node, name, stage, again=name in found)
                found.setdefault(name, stage)
        return found

    def _note_stage(self, node: Node, name: str, stage: Stage, *, again: bool) -> None:
        if again:
            self.notes.add(stage.line, name, TWICE)
        if _says(node, "isStartState"):
            self.notes.add(_line(node, "isStartState"), name, START)
        if not stage.final:
            self.notes.add(stage.line, "held_by", HOLDERS)

    def _limit(self, node: Node, key: str, name: str, states: tuple[str, ...] | None) -> Limit | None:
        found = node.children.get(key)
        if found is None or found.value is None:
            return None
        hours, rest = divmod(found.value, MILLISECONDS_PER_HOUR) if type(found.value) is int else (0, 0)
        if rest or not 1 <= hours <= MOST_HOURS:
            self.notes.add(_line(node, key), f"{key} {shown(found.value).en}", NOT_HOURS)
            return None
        return Limit(name=name, line=_line(node, key), states=states, within=Period(hours, "hours"))

    def _steps(self, state: Node) -> Iterator[Step]:
        for node in self.tree.maps(state, "actions"):
            self._rest(node, "action")
            action, line = self.tree.text(node, "action"), _line(node, "action")
            if action is None or _denies(node, "active"):
                self.notes.add(line, action or "action", INACTIVE if action else NAMELESS)
            else:
                yield self._step(node, action, self._name(state))

    def _step(self, node: Node, action: str, source: str | None) -> Step:
        stated = self.tree.text(node, "currentState")
        if source and stated not in (None, source):
            self.notes.add(_line(node, "currentState"), f"currentState {stated}", ELSEWHERE)
        return Step(
            action=action,
            line=_line(node, "action"),
            source=source,
            target=self.tree.text(node, "nextState"),
            by=self.tree.texts(node, "roles"),
            tells=tuple(dict.fromkeys(self._tells(node))),
        )

    def _tells(self, action: Node) -> Iterator[Tell]:
        for node in self.tree.maps(action, "notifications"):
            self._rest(node, "notification")
            whom, channel = self.tree.text(node, "audience"), self.tree.text(node, "channel")
            if channel:
                self.notes.add(_line(node, "channel"), f"channel {channel}", CHANNEL)
            if whom:
                yield Tell(whom=whom)

    def _name(self, state: Node) -> str | None:
        return self.tree.text(state, "state")

    def _rest(self, node: Node, kind: str) -> None:
        for key, line in others(node, _KNOWN[kind]):
            self.notes.add(line, key, NOTHING)


def _line(node: Node, key: str) -> int:
    return node.keys.get(key, node.mark).line


def _says(node: Node, key: str) -> bool:
    found = node.children.get(key)
    return found is not None and found.value is True


def _denies(node: Node, key: str) -> bool:
    found = node.children.get(key)
    return found is not None and found.value is False
