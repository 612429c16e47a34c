"""Mutation operators that change a word: keys, names, values, titles, types."""

import re

import yaml

from tests.mutants import Expected, Mutant
from tests.vocabulary import (
    CODES,
    EXPRESSIONS,
    TITLES,
    fits,
    is_name,
    keyed_as,
    pattern_of,
    spoken_as,
)

WRONG = "zzq"
"""What is put at the end of a word to misspell it: no file has it anywhere."""

PERIOD = re.compile(r"([1-9][0-9]*) ((working )?(days?|hours?)|months?|years?)|calendar year")
_FREE = [
    "accountability.*.ground",
    "triggers.*.counts.*",
    "marks.*.blocks",
    "measures.*.blocks",
    "triggers.*.whose_post",
    "publication.*.where",
]


def misspell_a_key(source):
    """RF101 at the key; RF225 for a name in the file of the parts, RF115 for a code that is accepted."""
    for site in _keys(source):
        if not is_name(site) and keyed_as(site) is None and not _told_how(site):
            wrong = site.key.value + WRONG
            expected = Expected(("RF101", "RF115", "RF225"), site.start, (wrong,))
            yield _in_its_line(site, source.renamed(site, wrong), expected)


def write_a_key_twice(source):
    """RF011 at the second."""
    for site in _keys(source):
        edit = source.doubled(site)
        below = 0 if site.around.flow_style else 1
        expected = Expected(("RF011",), edit.start, (f"'{site.key.value[:40]}'",), below)
        yield _in_its_line(site, edit, expected)


def misspell_a_reference(source):
    """Expect the code of its kind at the reference."""
    for site in source.sites.values():
        if (section := spoken_as(site)) and _is_text(site) and not site.node.value.startswith("nobody "):
            yield from _misspelt(source, site, section)


def misspell_a_key_that_refers(source):
    """Expect the code of its kind at the key."""
    for site in _keys(source):
        if section := keyed_as(site):
            wrong = site.key.value + WRONG
            expected = Expected((CODES[section],), site.start, (wrong,))
            yield _mutant(site, source.renamed(site, wrong), expected, fine=_elsewhere(site.key.value))


def misspell_a_value_of_a_list(source):
    """RF108 or RF206 at the value: types, rungs, kinds of roles, policies, means, calendars."""
    for site in source.sites.values():
        if fits(pattern_of(site), _LISTED) and _is_text(site):
            wrong = site.node.value + WRONG
            expected = Expected(("RF108", "RF206"), site.node.start_mark.index, (wrong,))
            yield _mutant(site, source.replaced(site, wrong), expected)


def swap_a_unit_for_nonsense(source):
    """RF106, RF107 or RF118 at the period; for a parameter, RF211 where it is used."""
    for site in source.sites.values():
        if _is_text(site) and (found := PERIOD.search(site.node.value)) and not _in_words(site):
            wrong = site.node.value.replace(found[0], f"3 moons{WRONG}")
            yield _unit_swapped(source, site, wrong)


def delete_a_chinese_title(source):
    """RF104 at what it is the title of."""
    for site in _keys(source):
        if site.key.value == "zh":
            around = source.sites.get(site.path[:-1])
            at = around.place if around is not None else site.start
            expected = Expected(("RF104",), at, ())
            yield Mutant(site.dotted, (source.removed(site),), (expected,))


def put_a_map_for_a_text(source):
    """RF103 at the value."""
    for site in source.sites.values():
        if isinstance(site.node, yaml.ScalarNode):
            yield _in_its_line(site, source.replaced(site, f"{{{WRONG}: 1}}"), _of_wrong_kind(site))


def put_a_list_for_a_text(source):
    """RF103 at the value."""
    for site in source.sites.values():
        if isinstance(site.node, yaml.ScalarNode):
            yield _in_its_line(site, source.replaced(site, f"[[{WRONG}]]"), _of_wrong_kind(site))


def put_a_text_for_a_number(source):
    """RF103 at the value."""
    for site in source.sites.values():
        if isinstance(site.node, yaml.ScalarNode) and site.node.tag in {
            "tag:yaml.org,2002:int",
            "tag:yaml.org,2002:bool",
        }:
            fine = _elsewhere(site.path[-1])
            yield _mutant(site, source.replaced(site, WRONG), *_at_its_users(source, site), fine=fine)


def put_a_number_for_a_block(source):
    """RF103 at the value."""
    for site in source.sites.values():
        if not isinstance(site.node, yaml.ScalarNode):
            fine = _short(source, site)
            yield _mutant(site, source.replaced(site, "7"), *_at_its_users(source, site), fine=fine)


def leave_a_value_out(source):
    """RF103 at the key: an empty value is none."""
    for site in source.sites.values():
        if isinstance(site.node, yaml.ScalarNode) and site.key is not None:
            yield _in_its_line(site, source.replaced(site, "~"), _of_wrong_kind(site))


