"""Mutation operators that take a key out, misname what is declared, and spoil expressions and YAML itself."""

import json
import re

import yaml

from tests.consequences import references, starts, ways
from tests.mutants import Expected, Mutant, without
from tests.mutating_words import WRONG
from tests.surgery import Edit
from tests.vocabulary import CODES, EXPRESSIONS, fits, keyed_as, pattern_of

REQUIRED = {
    "RF102": [
        "workflow",
        "version",
        "title",
        "calendar",
        "fields.*.type",
        "*.each.*.type",
        "accountability.*.ground",
        "accountability.*.charge_to",
        "votes.*.voters",
        "votes.*.choices",
        "votes.*.passes",
        "votes.*.passes.choices",
        "votes.*.passes.share",
        "windows.*.opens",
        "windows.*.within",
        "windows.*.for",
        "triggers.*.counts",
        "triggers.*.per",
        "triggers.*.propose",
        "triggers.*.propose.to",
        "parts.*.workflow",
        "parts.*.made_by",
        "parts.*.one_for_each",
        "parts.*.gives",
        "publication.*.in",
        "publication.*.audience",
        "sight.*.hide",
        "sight.*.from",
        "every.*.when",
        "every.*.opens",
        "retain.for",
        "retain.after",
        "rungs.at",
        "rungs.rung",
        "deadlines.*.extend.asked_by",
        "deadlines.*.extend.by",
        "deadlines.*.extend.allow",
        "marks.*.set_by",
        "same_matter.by",
        "same_matter.refuse.when_earlier_is",
        "same_matter.refuse.else",
        "satisfaction.policy",
        "actions.*.needs.need",
        "accepts.*.at",
        "accepts.*.because",
    ],
    "RF110": [
        "deadlines.*.within",
        "deadlines.*.due",
        "deadlines.*.within.allow",
        "deadlines.*.within.until",
        "actions.*.require.that",
        "actions.*.require.complete",
        "actions.*.require.bound",
        "actions.*.require.parts",
        "actions.*.require.published",
        "triggers.*.times",
        "triggers.*.reaches",
        "triggers.*.either",
        "triggers.*.propose.measures",
        "triggers.*.propose.one_of",
        "figures.*.count",
        "figures.*.share",
        "figures.*.mean",
    ],
    "RF109": ["fields.*.of"],
    "RF117": ["fields.*.each", "fields.*.elements"],
}
"""The keys that can't be left out, by what is said when they are."""

_COUNTED = [
    "deadlines.*.within",
    "deadlines.*.within.allow",
    "deadlines.*.within.at_most",
    "deadlines.*.extend.allow",
    "deadlines.*.pause_at_most",
    "windows.*.within",
    "actions.*.within",
    "publication.*.within",
    "marks.*.at_most",
    "measures.*.lasts",
]
"""Where a period stands that a calendar counts."""

_WORD = re.compile(r"'(\w+)'|\b(issue|input|parameters)\.(\w+)|\b(\w+)(?=\()")


def leave_out_what_must_be_said(source):
    """RF102, RF109, RF110 or RF117 at what lacks it."""
    for site in source.sites.values():
        code = next((code for code, patterns in REQUIRED.items() if fits(pattern_of(site), patterns)), None)
        if code and site.key is not None and not _all_there_is(site):
            around = source.sites.get(site.path[:-1])
            yield without(source, site, Expected((code,), around.place if around else source.root.start_mark.index))


def misspell_a_declared_name(source):
    """Expect the code of its kind wherever it is spoken of; a name that nothing speaks of is as good as another."""
    for site in source.sites.values():
        if site.key is not None and len(site.path) == 2 and site.path[0] in CODES:
            name = site.key.value
            spoken = [one for one in references(source, site.path[0], name) if one[0] != site.start]
            wanted = tuple(Expected((code, "RF222"), at, (name,)) for at, code in spoken)
            fine = None if wanted else "nothing speaks of it, so another name is as good"
            yield Mutant(site.dotted, (source.renamed(site, name + WRONG),), wanted, fine)


def misspell_a_word_of_an_expression(source):
    """RF602, or the code of the kind of name it is, at the line of the expression."""
    for site in _expressions(source):
        for at, found in enumerate(_WORD.finditer(site.node.value)):
            wrong = site.node.value[: found.end()] + WRONG + site.node.value[found.end() :]
            if found[1]:
                wrong = f"{site.node.value[: found.end() - 1]}{WRONG}{site.node.value[found.end() - 1 :]}"
            codes = ("RF602", "RF201", "RF202", "RF203", "RF204", "RF207", "RF209")
            yield _spoilt(source, site, wrong, Expected(codes, site.node.start_mark.index, (WRONG,)), at)


