"""Workflow files with one thing wrong, and what must be said of each: which codes, on which lines.

A mutant is made on the text of its file, so that the lines are real. What is expected of it follows
from the operator, from the tables of `tests.vocabulary` and from the plain data of the file, never
from what the checks find. Where an operator makes another well-formed file, it says by which rule,
and then no error may be found.
"""

from dataclasses import dataclass, field

from tests.surgery import changed, line_of

MOST_TOGETHER = 80
"""How many mutants are judged in one go, so that no bound on the number of problems is met."""

ONE_ELEMENT = {"title", "same_matter", "satisfaction", "appraisal", "reopen", "retain"}
"""The sections that are one element."""


@dataclass(frozen=True)
class Expected:
    """A problem that must be told: one of `codes`, at the line of an offset of the unchanged text.

    Everything in `says` stands in its message, so that no other mutant can have caused it. `below`
    counts lines from there, for what was not in the unchanged text.
    """

    codes: tuple
    at: int
    says: tuple = ()
    below: int = 0


@dataclass(frozen=True)
class Mutant:
    """A file with one thing changed; `site` is where. `fine` is the rule by which it is well-formed all the same.

    Several that change different elements (or what is `near`, such as a line) are judged in one go,
    unless one changes the `whole`. Each says what no other could, so one that is found among
    others would be found alone as well; one that isn't is judged again, alone.
    """

    site: str
    edits: tuple
    expected: tuple = ()
    fine: str | None = None
    whole: bool = False
    near: object = None

    @property
    def alone(self):
        """Whether it is judged alone: it changes what the whole file means, or a whole section."""
        return self.whole or "." not in self.site

    @property
    def around(self):
        """Give what no two mutants that are judged together share: the element, or what is `near`."""
        section, *names = self.site.split(".")
        element = (section,) if section in ONE_ELEMENT else (section, *names[:1])
        return element if self.near is None else self.near


def without(source, site, *expected, fine=None, whole=False):
    """Make the mutant that lacks what is at a site."""
    return Mutant(site.dotted, (source.removed(site),), expected, fine, whole)


@dataclass
class Tally:
    """What became of the mutants of one operator."""

    sites: int = 0
    caught: int = 0
    fine: dict = field(default_factory=dict)
    missed: list = field(default_factory=list)

    @property
    def well_formed(self):
        return sum(map(len, self.fine.values()))

    def add(self, mutant, file, found):
        self.sites += 1
        if found is not None:
            self.missed.append(f"{file}: {mutant.site}: {found}")
        elif mutant.fine:
            self.fine.setdefault(mutant.fine, []).append(f"{file}:{mutant.site}")
        else:
            self.caught += 1


class Bench:
    """A workflow file whose mutants are judged by `problems_of`, which takes a text."""

    def __init__(self, text, problems_of):
        self.text = text
        self.problems_of = problems_of

    def judge(self, mutants):
        """Give each mutant, with None where what must be found of it is found, else with what is."""
        for batch in _batches(mutants):
            missed = self._missed(batch)
            for mutant in batch:
                yield mutant, self._found(mutant) if mutant in missed and self._missed([mutant]) else None

    def _missed(self, mutants):
        text, moved = changed(self.text, [edit for mutant in mutants for edit in mutant.edits])
        problems = [problem for problem in self.problems_of(text) if problem.severity == "error"]
        return [mutant for mutant in mutants if not _as_expected(mutant, problems, text, moved)]

    def _found(self, mutant):
        text, moved = changed(self.text, mutant.edits)
        wanted = [f"{'/'.join(one.codes)}@{_line(one, text, moved)}{list(one.says)}" for one in mutant.expected]
        found = sorted(f"{one.code}@{one.line} {one.message.en}" for one in self.problems_of(text))
        return f"wanted {wanted or mutant.fine or 'something'}, found {found[:4]}"


def _as_expected(mutant, problems, text, moved):
    if mutant.fine:
        return not problems
    return bool(mutant.expected) and all(_told(one, problems, _line(one, text, moved)) for one in mutant.expected)


def _line(one, text, moved):
    return line_of(text, moved(one.at)) + one.below


def _told(one, problems, line):
    return any(
        problem.code in one.codes and problem.line == line and all(word in problem.message.en for word in one.says)
        for problem in problems
    )


def _batches(mutants):
    """Put mutants that change different things together, none within another; those that are well-formed apart."""
    batches = []
    for mutant in mutants:
        element = mutant.around
        kind = bool(mutant.fine), mutant.site.count(".")
        open_ones = (one for one in batches if one[0] == kind and element not in one[1] and len(one[2]) < MOST_TOGETHER)
        if mutant.alone or (found := next(open_ones, None)) is None:
            found = (None if mutant.alone else kind, set(), [])
            batches.append(found)
        found[1].add(element)
        found[2].append(mutant)
    return [batch for _, _, batch in batches]
