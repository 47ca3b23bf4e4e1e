"""Five pages on a slow phone, as Lighthouse works them out: mobile, simulated, 4 x slower CPU, the middle of 5 runs. Over plain http, as gunicorn speaks it.

Lighthouse is a development tool with a lock file of its own in tests/bench/lighthouse; it is fetched by the first `make bench` and never part of the app.
"""

import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from statistics import median
from uuid import UUID

from sqlmodel import col, select

from tests.bench.measure import BUILD, Measured
from tests.bench.pages import Served
from tests.bench.place import Place
from tests.bench.weights import CHROMIUM
from webapp.accounts.changes import account_of_person, start_sign_in
from webapp.accounts.models import Account, Tier
from webapp.practices.models import Role, StaffMember
from webapp.web.static_files import compress

FOLDER = Path(__file__).resolve().parent / "lighthouse"
PORT, RUNS, FEWEST, LONGEST = 18435, 5, 3, 900
PAGES = ("front door", "letterbox", "pack", "help", "staff list")
# Round trip in ms, kbit/s. Slow 4G is Lighthouse's own; slow 3G is the browser tools' and WebPageTest's.
NETWORKS = {"slow 4G": (150, 1638.4), "slow 3G": (400, 400)}
LIMITS = {"slow 4G": 1.0, "slow 3G": 1.8}
# Out of 100, on slow 4G as Lighthouse itself has it.
SCORES = {"accessibility": 100, "best-practices": 100, "performance": 95}


def slow_phone(place: Place) -> Iterator[Measured]:
    why = cannot()
    found = [] if why else measured(place)
    good = [run for run in found if not run["why"]]
    # A loaded machine may spoil a run or two; a page with fewer than three good ones is not measured.
    fewest = min((sum(run["name"] == name for run in good) // len(LIMITS) for name in PAGES), default=0)
    if fewest < FEWEST:
        why = why or next((run["why"] for run in found if run["why"]), "Lighthouse ended early")
    for network, limit in LIMITS.items():
        name = f"first paint of words on {network}, slowest of five pages"
        if why:
            yield Measured(name, None, limit, "s", why=why)
            continue
        fcp = middles(run for run in good if run["network"] == network)
        told = ", ".join(f"{page} {value:.2f}" for page, value in fcp.items())
        yield Measured(name, max(fcp.values()), limit, "s", why=f"{told}; the middle of {fewest if fewest == RUNS else f'{fewest} to {RUNS}'} runs")
    yield Measured("what jumps while a page loads (CLS), most of five pages", None if why else max(middles(good, "cls").values()), 0, "", why=why)
    usual = [run for run in good if run["network"] == "slow 4G"]
    for what, least in SCORES.items():
        yield Measured(f"Lighthouse {what}, worst of five pages", None if why else min(middles(usual, what).values()), least, "", least=True, why=why)


def cannot() -> str:
    """Why Lighthouse cannot run here, in words; empty when it can."""
    if not CHROMIUM.exists():
        return f"no {CHROMIUM}"
    if not shutil.which("npm"):
        return "no npm"
    if not (FOLDER / "node_modules" / "lighthouse").exists():
        # Nothing that comes may run by itself.
        got = subprocess.run(["npm", "ci", "--ignore-scripts"], cwd=FOLDER, capture_output=True, text=True)
        return "" if got.returncode == 0 else "Lighthouse could not be fetched"
    return ""


def measured(place: Place) -> list[dict]:
    """One dict for each run and network: name, network, fcp (ms), cls, the three scores, why."""
    compress()
    asked = {
        "chrome": str(CHROMIUM),
        "runs": RUNS,
        "pages": pages(place),
        "networks": {name: {"rttMs": trip, "throughputKbps": speed, "cpuSlowdownMultiplier": 4} for name, (trip, speed) in NETWORKS.items()},
    }
    server = Served("app", PORT, place)
    try:
        told = subprocess.run(["node", "measure.js"], cwd=FOLDER, input=json.dumps(asked), capture_output=True, text=True, timeout=LONGEST)
    finally:
        server.stop()
    BUILD.mkdir(exist_ok=True)
    (BUILD / "lighthouse.jsonl").write_text(told.stdout)
    return [json.loads(line) for line in told.stdout.splitlines()]


def pages(place: Place) -> list[dict]:
    """The front door, the letterbox a text's link leads to, the pack, help, and the desk's own list."""
    person = UUID(place.path.split("/")[2])
    with place.database.writing() as session:
        letterbox = start_sign_in(session, account=account_of_person(session, person), tier=Tier.LETTERBOX)
        nurse = session.exec(select(StaffMember).where(col(StaffMember.role) == Role.CLINICIAN).order_by(col(StaffMember.name))).first()
        desk = session.exec(select(Account).where(Account.staff_id == nurse.id)).one()
        staff = start_sign_in(session, account=desk, tier=Tier.STAFF, practice_id=nurse.practice_id)
    paths = ("/", f"/people/{person}/letterbox", place.path, "/help", "/staff")
    cookies = ("", f"in={letterbox}", place.cookie, place.cookie, f"in={staff}")
    return [{"name": name, "url": f"http://127.0.0.1:{PORT}{path}", "cookie": cookie} for name, path, cookie in zip(PAGES, paths, cookies, strict=True)]


def middles(runs, what: str = "fcp") -> dict[str, float]:
    """The middle run of each page: the first paint in seconds, or what jumped."""
    by_page = groupby(sorted(runs, key=lambda run: run["name"]), key=lambda run: run["name"])
    return {page: median(run[what] for run in group) / (1000 if what == "fcp" else 1) for page, group in by_page}
