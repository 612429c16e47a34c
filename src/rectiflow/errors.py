"""Every exception that a caller of rectiflow can catch.

Each has fields, a stable `code`, and a message in English (`str(error)`) and Chinese
(`error.message("zh")`) that says what was wrong, where, and what to do about it.
"""

from collections.abc import Iterable, Mapping
from typing import ClassVar

from attrs import define, frozen


@frozen(order=True)
class Words:
    """The same words in Chinese and in English, without the full stop at the end of a sentence."""

    zh: str
    en: str

    def say(self, language: str) -> str:
        """Say them in `language` ("zh" or "en").

        >>> Words("该文件已损坏", "The file is damaged").say("zh")
        '该文件已损坏'
        """
        return self.zh if language == "zh" else self.en


def quoted(names: Iterable[str], between: str = "、") -> str:
    """List names as Chinese does, each in quotation marks.

    >>> quoted(["phone", "answer"])
    '“phone”、“answer”'
    """
    return between.join(f"“{name}”" for name in names)


@define(auto_exc=True, slots=False, str=False)
class RectiflowError(Exception):
    """The root of everything that rectiflow raises on purpose."""

    code: ClassVar[str] = "error"

    def message(self, language: str = "en") -> str:
        """Say what was wrong and what to do, in `language` ("zh" or "en").

        The example shows the message that an unknown issue leads to:

        >>> NotFound(kind="issue", name="RF-7").message("zh")
        '找不到事项“RF-7”。请核对标识。'
        """
        english, chinese = self._sentences()
        return chinese if language == "zh" else english

    def _sentences(self) -> tuple[str, str]:
        """Give the English and the Chinese sentence."""
        return self.code, self.code

    def __str__(self) -> str:
        """Give the English message."""
        return self.message("en")


@frozen(order=True)
class Problem:
    """One thing that is wrong in a file, and the way out (`fix`), in Chinese and English.

    `line` and `column` count from 1. `severity` is "error", "warning" or "note".
    """

    file: str
    line: int
    column: int
    code: str
    message: Words
    fix: Words
    severity: str = "error"

    @property
    def place(self) -> str:
        """Where it is, `file:line:column: code`: the same in every language, so that editors can jump there."""
        return f"{self.file}:{self.line}:{self.column}: {self.code}"

    @property
    def sentence(self) -> Words:
        """What is wrong, and what to do."""
        return Words(f"{self.message.zh}；{self.fix.zh}", f"{self.message.en}; {self.fix.en}")

    def say(self, language: str) -> str:
        """Say it in `language` ("zh" or "en") as `file:line:column: code: what is wrong; what to do`.

        >>> words = Words("没有办结状态", "no state is final"), Words("请补", "add one")
        >>> Problem("a.yaml", 3, 5, "RF303", *words).say("zh")
        'a.yaml:3:5: RF303: 没有办结状态；请补'
        """
        return f"{self.place}: {self.sentence.say(language)}"

    def __str__(self) -> str:
        """Say it in English."""
        return self.say("en")


@define(auto_exc=True, slots=False, str=False)
class DefinitionError(RectiflowError):
    """A workflow, directory or mapping file that can't be used; holds all its problems at once."""

    code: ClassVar[str] = "definition_error"
    problems: tuple[Problem, ...]

    def _sentences(self) -> tuple[str, str]:
        english, chinese = ("\n".join(one.say(language) for one in self.problems) for language in ("en", "zh"))
        return english, chinese


@frozen
class Permitted:
    """An action that may start in the issue's present state, and in which roles; each with its title."""

    action: str
    by: tuple[str, ...]
    zh: str
    by_zh: tuple[str, ...]

    def words(self, language: str) -> str:
        """Say it in `language` ("zh" or "en").

        >>> Permitted("submit", ("lead",), "报结", ("承办单位",)).words("zh")
        '报结（承办单位）'
        """
        if language == "zh":
            return f"{self.zh}（{'、'.join(self.by_zh)}）"
        return f"{self.action} (by {', '.join(self.by)})"


@define(auto_exc=True, slots=False, str=False)
class CommandRefused(RectiflowError):
    """A command that the rules don't permit; nothing of the issue was changed.

    `zh` and `en` say why, `action_zh` is the action's title, `allowed` what may be done instead.
    """

    code: ClassVar[str] = "refused"
    action: str
    action_zh: str
    issue: str | None
    zh: str
    en: str
    allowed: tuple[Permitted, ...] = ()

    def _sentences(self) -> tuple[str, str]:
        allowed_zh = "、".join(one.words("zh") for one in self.allowed)
        allowed = ", ".join(one.words("en") for one in self.allowed)
        of, of_zh = (f" issue {self.issue}", f"事项“{self.issue}”") if self.issue else ("", "")
        return (
            f"Can't '{self.action}'{of}: {self.en}." + (f" Allowed now: {allowed}." if allowed else ""),
            f"{of_zh}不能“{self.action_zh}”：{self.zh}。" + (f"当前可以：{allowed_zh}。" if allowed_zh else ""),
        )


@define(auto_exc=True, slots=False, str=False)
class ActionNotAllowed(CommandRefused):
    """The workflow has no such action in the issue's present state."""

    code: ClassVar[str] = "action_not_allowed"


@define(auto_exc=True, slots=False, str=False)
class NotAuthorized(CommandRefused):
    """The actor may not do (or see) this: not in the role, or barred because of an earlier part in it."""

    code: ClassVar[str] = "not_authorized"


