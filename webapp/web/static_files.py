"""Brotli and gzip copies of the static files, made once, so that no request pays for compressing them. `python -m webapp.web.static_files` makes them."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from whitenoise.compress import Compressor

from webapp.web.pages import STATIC

COPIES = (".br", ".gz")
WORTH_IT = {".css", ".js", ".svg", ".json", ".webmanifest", ".html", ".txt"}


def compress(folder: Path = STATIC) -> int:
    """Make the copies that are missing or older than their file, drop those whose file is gone. Returns how many files were compressed."""
    for copy in (path for ending in COPIES for path in folder.rglob(f"*{ending}")):
        if is_stale(copy):
            copy.unlink(missing_ok=True)
    todo = [path for path in folder.rglob("*") if path.suffix in WORTH_IT and not Path(f"{path}.br").exists() and path.stat().st_size > 200]
    squeeze = Compressor(quiet=True).compress
    with ThreadPoolExecutor() as pool:
        list(pool.map(squeeze, map(str, todo)))
    return len(todo)


def is_stale(copy: Path) -> bool:
    """whitenoise gives a copy its file's own time, so any difference means that the file changed."""
    try:
        return abs(copy.with_suffix("").stat().st_mtime - copy.stat().st_mtime) > 0.01
    except FileNotFoundError:
        return True


def main() -> None:
    # A read-only installation was compressed when it was built, or is served uncompressed.
    with contextlib.suppress(PermissionError):
        compress()


if __name__ == "__main__":
    main()
