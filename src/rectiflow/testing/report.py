"""What whoever wrote a scenario is told when it fails. 不符说明。"""

from collections.abc import Iterator

from rectiflow.errors import RectiflowError
from rectiflow.testing.recorded import lines
from rectiflow.testing.scene import ZONE, Scene
from rectiflow.testing.words import Unmet, local_text


def report(scene: Scene, step: str, failure: Unmet | RectiflowError) -> str:
    """Give the step that failed, the reason, and how the issue at hand stands, in the language of the scene."""
    return "\n".join((f"{scene.say('步骤：', 'Step: ')}{step}", _reason(scene, failure), *_standing(scene)))


def _reason(scene: Scene, failure: Unmet | RectiflowError) -> str:
    if isinstance(failure, Unmet):
        return scene.say(failure.zh, failure.en)
    return failure.message(scene.language)


def _standing(scene: Scene) -> Iterator[str]:
    if scene.current is None or scene.clock is None:
        return
    state = scene.workflow.states[scene.issue.state]
    yield f"{scene.say('现在：', 'Now: ')}{local_text(scene.clock.now(), ZONE)}"
    yield f"{scene.say('事项：', 'Issue: ')}{scene.issue.id} {scene.say(state.zh, state.name)}"
    yield scene.say("记录：", "Records:")
    yield from (f"  {number}  {line}" for number, line in enumerate(lines(scene, scene.records), 1))
