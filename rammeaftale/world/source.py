"""What comes from outside: a file as it was read, why one is refused, and what a world must be able to do."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from rammeaftale.base.diagnostics import Refused
from rammeaftale.base.unseen import HIDDEN, without_hidden

MAX_FILE_BYTES = 20_000_000
MAX_FILES = 5_000
_MOVE_AWAY = "flyt det, der ikke hører til her, et andet sted hen"
"""How many files a folder may hold, with all below it."""
MAX_FOLDER_BYTES = 500_000_000
"""How much those may take together."""
_OWN_NAMES = frozenset(("__pycache__", "thumbs.db", "desktop.ini"))
"""What Python and Windows lay in folders by themselves, in small letters."""
_MAX_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Source:
    """One file as it was read: path inside the repository and its bytes."""

    path: str
    data: bytes

    @property
    def digest(self) -> str:
        """sha256 of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


class World(Protocol):
    """What the pure stages may know of the outside. Every world lists the same names and refuses the same files."""

    def list(self, folder: str) -> tuple[str, ...]:
        """All files below `folder`, sorted; empty when the folder does not exist. The root is the empty text.

        Names that editors and systems keep for themselves are left out. What is no plain file (a link, another
        repository) is listed, and refused when it is read. Raises Refused for too many or too large files.
        """

    def read(self, path: str) -> Source:
        """The bytes of one file. Raises Refused."""


def is_hidden(name: str) -> bool:
    """Editors' and systems' own files (`.DS_Store`, `Thumbs.db`, `~$Bilag.xlsx`, `.#x`) are no sources."""
    return name.startswith((".", "~$")) or name.endswith(("~", ".swp")) or name.lower() in _OWN_NAMES


def ways_to(path: str) -> Iterator[str]:
    """The folders on the way to a path, from the root on, and the path itself: `a`, `a/b`, `a/b/c`."""
    parts = path.split("/")
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def below(paths: Iterable[str], folder: str) -> tuple[str, ...]:
    """Those of the paths that `World.list` gives for a folder, for a world that knows all its paths."""
    home = normal(folder)
    prefix = f"{home}/" if home else ""
    inner = (path for path in paths if path.startswith(prefix))
    return tuple(sorted(path for path in inner if not any(map(is_hidden, path.removeprefix(prefix).split("/")))))


def normal(path: str) -> str:
    """The path without `.`, `//` and `x/..`; empty for the root."""
    plain = posixpath.normpath(path)
    return "" if plain == "." else plain


def inside(path: str) -> str:
    """The normal path. Raises Refused for one that leads out of the root by itself, without any link.

    And for a name that cannot be shown as it is: nobody could say which file is meant, and bytes that are no text make
    such names too.
    """
    plain = normal(path)
    if unseen := HIDDEN.search(path):
        message = f"filens navn har et tegn, som ikke kan ses (U+{ord(unseen[0]):04X})"
        raise Refused("fil-navn", message, "giv filen et navn af bogstaver, tal, bindestreger og punktummer")
    if plain.startswith(("../", "/")) or plain == "..":
        raise Refused(
            "fil-uden-for-projektet", "filen ligger uden for projektet", "brug en fil, der ligger i projektet"
        )
    return plain


def within_limits(folder: str, sizes: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """The paths of a folder's files in order, given with their sizes in bytes.

    Raises Refused when there are more of them, or larger ones together, than a folder may hold.
    """
    listed = sorted(islice(sizes, MAX_FILES + 1))
    if len(listed) > MAX_FILES:
        raise Refused("mappe-for-stor", f"der ligger mere end {MAX_FILES} filer i mappen »{folder}«", _MOVE_AWAY)
    if sum(size for _, size in listed if size <= MAX_FILE_BYTES) > MAX_FOLDER_BYTES:  # a larger one is never read
        limit = MAX_FOLDER_BYTES // 1_000_000
        raise Refused("mappe-for-stor", f"filerne i mappen »{folder}« fylder mere end {limit} MB", _MOVE_AWAY)
    return tuple(path for path, _ in listed)


def check_size(size: int) -> None:
    """Raises Refused for a file above MAX_FILE_BYTES."""
    if size > MAX_FILE_BYTES:
        raise Refused("fil-for-stor", f"filen er større end {MAX_FILE_BYTES // 1_000_000} MB", _MOVE_AWAY)


def a_link() -> Refused:
    """The refusal of a symbolic link, wherever it leads."""
    return Refused("fil-genvej", "filen er en genvej, og genveje bliver ikke fulgt", "læg selve filen i mappen")


def another_repository() -> Refused:
    """The refusal of a folder that is a repository of its own, as a submodule is."""
    hint = "læg filerne i mappen uden deres eget arkiv"
    return Refused("mappe-andet-arkiv", "mappen er et git-arkiv for sig, og dets filer hører ikke til her", hint)


def no_plain_file() -> Refused:
    """The refusal of a folder, a pipe or a device."""
    return Refused(
        "fil-ulaeselig", "det er ikke en almindelig fil", "slet den, eller læg en almindelig fil med det navn"
    )


def not_there() -> Refused:
    """The refusal of a path where there is nothing."""
    return Refused("fil-mangler", "filen findes ikke", "læg filen dér, eller hent den igen fra git")


def printable(text: str) -> str:
    """Words from outside as part of a message: at most _MAX_SHOWN characters, none of them a control character."""
    shown = without_hidden(text[:_MAX_SHOWN])
    return shown if len(text) <= _MAX_SHOWN else f"{shown}…"
