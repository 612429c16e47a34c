"""What somebody asks for who has issues go on under another version of their workflow. 换版。"""

from collections.abc import Mapping

from attrs import field, frozen


@frozen(kw_only=True)
class Renaming:
    """Which name of a new version takes the place of which old one; a name that stays isn't here. 对应关系。

    States may run together in one; every other name takes the place of one only.
    """

    states: Mapping[str, str] = field(factory=dict)
    actions: Mapping[str, str] = field(factory=dict)
    deadlines: Mapping[str, str] = field(factory=dict)
    roles: Mapping[str, str] = field(factory=dict)


NOTHING = Renaming()
"""Every name stays what it is."""


@frozen(kw_only=True)
class Migration:
    """Which issues are to go on under the version of `workflow` in force, by which names, and why. 换版指令。

    `only` names the issues; all that are under way, where it is empty. `to` is the version that is meant, which
    may then be no later one than an issue has; without it issues only go forward.
    """

    workflow: str
    renaming: Renaming = NOTHING
    only: tuple[str, ...] = ()
    because: str | None = None
    to: int | None = None
