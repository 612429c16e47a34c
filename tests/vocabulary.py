"""Where a workflow file speaks of what: the tests' own table, written from the language and not from the checks.

A pattern is a path without list positions; `*` stands for one name. The rungs of a deadline, of a
ladder and of a publication are all `rungs`; `reopen` is one of the actions.
"""

from fnmatch import fnmatchcase

CODES = {
    "states": "RF201",
    "roles": "RF202",
    "fields": "RF203",
    "actions": "RF204",
    "accountability": "RF205",
    "deadlines": "RF207",
    "ladders": "RF208",
    "measures": "RF215",
    "documents": "RF216",
    "votes": "RF217",
    "parts": "RF218",
    "phases": "RF219",
    "publication": "RF220",
    "triggers": "RF221",
}
"""What is said of a name that isn't there, by the section in which it should be."""

_WAY = "actions.*.to"
SPOKEN = {
    "states": [
        "actions.*.from",
        _WAY,
        f"{_WAY}.state",
        "deadlines.*.runs_in",
        "deadlines.*.pauses_in",
        "sight.*.until",
        "publication.*.in",
        "same_matter.refuse.when_earlier_is",
        "retain.after",
    ],
    "roles": [
        "states.*.held_by",
        "states.*.waits_for",
        "states.*.clears",
        "actions.*.by",
        "actions.*.binds",
        "actions.*.unbinds",
        "actions.*.tells",
        f"{_WAY}.tells",
        "actions.*.require.bound",
        "rungs.tell",
        "deadlines.*.for",
        "deadlines.*.extend.asked_by",
        "deadlines.*.extend.by",
        "deadlines.*.extend.tells",
        "roles.*.is",
        "roles.*.never",
        "satisfaction.asked_by",
        "votes.*.voters",
        "accountability.*.charge_to",
        "sight.*.from",
        "publication.*.audience",
        "publication.*.drafted_by",
        "publication.*.reviewed_by",
        "every.*.for_each",
        "fields.*.audience",
        "fields.*.each.*.audience",
        "triggers.*.propose.to",
    ],
    "fields": [
        "actions.*.needs",
        "actions.*.needs.need",
        "deadlines.*.extend.needs",
        "actions.*.takes",
        "actions.*.require.complete",
        "actions.*.shows",
        "actions.*.annotates",
        f"{_WAY}.applies",
        "actions.*.applies",
        "deadlines.*.within.until",
        "measures.*.asks",
        "sight.*.hide",
        "publication.*.show",
        "documents.*.shows",
        "parts.*.one_for_each",
        "parts.*.gives.*",
        "satisfaction.field",
        "same_matter.by",
        "same_matter.sets",
        "phases.*.ends",
        "figures.*.count",
    ],
    "actions": [
        "actions.*.not_by",
        "actions.*.judges",
        "actions.*.same_as",
        "windows.*.opens",
        "windows.*.for",
        "windows.*.then",
        "deadlines.*.starts",
        "deadlines.*.met_by",
        "deadlines.*.restarts_on",
        "rungs.do",
        "marks.*.set_by",
        "marks.*.cleared_by",
        "parts.*.made_by",
        "roles.*.until",
    ],
    "accountability": ["rungs.charge", "actions.*.charge", f"{_WAY}.charge"],
    "ladders": ["deadlines.*.rungs", "publication.*.rungs"],
    "measures": [
        "triggers.*.propose.measures",
        "triggers.*.propose.one_of",
        "triggers.*.propose.or",
        "triggers.*.counts.measure",
    ],
    "documents": ["actions.*.writes", "rungs.writes"],
    "votes": ["actions.*.opens_vote", "actions.*.closes_vote", "satisfaction.judged_by"],
    "parts": ["fields.*.of"],
    "phases": ["states.*.phase"],
    "publication": ["actions.*.require.published", "triggers.*.publish"],
    "triggers": ["triggers.*.replaces"],
}
"""By section, the values that name something in it."""

KEYED = {
    "roles": ["actions.*.tells.*", f"{_WAY}.tells.*", "actions.*.quorum.*"],
    "fields": [
        "*.when.*",
        "actions.*.sets.*",
        "actions.*.require.that.*",
        "actions.*.require.unless.*",
        "triggers.*.propose.unless.*",
    ],
    "deadlines": ["actions.*.clocks.*", f"{_WAY}.clocks.*"],
    "parts": ["actions.*.require.parts.*", "actions.*.moves.*", f"{_WAY}.moves.*"],
}
"""By section, the keys that name something in it."""

EXPRESSIONS = [
    "*.when",
    "actions.*.require.that",
    "actions.*.require.unless",
    "rungs.unless",
    "figures.*.share",
    "figures.*.of",
    "figures.*.mean",
]
"""Where a text is an expression."""

TITLES = {"zh", "en"}
"""The keys of a title."""

ITS_OWN = {
    "states": {"open", "any", "never", "final"},
    "roles": {
        "holder",
        "system",
        "parent",
        "duty",
        "public",
        "parties",
        "internal",
        "unit",
        "section",
        "deputy_in_charge",
    },
    "fields": {"all", "item", "parts", "post"},
}
"""Names that mean something without being declared."""

NAMES = ["*.each.*", "*.elements.*", "fields.*.of.*", "votes.*.choices.*"]
"""The names that are declared within an element; all others are the keys of sections."""


def spoken_as(site):
    """Tell in which section that must be which a value names; None for a value that is no name."""
    words = pattern_of(site)
    return next((section for section, patterns in SPOKEN.items() if fits(words, patterns)), None)


def keyed_as(site):
    """Tell in which section that must be which a key names."""
    words = pattern_of(site)
    return next((section for section, patterns in KEYED.items() if fits(words, patterns)), None)


def is_name(site):
    """Tell whether a key is a name that is declared here."""
    words = pattern_of(site)
    return (len(words.split(".")) == 2 and words.split(".")[0] in SECTIONS) or fits(words, NAMES)


def pattern_of(site):
    """Give the path of a site as the tables write it."""
    words = list(site.words)
    if "rungs" in words[:3] and words[-1] != "rungs":
        return ".".join(words[words.index("rungs") :])
    if words[:1] == ["ladders"] and len(words) > 2:
        return ".".join(["rungs", *words[2:]])
    return ".".join(words)


def fits(words, patterns):
    """Tell whether a dotted path fits one of `patterns`, step by step."""
    return any(_fits(words.split("."), pattern.split(".")) for pattern in patterns)


def _fits(words, pattern):
    if pattern[0] == "*" and len(words) > len(pattern):
        words = words[len(words) - len(pattern) :]
    return len(words) == len(pattern) and all(map(fnmatchcase, words, pattern))


SECTIONS = {
    *CODES,
    "parameters",
    "marks",
    "windows",
    "sight",
    "registers",
    "every",
    "figures",
}
"""The sections of a file: maps from a name to what it stands for."""
