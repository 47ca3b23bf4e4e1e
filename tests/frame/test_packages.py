"""What `make setup` installs on a Debian: the script itself, among programs that stand in for the system's own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "packages.sh"
# An apt that knows Firefox `NEWEST` once its lists are new, and until then only version 140; it writes down what it was asked.
APT = """#!/bin/sh
echo "$*" >>"$SYSTEM/asked"
case "$1" in
  update) [ -n "${OFFLINE:-}" ] && exit 100; echo "${NEWEST:-153}" >"$SYSTEM/version" ;;
  install) for name; do case "$name" in
    firefox-esr)
      printf '#!/bin/sh\\necho Mozilla Firefox %s.1.0esr\\n' "$(cat "$SYSTEM/version")" >"$SYSTEM/bin/firefox-esr"
      chmod +x "$SYSTEM/bin/firefox-esr" ;;
  esac; done ;;
esac
"""
HERE = {name: shutil.which(name) for name in ("sh", "sed", "cat", "chmod")} | {"python3": sys.executable}


class System:
    def __init__(self, folder: Path):
        self.folder, self.bin = folder, folder / "bin"
        self.bin.mkdir()
        for name, path in HERE.items():
            (self.bin / name).symlink_to(Path(path).resolve())
        for name in ("chromium", "chromium-headless-shell", "node"):
            self.program(name, "#!/bin/sh\n")
        self.program("id", "#!/bin/sh\necho 0\n")
        self.program("apt-get", APT)
        (folder / "version").write_text("140\n")

    def program(self, name: str, text: str) -> None:
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def firefox(self, version: str) -> None:
        self.program("firefox-esr", f"#!/bin/sh\necho Mozilla Firefox {version}\n")

    def set_up(self, **more: str) -> subprocess.CompletedProcess:
        env = {"PATH": str(self.bin), "SYSTEM": str(self.folder)} | more
        return subprocess.run([self.bin / "sh", SCRIPT, "all"], env=env, cwd=self.folder, capture_output=True, text=True, timeout=60)

    def asked(self) -> list[str]:
        """What apt was asked, in order."""
        log = self.folder / "asked"
        return [line.split()[0] + (" firefox" if "firefox-esr" in line else "") for line in log.read_text().splitlines()] if log.exists() else []


@pytest.fixture
def system(tmp_path) -> System:
    return System(tmp_path)


def test_the_lists_are_made_new_before_anything_is_installed(system):
    done = system.set_up()
    assert done.returncode == 0, done.stderr
    assert system.asked()[:2] == ["update", "install firefox"] and system.asked().count("update") == 1


def test_a_firefox_that_playwright_no_longer_speaks_to_is_brought_up_to_date(system):
    system.firefox("140.12.0esr")
    assert system.set_up().returncode == 0
    assert system.asked()[:2] == ["update", "install firefox"]


@pytest.mark.parametrize("cause", [{"NEWEST": "142"}, {"OFFLINE": "yes"}])
def test_where_there_is_no_newer_one_it_says_what_is_needed(system, cause):
    system.firefox("140.12.0esr")
    done = system.set_up(**cause)
    assert done.returncode == 1 and "Firefox 143 or newer" in done.stderr


def test_nothing_is_asked_of_apt_for_a_firefox_that_is_new_enough(system):
    system.firefox("143.0")
    assert system.set_up().returncode == 0
    assert "install firefox" not in system.asked()


def test_without_the_right_to_install_it_names_what_is_missing(system):
    system.program("id", "#!/bin/sh\necho 1000\n")
    done = system.set_up()
    assert done.returncode == 1 and "Please install these first:" in done.stderr and "firefox-esr" in done.stderr
    assert system.asked() == []
