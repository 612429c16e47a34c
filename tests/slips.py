"""Every bundled workflow file with one key left out, or misspelt."""

from tests.example import ROOT
from tests.surgery import Source, changed

FILES = sorted((ROOT / "workflows").rglob("*.yaml"))


def slips(file):
    """Give each file that one slip makes of `file`, and its name: what is done to which key."""
    source = Source(file.read_text("utf-8"))
    for site in source.sites.values():
        if site.key is not None:
            yield f"without {site.dotted}", changed(source.text, [source.removed(site)])[0]
            yield f"misspelt {site.dotted}", changed(source.text, [source.renamed(site, f"{site.key.value}x")])[0]
