"""From the tree of errors that cattrs gives to remarks, each at the path of the value it is about."""

from collections.abc import Iterator

from attrs import define
from cattrs import AttributeValidationNote, BaseValidationError, ClassValidationError, IterableValidationNote

from rectiflow.definitions.document import Path, Remark
from rectiflow.definitions.shapes import key_of


@define(auto_exc=True, slots=False)
class Mistake(ValueError):
    """What is wrong with the one value that a hook was given; `inner` leads on from there."""

    code: str
    message: str
    fix: str
    inner: Path = ()


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
        fix = "add zh, the Chinese title; en is made from the name where it is left out"
        return Remark(path=path, code="RF104", message="the title has no Chinese", fix=fix)
    return Remark(path=path, code="RF102", message=f"'{key}' is missing", fix=f"add '{key}'")


def _steps(error: BaseException, noun: type | None) -> Path:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, AttributeValidationNote) and noun is not None:
            return (key_of(noun, note.name),)
        if isinstance(note, IterableValidationNote):
            return (note.index,)
    return ()
