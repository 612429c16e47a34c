"""What the check found and a file takes as it is, with the reason. 接受的问题。"""

from collections.abc import Mapping

from attrs import frozen


@frozen(kw_only=True)
class Acceptance:
    """A finding of the check that the file accepts: where (`at`, dotted keys), and why. 接受的问题。"""

    at: tuple[str, ...]
    because: str


Acceptances = Mapping[str, tuple[Acceptance, ...]]
"""Code → where it is accepted, and why."""