def spoil_an_expression(source):
    """RF601 to RF606, or RF313, at the line of the expression."""
    spoils = {
        "a bracket is missing": ("(%s", ("RF601",)),
        "it ends in an operator": ("%s &&", ("RF601",)),
        "it is compared with text": ("(%s) == 'x'", ("RF603",)),
        "it is a number": ("1 + 1", ("RF604",)),
        "it is another language": ("[1].exists(x, x == 1)", ("RF606", "RF601", "RF602")),
        "it always holds": ("1 == 1", ("RF313",)),
        "it never holds": ("(%s) && 1 == 2", ("RF313",)),
    }
    for site in _expressions(source):
        for at, (pattern, codes) in enumerate(spoils.values()):
            if not (site.path[-1] == "mean" or (codes == ("RF313",) and site.path[0] == "figures")):
                wrong = pattern.replace("%s", site.node.value)
                yield _spoilt(source, site, wrong, Expected(codes, site.node.start_mark.index), at)


def ask_for_a_value_there_is_not(source):
    """RF209 where a choice is compared with, or set to, what it can't be."""
    choices = {name for name, one in source.plain["fields"].items() if one["type"] == "choice"}
    choices |= set(source.plain.get("votes") or ())
    for site in source.sites.values():
        if keyed_as(site) == "fields" and site.key.value in choices and site.node.value != "given":
            wrong = site.node.value + WRONG
            yield Mutant(
                site.dotted,
                (source.replaced(site, wrong),),
                (Expected(("RF209",), site.node.start_mark.index, (wrong,)),),
            )


def allow_a_stage_more_than_the_whole(source):
    """RF510 at the whole: a deadline within another one is given nine years."""
    deadlines = source.plain["deadlines"]
    for name, whole in deadlines.items():
        for stage, one in deadlines.items():
            inner, outer = (set(starts(source.plain, {"from": each.get("runs_in")})) for each in (one, whole))
            site = source.sites.get(("deadlines", stage, "within"))
            if inner and inner < outer and "within" in whole and site and not isinstance(one["within"], list):
                at = source.sites["deadlines", name, "within"].node.start_mark.index
                fine = None if _must_pass(source.plain, outer, inner) else "not every issue goes through the stage"
                edits = (source.replaced(site, "9 years"),)
                yield Mutant(f"{site.dotted}@{name}", edits, (Expected(("RF510",), at),), fine, whole=True)


def allow_more_than_a_calendar_counts(source):
    """RF512 at the period."""
    for site in source.sites.values():
        counted = fits(pattern_of(site), _COUNTED) and isinstance(site.node, yaml.ScalarNode)
        if counted and "." not in site.node.value:
            expected = Expected(("RF512",), site.node.start_mark.index)
            yield Mutant(site.dotted, (source.replaced(site, "99 years"),), (expected,))


def indent_with_a_tab(source):
    """RF004 at the line; every line that is indented, one by one."""
    for line in re.finditer(r"^( +)(?=[^ #\n])", source.text, re.MULTILINE):
        site = f"line.{source.text.count(chr(10), 0, line.start()) + 1}"
        expected = Expected(("RF004",), line.start())
        yield Mutant(site, (Edit(line.start(), line.end(), "\t"),), (expected,))


def _spoilt(source, site, wrong, expected, at):
    return Mutant(f"{site.dotted}#{at}", (source.replaced(site, json.dumps(wrong, ensure_ascii=False)),), (expected,))


def _expressions(source):
    for site in source.sites.values():
        text = isinstance(site.node, yaml.ScalarNode) and site.node.style in {"'", '"'}
        if text and fits(pattern_of(site), EXPRESSIONS) and site.path[0] != "every":
            yield site


def _all_there_is(site):
    """Tell whether a requirement has nothing beside its condition."""
    return pattern_of(site).endswith("require.that") and len(site.around.value) == 1


def _must_pass(plain, outer, inner):
    """Tell whether whatever enters `outer` can only leave it through `inner`."""
    edges = {(start, end) for start, end, _ in ways(plain)}
    found = {end for start, end in edges if end in outer - inner and start not in outer}
    while more := {end for start, end in edges if start in found & outer and end not in inner} - found:
        found |= more
    return found <= outer


LANGUAGE = {
    function.__name__.replace("_", " "): function
    for function in (
        leave_out_what_must_be_said,
        misspell_a_declared_name,
        misspell_a_word_of_an_expression,
        spoil_an_expression,
        ask_for_a_value_there_is_not,
        allow_a_stage_more_than_the_whole,
        allow_more_than_a_calendar_counts,
        indent_with_a_tab,
    )
}
