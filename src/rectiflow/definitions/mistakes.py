"""From the tree of errors that cattrs gives to remarks, each at the path of the value it is about."""

from collections.abc import Collection, Iterator

from attrs import define
from cattrs import AttributeValidationNote, BaseValidationError, ClassValidationError, IterableValidationNote

from rectiflow.definitions.document import Key, Path, Remark
from rectiflow.definitions.labels import gloss
from rectiflow.definitions.shapes import key_of
from rectiflow.errors import Words
from rectiflow.wording import choose


@define(auto_exc=True, slots=False)
class Mistake(ValueError):
    """What is wrong with the one value that a hook was given; `inner` leads on from there."""

    code: str
    message: Words
    fix: Words
    inner: Path = ()


def unknown_key(key: str, known: Collection[str]) -> Mistake:
    """Say that a map has a key that isn't among those `known`, at that key."""
    message = Words(f"未知的键“{key:.40}”", f"unknown key '{key:.40}'")
    return Mistake("RF101", message, choose(key, known), (Key(key),))


def remarks_of(error: BaseException, path: Path) -> Iterator[Remark]:
    """Give everything that `error`, met while structuring the value at `path`, has to say."""
    match error:
        case BaseValidationError():
            noun = error.cl if isinstance(error, ClassValidationError) else None
            for inner in error.exceptions:
                yield from remarks_of(inner, (*path, *_steps(inner, noun)))
        case Mistake():
            yield Remark(path=(*path, *error.inner), code=error.code, message=error.message, fix=error.fix)
        case KeyError():
            yield _missing(path)
        case _:
            raise error


def _missing(path: Path) -> Remark:
    key = path[-1]
    if key == "zh":
        fix = Words(
            "请补写“zh”，即中文名称；“en”可以不写，由名称生成",
            "add zh, the Chinese title; en is made from the name where it is left out",
        )
        return Remark(path=path, code="RF104", message=Words("没有中文名称", "the title has no Chinese"), fix=fix)
    message = Words(f"缺少“{key}”{gloss(str(key))}", f"'{key}' is missing")
    return Remark(path=path, code="RF102", message=message, fix=Words(f"请补写“{key}”", f"add '{key}'"))


def _steps(error: BaseException, noun: type | None) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote) and noun is not None:
            return (key_of(noun, note.name),)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()
