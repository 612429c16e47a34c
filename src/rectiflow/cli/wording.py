"""Records in words, in both languages at once. 记录的文字。

Records hold codes; the words come from the workflow version that the issue pinned, and the names
from the directory. Personal values are in no record, so they can't be here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from attrs import frozen

from rectiflow.cli.language import Language
from rectiflow.core.terms import HOLDER, RUNGS, moment
from rectiflow.model.promise import Deadline
from rectiflow.model.record import Json, Record, RecordType
from rectiflow.model.subject import Field
from rectiflow.model.timing import Calendar, read_instant
from rectiflow.model.titles import Title, Titled
from rectiflow.model.workflow import Workflow
from rectiflow.ports import Directory

Data = Mapping[str, Any]
"""A record's data, whose shape its type and version promise."""

Words = Sequence[Title | Titled]


@frozen
class Detail:
    """One thing that a record says: what it is about, and its values."""

    label: Title | Titled
    values: Words = ()

    def say(self, language: Language) -> str:
        """Give it as one line."""
        label = language.say(self.label.zh, self.label.en)
        values = [language.say(one.zh, one.en) for one in self.values]
        if not values:
            return label
        return f"{label}: {', '.join(values)}" if language is Language.EN else f"{label}：{'、'.join(values)}"


@frozen(kw_only=True)
class Entry:
    """A record in words: what happened, by whom or to what, where it led, and the details."""

    head: Words
    subject: Words
    to: Words = ()
    details: tuple[Detail, ...] = ()

    def text(self, language: Language) -> str:
        """Give the whole entry as one line.

        >>> done = Title(zh="登记", en="Register")
        >>> Entry(head=[done], subject=[Title(zh="赵敏", en="Zhao Min")]).text(Language.EN)
        'Register Zhao Min'
        """
        parts = [say(self.head, language), say(self.subject, language)]
        if self.to:
            parts.append(f"→ {say(self.to, language)}")
        return " · ".join([" ".join(filter(None, parts)), *(detail.say(language) for detail in self.details)])


def say(words: Words, language: Language) -> str:
    """Give words in `language`, with blanks between."""
    return " ".join(language.say(one.zh, one.en) for one in words)


def passed_over(deadline: Deadline, steps: Iterable[str]) -> Detail:
    """Say which rungs a change of version passed over, by what `Deadline.steps` calls them."""
    passed = [deadline.steps()[step] for step in steps]
    kinds = [(RUNGS.get(rung.rung, _same(rung.rung)), moment(rung.at)) for rung in passed]
    titles = [Title(zh=f"{kind.zh}（{at.zh}）", en=f"{kind.en} ({at.en})") for kind, at in kinds]
    return Detail(Title(zh="时点已过，不再督办", en="Over by then, so not climbed"), titles)


