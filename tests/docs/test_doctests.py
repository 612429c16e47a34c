"""The examples in the docstrings of the installed package run and show what they say."""

import doctest
import importlib
import pkgutil

import pytest

import rectiflow


def every_module():
    yield "rectiflow"
    for module in pkgutil.walk_packages(rectiflow.__path__, "rectiflow."):
        if not module.name.endswith("__main__"):
            yield module.name


@pytest.mark.parametrize("name", list(every_module()))
def test_the_examples_of_a_docstring_show_what_they_say(name):
    module = importlib.import_module(name)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    transcript = []
    for example in doctest.DocTestFinder(exclude_empty=True).find(module, name):
        runner.run(example, out=transcript.append)
    assert not transcript, "".join(transcript)
