"""What people say of the handling: satisfaction, votes, appraisal. 评议。"""

from collections.abc import Mapping

from attrs import field, frozen

from rectiflow.model.titles import Titled

VERDICTS = ("passed", "failed", "invalid")
"""What comes of a vote."""


@frozen
class Share:
    """A part of a body of people, such as `more than 1/2 of members`. 比例。

    `strict` is "more than", otherwise it is "at least".
    """

    numerator: int
    denominator: int
    of: str
    strict: bool = False

    def __str__(self) -> str:
        """Write the share as workflow files do.

        >>> str(Share(2, 3, "members"))
        'at least 2/3 of members'
        """
        return f"{'more than' if self.strict else 'at least'} {self.numerator}/{self.denominator} of {self.of}"


@frozen(kw_only=True)
class Satisfaction:
    """What becomes of an issue whose reporter is not satisfied. 满意度。

    `policy` is one of the three lawful forms: until_satisfied (直到满意为止), rework_at_most (with
    `at_most` rounds), explain_and_exclude. It is `asked_by` a role or `judged_by` a vote or field;
    `field` holds the answer.
    """

    policy: str
    at_most: int | None = None
    asked_by: str | None = None
    judged_by: str | None = None
    field: str | None = None


@frozen(kw_only=True)
class Passing:
    """Which choices count for passing, and how large their share must be."""

    choices: tuple[str, ...]
    share: Share


@frozen(kw_only=True)
class Vote(Titled):
    """A vote: who votes, on what, and when it passes. 表决。

    Of a `secret` one only the tally is recorded. `invalid_if` names ballots that don't count: `none`
    or `several` choices marked.
    """

    voters: str
    choices: tuple[Titled, ...]
    passes: Passing
    secret: bool = False
    invalid_if: tuple[str, ...] = ()
    quorum: Share | None = None
    basis: str | None = None


@frozen(kw_only=True)
class Component(Titled):
    """One weighted part of a score, signed by its own assessor. 评分构成。"""

    weight: int
    signed_by: str


@frozen(kw_only=True)
class Grade(Titled):
    """A band of scores, from `least` on. 档次。"""

    least: int


@frozen(kw_only=True)
class Ranking:
    """Who is ranked with whom, and how many at the end are named. 排名。

    `within` names the field of the class, `ties` says whether all who tie at the cut are in.
    """

    within: str
    last: int
    ties: str = "all"


@frozen(kw_only=True)
class Sample:
    """A draw that anyone can repeat: how many out of which field's list. 抽样。"""

    frame: str
    size: int


@frozen(kw_only=True)
class Appraisal:
    """A scored, ranked judgement over many issues or units. 评议。"""

    components: Mapping[str, Component]
    grades: Mapping[str, Grade] = field(factory=dict)
    rank: Ranking | None = None
    sample: Sample | None = None
