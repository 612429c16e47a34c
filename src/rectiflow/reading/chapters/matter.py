"""登记内容: what is recorded of an issue, and the lists it is taken from. What is recorded."""

from collections.abc import Iterator

from rectiflow.model.subject import Element, Field, Register
from rectiflow.model.titles import Title
from rectiflow.phrasing.clauses import based, columns, typed
from rectiflow.phrasing.names import Names, sentence, titled
from rectiflow.phrasing.phrases import any_of, article, numbered, quoted, say, sentences, together

TITLE = Title(zh="登记内容", en="What is recorded")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter: fields that are one value, then each list, then each register."""
    fields = names.workflow.fields.values()
    plain = [_field(names, field) for field in fields if not field.each]
    if plain:
        intro = Title(zh="事项记载下列内容", en="The following is recorded of an issue")
        yield article(Title(zh="内容", en="Content"), numbered(intro, plain))
    yield from (_list(names, field) for field in fields if field.each)
    yield from (_register(names, register) for register in names.workflow.registers.values())


def _field(names: Names, field: Field) -> Title:
    return say("{title}：{said}", "{title}: {said}", title=titled(field), said=together(_facts(names, field)))


def _facts(names: Names, field: Field) -> Iterator[Title]:
    yield from typed(names, field.type, field.audience)
    if field.choices:
        choices = any_of(quoted(titled(choice)) for choice in field.choices)
        yield say("即{choices}", "{choices}", choices=choices)
    if field.source:
        yield say("从{source}中选取", "taken from {source}", source=_source(names, field.source))
    if field.required:
        yield Title(zh="必填", en="required")
    if field.verbatim:
        yield Title(zh="照录原文，不得改动", en="kept word for word")
    if field.personal:
        yield Title(zh="属于个人信息，单独存放", en="personal, kept apart")


def _source(names: Names, name: str) -> Title:
    register = names.workflow.registers.get(name)
    return quoted(titled(register)) if register is not None else names.parts(name)


def _list(names: Names, field: Field) -> Title:
    each = say("每项载明{columns}", "each item says {columns}", columns=columns(names, field.each))
    blocks = [sentences([*_facts(names, field), each])]
    if field.elements:
        intro = Title(zh="应当具备下列要素", en="It shall have the following elements")
        blocks.append(numbered(intro, (_element(element) for element in field.elements.values())))
    return article(titled(field), *blocks)


def _element(element: Element) -> Title:
    if element.otherwise is None:
        return titled(element)
    why = sentence(element.otherwise)
    return say("{title}，缺少的告知：“{why}”", "{title}; without it: “{why}”", title=titled(element), why=why)


def _register(names: Names, register: Register) -> Title:
    said = [
        Title(zh="本目录供选取登记内容，分版本保存", en="values are taken from this register, which is kept by version")
    ]
    if register.kept_by:
        said.append(say("由{who}维护", "{who} keeps it", who=names.party(register.kept_by)))
    if register.each:
        said.append(say("每条载明{columns}", "each entry says {columns}", columns=columns(names, register.each)))
    return article(titled(register), sentences([*said, *based(register.basis)]))
