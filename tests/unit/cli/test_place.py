"""Where the issues are."""

import pytest

from rectiflow.cli.place import Place, url_of
from rectiflow.errors import StoreError


@pytest.mark.parametrize(
    ("db", "url"),
    [
        ("office.db", "sqlite:///office.db"),
        ("/srv/office.db", "sqlite:////srv/office.db"),
        ("sqlite:///office.db", "sqlite:///office.db"),
        ("memory:", "memory:"),
        ("postgresql://host/office", "postgresql://host/office"),
    ],
)
def test_a_store_is_named_by_its_url_or_its_file(db, url):
    assert url_of(db) == url


def test_a_database_that_is_missing_is_not_made_by_looking_for_it(tmp_path):
    file = tmp_path / "office.db"
    with pytest.raises(StoreError, match="There is no database"):
        Place(url_of(str(file)), "default", (), None).existing()
    assert not file.exists()


def test_a_database_is_made_where_one_may_begin(tmp_path):
    file = tmp_path / "office.db"
    Place(url_of(str(file)), "default", (), None).engine().close()
    assert file.exists()
