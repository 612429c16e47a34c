"""From steps out of single states to actions, each of which starts from all states where it is the same."""

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from rectiflow.foreign.lifecycle import Step
from rectiflow.foreign.notes import Notes
from rectiflow.model.titles import Title

PARTED = Title(
    zh="因状态不同而去向或要求不同，分写为多个动作",
    en="it differs from state to state, so that it is written as several actions",
)


@frozen
class Merged:
    """An action: `like` stands for every step, which start from `sources`; `stays` when it leads nowhere else.

    `name` is the foreign one, and what tells it from the other actions of that name.
    """

    name: str
    like: Step
    sources: tuple[str, ...]
    stays: bool


def merge(steps: Sequence[Step], notes: Notes) -> Iterator[Merged]:
    """Give the actions that stand for `steps`; `notes` gathers those that had to be parted."""
    for name in dict.fromkeys(step.action for step in steps):
        yield from _parted([step for step in steps if step.action == name], notes)


def _parted(steps: list[Step], notes: Notes) -> Iterator[Merged]:
    one_goal = len({step.target for step in steps}) == 1
    alike: dict[tuple[Step, bool], list[Step]] = {}
    for step in steps:
        stays = not one_goal and step.source is not None and step.target == step.source
        like = evolve(step, source=step.source and "", target=None if stays else step.target, line=0)
        alike.setdefault((like, stays), []).append(step)
    if len(alike) > 1:
        notes.add(steps[0].line, steps[0].action, PARTED)
    for (_, stays), group in alike.items():
        sources = tuple(dict.fromkeys(step.source for step in group if step.source is not None))
        name = "_".join((steps[0].action, *sources[:1])) if len(alike) > 1 else steps[0].action
        yield Merged(name, group[0], sources, stays)
