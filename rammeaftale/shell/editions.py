"""Which editions a content has, which of them is the current one, and what lies where no edition is.

An edition is a folder in `content/` that is named by its period. Nothing here takes a folder for the newest by its
name: what is current is said in content/aktuel.yaml. Only what loads fast is imported at the top, since "intet at gøre"
is answered with it; that file is therefore read by a pattern, not as the other YAML files are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused, TextSpan, error
from rammeaftale.world import World
from rammeaftale.world.source import printable

CURRENT_FILE = "content/aktuel.yaml"
"""One line says which edition is the current one: `udgave: 2021-22`. A content with one edition may be without it."""
_CONTENT, _BILAG = "content", "bilag"
_SHARED = ("faelles", "takster")
"""The folders in content/ that are of no edition."""
_PERIOD = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_LINE = re.compile(r"udgave: +(?P<quote>[\"']?)(?P<edition>\S+?)(?P=quote) *(?: #.*)?")
_SAYS_NOTHING = re.compile(r"\s*(?:#.*)?")
_EXAMPLE = "skriv én linje: »udgave: 2021-22«, med navnet på udgavens mappe i content/"


def _is_period(name: str) -> bool:
    """Whether a folder is named as that of an edition is: by the period's years, `2021-22`, or by its one year."""
    return _PERIOD.fullmatch(name) is not None


def edition_folders(edition: str) -> tuple[str, ...]:
    """The folders whose files an edition is made of."""
    return (*(f"{_CONTENT}/{name}" for name in _SHARED), f"{_CONTENT}/{edition}", f"{_BILAG}/{edition}")


def editions_in(world: World) -> tuple[str, ...]:
    """The editions of a world by their folders, the oldest period first. Raises what `World.list` raises."""
    return tuple(sorted(name for name in _entries(world, _CONTENT) if _is_period(name)))


def current_edition(world: World) -> Checked[str | None]:
    """The edition that is meant where none is named; None when the content does not say it, or says it wrongly.

    A content that has one edition need not say it, so a commit from before the file came is read as before. None
    without a finding is a content that has no edition. Raises what `World.list` raises.
    """
    known = editions_in(world)
    if CURRENT_FILE.rpartition("/")[2] not in _entries(world, _CONTENT):
        if len(known) < 2:
            return Checked(known[0] if known else None)
        message = f"der er {len(known)} udgaver, men det er ikke sagt, hvilken der er den aktuelle"
        hint = f"lav filen {CURRENT_FILE} med én linje: »udgave: {known[-1]}«"
        return Checked(None, (error("aktuel-mangler", message, FileSpan(CURRENT_FILE), hint),))
    try:
        source = world.read(CURRENT_FILE)
    except Refused as refused:
        return Checked(None, (refused.at(FileSpan(CURRENT_FILE)),))
    said = _said(source.data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").split("\n"), known)
    if said.diagnostics:
        from rammeaftale.read.merge_markers import merge_markers

        conflict = merge_markers(source)
        return Checked(None, (conflict,)) if conflict else said
    return said


def _said(lines: list[str], known: tuple[str, ...]) -> Checked[str | None]:
    """The edition that the lines of aktuel.yaml name."""
    saying = [(number, line) for number, line in enumerate(lines, 1) if not _SAYS_NOTHING.fullmatch(line)]
    if not saying:
        return Checked(None, (error("aktuel-form", "filen siger ikke noget", FileSpan(CURRENT_FILE), _EXAMPLE),))
    number, line = saying[0]
    if len(saying) > 1:
        return _wrong(*saying[1], "filen skal kun have én linje")
    match = _LINE.fullmatch(line)
    if match is None:
        return _wrong(number, line, "linjen siger ikke, hvilken udgave der er den aktuelle")
    edition, column = match["edition"], match.start("edition") + 1
    if edition not in known:
        span = TextSpan(CURRENT_FILE, number, column, len(edition))
        message = f"udgaven »{printable(edition)}« findes ikke"
        return Checked(None, (error("aktuel-ukendt", message, span, f"disse findes: {', '.join(known) or 'ingen'}"),))
    return Checked(edition)


def _wrong(number: int, line: str, message: str) -> Checked[str | None]:
    span = TextSpan(CURRENT_FILE, number, length=len(line))
    return Checked(None, (error("aktuel-form", message, span, _EXAMPLE),))


def check_folders(world: World) -> Iterator[Diagnostic]:
    """What lies in content/ and bilag/ and belongs to no edition: it would be read by nothing. Raises as `World.list`.

    What lies in an edition's folders, or in the shared ones, is told when the edition is loaded.
    """
    editions = editions_in(world)
    for home, others in ((_CONTENT, _SHARED), (_BILAG, ())):
        for name, is_folder in _entries(world, home).items():
            path = f"{home}/{name}"
            if path == CURRENT_FILE or (is_folder and name in (*editions, *others)):
                continue
            yield from _not_of_an_edition(path, editions) if is_folder else _stray(world, path)


def _not_of_an_edition(path: str, editions: tuple[str, ...]) -> Iterator[Diagnostic]:
    home, _, name = path.partition("/")
    if _is_period(name):
        message = f"mappen hører til udgaven {name}, men der er ingen mappe {_CONTENT}/{name}"
        hint = f"giv den navn efter en udgave ({', '.join(editions) or 'ingen findes'}), eller slet den"
    else:
        message = f"»{printable(name)}« er ikke navnet på en periode, så mappen hører ikke til nogen udgave"
        hint = f"er det en udgave, så giv mappen et navn som 2021-22; er det en kopi, så flyt den ud af {home}/"
    yield error("udgave-mappe", message, FileSpan(path), hint)


def _stray(world: World, path: str) -> Iterator[Diagnostic]:
    try:
        world.read(path)
    except Refused as refused:  # a link, or a folder that cannot be read
        yield refused.at(FileSpan(path))
        return
    home, _, name = path.partition("/")
    hint = f"flyt den ind i udgavens mappe, fx {home}/2021-22/, eller slet den"
    if name == "aktuel.yml":
        hint = f"omdøb den til {CURRENT_FILE}"
    yield error("udgave-fil", f"filen ligger løst i {home}/ og bliver ikke brugt af noget", FileSpan(path), hint)


def _entries(world: World, home: str) -> dict[str, bool]:
    """What lies directly in a folder by its name, and whether it is a folder with files; a link is none.

    Raises Refused when the folder itself cannot be listed.
    """
    entries: dict[str, bool] = {}
    for path in world.list(home):
        if path == home:  # it is no folder that can be listed: reading it tells why
            world.read(path)
        name, _, inner = path.removeprefix(f"{home}/").partition("/")
        entries[name] = bool(inner) or entries.get(name, False)
    return entries
