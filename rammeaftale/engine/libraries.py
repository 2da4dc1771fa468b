"""The system's libraries that the engine stands on: where they are looked for, and which packages bring them.

tools/opsaetning.sh asks here too, before any package is installed, so this file imports Python's own modules only.
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
from collections.abc import Callable, Iterator

_Find = Callable[[str], str | None]
_NEEDED = (
    ("libpango-1.0.so.0", "pango-1.0"),
    ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    ("libharfbuzz-subset.so.0", "harfbuzz-subset"),
)
"""Each library's file on Linux, and its name without what systems put around it. The rest comes with these."""
DEBIAN, BREW = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"), "pango"
"""The packages of Debian and of Homebrew; that of Homebrew brings HarfBuzz along."""
_MAC_FOLDERS = ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib")
"""Where Homebrew (on both kinds of machine) and MacPorts put libraries. A Python of theirs looks there, others not."""
is_mac = sys.platform == "darwin"


def load(file: str, name: str) -> ctypes.CDLL | None:
    """The library by its file, or on a Mac by its name; None when it is not here."""
    with contextlib.suppress(OSError):
        return ctypes.CDLL(file)
    if not is_mac:
        return None
    from ctypes.util import find_library  # costs too much for the quick answer that nothing has changed

    path = _path_on_a_mac(find_library, name)
    return ctypes.CDLL(path) if path else None


def all_here() -> bool:
    """Whether every library is here."""
    return all(load(*library) for library in _NEEDED)


def how_to_get_them() -> str:
    """What brings them, as the end of a sentence."""
    if is_mac:
        return f"de kommer med »brew install {BREW}« (Homebrew)"
    return f"bed om at få pakkerne installeret; på Debian og Ubuntu hedder de {', '.join(DEBIAN)}"


@contextlib.contextmanager
def found_by_name() -> Iterator[None]:
    """While it is open, the engine finds its libraries, and looks for them no longer than it must.

    It asks for each by several names. On Linux every one that is no file's name starts gcc, ld and ldconfig: some forty
    processes, which find nothing that the file's own name does not. On a Mac the name is what finds those of Homebrew.
    """
    import ctypes.util

    before = ctypes.util.find_library
    ctypes.util.find_library = lambda name: _path_on_a_mac(before, name) if is_mac else None
    try:
        yield
    finally:
        ctypes.util.find_library = before


def _path_on_a_mac(find: _Find, name: str) -> str | None:
    """Where a library lies: where Python looks, else where Homebrew or MacPorts has it; None when it is nowhere."""
    if path := find(name):
        return path
    for folder in _MAC_FOLDERS:
        path = f"{folder}/lib{name}.dylib"
        with contextlib.suppress(OSError):
            ctypes.CDLL(path)
            return path
    return None
