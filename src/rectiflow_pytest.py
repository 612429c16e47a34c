"""What pytest loads in every run of whoever installed rectiflow: almost nothing, until a feature asks for more.

It stands beside the package, not in it, because importing any module of a package imports the
package first; everything else is in `rectiflow.testing`.
"""

from pathlib import Path

import pytest

INI = "rectiflow_features"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the setting that names the features to run."""
    parser.addini(INI, type="paths", default=[], help="folders and files whose *.feature files rectiflow runs as tests")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse to leave out features that were asked for; raises UsageError."""
    if config.getini(INI) and not _has_bdd(config):
        raise pytest.UsageError(f"{INI} needs pytest-bdd, which is not there: pip install 'rectiflow[bdd]'")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a feature that the setting `rectiflow_features` covers, or that the command line names.

    Any other feature is left to those test modules that bind it with pytest-bdd's `scenarios`.
    """
    if file_path.suffix != ".feature" or not _has_bdd(parent.config) or not _asked_for(file_path, parent):
        return None
    from rectiflow.testing.features import FeatureFile  # noqa: PLC0415  (only when there is a feature to run)

    return FeatureFile.from_parent(parent, path=file_path)


def _has_bdd(config: pytest.Config) -> bool:
    return config.pluginmanager.has_plugin("pytest-bdd")


def _asked_for(file: Path, parent: pytest.Collector) -> bool:
    covered = parent.config.getini(INI)
    return parent.session.isinitpath(file) or any(file.is_relative_to(folder) for folder in covered)
