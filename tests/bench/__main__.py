"""`make bench`: the budgets of DESIGN section 10, each as a ratio or a count from one run, with pass or fail beside it."""

import sys
from collections.abc import Callable, Iterator

from tests.bench.claims import claims
from tests.bench.crowds import crowds
from tests.bench.hardest import hardest
from tests.bench.imports import imports
from tests.bench.meanwhile import meanwhile
from tests.bench.measure import Measured, write
from tests.bench.pages import pages
from tests.bench.place import demo_place
from tests.bench.saves import saves
from tests.bench.sends import sends
from tests.bench.slow_phone import slow_phone
from tests.bench.together import together
from tests.bench.weights import weights

PARTS: dict[str, Callable[..., Iterator[Measured]]] = {
    "pages": pages,
    "hardest": hardest,
    "weights": weights,
    "lighthouse": slow_phone,
    "saves": saves,
    "together": together,
    "claims": claims,
    "sends": sends,
    "crowds": crowds,
    "imports": imports,
    "meanwhile": meanwhile,
}


def main(wanted: list[str]) -> int:
    rows = []
    for name, part in PARTS.items():
        if wanted and name not in wanted:
            continue
        with demo_place() as place:
            for row in part(place):
                print(row.line(), flush=True)
                rows.append(row)
    write(rows)
    return int(any(row.verdict == "FAIL" for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
