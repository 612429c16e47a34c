"""`tick`: what is due happens. 到期处理。"""

from datetime import datetime

from rectiflow.cli.language import Language
from rectiflow.cli.output import show, show_json
from rectiflow.cli.parameters import InstantType
from rectiflow.cli.place import Place, place_options
from rectiflow.cli.verb import option, verb


@verb()
@place_options
@option("--until", type=InstantType(), help="Up to when, if not now; never later than now. 截至")
def tick(*, place: Place, until: datetime | None, language: Language, as_json: bool) -> None:
    """Run it at any time and as often as you like; nothing fires twice."""
    with place.existing() as engine:
        fired = engine.tick(until)
    if as_json:
        show_json({"fired": fired})
    else:
        show(language.say(f"到期处理{fired}项", f"{fired} fired"))
