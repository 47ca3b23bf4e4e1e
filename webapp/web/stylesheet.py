"""The one stylesheet a person's page loads, joined from small files by word. `python -m webapp.web.stylesheet` writes it again."""

import re
from pathlib import Path

CSS = Path(__file__).resolve().parent.parent / "static" / "css"
WORDS = ("tokens", "page", "pieces", "forms", "results", "pack")


def joined() -> str:
    """The small files in order, without comments and spare white space."""
    text = "".join((CSS / f"{word}.css").read_text("utf-8") for word in WORDS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" ?([{};,]) ?", r"\1", text).replace(";}", "}").replace(": ", ":").strip() + "\n"


def main() -> None:
    (CSS / "app.css").write_text(joined(), "utf-8")


if __name__ == "__main__":
    main()
