"""Takes the paths that editors write, gives paths in the repository that exist; finds files that nothing uses."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator

from rammeaftale.base.danish import ascii_slug, suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused, Span, error, warning
from rammeaftale.model.keys import Name

SHARED = "content/faelles"
"""Where that lies which all editions share."""
COLUMN_NAMES = f"{SHARED}/kolonnenavne.yaml"
SHORT_FORMS = f"{SHARED}/forkortelser.yaml"
KOMMUNER = f"{SHARED}/kommuner.yaml"
OMRAADE = f"{SHARED}/omraade.yaml"
FORA = f"{SHARED}/fora.yaml"
LAWS = f"{SHARED}/lovregister.yaml"
TAKSTER = "content/takster"
"""Where the registers of takster lie, with the files that they were made of; editions of the same years share them."""

# File names in ASCII: names with å break between macOS, zip archives and GitHub.
_WORD_PROCESSORS = (".doc", ".docx", ".odt", ".pdf", ".rtf", ".pages")
_ENDINGS = {".markdown": ".md", ".txt": ".md", ".yml": ".yaml", ".jpe": ".jpg"}
"""Endings of another kind than ours, with the one that such a file is to have."""
_PATH = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")


def content_folder(folder: str) -> str:
    """Where the edition's own files lie."""
    return f"content/{folder}"


def bilag_folder(folder: str) -> str:
    """Where the edition's bilag lie, each in a folder of its own."""
    return f"bilag/{folder}"


def find_text(written: Name, base: str, folder: str, paths: Collection[str]) -> Checked[str | None]:
    """The repository path of a text named in udgave.yaml relative to `base` (empty: the repository), None if not there.

    It lies in one of the folders of the edition `folder`.
    """
    path, homes = f"{base}/{written.value}" if base else written.value, home_folders(folder)
    if path not in paths and (beside := _as_written_from(written.value, base, homes, paths)):
        hint = f"skriv {beside}"
        return Checked(None, (error("fil-mangler", f"filen »{written.value}« findes ikke dér", written.span, hint),))
    try:
        _check_path(written.value, ".md")
        if not path.startswith(homes):
            hint = f"læg filen under {' eller '.join(homes)}, og skriv hele stien"
            raise Refused("sti-ulovlig", f"filen »{path}« ligger uden for udgavens mapper", hint)
    except Refused as problem:
        return Checked(None, (problem.at(written.span),))
    return Checked(path) if path in paths else Checked(None, (missing_file(path, written.value, written.span, paths),))


def _as_written_from(written: str, base: str, homes: Collection[str], paths: Collection[str]) -> str:
    """How the path of a text that is there is to be written, where it was written from another folder."""
    if base and written.startswith(f"{base}/") and written in paths:
        return written.removeprefix(f"{base}/")
    ways = (f"{'' if base else home}{written}{ending}" for ending in ("", ".md") for home in homes)
    return next((way for way in ways if (f"{base}/{way}" if base else way) in paths), "")


PICTURE_ENDINGS = (".png", ".jpg", ".jpeg")


def is_picture_path(path: str) -> bool:
    """Whether a path is written as that of a picture inside the repository, be it there or not."""
    try:
        _check_path(path, PICTURE_ENDINGS)
    except Refused:
        return False
    return True


def missing_file(path: str, shown: str, span: Span, paths: Collection[str]) -> Diagnostic:
    """The finding that a file is not there, with the name that was perhaps meant."""
    folder, name = posixpath.split(path)
    beside = f"{folder}/" if folder else ""
    names = [other.removeprefix(beside) for other in paths if other.startswith(beside)]
    names = [other for other in names if "/" not in other]
    ending = posixpath.splitext(name)[1]
    capitals = tuple(
        f"mente du »{other}«?" for other in names if other.lower() == name.lower() and other.endswith(ending)
    )
    hints = (
        _renamed(folder, name, names)
        or capitals
        or suggestion(name, names)
        or _other_folder(folder, name, paths)
        or (f"læg filen i mappen {folder}/, eller ret navnet",)
    )
    return error("fil-mangler", f"filen »{shown}« findes ikke", span, *hints)


def nearly_called(path: str, paths: Iterable[str]) -> Iterator[str]:
    """The files that have a path's name but for its ending and its capitals."""
    return (other for other in paths if _stem(other).lower() == _stem(path).lower())


def _renamed(folder: str, name: str, names: Iterable[str]) -> tuple[str, ...]:
    """What to call a file that only has another ending: `fakta.yml`, `fakta.yaml.txt`, `FORORD.MD`."""
    stem = _stem(name).lower()
    others = (
        other for other in names if _stem(other).lower() == stem and not other.endswith(posixpath.splitext(name)[1])
    )
    return tuple(f"omdøb filen {folder}/{other} til {name}" for other in others)[:1]


