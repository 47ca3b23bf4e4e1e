"""The program that opens what strangers send may open nothing else, and ends when it is told to."""

import subprocess
import sys

import pytest

from webapp.albums.darkroom import CPU_SECONDS
from webapp.albums.models import Kind
from webapp.albums.remaking import PROGRAM, Refused, taken

# Run inside the program, once it is shut in.
ESCAPES = {
    "read a file": "open('/etc/hostname')",
    "write a file": "open('/tmp/out', 'w')",
    "call out": "__import__('socket').socket()",
    "start a program": "__import__('subprocess').run(['true'])",
    "take all memory": "bytearray(2_000_000_000)",
    "give itself more": "r.setrlimit(r.RLIMIT_NOFILE, (64, 64)) or open('/etc/hostname')",
}


@pytest.mark.parametrize("name", ESCAPES)
def test_it_is_shut_in(name):
    code = f"import sys, resource as r, socket, subprocess; sys.path.insert(0, {str(PROGRAM.parent)!r}); import darkroom; darkroom.be_shut_in()\n"
    code += f"try:\n    {ESCAPES[name]}\nexcept (OSError, MemoryError, ValueError):\n    print('shut in')"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "shut in\n", done.stderr


def test_it_has_only_so_much_time():
    code = f"import sys; sys.path.insert(0, {str(PROGRAM.parent)!r}); import darkroom, resource; darkroom.be_shut_in()"
    code += "; print(resource.getrlimit(resource.RLIMIT_CPU)[1])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) == CPU_SECONDS


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"\n",
        b"[]\n",
        b"no json\n",
        b'{"lengths": [4]}\n<svg',
        b'{"lengths": [3, 3]}\n\xff\xd8\xff<sv',
        b'{"lengths": [3, 3]}\n\xff\xd8\xff\xff\xd8\xff and more',
        b'{"lengths": [-3, 9]}\n\xff\xd8\xff\xff\xd8\xff',
        b'{"lengths": ["x"]}\n',
    ],
)
def test_what_it_says_is_not_believed(said):
    """Whoever gets the better of a decoder speaks with its voice."""
    with pytest.raises(Refused, match=r"^broken$"):
        taken(Kind.PICTURE, said)
