"""Profiles: a file that extends another, and says only what is different. 流程的变体。

The two are merged before anything is structured, so that every rule is asked of the whole; each
value keeps the place in the file where it stands.
"""

from collections.abc import Callable, Iterator, Mapping

from attrs import evolve

from rectiflow.definitions.document import Document, Key, Mark, Node, Plain, Remark, problem_at
from rectiflow.definitions.reading import section_of
from rectiflow.definitions.shapes import IDENTIFIER
from rectiflow.definitions.yaml import read
from rectiflow.errors import DefinitionError, NotFound, Problem, Words
from rectiflow.wording import choose, suggest, unknown

Find = Callable[[str], tuple[bytes, str]]
"""Gives the content of the file of a workflow, and what to call the file; raises NotFound."""

MOST_BASES = 8
"""How many files may extend each other."""

_BESIDE = Words("请写同一文件夹内的流程", "name a workflow whose file stands beside this one")


def nowhere(name: str) -> tuple[bytes, str]:
    """Find no workflow: for a text that has no folder around it."""
    raise NotFound(kind="workflow", name=name)


def found(name: str, find: Find) -> tuple[bytes, str]:
    """Find a workflow; what can't be its name isn't looked for. Raises NotFound."""
    return (find if IDENTIFIER.fullmatch(name) else nowhere)(name)


def whole(document: Document, find: Find) -> Document:
    """Give the document with everything that it takes over from the workflows it extends.

    Maps are merged key by key, what is empty (`~`) takes the key out, everything else replaces
    what was there. Raises DefinitionError where a base isn't there, or they go in a circle.
    """
    return _extended(document, find, (document.file,))


def _extended(document: Document, find: Find, files: tuple[str, ...]) -> Document:
    name = document.value.get("extends")
    if not isinstance(name, str):
        return document
    base = _extended(_read(document, name, find, files), find, (*files, name))
    root = _merged(_placed(base.root, base.file), document.root, ())
    return evolve(document, root=root, problems=(*base.problems, *document.problems, *_unknown(document, base.value)))


def _unknown(document: Document, base: Plain) -> Iterator[Problem]:
    """Demand that a bare value is that of a parameter of the base: a new one has a title."""
    known = section_of(base, "parameters")
    for name, value in section_of(document.value, "parameters").items():
        if name not in known and not isinstance(value, dict | None):
            message = unknown(Words("参数", "parameter"), name)
            near = choose(name, known)
            fix = Words(f"{near.zh}；新的参数请写明“zh”和“value”", f"{near.en}; give a new one its 'zh' and 'value'")
            yield document.problem(Remark(path=("parameters", Key(name)), code="RF228", message=message, fix=fix))


def _read(document: Document, name: str, find: Find, files: tuple[str, ...]) -> Document:
    mark = document.place(("extends",))
    try:
        content, file = found(name, find)
    except NotFound as error:
        message = Words(f"找不到所依据的流程“{name:.40}”", f"there is no workflow '{name:.40}' to extend")
        fix = suggest(name, error.known, _BESIDE)
        raise DefinitionError((problem_at(document.file, mark, "RF223", message, fix),)) from error
    if name in files or file in files or len(files) > MOST_BASES:
        message = Words(f"“{name:.40}”又依据本文件", f"'{name:.40}' extends this file in turn")
        fix = Words("请让其中一个不再依据另一个", "let one of them stand on its own")
        raise DefinitionError((problem_at(document.file, mark, "RF224", message, fix),))
    return read(content, file)


def _placed(node: Node, file: str) -> Node:
    """Give the node with its file noted at every place, where none is yet."""
    return evolve(
        node,
        mark=_in_file(node.mark, file),
        keys={key: _in_file(mark, file) for key, mark in node.keys.items()},
        children={step: _placed(child, file) for step, child in node.children.items()},
    )


def _in_file(mark: Mark, file: str) -> Mark:
    return mark if mark.file is not None else evolve(mark, file=file)


def _merged(base: Node, own: Node, path: tuple[str, ...]) -> Node:
    own = _as_long_as(base, own, path)
    if not (isinstance(base.value, dict) and isinstance(own.value, dict)):
        return own
    children: dict[str | int, Node] = dict(_children(base, own, path))
    keys = {key: mark for key, mark in {**base.keys, **own.keys}.items() if key in children}
    return Node({key: children[key].value for key in keys}, own.mark, keys, children)


def _children(base: Node, own: Node, path: tuple[str, ...]) -> Iterator[tuple[str, Node]]:
    for key in dict.fromkeys((*base.keys, *own.keys)):
        before, mine = base.children.get(key), own.children.get(key)
        if mine is None and before is not None and (*path, key) != ("extends",):
            yield key, before
        elif mine is not None and (mine.value is not None or before is None):
            yield key, _merged(before, mine, (*path, key)) if before is not None else mine


def _as_long_as(base: Node, own: Node, path: tuple[str, ...]) -> Node:
    """Let a bare value be that of a parameter whose titles the base gives."""
    if path[:1] != ("parameters",) or len(path) == 1 or isinstance(own.value, Mapping):
        return own
    if not isinstance(base.value, dict) or "value" not in base.value:
        return own
    return Node({"value": own.value}, own.mark, {"value": own.mark}, {"value": own})
