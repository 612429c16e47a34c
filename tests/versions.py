"""A second version of the small office's workflow, for issues to go on under."""

from attrs import evolve

from rectiflow.model.migration import Renaming
from rectiflow.model.promise import Rung
from rectiflow.model.timing import Moment, Period
from tests.office import LADDER, REPAIR

REMIND = Rung(at=Moment(percent=20), rung="remind", tell=("holder",))
MENDING = evolve(REPAIR.states["rectifying"], name="mending", zh="办理中")


def called_mending(action):
    """Let an action speak of the state by its new name."""
    targets = tuple(evolve(one, state="mending") if one.state == "rectifying" else one for one in action.targets)
    sources = tuple("mending" if one == "rectifying" else one for one in action.sources)
    return evolve(action, sources=sources, targets=targets)


SECOND = evolve(
    REPAIR,
    version=2,
    states={**{name: one for name, one in REPAIR.states.items() if name != "rectifying"}, "mending": MENDING},
    actions={name: called_mending(one) for name, one in REPAIR.actions.items()},
    reopen=called_mending(REPAIR.reopen),
    deadlines={
        "rectify": evolve(
            REPAIR.deadlines["rectify"],
            runs_in=("mending",),
            within=Period(8, "working days"),
            rungs=(REMIND, *LADDER),
        ),
        "verify": REPAIR.deadlines["verify"],
    },
)
"""A state has a new name, rectifying has more time and one rung more, and assigning is no longer supervised."""

NAMES = Renaming(states={"rectifying": "mending"})

BACK = Renaming(states={"mending": "rectifying"})
"""The names for going back to the first version."""
