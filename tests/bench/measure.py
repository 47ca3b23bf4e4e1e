"""What a measurement is, and how a number is taken: ratios from one run, the two sides in turn, so that a busy machine slows both."""

import json
import os
import platform
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from time import monotonic, process_time

BUILD = Path(__file__).resolve().parent.parent.parent / "build"


@dataclass(frozen=True)
class Measured:
    """One budget of DESIGN section 10. `least` when more is better; `value` None when it could not be measured here, with `why`."""

    what: str
    value: float | None
    limit: float
    unit: str = "x"
    least: bool = False
    why: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None:
            return "not measured"
        return "pass" if (self.value >= self.limit if self.least else self.value <= self.limit) else "FAIL"

    def line(self) -> str:
        value = "" if self.value is None else f"{self.value:.4g} {self.unit}"
        return f"{self.what:<66} {value:>14}   {'at least' if self.least else 'at most '} {self.limit:<8g} {self.verdict}{f' ({self.why})' if self.why else ''}"


def side_by_side(first: Callable[[], object], second: Callable[[], object], *, rounds: int = 9, times: tuple[int, int] = (20, 200)) -> tuple[float, float]:
    """CPU seconds of one call of each, the best of the rounds, taken in turn."""
    first(), second()
    best = [float("inf"), float("inf")]
    for _ in range(rounds):
        for side, (call, count) in enumerate(zip((first, second), times, strict=True)):
            began = process_time()
            for _ in range(count):
                call()
            best[side] = min(best[side], (process_time() - began) / count)
    return best[0], best[1]


def cpu_of(pids: list[int]) -> float:
    """User and system seconds that these processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def until_up(port: int, seconds: float = 90) -> None:
    """Until somebody listens there. Raises TimeoutError."""
    end = monotonic() + seconds
    while monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        threading.Event().wait(0.1)
    raise TimeoutError(f"nobody listens on {port}")


def write(rows: list[Measured]) -> None:
    BUILD.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()[0]}
    (BUILD / "bench.json").write_text(json.dumps({"machine": machine, "rows": [{**asdict(row), "verdict": row.verdict} for row in rows]}, indent=1))
