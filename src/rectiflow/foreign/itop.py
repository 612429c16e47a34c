"""The data model of iTop: a class with its life cycle, stop watches and fields, in XML."""

from collections.abc import Iterator

from attrs import frozen

from rectiflow.definitions.composer import MOST_PROBLEMS
from rectiflow.definitions.document import problem_at
from rectiflow.errors import DefinitionError, Problem, Words
from rectiflow.foreign.element import Element, read_xml
from rectiflow.foreign.itop_fields import Fields
from rectiflow.foreign.lifecycle import Lifecycle, Limit, Stage, Step, bound
from rectiflow.foreign.notes import Notes
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Title

CREATE = "create"
"""What registering is called: the program creates an object in the default state."""

DUE = 100
"""The threshold at which a stop watch has run out, in percent."""

STATES = ("lifecycle", "states", "state")
STIMULI = ("lifecycle", "stimuli", "stimulus")
TRANSITIONS = (*STATES, "transitions", "transition")
NAMED = (
    ("fields", "field"),
    STATES,
    TRANSITIONS,
    (*STATES, "flags", "attribute"),
    (*TRANSITIONS, "flags", "attribute"),
)
"""The elements that must have an id."""

CARRIED = {"parent", "properties", "fields", "lifecycle"}

ANOTHER = Title(zh="一个文件只转入第一个有生命周期的类", en="only the first class with a life cycle is carried over")
SECTION = Title(zh="程序与界面不转入", en="program and presentation are not carried over")
PEOPLE = Title(
    zh="来源把权限写在用户配置中，请补“held_by”和“by”",
    en="who may do what is kept in user profiles there; add held_by and by",
)
FINAL = Title(zh="没有出口，按办结状态转入", en="nothing leads out of it, so it is written as final")
INTERNAL = Title(
    zh="由系统触发，按“by: system”转入；何时触发由程序决定，未转入",
    en="the system fires it, so that 'by: system' is written; when it does is up to the program",
)
EFFECTS = Title(zh="流转时由程序执行，未转入", en="the program does this on the way; it is not carried over")
FLAGS = {
    "read_only": Title(zh="字段的显示方式不转入", en="how a field is shown is not carried over"),
    "must_change": Title(zh="只要求填写，不要求与原值不同", en="the field is asked for, but may stay what it is"),
}
INHERITS = Title(
    zh="继承的必填字段已在前一状态收取，不再要求",
    en="what is inherited was asked for before, and is not asked for again",
)
MEASURES = Title(zh="只计时、没有目标，不是时限", en="it measures without a goal, so that it is no deadline")
GOAL = Title(zh="期限由程序计算，文件中没有数值，请补“within”", en="the program computes the limit; add within")
THRESHOLD = Title(zh="不是1%至100%之间的整数，未转入", en="it is no whole number from 1 % to 100 %")
AT_THRESHOLD = Title(
    zh="到达阈值时由程序执行，未转入", en="the program does this at the threshold; it is not carried over"
)


def read_itop(text: bytes, file: str, notes: Notes) -> Lifecycle:
    """Read the first class of `text` that has a life cycle; `file` is named in problems.

    An object is created in the default value of the state's field, which becomes the action
    `create`. What a state itself says is mandatory is needed by every step that leads there.
    `notes` gathers what is left out. Raises DefinitionError when the text is no safe XML or has
    no life cycle.
    """
    root = read_xml(text, file)
    classes = [one for one in root.all("classes", "class") if one.first("lifecycle", "states")]
    if not classes:
        raise DefinitionError((_missing(root, Words("有生命周期的类", "a class with a life cycle"), file),))
    parts = [part for path in NAMED for part in classes[0].all(*path)]
    bound(len(parts), file, classes[0].mark)
    if nameless := [part for part in parts if not part.id][:MOST_PROBLEMS]:
        raise DefinitionError(tuple(_missing(part, _id_of(part), file) for part in nameless))
    for another in classes[1:]:
        notes.add(another.mark.line, another.id, ANOTHER)
    return _Class(classes[0], Fields.of(classes[0]), notes).lifecycle()


