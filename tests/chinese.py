"""What a sentence in Chinese shouldn't have in it."""

import re

QUOTED = re.compile("“[^”]*”")
NAMED = re.compile(rf"{QUOTED.pattern}|`[^`]*`|\{{\w+\}}|[\w./:-]*[./][\w./:-]*", re.ASCII)
"""What is quoted, what is filled in, and the names of files."""

PROPER_NAMES = {"CSV", "SQLite", "UTF", "Unicode", "XES", "XML", "YAML", "rectiflow"}

_CHINESE = "\u3001-\u303f\u4e00-\u9fff\uff00-\uffef"
_BEFORE, _AFTER = f"(?<=[{_CHINESE}”’])", f"(?=[{_CHINESE}“‘])"
HALF_WIDTH = re.compile(f"{_BEFORE}[,:;()?!]|[,:;()?!]{_AFTER}")
"""A mark that isn't Chinese beside a sign that is."""
BETWEEN = re.compile(f"{_BEFORE}[,:;()?!]{_AFTER}")
"""A mark that isn't Chinese between two signs that are."""


def english(said):
    """Give the words of English."""
    return set(re.findall("[A-Za-z]{3,}", NAMED.sub("“”", said))) - PROPER_NAMES


def is_chinese(said):
    """Tell whether it is Chinese throughout, its punctuation too."""
    own = NAMED.sub("“”", said)
    return bool(re.search("[\u4e00-\u9fff]", own)) and not english(said) and not HALF_WIDTH.search(own)
