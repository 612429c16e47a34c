"""The fields of an iTop class: which of them a workflow file can ask for, and as what."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from rectiflow.foreign.element import Element
from rectiflow.foreign.lifecycle import Input
from rectiflow.foreign.notes import Notes
from rectiflow.model.titles import Title

TYPES = {
    "AttributeBoolean": "yes_no",
    "AttributeDate": "date",
    "AttributeDateTime": "instant",
    "AttributeEmailAddress": "text",
    "AttributeEnum": "choice",
    "AttributeExternalKey": "text",
    "AttributeHTML": "text",
    "AttributeInteger": "number",
    "AttributeLongText": "text",
    "AttributePhoneNumber": "text",
    "AttributeString": "text",
    "AttributeText": "text",
    "AttributeURL": "text",
}
"""What a field of each kind becomes."""

TARGETS = {"Person": "person", "Organization": "unit", "Team": "unit"}
"""What a key to an object of another class becomes, where that is somebody."""

UNASKED = Title(zh="没有动作收取该字段，未转入", en="no action asks for this field")
COMPUTED = Title(zh="由程序维护的字段，未转入", en="a field of this kind is kept by the program")
INHERITED = Title(
    zh="字段在上级类中定义，类型不明，按文本转入",
    en="a class above declares this field, so that text is written as its type",
)
OBJECT = Title(
    zh="指向其他类的对象，按文本转入其标识", en="it names an object of another class; its id is carried over as text"
)
DEFAULT = Title(zh="默认值未转入", en="a default value is not carried over")


@frozen
class Fields:
    """The fields of a class; `state` is the one that holds the state of an object."""

    declared: Mapping[str, Element]
    line: int
    state: str

    @classmethod
    def of(cls, node: Element) -> "Fields":
        """Take the fields that the class `node` declares."""
        state = node.said("properties", "fields_semantic", "state_attribute")
        return cls({field.id: field for field in node.all("fields", "field")}, node.mark.line, state)

    def first_state(self) -> str | None:
        """Give the state that an object is created in, where the class says one."""
        field = self.declared.get(self.state)
        return field.said("default_value") or None if field is not None else None

    def of_kind(self, kind: str) -> list[Element]:
        """Give the fields of one kind, such as AttributeStopWatch."""
        return [field for field in self.declared.values() if _kind(field) == kind]

    def given(self) -> list[str]:
        """Give the names of the fields that somebody can give a value."""
        return [name for name, field in self.declared.items() if _kind(field) in TYPES and name != self.state]

    def inputs(self, asked: Iterable[str], notes: Notes) -> dict[str, Input]:
        """Give the fields that are `asked` for; `notes` gathers what is left out."""
        inputs = {name: self._input(name, notes) for name in dict.fromkeys(asked)}
        for name, field in self.declared.items():
            if name not in (*inputs, self.state) and _kind(field) != "AttributeStopWatch":
                notes.add(field.mark.line, name, UNASKED if _kind(field) in TYPES else COMPUTED)
        return inputs

    def _input(self, name: str, notes: Notes) -> Input:
        field = self.declared.get(name)
        if field is None:
            notes.add(self.line, name, INHERITED)
            return Input(type="text", line=self.line)
        if field.said("default_value"):
            notes.add(field.mark.line, name, DEFAULT)
        if field.said("target_class") not in ("", *TARGETS):
            notes.add(field.mark.line, name, OBJECT)
        kind = TARGETS.get(field.said("target_class")) or TYPES.get(_kind(field), "text")
        choices = tuple(dict.fromkeys(filter(None, (value.said("code") for value in field.all("values", "value")))))
        return Input(type=kind, line=field.mark.line, choices=choices)


def _kind(field: Element) -> str:
    return field.attributes.get("type", "")
