"""What stands outside the repository and decides the bytes of a product: fonts, packages, libraries, the machine."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
import zlib
from collections.abc import Callable, Mapping

from rammeaftale.world import World
from rammeaftale.world.program import LOCK_FILE, installed, package_file

FONT_FILES = {
    "font_source_sans_pro": (
        "SourceSansPro-Regular.ttf",
        "SourceSansPro-It.ttf",
        "SourceSansPro-Semibold.ttf",
        "SourceSansPro-Bold.ttf",
    ),
    "font_source_serif_pro": (
        "SourceSerifPro-Regular.ttf",
        "SourceSerifPro-It.ttf",
        "SourceSerifPro-Semibold.ttf",
        "SourceSerifPro-Bold.ttf",
    ),
}
UNKNOWN = "ukendt"


def fonts() -> Mapping[str, bytes]:
    """The font files by name, from their packages and never from the machine."""
    return {name: package_file(package, f"files/{name}") for package, names in FONT_FILES.items() for name in names}


def versions(program: World, font_files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The versions that belong in the manifest and in every recipe: all that the program's bytes do not tell.

    Python and the machine, the libraries that packages find on it, every package of the lock file as it is installed,
    which may be another than the locked one until `make` has run, and the fonts, whose version is a digest of their
    bytes. Raises what `World.read` raises.
    """
    machine = {
        "python": sys.version,
        "platform": f"{sys.platform} {os.uname().machine}",
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    libraries = {name: _asked(files, ask) for name, (files, ask) in _LIBRARIES.items()}
    drawn = {name: hashlib.sha256(data).hexdigest() for name, data in font_files.items()}
    return machine | libraries | drawn | dict(installed(program.read(LOCK_FILE).data.decode()))


def _asked(files: tuple[str, ...], ask: Callable[[ctypes.CDLL], str]) -> str:
    for file in files:
        try:
            return ask(ctypes.CDLL(file))
        except (OSError, AttributeError):  # not here, or too old to know its version
            continue
    return UNKNOWN


def _words(function: str) -> Callable[[ctypes.CDLL], str]:
    """How a library is asked that gives its version as words."""

    def ask(library: ctypes.CDLL) -> str:
        function_there = getattr(library, function)
        function_there.restype = ctypes.c_char_p
        words: bytes = function_there()
        return words.decode()

    return ask


def _number(function: str) -> Callable[[ctypes.CDLL], str]:
    """How one is asked that gives it as a number: 21402 is 2.14.2."""
    return lambda library: str(getattr(library, function)())


_LIBRARIES = {
    "pango": (
        ("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"),
        _words("pango_version_string"),
    ),
    "harfbuzz": (
        ("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"),
        _words("hb_version_string"),
    ),
    "fontconfig": (
        ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll"),
        _number("FcGetVersion"),
    ),
}
