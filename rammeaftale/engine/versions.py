"""What stands outside the repository and decides the bytes of a product: fonts, packages, libraries, the machine."""

from __future__ import annotations

import ctypes
import hashlib
import os
import sys
import zlib
from collections.abc import Mapping

from rammeaftale.base.diagnostics import Refused
from rammeaftale.engine.libraries import load
from rammeaftale.world import World
from rammeaftale.world.program import LOCK_FILE, installed, locked, own_text, package_file

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
_LIBRARIES = {
    "pango": ("pango_version_string", "libpango-1.0.so.0", "pango-1.0"),
    "harfbuzz": ("hb_version_string", "libharfbuzz.so.0", "harfbuzz"),
    "fontconfig": ("FcGetVersion", "libfontconfig.so.1", "fontconfig"),
}
"""The function that tells a library's version, the library's file on Linux, and its name."""
UNKNOWN = "ukendt"
_BOUND = ("cssselect2", "markdown-it-py", "mdit-py-plugins", "pydyf", "pyyaml", "tinycss2", "weasyprint")
"""Packages of which parts are used or replaced that they do not promise to keep: only the locked version will do."""


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
    libraries = {name: _asked(*library) for name, library in _LIBRARIES.items()}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in font_files.items()}
    return machine | libraries | digests | dict(installed(own_text(program, LOCK_FILE)))


def check_packages(program: World) -> None:
    """Raise Refused when a package of _BOUND is here in another version than the lock file's; and as `World.read` does.

    Asked before anything is laid out: every document would fail by it, or come out otherwise in silence. One that is
    not here at all is told where it is loaded.
    """
    lock = own_text(program, LOCK_FILE)
    wanted, here = locked(lock), installed(lock)
    others = [
        f"{name} {here[name]} (skal være {wanted[name]})"
        for name in _BOUND
        if here.get(name, wanted[name]) != wanted[name]
    ]
    if others:
        message = f"programmet er sat op med andre pakker end dem, det er lavet til: {', '.join(others)}"
        hint = "slet mappen .venv, og kør »make rammeaftale«; så bliver de rigtige hentet"
        raise Refused("pakke-version", message, hint)


def _asked(function: str, file: str, name: str) -> str:
    """What the library's function says: words, or a number where 21402 is 2.14.2."""
    try:
        ask = getattr(load(file, name), function)
    except AttributeError:  # not here, or too old to know its version
        return UNKNOWN
    if not function.endswith("_string"):
        return str(ask())
    ask.restype = ctypes.c_char_p
    return str(ask(), "ascii")
