"""What stands outside the repository and decides the bytes of a product: fonts, typesetting engine, Pango."""

from __future__ import annotations

import ctypes
from collections.abc import Mapping
from importlib.metadata import version
from importlib.resources import files

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
PACKAGES = (
    "weasyprint", "pydyf", "fonttools", "pyphen", "vl-convert-python", "xlsxwriter",
    "font-source-sans-pro", "font-source-serif-pro",
)  # fmt: skip
LIBRARIES = {
    "pango": (("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll"), "pango_version_string"),
    "harfbuzz": (("libharfbuzz.so.0", "libharfbuzz.0.dylib", "libharfbuzz-0.dll"), "hb_version_string"),
}


def fonts() -> Mapping[str, bytes]:
    """The font files by name, from their packages and never from the machine."""
    return {
        name: files(package).joinpath("files", name).read_bytes()
        for package, names in FONT_FILES.items()
        for name in names
    }


def versions() -> Mapping[str, str]:
    """The versions that belong in the manifest and in every recipe."""
    packages = {name: version(name) for name in PACKAGES}
    return packages | {name: _library_version(*where) for name, where in LIBRARIES.items()}


def _library_version(names: tuple[str, ...], function: str) -> str:
    for name in names:
        try:
            ask = getattr(ctypes.CDLL(name), function)
        except OSError:
            continue
        ask.restype = ctypes.c_char_p
        answer: bytes = ask()
        return answer.decode()
    return "ukendt"