WORDS = {
    function.__name__.replace("_", " "): function
    for function in (
        misspell_a_key,
        write_a_key_twice,
        misspell_a_reference,
        misspell_a_key_that_refers,
        misspell_a_value_of_a_list,
        swap_a_unit_for_nonsense,
        delete_a_chinese_title,
        put_a_map_for_a_text,
        put_a_list_for_a_text,
        put_a_text_for_a_number,
        put_a_number_for_a_block,
        leave_a_value_out,
    )
}


def _keys(source):
    return [site for site in source.sites.values() if site.key is not None]


def _mutant(site, edit, *expected, fine=None, whole=False):
    return Mutant(site.dotted, (edit,), expected, fine, whole)


def _in_its_line(site, edit, expected):
    """Make a mutant that can be judged with others in other lines, or at other keys."""
    return Mutant(
        site.dotted,
        (edit,),
        (expected,),
        near=(site.start_line, site.key and site.around.flow_style and site.key.value),
    )


def _is_text(site):
    return isinstance(site.node, yaml.ScalarNode) and site.node.tag.endswith(":str")


def _told_how(site):
    """Tell whether a key is a role with the means by which it is told."""
    return fits(pattern_of(site), ["actions.*.tells.*", "actions.*.to.tells.*"])


def _misspelt(source, site, section):
    steps = site.node.value.split(".")
    for at, step in enumerate(steps):
        wrong = ".".join([*steps[:at], step + WRONG, *steps[at + 1 :]])
        codes = (CODES[section],) if at == 0 else ("RF202", "RF222", "RF218", "RF203")
        expected = Expected(codes, site.node.start_mark.index, (step + WRONG,))
        yield _mutant(site, source.replaced(site, wrong), expected, fine=_elsewhere(site.node.value) if at else None)


def _of_wrong_kind(site):
    """Give what is said of a value of the wrong kind: RF103, or what is wrong with the other way of writing it."""
    words = pattern_of(site)
    codes = next((codes for patterns, codes in _OTHER_WAYS.items() if fits(words, patterns)), ())
    return Expected(("RF103", *codes), site.node.start_mark.index)


_OTHER_WAYS = {
    ("fields.*.of.*", "votes.*.choices.*", "actions.*.to", "actions.*.needs", "deadlines.*.extend.needs"): ("RF101",),
    ("deadlines.*.rungs", "publication.*.rungs"): ("RF101",),
    ("*.when", "actions.*.require.that", "actions.*.require.unless", "rungs.unless"): ("RF203",),
    ("actions.*.quorum", "actions.*.quorum.*"): ("RF202", "RF108"),
    ("*.when.*", "actions.*.require.that.*", "actions.*.require.unless.*"): ("RF209",),
}
"""Where a value can be written in another way, what is wrong with that."""


def _short(source, site):
    """Give the rule by which a number is a short way of writing a block."""
    if site.path[-1] == "quorum":
        return "a number is short for so many of whoever may"
    if site.words[0] == "parameters" and len(site.path) == 2 and site.node.value:
        value = source.plain["parameters"][site.path[1]].get("value")
        return "a number is short for the parameter that has one" if isinstance(value, int) else None
    return None


def _elsewhere(name):
    """Give the rule by which what follows a word is well-formed whatever it is: only a directory knows it."""
    return _KNOWN_BY_THE_DIRECTORY.get(str(name).partition(".")[0])


_KNOWN_BY_THE_DIRECTORY = {
    "post": "what is known of a post, the directory says",
    "duty": "which duties there are, the directory says",
}


def _at_its_users(source, site):
    """Give what is said of a value of the wrong kind: of a parameter, where it is used."""
    if site.words[0] != "parameters" or len(site.words) not in {2, 3}:
        return [_of_wrong_kind(site)]
    name = site.words[1]
    used = [one for one in source.sites.values() if _is_text(one) and one.words[0] != "parameters"]
    periods = [one for one in used if one.node.value == name]
    asking = [one for one in used if f"parameters.{name}" in one.node.value]
    return [Expected(("RF103", "RF211", "RF603"), one.node.start_mark.index) for one in (*periods, *asking)]


def _in_words(site):
    return site.path[-1] in TITLES or fits(pattern_of(site), EXPRESSIONS)


def _unit_swapped(source, site, wrong):
    if site.words[0] != "parameters":
        return _mutant(
            site, source.replaced(site, wrong), Expected(("RF106", "RF107", "RF118"), site.node.start_mark.index)
        )
    users = [one for one in source.sites.values() if _is_text(one) and one.node.value == site.words[1]]
    used = [Expected(("RF211",), one.node.start_mark.index) for one in users if one.words[0] != "parameters"]
    fine = None if used else "no period is taken from the parameter"
    return _mutant(site, source.replaced(site, wrong), *used, fine=fine, whole=True)


_LISTED = [
    "calendar",
    "fields.*.type",
    "*.each.*.type",
    "roles.*.of",
    "rungs.rung",
    "actions.*.clocks.*",
    "actions.*.to.clocks.*",
    "actions.*.only_once",
    "states.*.entered_by",
    "votes.*.invalid_if",
    "actions.*.tells.*",
    "actions.*.to.tells.*",
    "triggers.*.per",
    "triggers.*.either.running",
    "measures.*.of",
    "satisfaction.policy",
]
