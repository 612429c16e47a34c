"""Which language is spoken, and how."""

import pytest

from rectiflow.cli.language import Language, preferred


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "en_GB.UTF-8"}, Language.ZH),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, Language.EN),
        ({"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, Language.ZH),
        ({"LANG": "de_DE.UTF-8"}, Language.EN),
        ({}, Language.EN),
    ],
)
def test_the_locale_decides_the_language_by_its_first_variable_that_is_set(environment, language):
    assert preferred(environment) is language


def test_each_language_gives_its_own_text_and_both_give_the_chinese_first():
    said = [language.say("登记", "Register", between=" / ") for language in Language]
    assert said == ["登记", "Register", "登记 / Register"]