@frozen
class Wording:
    """Puts the records of one issue in words: those made under `workflow`, which took the place of `before`."""

    workflow: Workflow
    calendar: Calendar
    directory: Directory
    before: Workflow | None = None

    def entry(self, record: Record) -> Entry:
        """Put one record in words."""
        return _ENTRIES[record.type](self, record.data)

    def done(self, data: Data) -> Entry:
        """Put in words what somebody did."""
        action = self._action(data["action"])
        role = self.workflow.roles.get(data["capacity"])
        name = self._name(data["actor"])
        moved = data["to"] != data["from"]
        return Entry(
            head=[action],
            subject=[role, name] if role is not None else [name],
            to=[self.workflow.states[data["to"]]] if moved else [],
            details=(*self._given(data), *self._bound(data), *self._started(data)),
        )

    def missed(self, data: Data) -> Entry:
        """Put a missed deadline in words."""
        held = Detail(HOLDER, self._names(data["holder"]))
        return Entry(
            head=[Title(zh="逾期", en="Missed")],
            subject=[self.workflow.deadlines[data["deadline"]]],
            details=_unless_empty(held),
        )

    def escalated(self, data: Data) -> Entry:
        """Put a rung of supervision in words."""
        told = Detail(Title(zh="告知", en="Told"), self._names(data["tell"]))
        return Entry(
            head=[RUNGS.get(data["rung"], _same(data["rung"]))],
            subject=[self.workflow.deadlines[data["deadline"]]],
            details=_unless_empty(told),
        )

    def charged(self, data: Data) -> Entry:
        """Put a finding in words."""
        to = Detail(Title(zh="责任人", en="Charged"), self._names(data["to"]))
        return Entry(
            head=[Title(zh="问责线索", en="Finding")],
            subject=[self.workflow.accountability[data["fault"]]],
            details=_unless_empty(to),
        )

    def refused(self, data: Data) -> Entry:
        """Put a refusal in words."""
        reason = Title(zh=f"{data['zh']}。", en=f"{data['en']}.")
        return Entry(
            head=[self._action(data["action"]), Title(zh="被拒绝", en="refused")],
            subject=[self._name(data["actor"])],
            details=(Detail(reason),),
        )

    def migrated(self, data: Data) -> Entry:
        """Put a change of version in words: which, why, and what became of each clock."""
        old = self.before or self.workflow
        moved = data["to"] != data["from"]
        numbers = Title(
            zh=f"由第{old.version}版转为第{self.workflow.version}版",
            en=f"from version {old.version} to version {self.workflow.version}",
        )
        because = Detail(Title(zh="理由", en="Because"), [_same(data["because"])] if data["because"] else [])
        gone = Detail(Title(zh="不再保留的字段", en="Dropped"), [old.fields[name] for name in data["dropped"]])
        return Entry(
            head=[Title(zh="换版", en="Migrated")],
            subject=[self._name(data["actor"])],
            to=[self.workflow.states[data["to"]]] if moved else [],
            details=(
                Detail(numbers),
                *_unless_empty(because),
                *_unless_empty(Detail(Title(zh="对应", en="Renamed"), list(self._renamed(data, old)))),
                *self._carried(data, old),
                *_unless_empty(gone),
            ),
        )

    def _renamed(self, data: Data, old: Workflow) -> Iterator[Title]:
        for section, names in data["renamed"].items():
            for name, other in names.items():
                before, after = _element(old, section, name), _element(self.workflow, section, other)
                yield Title(zh=f"{before.zh}→{after.zh}", en=f"{before.en} → {after.en}")

    def _carried(self, data: Data, old: Workflow) -> Iterator[Detail]:
        for name, change in data["clocks"].items():
            deadline = self.workflow.deadlines.get(name) or old.deadlines[name]
            if change["do"] == "stop":
                yield Detail(
                    Title(zh=f"{deadline.zh}不再计算，督办停止", en=f"{deadline.en} stops, and its rungs with it")
                )
            elif "due" in change:
                yield Detail(Title(zh=f"{deadline.zh}至", en=f"{deadline.en} due"), [self._changed_due(change)])
            if "passed" in change:
                yield passed_over(deadline, change["passed"])

    def _changed_due(self, change: Data) -> Title:
        dates = [self._local(change[one]) for one in ("before", "due") if one in change]
        return _same(" → ".join(dict.fromkeys(dates)))

    def _local(self, instant: str) -> str:
        return f"{read_instant(instant).astimezone(self.calendar.zone):%Y-%m-%d %H:%M}"

    def _action(self, name: str) -> Title | Titled:
        return self.workflow.action(name) or _same(name)

    def _name(self, identity: str) -> Title:
        return Title(zh=self.directory.title(identity, "zh"), en=self.directory.title(identity, "en"))

    def _names(self, identities: Sequence[str]) -> Words:
        return [self._name(one) for one in identities]

    def _given(self, data: Data) -> Iterator[Detail]:
        for name, value in data["fields"].items():
            field = self.workflow.fields[name]
            yield Detail(field, _values(field, value))
        for name in data["personal"]:
            yield Detail(self.workflow.fields[name], [Title(zh="（个人信息，另存）", en="(personal, kept apart)")])

    def _bound(self, data: Data) -> Iterator[Detail]:
        for role, identities in data["binds"].items():
            yield Detail(self.workflow.roles[role], self._names(identities))

    def _started(self, data: Data) -> Iterator[Detail]:
        """Name the deadlines that run from now on, and the days on which they end."""
        for name, change in data["clocks"].items():
            if change["do"] != "stop" and "due" in change:
                deadline = self.workflow.deadlines[name]
                yield Detail(Title(zh=f"{deadline.zh}至", en=f"{deadline.en} due"), [_same(self._local(change["due"]))])


def _element(workflow: Workflow, section: str, name: str) -> Title | Titled:
    found = workflow.action(name) if section == "actions" else getattr(workflow, section).get(name)
    return found or _same(name)


_ENTRIES: Mapping[RecordType, Callable[[Wording, Data], Entry]] = {
    RecordType.REGISTERED: Wording.done,
    RecordType.ACTED: Wording.done,
    RecordType.MISSED: Wording.missed,
    RecordType.ESCALATED: Wording.escalated,
    RecordType.CHARGED: Wording.charged,
    RecordType.MIGRATED: Wording.migrated,
    RecordType.REFUSED: Wording.refused,
}
"""How each type of record of an issue is put in words."""


def _values(field: Field, value: Json) -> Words:
    if isinstance(value, bool):
        return [Title(zh="是", en="yes") if value else Title(zh="否", en="no")]
    if isinstance(value, list | tuple):
        return [_same(str(one)) for one in value]
    choices: dict[str, Title | Titled] = {choice.name: choice for choice in field.choices}
    return [choices.get(str(value), _same(str(value)))]


def _same(text: str) -> Title:
    return Title(zh=text, en=text)


def _unless_empty(detail: Detail) -> tuple[Detail, ...]:
    return (detail,) if detail.values else ()
