"""What a file declares and nothing in it uses: mostly a slip in one of the two names. 无处使用的声明。"""

import re
from collections.abc import Collection, Iterator

from rectiflow.definitions.document import Document, Key, Path, Plain, Remark
from rectiflow.definitions.reading import section_of
from rectiflow.errors import Words
from rectiflow.model.record import Json

_WORD = re.compile(r"[A-Za-z]\w*")
_KINDS = {"parameters": Words("参数", "parameter"), "ladders": Words("督办梯级", "ladder")}


def unused(document: Document, broken: Collection[Path]) -> Iterator[Remark]:
    """Demand that something uses the parameters and ladders that this file itself declares.

    A parameter counts as used where its name stands as a word in any text; nothing is said that isn't certain,
    nor of what is `broken`.
    """
    plain = document.value
    words = {word for name, section in plain.items() if name != "parameters" for word in _words(section)}
    used = {"parameters": words, "ladders": _climbed(plain)}
    for section, kind in _KINDS.items():
        for name in section_of(plain, section):
            if name not in used[section] and document.is_own((section, Key(name))) and (section, name) not in broken:
                yield _idle(section, kind, name)


def _idle(section: str, kind: Words, name: str) -> Remark:
    message = Words(f"{kind.zh}“{name:.40}”无处使用", f"nothing uses the {kind.en} '{name:.40}'")
    fix = Words("请更正其名称，或者删去", "correct its name, or remove it")
    return Remark(path=(section, Key(name)), code="RF229", message=message, fix=fix)


def _words(value: Json) -> Iterator[str]:
    match value:
        case str():
            yield from _WORD.findall(value)
        case list():
            for one in value:
                yield from _words(one)
        case dict():
            for one in value.values():
                yield from _words(one)


def _climbed(plain: Plain) -> set[str]:
    promises = [one for section in ("deadlines", "publication") for one in section_of(plain, section).values()]
    rungs = (promise.get("rungs") for promise in promises if isinstance(promise, dict))
    return {one for one in rungs if isinstance(one, str)}
