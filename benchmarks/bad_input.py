"""How long it takes at most to tell what is wrong with a file, in CPU time, by kind of bad input.

Run `python -m benchmarks.bad_input`; it takes some minutes, since every key of every bundled file is
left out, and misspelt, once. A file that takes more than half of the aim is judged again, at most
`TRIES` times and as long as that is faster, so that what the machine does beside it counts for
little. Aim: at most 100 ms.
"""

import sys
from time import process_time

from rectiflow.bootstrap import beside
from rectiflow.definitions.parse import problems_of
from tests.bombs import KINDS, expressions, set_in
from tests.slips import FILES, slips

TRIES = 5
AIM = 100


def cost(text, **where):
    """Give the CPU time of judging a file, in milliseconds."""
    fastest = float("inf")
    for _ in range(TRIES):
        began = process_time()
        problems_of(text, "a.yaml", **where)
        took = (process_time() - began) * 1000
        if took > fastest or took < AIM / 2:
            return min(took, fastest)
        fastest = took
    return fastest


def kinds():
    """Give each kind of bad input with what judges one file of it after the other: names and milliseconds."""
    for kind, files in KINDS.items():
        yield kind, ((name, cost(text)) for name, text in files())
    yield "expressions", ((name, cost(set_in(text))) for name, text in expressions())
    for file in FILES:
        where = {"find": beside(file)}
        yield file.stem, ((name, cost(text, **where)) for name, text in slips(file))


def main():
    """Judge every file, and print a line for each kind."""
    sys.stdout.write(f"{'kind':24} {'number':>6} {'most ms':>8}  the slowest\n")
    for kind, costs in kinds():
        every = sorted(costs, key=lambda one: one[1])
        name, most = every[-1]
        sys.stdout.write(f"{kind:24} {len(every):6} {most:8.0f}  {name}\n")


if __name__ == "__main__":
    main()
