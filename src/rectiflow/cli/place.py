"""Where the issues are and who is who: the options that open an engine. 存储与通讯录。"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click
from attrs import frozen

from rectiflow.bootstrap import connect
from rectiflow.cli.verb import Function, option
from rectiflow.engine.engine import Engine
from rectiflow.engine.shelf import Edition
from rectiflow.errors import StoreError, Words
from rectiflow.model.issue import Issue

SQLITE = "sqlite:///"


@frozen
class Place:
    """What the options say of the place to work in."""

    url: str
    tenant: str
    workflows: tuple[str, ...]
    directory: str | None

    def engine(self) -> Engine:
        """Open the engine; its database is made when there is none."""
        return connect(self.url, tenant=self.tenant, workflows=self.workflows, directory=self.directory)

    def existing(self) -> Engine:
        """Open the engine on a database that is there; raises StoreError when it isn't."""
        path = Path(self.url.removeprefix(SQLITE))
        if self.url.startswith(SQLITE) and not path.is_file():
            raise StoreError(
                what=Words(f"没有数据库 {path}", f"There is no database {path}"),
                fix=Words(
                    "请用 --db 指定正确的文件，或用 `rectiflow register` 在该处登记第一个事项",
                    "Give the right file with --db, or register the first issue there with `rectiflow register`",
                ),
            )
        return self.engine()


def place_options(function: Function) -> Function:
    """Give a verb the options of a place, and hand it the place they name."""

    @wraps(function)
    def with_place(*, url: str, tenant: str, workflows: tuple[str, ...], directory: str | None, **rest: object) -> None:
        function(place=Place(url, tenant, workflows, directory), **rest)

    decorated: Function = with_place
    for one in reversed(_OPTIONS):
        decorated = one(decorated)
    return decorated


def url_of(db: str) -> str:
    """Give the URL of a store named by its URL or, for SQLite, by its file.

    >>> url_of("office.db"), url_of("memory:")
    ('sqlite:///office.db', 'memory:')
    """
    return db if "://" in db or db == "memory:" else f"{SQLITE}{db}"


def edition_of(engine: Engine, issue: Issue) -> Edition:
    """Give the edition of the workflow that an issue pinned, out of the store when need be."""
    return edition_under(engine, issue.digest)


def edition_under(engine: Engine, digest: str) -> Edition:
    """Give the edition of a workflow by its digest, out of the store when need be."""
    with engine.store.reading(engine.tenant) as reader:
        return engine.office.shelf.pinned(digest, reader)


def _url(_: click.Context, __: click.Parameter, db: str) -> str:
    return url_of(db)


_OPTIONS: tuple[Callable[[Function], Function], ...] = (
    option("--db", "url", required=True, metavar="FILE|URL", callback=_url, help="The database. 数据库"),
    option("--tenant", default="default", show_default=True, help="Whose ledger it is. 租户"),
    option(
        "--workflows",
        multiple=True,
        type=click.Path(),
        help="A workflow file or a folder of them; may be repeated. 流程文件",
    ),
    option("--directory", type=click.Path(), help="The file that says who is who. 通讯录"),
)
