"""`demo`: the main job in virtual time. 演示。"""

import shlex
from importlib.resources import files
from pathlib import Path
from tempfile import mkdtemp

import click

from rectiflow.bootstrap import bundled_workflow, connect
from rectiflow.cli.language import Language
from rectiflow.cli.output import show, show_json
from rectiflow.cli.place import url_of
from rectiflow.cli.story import AUDITOR, OPENING, WORKFLOW, play
from rectiflow.cli.timeline import Timeline
from rectiflow.cli.verb import option, verb
from rectiflow.errors import StoreError, Words
from rectiflow.testing.clock import VirtualClock


@verb(language=Language.BOTH)
@option("--db", "file", of="demo", type=click.Path(path_type=Path), help="Where to keep it; a new file. 数据库")
def demo(*, file: Path | None, language: Language, as_json: bool) -> None:
    """Follow one issue: reported, assigned, late, supervised, done again, reopened, closed.

    Each entry is a record of the database, which is kept.
    """
    path = _fresh(file)
    timeline = _played(path)
    commands = _next(path, timeline.issue.id)
    if as_json:
        show_json({"db": str(path), **timeline.document(), "next": commands})
        return
    timeline.show(language)
    show("")
    show(language.say(f"数据库：{path}", f"Database: {path}", between="\n"))
    show(language.say("接下来可以试试：", "What to try next:"))
    for command in commands:
        show(f"  {command}")


def _fresh(file: Path | None) -> Path:
    """Give the file to write to: the one asked for, or one in a folder of its own."""
    if file is None:
        return Path(mkdtemp(prefix="rectiflow-demo-")) / "demo.db"
    if file.exists():
        raise StoreError(
            what=Words(f"{file} 已存在", f"{file} exists already"),
            fix=Words(
                "请指定新文件；演示从不改动已有的文件",
                "Give a new file: the demo never changes one that is there",
            ),
        )
    return file


def _played(path: Path) -> Timeline:
    clock = VirtualClock(OPENING.at)
    with connect(
        url_of(str(path)), workflows=_workflow(), directory=_people(), clock=clock, record_refusals=True
    ) as engine:
        issue = play(engine, clock)
        return Timeline.of(engine, issue, engine.history(issue.id, by=AUDITOR))


def _next(path: Path, issue: str) -> list[str]:
    place = ["--db", str(path), "--directory", str(_people())]
    own = ["--workflows", str(_workflow()), "--by", "window-3", "--bind", "reporter=visitor-18"]
    commands = (
        ["history", issue, "--by", AUDITOR, *place],
        ["allowed", issue, "--by", "visitor-17", *place],
        ["register", WORKFLOW, "--field", "opinion=井盖松动", *own, *place],
    )
    return [shlex.join(["rectiflow", *command]) for command in commands]


def _workflow() -> Path:
    return bundled_workflow(f"examples/{WORKFLOW}")


def _people() -> Path:
    return Path(str(files("rectiflow.cli") / "demo_people.yaml"))
