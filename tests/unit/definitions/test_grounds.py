"""A ground that is one slip away from another is doubted, and nothing else is."""

import pytest

from tests.example import Example

FAULT = "accountability: {careless: {zh: 敷衍, ground: %s, charge_to: [holder.specific_person]}}"


@pytest.mark.parametrize("slip", ["low_eficiency", "low_efficiencyy", "low_efficiancy", "low_effiicency"])
def test_a_single_slip_is_told_at_the_later_of_two_grounds(slip):
    (problem,) = Example().problems(FAULT % slip)
    assert (problem.code, problem.severity) == ("RF230", "warning")
    assert problem.message.en == f"'{slip}' and 'low_efficiency' differ in one place, and are counted apart"


def test_it_is_told_of_what_a_trigger_counts():
    change = """
    measures: {talk: {zh: 谈话提醒}}
    triggers:
      often:
        zh: 多次
        counts: {finding: low_eficiency}
        per: person
        times: 2
        propose: [{to: person, measures: talk}]
    """
    told = [one.message.en for one in Example().problems(change) if one.code == "RF230"]
    assert told == ["'low_eficiency' and 'low_efficiency' differ in one place, and are counted apart"]


@pytest.mark.parametrize("ground", ["low_efficiency", "low_diligence", "low_efficiency2", "high_efficiency"])
def test_another_word_is_another_ground(ground):
    assert Example().codes(FAULT % ground) == set()