@define(auto_exc=True, slots=False, str=False)
class GuardFailed(CommandRefused):
    """A requirement that the workflow file states is not met; the sentence is the file's own."""

    code: ClassVar[str] = "guard_failed"


@define(auto_exc=True, slots=False, str=False)
class NotYet(CommandRefused):
    """The workflow file asks for something that this release can't do: refused rather than passed over."""

    code: ClassVar[str] = "not_yet"


@define(auto_exc=True, slots=False, str=False)
class InvalidInput(CommandRefused):
    """What was handed in is missing, unknown, or not of its type."""

    code: ClassVar[str] = "invalid_input"


@define(auto_exc=True, slots=False, str=False)
class StaleIssue(RectiflowError):
    """Somebody else changed the issue first: read it again and decide anew."""

    code: ClassVar[str] = "stale_issue"
    issue: str
    expected: int
    actual: int
    winner: str | None = None

    def _sentences(self) -> tuple[str, str]:
        by = f" by {self.winner}" if self.winner else ""
        by_zh = f"（由“{self.winner}”办理）" if self.winner else ""
        return (
            f"Issue {self.issue} is at version {self.actual}{by}, not {self.expected}. Read it again and decide anew.",
            f"事项“{self.issue}”已是第{self.actual}版{by_zh}，而非第{self.expected}版。请重新读取后再办理。",
        )


@define(auto_exc=True, slots=False, str=False)
class KeyReused(RectiflowError):
    """One idempotency key with two different commands."""

    code: ClassVar[str] = "key_reused"
    key: str

    def _sentences(self) -> tuple[str, str]:
        return (
            f"Key '{self.key}' was already used for another command. Use a new key for a new command.",
            f"幂等键“{self.key}”已用于另一指令。新的指令请使用新的键。",
        )


KINDS: Mapping[str, str] = {
    "calendar": "工作日历",
    "deadline": "时限",
    "directory file": "通讯录文件",
    "issue": "事项",
    "mapping": "日志映射",
    "version": "版本",
    "workflow": "流程",
    "workflow file": "流程文件",
}
"""What can be missing → its Chinese name."""


@define(auto_exc=True, slots=False, str=False)
class NotFound(RectiflowError):
    """No such issue, workflow, calendar, deadline or file; `kind` is one of KINDS, or a host's own word."""

    code: ClassVar[str] = "not_found"
    kind: str
    name: str
    known: tuple[str, ...] = ()

    def _sentences(self) -> tuple[str, str]:
        known = f" Known: {', '.join(self.known)}." if self.known else " Check the identifier."
        known_zh = f"现有：{quoted(self.known)}。" if self.known else "请核对标识。"
        return (
            f"There is no {self.kind} '{self.name}'.{known}",
            f"找不到{KINDS.get(self.kind, self.kind)}“{self.name}”。{known_zh}",
        )


@define(auto_exc=True, slots=False, str=False)
class Trouble(RectiflowError):
    """Something that stands in the way: what it is, and what to do about it."""

    what: Words
    fix: Words

    def _sentences(self) -> tuple[str, str]:
        return f"{self.what.en}. {self.fix.en}.", f"{self.what.zh}。{self.fix.zh}。"


@define(auto_exc=True, slots=False, str=False)
class StoreError(Trouble):
    """The store can't do what it must: locked, read-only, full, unreadable or not ours."""

    code: ClassVar[str] = "store_error"


@define(auto_exc=True, slots=False, str=False)
class LedgerCorrupted(StoreError):
    """Stored bytes do not match their own hash or chain."""

    code: ClassVar[str] = "ledger_corrupted"


@define(auto_exc=True, slots=False, str=False)
class LogError(Trouble):
    """An event log that can't be read; `place` says where in `file`, where that is known."""

    code: ClassVar[str] = "log_error"
    file: str
    place: Words | None = None

    def _sentences(self) -> tuple[str, str]:
        english, chinese = super()._sentences()
        if self.place is None:
            return f"{self.file}: {english}", f"{self.file}：{chinese}"
        return f"{self.file}: {self.place.en}: {english}", f"{self.file}：{self.place.zh}：{chinese}"


@define(auto_exc=True, slots=False, str=False)
class CalendarError(Trouble):
    """A period or a calendar that can't give a date."""

    code: ClassVar[str] = "calendar_error"


@define(auto_exc=True, slots=False, str=False)
class ExpressionFailed(RectiflowError):
    """An expression that gives no answer: what it needs isn't known, or it can't be worked out.

    Holds the names of what is `missing`, never a value.
    """

    code: ClassVar[str] = "expression_failed"
    expression: str
    missing: tuple[str, ...] = ()

    def _sentences(self) -> tuple[str, str]:
        if self.missing:
            names = ", ".join(self.missing)
            return (
                f"The expression '{self.expression}' needs {names}, which isn't known. Ask for it first.",
                f"表达式“{self.expression}”需要{quoted(self.missing)}，但尚无该值。请先填写。",
            )
        return (
            f"The expression '{self.expression}' can't be worked out from these values. Correct one of them.",
            f"表达式“{self.expression}”无法由现有的值得出结果。请更正其一。",
        )


@define(auto_exc=True, slots=False, str=False)
class ExpressionsUnavailable(RectiflowError):
    """The library that judges expressions can't be loaded on this machine."""

    code: ClassVar[str] = "expressions_unavailable"

    def _sentences(self) -> tuple[str, str]:
        return (
            "An expression needs cel-expr-python, which can't be loaded. Install it, or write the condition as a map.",
            "表达式需要“cel-expr-python”，但此处无法载入。请安装该库，或者把条件改写为映射。",
        )
