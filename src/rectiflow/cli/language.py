"""In which language the command line speaks: Chinese, English, or both. 语言。"""

from collections.abc import Mapping
from enum import StrEnum

from rectiflow.errors import Words


class Language(StrEnum):
    """The language of what people read; documents for programs hold both."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"

    def say(self, zh: str, en: str, between: str = " ") -> str:
        """Give the text in this language; in both, `between` parts them, and equal ones are given once.

        >>> Language.BOTH.say("登记", "Register"), Language.BOTH.say("li", "li")
        ('登记 Register', 'li')
        """
        if self is Language.BOTH:
            return zh if zh == en else f"{zh}{between}{en}"
        return zh if self is Language.ZH else en

    def sentence(self, words: Words) -> str:
        """Give a sentence in this language; in both, a stroke parts the two.

        >>> Language.BOTH.sentence(Words("没有办结状态", "no state is final"))
        '没有办结状态 / no state is final'
        """
        return self.say(words.zh, words.en, between=" / ")


def preferred(environment: Mapping[str, str]) -> Language:
    """Tell the language of a user by LC_ALL, LC_MESSAGES and LANG; the first that is set decides.

    >>> preferred({"LANG": "zh_CN.UTF-8"}), preferred({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"})
    (<Language.ZH: 'zh'>, <Language.EN: 'en'>)
    """
    chosen = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return Language.ZH if chosen.startswith("zh") else Language.EN