def _stem(path: str) -> str:
    """A path without any of its endings."""
    folder, name = posixpath.split(path)
    return posixpath.join(folder, name.split(".")[0])


def _other_folder(folder: str, name: str, paths: Iterable[str]) -> tuple[str, ...]:
    """The neighbouring folder of nearly the same name that holds such a file."""
    around, own = posixpath.split(folder)
    folders = [posixpath.split(posixpath.dirname(path)) for path in paths if path.endswith(f"/{name}")]
    return suggestion(own, [inner for outer, inner in folders if outer == around])


def _check_path(path: str, ending: str | tuple[str, ...]) -> None:
    """Raise Refused when a path is not written as one that is inside the repository, with one of the endings."""
    if path.startswith(("/", "~")) or re.match(r"[A-Za-z]:", path):
        wrong, hint = "peger på et sted uden for projektet", "skriv stien fra projektets mappe, uden / foran"
    elif "\\" in path:
        wrong, hint = "har omvendt skråstreg", f"brug almindelig skråstreg: {path.replace(chr(92), '/')}"
    elif any(part in (".", "..", "") for part in path.split("/")):
        wrong, hint = "går ud af sin mappe eller har et tomt led", "skriv stien helt ud, uden punktummer som led"
    elif not _PATH.fullmatch(path):
        wrong = "har mellemrum, æøå eller andre særlige tegn"
        hint = f"omdøb filen, og skriv {_plain_path(path)}"
    elif not path.endswith(ending):
        renamed = _plain_path(path)
        hint = f"her skal stå en fil, der ender på {ending}"
        if renamed.endswith(ending):
            hint = f"omdøb filen, og skriv {renamed}"
        elif ending == ".md" and renamed.endswith(_WORD_PROCESSORS):
            renamed = posixpath.splitext(renamed)[0]
            hint = f"gem teksten som ren tekst i {renamed}.md, og skriv {renamed}.md"
        raise Refused("sti-ulovlig", f"filen »{path}« ender ikke på {ending}", hint)
    else:
        return
    raise Refused("sti-ulovlig", f"stien »{path}« {wrong}", hint)


def _plain_path(path: str) -> str:
    """A path as files can be called everywhere: in ASCII, without blanks, with its ending in small letters."""
    *folders, name = path.split("/")
    stem, ending = posixpath.splitext(name)
    ending = _ENDINGS.get(ending.lower(), ending.lower())
    return "/".join((*(ascii_slug(folder) or folder for folder in folders), f"{ascii_slug(stem)}{ending}"))


def home_folders(folder: str) -> tuple[str, ...]:
    """The folders that an edition's own files lie in, ending in `/`."""
    return content_folder(folder) + "/", bilag_folder(folder) + "/"


def unused_files(folder: str, paths: Iterable[str], used: Collection[str]) -> Iterator[Diagnostic]:
    """Files that lie among the edition's sources, those that are shared or the registers, and that nothing refers to.

    `used` has the names of all that is read, also of what may be left out and is not there.
    """
    homes = (*home_folders(folder), f"{TAKSTER}/", f"{SHARED}/")
    present = set(paths)
    for path in sorted(present):
        if path.startswith(homes) and path not in used:
            hint = _remedy(path, used, present)
            yield warning("fil-ubrugt", "filen bliver ikke brugt af noget", FileSpan(path), hint)


def _remedy(path: str, used: Collection[str], present: Collection[str]) -> str:
    """What to do with a file that nothing refers to."""
    stem, is_text = _stem(path), path.lower().endswith((".md", ".markdown", ".txt"))
    if (meant := f"{stem}.yaml") in used:
        return f"slet den; det er {meant}, der bliver brugt" if meant in present else f"omdøb filen til {meant}"
    if path.startswith(f"{TAKSTER}/"):
        return "her ligger fx 2021.csv og indberetninger/2021/; omdøb eller flyt filen, eller slet den"
    if path.startswith(f"{SHARED}/"):
        return "flyt den til udgavens egen mappe, og nævn den i udgave.yaml, eller slet den"
    name = posixpath.basename(path)
    if path.endswith(".md") and _PATH.fullmatch(name):
        return "nævn filen i udgave.yaml, eller slet den"
    if is_text:
        renamed = posixpath.basename(_plain_path(path))
        return f"omdøb den til {renamed}, og nævn den i udgave.yaml, eller flyt den ud af mappen"
    return "flyt filen ud af mappen, eller slet den"
