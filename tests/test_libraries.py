"""The system's libraries: found as the engine finds them, on a Mac too, and named by the packages that bring them."""

from __future__ import annotations

import ctypes
import ctypes.util
import re
from pathlib import Path

import pytest

from rammeaftale.engine import libraries, versions
from rammeaftale.world import PROGRAM

ROOT = Path(__file__).parent.parent
HOMEBREW = "/opt/homebrew/lib"


class _Library:
    """What stands for a library that was loaded."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.FcGetVersion = lambda: 21402


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Mac with Homebrew and a Python that does not know of it."""

    def load(path: str) -> _Library:
        if not path.startswith(f"{HOMEBREW}/lib"):
            raise OSError(f"dlopen({path}): image not found")
        return _Library(path)

    monkeypatch.setattr(libraries, "is_mac", True)
    monkeypatch.setattr(ctypes, "CDLL", load)
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: None)


def test_the_libraries_of_this_machine_are_here() -> None:
    assert libraries.all_here()


@pytest.mark.usefixtures("mac")
def test_a_mac_has_those_of_homebrew() -> None:
    assert libraries.all_here()
    with libraries.found_by_name():
        assert ctypes.util.find_library("pango-1.0") == f"{HOMEBREW}/libpango-1.0.dylib"
    assert ctypes.util.find_library("pango-1.0") is None
    assert versions.versions(PROGRAM, {})["fontconfig"] == "21402"


@pytest.mark.usefixtures("mac")
def test_what_python_finds_on_a_mac_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes.util, "find_library", lambda name: f"{HOMEBREW}/lib{name}.egen.dylib")
    with libraries.found_by_name():
        assert ctypes.util.find_library("pango-1.0") == f"{HOMEBREW}/libpango-1.0.egen.dylib"


@pytest.mark.usefixtures("mac")
def test_a_mac_without_homebrew_lacks_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "_MAC_FOLDERS", ("/usr/local/lib",))
    assert not libraries.all_here()
    assert libraries.how_to_get_them() == "de kommer med »brew install pango« (Homebrew)"
    assert versions.versions(PROGRAM, {})["fontconfig"] == versions.UNKNOWN


def test_other_systems_are_asked_for_the_file_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "is_mac", False)
    monkeypatch.setattr(libraries, "_NEEDED", (("libfindes-ikke.so.0", "pango-1.0"),))
    assert not libraries.all_here()
    with libraries.found_by_name():
        assert ctypes.util.find_library("pango-1.0") is None


def test_the_same_packages_are_named_everywhere() -> None:
    for path in (".github/workflows/kontrol.yml", ".github/workflows/udgiv.yml", "tools/opsaetning.sh"):
        named = re.findall(r"install -qq -y (lib.*)|apt_hent (lib.*?) &&", (ROOT / path).read_text("utf-8"))
        assert named, path
        assert {"".join(packages) for packages in named} == {" ".join(libraries.DEBIAN)}, path
    assert all(package in libraries.how_to_get_them() for package in libraries.DEBIAN)
