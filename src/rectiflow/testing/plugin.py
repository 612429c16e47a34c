"""The steps for pytest-bdd, loaded with the first feature that rectiflow collects. 插件。

Whoever binds features in a test module of their own loads them in their conftest.py:
`pytest_plugins = ["rectiflow.testing.plugin"]`. PYTEST_DONT_REWRITE: nothing is asserted by `assert` here.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_bdd.parser import Feature, Step

from rectiflow.errors import RectiflowError
from rectiflow.testing.report import report
from rectiflow.testing.scene import Scene
from rectiflow.testing.words import Unmet

pytest_plugins = ("rectiflow.testing.steps",)

_SCENE = pytest.StashKey[Scene]()


@pytest.fixture
def scene(request: pytest.FixtureRequest) -> Scene:
    """Give the scene of the scenario that runs."""
    return _scene(request)


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: Feature) -> None:
    """Set the scene: files lie beside the feature or in pytest's root folder, sentences are in its language."""
    language = "zh" if feature.language.startswith("zh") else "en"
    request.node.stash[_SCENE] = Scene((Path(feature.filename).parent, request.config.rootpath), language)


@pytest.hookimpl(trylast=True)
def pytest_bdd_step_error(
    request: pytest.FixtureRequest, feature: Feature, step: Step, step_func: Callable[..., object], exception: Exception
) -> None:
    """Tell in the words of the scenario, and without a traceback, what one of our steps found unmet."""
    scene = _scene(request)
    scene.expected = True
    if step_func.__module__ in pytest_plugins and isinstance(exception, Unmet | RectiflowError):
        where = f"{step.keyword} {step.name} ({feature.rel_filename}:{step.line_number})"
        raise _failed(report(scene, where, exception)) from None


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest) -> None:
    """Let pytest-bdd say that there is no such step, whatever else is amiss."""
    _scene(request).expected = True


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Fail a scenario that ends on a refusal which no step expected."""
    scene = _scene(request)
    try:
        scene.settle()
    except Unmet as unmet:
        scene.expected = True
        raise _failed(report(scene, scene.say("场景结束", "the end of the scenario"), unmet)) from None


def _scene(request: pytest.FixtureRequest) -> Scene:
    scene: Scene = request.node.stash[_SCENE]
    return scene


def _failed(told: str) -> BaseException:
    return pytest.fail.Exception(told, pytrace=False)
