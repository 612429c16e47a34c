"""How a step is worded: a phrase with blanks to fill in. 步骤句式。"""

import re
from collections.abc import Mapping
from typing import Any

from pytest_bdd.parsers import StepParser

_PART = re.compile(
    r'"\{(?P<blank>\w+)\}"|\{(?P<choice>\w+):(?P<words>[^}]+)\}|(?P<open>\[)|(?P<close>\])|(?P<comma>[,\uff0c])|(?P<text>.)'
)


class Phrase(StepParser):
    """Matches a step against a phrase.

    `"{who}"` is a blank for a quoted value, `{should:应|不应}` a choice of words, and `[…]` may be left
    out; what is left out is None. Quotes and commas may be Chinese or English, and a colon may follow.

    >>> phrase = Phrase('"{who}" {should:should|should not} see it[ on "{date}"]')
    >>> phrase.parse_arguments('"chief-wang" should not see it')
    {'who': 'chief-wang', 'should': 'should not', 'date': None}
    >>> Phrase('"{who}"办理"{action}"').parse_arguments('“王主任”办理“验收”')
    {'who': '王主任', 'action': '验收'}
    """

    def __init__(self, name: str) -> None:
        """Compile the phrase."""
        super().__init__(name)
        self._regex = re.compile("".join(_pattern(part) for part in _PART.finditer(name)) + "[:\uff1a]?")

    def is_matching(self, name: str) -> bool:
        """Tell whether the step says this phrase."""
        return self._regex.fullmatch(name) is not None

    def parse_arguments(self, name: str) -> dict[str, Any] | None:
        """Give what stands in the blanks of the step, None when it says something else."""
        found = self._regex.fullmatch(name)
        return found.groupdict() if found is not None else None


def _pattern(part: re.Match[str]) -> str:
    match part.lastgroup:
        case "blank":
            return f'["“](?P<{part["blank"]}>(?:[^"“”]|“[^“”]*”)*)["”]'
        case "words":
            words = "|".join(re.escape(word) for word in part["words"].split("|"))
            return f"(?P<{part['choice']}>{words})"
        case "text":
            return re.escape(part["text"])
    return _FIXED[part.lastgroup or ""]


_FIXED: Mapping[str, str] = {"open": "(?:", "close": ")?", "comma": "[,\uff0c]"}
