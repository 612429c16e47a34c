"""What of a foreign definition could not be carried over. 未能转入的内容。"""

from attrs import define, evolve, field, frozen

from rectiflow.model.titles import Title


@frozen(order=True)
class LeftOut:
    """One thing that the workflow file doesn't say, or says otherwise, and why.

    `line` (from 1) is where `what` stands first in the foreign file, `times` how often it does.
    """

    line: int
    what: str
    zh: str
    en: str
    times: int = 1

    def say(self, language: str) -> str:
        """Say it in `language` ("zh" or "en"), without the line.

        >>> LeftOut(3, "sla", "没有对应内容", "nothing stands for it", times=2).say("zh")
        'sla（2处）：没有对应内容'
        """
        if language == "zh":
            return f"{self.what}{f'（{self.times}处）' if self.times > 1 else ''}：{self.zh}"
        return f"{self.what}{f' ({self.times} times)' if self.times > 1 else ''}: {self.en}"


@define
class Notes:
    """Gathers what is left out while a definition is read; the same thing for the same reason once."""

    _found: dict[tuple[str, Title], LeftOut] = field(factory=dict)

    def add(self, line: int, what: str, why: Title) -> None:
        """Note that `what`, at `line` of the foreign file, is not carried over as it is."""
        first = self._found.setdefault((what, why), LeftOut(line, what, why.zh, why.en, times=0))
        self._found[what, why] = evolve(first, times=first.times + 1)

    def in_order(self) -> tuple[LeftOut, ...]:
        """Give everything in the order of the foreign file."""
        return tuple(sorted(self._found.values()))
