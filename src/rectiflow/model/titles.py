"""What everything in a workflow file is called: a key, and titles in both languages. 名称。"""

from attrs import frozen


@frozen(kw_only=True)
class Named:
    """Something with a key in the file."""

    name: str


@frozen(kw_only=True)
class Titled(Named):
    """Something with a key and a title in Chinese and English."""

    zh: str
    en: str

    def title(self, language: str) -> str:
        """Give the title in `language` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en


@frozen(kw_only=True)
class Title:
    """A sentence or title in both languages."""

    zh: str
    en: str

    def title(self, language: str) -> str:
        """Give the text in `language` ("zh" or "en")."""
        return self.zh if language == "zh" else self.en
