"""Changing a file at one place of its text, so that the lines around it stay what they are."""

from dataclasses import dataclass
from functools import cached_property

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class Edit:
    """New text for what stands between two offsets."""

    start: int
    end: int
    new: str = ""


@dataclass(frozen=True, eq=False)
class Site:
    """A value of a file: its path, its key, and the map or list it lies in."""

    path: tuple
    key: yaml.Node | None
    node: yaml.Node
    around: yaml.Node | None

    @property
    def start(self):
        """Where a reader finds it: the key in a map, the value in a list."""
        return (self.key or self.node).start_mark.index

    @property
    def start_line(self):
        return (self.key or self.node).start_mark.line

    @property
    def place(self):
        """Where a problem of the value is told: at the key of a map, at everything else itself."""
        keyed = self.key is not None and isinstance(self.node, yaml.MappingNode)
        return self.start if keyed else self.node.start_mark.index

    @property
    def end(self):
        """Where its last sign stands; a block ends with the last value within it."""
        return _last(self.node).end_mark.index

    @property
    def words(self):
        """The path without the numbers of list items, or dots within a step; `reopen` counts as one of the actions."""
        named = tuple(step.replace(".", "/") for step in self.path if isinstance(step, str))
        return ("actions", *named) if named[:1] == ("reopen",) else named

    @property
    def dotted(self):
        return ".".join(map(str, self.path))


class Source:
    """The text of a file, with all its sites by path."""

    def __init__(self, text):
        self.text = text
        self.root = yaml.compose(text, Loader=LOADER)
        self.sites = {site.path: site for site in _sites((), None, self.root, None)}

    @cached_property
    def plain(self):
        return yaml.load(self.text, Loader=LOADER)  # noqa: S506  (the safe loader, in C)

    def around(self, site):
        """Give the site that a site lies in."""
        return self.sites[site.path[:-1]]

    def value_at(self, path):
        """Give the plain value at a path."""
        value = self.plain
        for step in path:
            value = value[step]
        return value

    def value(self, site):
        """Write out the value of a site as it stands."""
        return self.text[site.node.start_mark.index : site.end]

    def replaced(self, site, new):
        return Edit(site.node.start_mark.index, site.end, new)

    def renamed(self, site, new):
        return Edit(site.key.start_mark.index, site.key.end_mark.index, new)

    def removed(self, site):
        """Take an entry of a map, or an item of a list, out of it; nothing else moves but lines up."""
        siblings = _children(site.around)
        at = next(at for at, (_, node) in enumerate(siblings) if node is site.node)
        if len(siblings) == 1:
            return self._emptied(site)
        if at + 1 < len(siblings):
            following, node = siblings[at + 1]
            return Edit(site.start, (following or node).start_mark.index)
        return Edit(_last(siblings[at - 1][1]).end_mark.index, site.end)

    def _emptied(self, site):
        empty = "{}" if isinstance(site.around, yaml.MappingNode) else "[]"
        if site.around.flow_style:
            return Edit(site.around.start_mark.index, site.around.end_mark.index, empty)
        return Edit(site.around.start_mark.index, site.end, empty)

    def doubled(self, site):
        """Write an entry of a map a second time, after itself; give the edit and where the second stands."""
        written = self.text[site.start : site.end]
        between = ", " if site.around.flow_style else "\n" + " " * site.key.start_mark.column
        return Edit(site.end, site.end, between + written)


def changed(text, edits):
    """Give `text` with all `edits`, which must not overlap, and what tells where an offset has moved to."""
    edits = sorted(edits, key=lambda edit: edit.start)
    pieces, at = [], 0
    for edit in edits:
        assert edit.start >= at, "edits overlap"
        pieces += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*pieces, text[at:]]), lambda offset: _moved(offset, edits)


def line_of(text, offset):
    """Give the line, from 1, of an offset; the files of the project end their lines with a line feed."""
    return text.count("\n", 0, offset) + 1


def _moved(offset, edits):
    shift = 0
    for edit in edits:
        if edit.end <= offset and edit.start < offset:
            shift += len(edit.new) - (edit.end - edit.start)
        elif edit.start < offset:
            return edit.start + shift
    return offset + shift


def _sites(path, key, node, around):
    if around is not None:
        yield Site(path, key, node, around)
    for at, (name, inner) in enumerate(_children(node)):
        yield from _sites((*path, at if name is None else name.value), name, inner, node)


def _children(node):
    match node:
        case yaml.MappingNode():
            return node.value
        case yaml.SequenceNode():
            return [(None, one) for one in node.value]
    return []


def _last(node):
    """Give the node with which a block ends; a flow or a scalar ends with itself."""
    children = _children(node)
    return node if not children or node.flow_style else _last(children[-1][1])
