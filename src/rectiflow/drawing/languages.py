"""Titles in the languages that were asked for. 语言。"""

from collections.abc import Iterable

from rectiflow.model.titles import Title, Titled

Languages = tuple[str, ...]
"""The languages of a drawing, "zh" or "en" or both; the first one leads."""

Words = Title | Titled
"""Whatever has a text in both languages."""


def spoken(words: Words, languages: Languages) -> tuple[str, ...]:
    """Give the text once in each of `languages`, equal texts once.

    >>> spoken(Title(zh="登记", en="Register"), ("zh", "en"))
    ('登记', 'Register')
    """
    return tuple(dict.fromkeys(words.title(language) for language in languages))


def say(words: Words, languages: Languages, between: str = " ") -> str:
    """Give the text in all of `languages` as one line.

    >>> say(Title(zh="登记", en="Register"), ("zh", "en"))
    '登记 Register'
    """
    return between.join(spoken(words, languages))


def listed(words: Iterable[Words]) -> Title:
    """Join titles into one, each language with its own comma.

    >>> listed([Title(zh="一线", en="First line"), Title(zh="二线", en="Second line")])
    Title(zh='一线、二线', en='First line, Second line')
    """
    every = tuple(words)
    return Title(zh="、".join(one.zh for one in every), en=", ".join(one.en for one in every))
