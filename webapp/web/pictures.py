"""Which picture stands beside which words. The names and files are data: static/pictures/index.json."""

import json
from functools import cache
from pathlib import Path

PICTURES = Path(__file__).resolve().parent.parent / "static" / "pictures"


@cache
def files_by_name() -> dict[str, str]:
    """Every name there is: interface words, prompt ids and result pictograms, each with its file's stem."""
    index = json.loads((PICTURES / "index.json").read_text("utf-8"))
    by_file = {path.stem: path.stem for path in PICTURES.glob("*.svg")}
    return {**by_file, **index["interface"], **index["prompts"], **index["results"]}


def picture(name: str | None) -> str:
    """The path under static/ of the picture for `name`. An unknown name gives the star: a missing drawing must never break a page."""
    return f"pictures/{files_by_name().get(name or '', 'star')}.svg"