@frozen
class _Class:
    """A class while it is read."""

    node: Element
    fields: Fields
    notes: Notes

    def lifecycle(self) -> Lifecycle:
        states = {state.id: state for state in self.node.all(*STATES)}
        self._note_rest()
        steps = (self._create(states), *(step for state in states.values() for step in self._steps(state, states)))
        return Lifecycle(
            name=self.node.id,
            line=self.node.mark.line,
            stages={name: self._stage(state) for name, state in states.items()},
            steps=steps,
            inputs=self.fields.inputs((name for step in steps for name in (*step.needs, *step.takes)), self.notes),
            limits=tuple(self._limits()),
        )

    def _stage(self, state: Element) -> Stage:
        final = state.first("transitions", "transition") is None
        self.notes.add(state.mark.line, state.id if final else "held_by", FINAL if final else PEOPLE)
        if state.said("inherit_flags_from"):
            self.notes.add(state.mark.line, "inherit_flags_from", INHERITS)
        self._note_flags(state)
        return Stage(line=state.mark.line, final=final)

    def _create(self, states: dict[str, Element]) -> Step:
        first = self.fields.first_state()
        state = states.get(first or "")
        needs = _flagged(state, "mandatory")
        kept = {*_flagged(state, "hidden"), *_flagged(state, "read_only"), *needs}
        takes = tuple(name for name in self.fields.given() if name not in kept)
        return Step(action=CREATE, line=self.node.mark.line, target=first, needs=needs, takes=takes)

    def _steps(self, state: Element, states: dict[str, Element]) -> Iterator[Step]:
        for node in state.all("transitions", "transition"):
            self._note_transition(node)
            there = states.get(node.said("target"))
            needs = dict.fromkeys((*_flagged(there, "mandatory"), *_flagged(node, "must_change")))
            prompts = dict.fromkeys((*_flagged(there, "must_prompt"), *_flagged(node, "must_prompt")))
            yield Step(
                action=node.id,
                line=node.mark.line,
                source=state.id,
                target=node.said("target") or None,
                automatic=node.id in self._internal(),
                needs=tuple(needs),
                takes=tuple(name for name in prompts if name not in needs),
            )

    def _limits(self) -> Iterator[Limit]:
        for watch in self.fields.of_kind("AttributeStopWatch"):
            states = tuple(state.id for state in watch.all("states", "state"))
            self.notes.add(watch.mark.line, watch.id, GOAL if watch.said("goal") else MEASURES)
            if watch.said("goal"):
                yield Limit(name=watch.id, line=watch.mark.line, states=states, rungs=tuple(self._rungs(watch)))

    def _rungs(self, watch: Element) -> Iterator[tuple[Moment, str]]:
        for threshold in sorted(watch.all("thresholds", "threshold"), key=_percent):
            for action in threshold.all("actions", "action"):
                self.notes.add(action.mark.line, _call(action), AT_THRESHOLD)
            if 0 < (percent := _percent(threshold)) < DUE:
                yield Moment(percent=percent), "remind"
            elif percent == DUE:
                yield Moment(offset=Period(0, "days")), "urge"
            else:
                self.notes.add(threshold.mark.line, f"threshold {threshold.id}", THRESHOLD)

    def _note_rest(self) -> None:
        for section in self.node.children:
            if section.name not in CARRIED:
                self.notes.add(section.mark.line, section.name, SECTION)
        for stimulus in self.node.all(*STIMULI):
            internal = stimulus.id in self._internal()
            self.notes.add(stimulus.mark.line, stimulus.id if internal else "by", INTERNAL if internal else PEOPLE)

    def _internal(self) -> set[str]:
        """Give the stimuli that the program fires by itself."""
        return {one.id for one in self.node.all(*STIMULI) if one.attributes.get("type") == "StimulusInternal"}

    def _note_transition(self, node: Element) -> None:
        self._note_flags(node)
        for action in node.all("actions", "action"):
            self.notes.add(action.mark.line, _call(action), EFFECTS)

    def _note_flags(self, node: Element) -> None:
        for attribute in node.all("flags", "attribute"):
            for flag in attribute.children:
                if flag.name not in {"mandatory", "must_prompt"}:
                    self.notes.add(flag.mark.line, flag.name, FLAGS.get(flag.name, FLAGS["read_only"]))


def _id_of(part: Element) -> Words:
    return Words(f"“<{part.name}>”的标识（“id”）", f"the id of <{part.name}>")


def _missing(within: Element, what: Words, file: str) -> Problem:
    message = Words(f"缺少{what.zh}", f"{what.en} is missing")
    fix = Words("请给出类的完整数据模型", "give the complete data model of a class")
    return problem_at(file, within.mark, "RF102", message, fix)


def _flagged(node: Element | None, flag: str) -> tuple[str, ...]:
    """Give the fields that a state or a transition itself gives a flag."""
    flags = node.all("flags", "attribute") if node is not None else ()
    return tuple(attribute.id for attribute in flags if attribute.first(flag))


def _percent(threshold: Element) -> int:
    return int(threshold.id) if threshold.id.isdecimal() and len(threshold.id) < len("10000") else 0


def _call(action: Element) -> str:
    return f"{action.said('verb')}({', '.join(param.text for param in action.all('params', 'param'))})"
