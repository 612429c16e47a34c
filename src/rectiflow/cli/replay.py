"""`replay`: an event log driven through the engine. 日志回放。"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from rectiflow.cli.language import Language
from rectiflow.cli.output import show, show_json, show_table
from rectiflow.cli.place import url_of
from rectiflow.cli.verb import option, verb
from rectiflow.model.titles import Title
from rectiflow.replay import Report
from rectiflow.replay import replay as run
from rectiflow.replay.run import Progress

Row = tuple[str, ...]

MOST_ROWS = 10

FIGURES = {
    "issues": Title(zh="事项", en="Issues"),
    "events": Title(zh="事件", en="Events"),
    "accepted": Title(zh="准予", en="Accepted"),
    "refused": Title(zh="被拒绝（体外循环）", en="Refused"),
    "registered_late": Title(zh="补登记", en="Registered late"),
    "records": Title(zh="记录", en="Records"),
    "met": Title(zh="按期的时限", en="Deadlines met"),
    "missed": Title(zh="逾期的时限", en="Deadlines missed"),
    "overdue": Title(zh="超过自带期限的事项", en="Issues overdue"),
    "findings": Title(zh="问责线索", en="Findings"),
}
"""What a report counts."""


@verb()
@click.argument("log", type=click.Path(path_type=Path))
@option("--workflow", type=click.Path(path_type=Path), required=True, help="The workflow file. 流程文件")
@option(
    "--map",
    "mapping",
    of="replay",
    type=click.Path(path_type=Path),
    help="How the log maps to it; else the file beside it. 映射",
)
@option("--db", metavar="FILE|URL", help="The database to keep; without it, a temporary one. 数据库")
def replay(  # noqa: PLR0913  (one word for each option)
    *, log: Path, workflow: Path, mapping: Path | None, db: str | None, language: Language, as_json: bool
) -> None:
    """Register every case of LOG (CSV, XES, XES.gz), do every event at its own time, and report."""
    with _progress() as progress:
        report = run(log, workflow, mapping, url_of(db) if db is not None else None, progress)
    if as_json:
        show_json(report.to_json())
    else:
        _tell(report, language)


@contextmanager
def _progress() -> Iterator[Progress]:
    """Show on a terminal how far it is."""
    if not sys.stderr.isatty():
        yield _silently
        return
    from rich.console import Console  # noqa: PLC0415  (only where there is a terminal to draw on)
    from rich.progress import Progress as Bar  # noqa: PLC0415  (the same)

    with Bar(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _silently(_done: int, _total: int) -> None:
    """Show nothing."""


def _tell(report: Report, language: Language) -> None:
    """Print the figures, why events were refused, and who answers for how much."""
    show_table(_figures(report, language))
    for head, *rows in (_refusals(report, language), _standings(report, language)):
        if rows:
            show("")
            show_table([head, *rows[:MOST_ROWS]])
        if more := len(rows[MOST_ROWS:]):
            show(language.say(f"……另有{more}行，见 --json", f"... and {more} more, see --json"))


def _figures(report: Report, language: Language) -> list[Row]:
    figures = [(label, getattr(report, name)) for name, label in FIGURES.items()]
    figures += [(Title(zh=one.zh, en=one.en), one.issues) for one in report.counts.values()]
    head = language.say("回放结果", "Replay"), language.say("数量", "Count")
    rows = [(language.say(label.zh, label.en), f"{number:,}") for label, number in figures if number is not None]
    pace = language.say("用时（秒）", "Seconds"), f"{report.seconds:.1f}"
    return [head, *rows, pace, (language.say("每秒办理", "Actions per second"), f"{report.actions_per_second:,}")]


def _refusals(report: Report, language: Language) -> list[Row]:
    head = language.say("次数", "Times"), language.say("动作", "Action"), language.say("拒绝的原因", "Why refused")
    reasons = ((one.events, one.reason) for one in report.refusals)
    return [head, *((f"{times:,}", why.action, language.say(why.zh, why.en, between=" / ")) for times, why in reasons)]


def _standings(report: Report, language: Language) -> list[Row]:
    """Give persons and units together, whoever missed most first."""
    heads = (("责任单位、责任人", "Answerable"), ("按期", "Met"), ("逾期", "Missed"), ("重新办理", "Reopened"))
    both = [*report.by_unit.items(), *report.by_person.items()]
    most_missed = sorted(both, key=lambda one: -one[1].missed)
    rows = [(name, f"{one.met:,}", f"{one.missed:,}", f"{one.reopened:,}") for name, one in most_missed]
    return [tuple(language.say(*head) for head in heads), *rows]
