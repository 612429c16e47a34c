"""Collects a feature file: each scenario becomes a test, without any Python of the host's. 收集场景。"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from types import ModuleType

import pytest
from pytest_bdd import scenario
from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.gherkin_parser import get_gherkin_document

from rectiflow.testing import plugin


class FeatureFile(pytest.Module):
    """A feature as pytest sees it: a module with a test for each scenario, named by its title."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        """Give the scenarios; raises CollectError with place and reason when the file can't be read."""
        if not self.config.pluginmanager.has_plugin(plugin.__name__):
            self.config.pluginmanager.register(plugin, plugin.__name__)
        return super().collect()

    def istestfunction(self, obj: object, name: str) -> bool:  # noqa: ARG002  (the name is the scenario's own)
        """Tell that every scenario is a test, whatever pytest's `python_functions` says."""
        return callable(obj)

    def _getobj(self) -> ModuleType:
        module = ModuleType(self.path.stem)
        for title in self._titles():
            test = self._test(title)
            test.__module__ = module.__name__
            setattr(module, title, test)
        return module

    def _titles(self) -> list[str]:
        """Read the titles; pytest-bdd would keep only the last of those that are the same."""
        try:
            titles = list(_titles_in(self.path.as_posix()))
        except (GherkinParseError, UnicodeDecodeError) as error:
            raise self.CollectError(f"{self.path}: {error}") from None
        twice = [title for title, times in Counter(titles).items() if times > 1 or not title]
        if twice:
            raise self.CollectError(f"{self.path}: give each scenario a title of its own, not '{twice[0]}'")
        return titles

    def _test(self, title: str) -> Callable[..., None]:
        bind = scenario(self.path.name, title, features_base_dir=str(self.path.parent))
        return bind(_nothing_more)


def _titles_in(path: str) -> Iterator[str]:
    for child in get_gherkin_document(path).feature.children:
        inside = child.rule.children if child.rule is not None else [child]
        yield from (one.scenario.name for one in inside if one.scenario is not None)


def _nothing_more() -> None:
    """Do nothing after the steps: a scenario is all there is to its test."""
