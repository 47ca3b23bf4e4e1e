"""How much goes on one side of a card, found out by laying it out: no count of letters knows how wide they are."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from flask import render_template

from webapp.export.card import SIZES, Row, without
from webapp.papers.pdf import MADE_ONE_AT_A_TIME, direction_of, nothing_from_outside
from webapp.web.pages import STATIC

SHEET = STATIC / "css" / "card-sheets.css"
# What was laid out before, by its fingerprint alone: somebody looks at their card, and then takes it along.
found_before: dict[bytes, list[bool]] = {}
MOST = 500


@dataclass(frozen=True)
class Side:
    """What is printed, and with how large letters. `left_out` is said to the person; `fits` is False when even the least is too much."""

    rows: Sequence[Row]
    points: float
    left_out: Sequence[Row] = ()
    fits: bool = True


def fitted(rows: Sequence[Row]) -> Side:
    """The largest letters with which all of it fits; at the smallest, as much as does. Raises ImportError or OSError without a PDF maker."""
    optional = [row for row in rows if row.may_go]
    tries = [Side(rows, points) for points in SIZES]
    tries += [Side(without(rows, kept), SIZES[-1], optional[kept:]) for kept in range(len(optional) - 1, -1, -1)]
    found = next((side for side, fits in zip(tries, which_fit(tries), strict=True) if fits), None)
    return found or Side(tries[-1].rows, SIZES[-1], optional, fits=False)


def which_fit(tries: Sequence[Side]) -> list[bool]:
    """Each try begins a sheet of a card's own size: it fits when it stands on that one alone."""
    from weasyprint import CSS, HTML  # type: ignore[import-untyped, import-not-found, unused-ignore]
    from weasyprint.urls import URLFetcher  # type: ignore[import-untyped, import-not-found, unused-ignore]

    html = render_template("export/card_tries.html", tries=tries, direction_of=direction_of)
    key = sha256(html.encode()).digest()
    with MADE_ONE_AT_A_TIME:
        if key not in found_before:
            fetcher = nothing_from_outside(URLFetcher)
            laid_out = HTML(string=html, url_fetcher=fetcher).render(stylesheets=[CSS(filename=SHEET, url_fetcher=fetcher)])
            sheets = Counter(anchor for sheet in laid_out.pages for anchor in sheet.anchors)
            if len(found_before) >= MOST:
                del found_before[next(iter(found_before))]
            found_before[key] = [sheets[f"try-{place}"] == 1 for place in range(1, len(tries) + 1)]
        return found_before[key]
