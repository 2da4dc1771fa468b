"""A small edition without faults that has every kind of file, and faults of many kinds to plant in its files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from rammeaftale.base.diagnostics import Checked, Diagnostic
from rammeaftale.check.unknown import OF_REGISTER, OF_RULES, OF_TEXTS
from rammeaftale.check.unsettled import RESTING
from rammeaftale.model.agreement import Edition
from rammeaftale.shell.pipeline import load
from tests.memory_world import MemoryWorld

EDITION = "2031-32"
HOME, BILAG, SHARED, TAKSTER = f"content/{EDITION}", f"bilag/{EDITION}", "content/faelles", "content/takster"
UDGAVE, FAKTA = f"{HOME}/udgave.yaml", f"{HOME}/fakta.yaml"
NOTE = "ikke-kontrolleret"
_NEVER = "det, som intet venter på"
_OLD = f"{BILAG}/takster"
_FORMAT_2 = Path(__file__).parent / "formater" / "2"
_CHAPTERS = (
    "html",
    "id",
    "ramme",
    "kode",
    "tom",
    "tegn",
    "git",
    "vaek",
    "sted",
    "lov",
    "navn",
    "dag",
    "hus",
    "ord",
    "fod",
)
_DOCUMENT = "dokumenter:\n  - id: ark\n    titel: Arket\n    tekst: content/2031-32/ark.md\n    skabelon: dokument\n"

Files = Mapping[str, bytes]
_Told = tuple[str, str, str]


class Fault(NamedTuple):
    """A file, and what is written in it: words in place of others that stand there once, more at its end, or nothing.

    `old` None writes `new` at the end; both None take the file away.
    """

    path: str
    old: str | None
    new: str | bytes | None


def _text(name: str) -> str:
    return f"{HOME}/k-{name}.md"


FAULTS = {
    "html i en tekst": Fault(_text("html"), None, "\nEn <b>fed</b> tekst.\n"),
    "afsnit uden id": Fault(_text("id"), "## Afsnittet {#afsnit-id}", "## Afsnittet"),
    "ramme uden slutning": Fault(_text("ramme"), None, "\n::: faktaboks Boks\nOrd.\n\n## Mere {#mere}\n\nOrd.\n"),
    "kode i en tekst": Fault(_text("kode"), None, "\n```\n# Mere\n```\n"),
    "tom tekst": Fault(_text("tom"), "# Kapitel tom {#k-tom}\n\n## Afsnittet {#afsnit-tom}\n\nOrd.\n", ""),
    "Windows-tegn": Fault(_text("tegn"), None, b"\nR\xf8d\n"),
    "git-mærker i en tekst": Fault(_text("git"), None, "\n<<<<<<< HEAD\nA.\n=======\nB.\n>>>>>>> gren\n"),
    "tekst er væk": Fault(_text("vaek"), None, None),
    "henvisning til intet": Fault(_text("sted"), None, "\nSe [](afsnit:findes-ikke).\n"),
    "lov, der ikke findes": Fault(_text("lov"), None, "\nSe [](lov:findes-ikke).\n"),
    "oplysning, der ikke findes": Fault(_text("navn"), None, "\nDer er {{ findes.ikke }}.\n"),
    "dag, der ikke findes": Fault(_text("dag"), None, "\nDet sker den 31. april 2031.\n"),
    "billede er væk": Fault(_text("hus"), None, "\n![Et hus med have](hus.png)\n"),
    "langt ord": Fault(_text("ord"), None, f"\n{'ord' * 60}\n"),
    "fodnote er væk": Fault(_text("fod"), None, "\nOrd.[^væk]\n"),
    "bilagets tekst er væk": Fault(f"{BILAG}/styringsaftale/tekst.md", None, None),
    "udgave: ukendt nøgle": Fault(UDGAVE, "\nstatus:", "\nstatuss: udkast\nstatus:"),
    "udgave: nøgle mangler": Fault(UDGAVE, "status: udkast\n", ""),
    "udgave: periode mangler": Fault(UDGAVE, "  til: 31. december 2032\n", ""),
    "udgave: forkert dag": Fault(UDGAVE, "dato: 9. september 2030", "dato: i går"),
    "udgave: ukendt skabelon": Fault(UDGAVE, "skabelon: dokument", "skabelon: findes-ikke"),
    "udgave: bilag uden titel": Fault(UDGAVE, "    titel: Styringsaftale\n", ""),
    "udgave: bilag uden mappe": Fault(UDGAVE, "- id: styringsaftale", "- id: findes-ikke"),
    "udgave: ukendt lov": Fault(UDGAVE, "  - loven", "  - loven\n  - findes-ikke"),
    "udgave: forkert år": Fault(UDGAVE, "år: 2031", "år: i år"),
    "udgave: ingen YAML": Fault(UDGAVE, "\nperiode:", '\n"periode:'),
    "udgave er væk": Fault(UDGAVE, None, None),
    "fakta: intet tal": Fault(FAKTA, "værdi: 2,5", "værdi: to"),
    "fakta: forkert navn": Fault(FAKTA, "  pris:", "  Pris:"),
    "fakta: forkert regneart": Fault(FAKTA, "sum:", "summ:"),
    "fakta: ingen YAML": Fault(FAKTA, None, "x: [\n"),
    "fakta er væk": Fault(FAKTA, None, None),
    "kommuner: forkert kode": Fault(f"{SHARED}/kommuner.yaml", "kode: 615", "kode: 6150"),
    "kommuner er væk": Fault(f"{SHARED}/kommuner.yaml", None, None),
    "område: ukendt nøgle": Fault(f"{SHARED}/omraade.yaml", "pladstal:", "pladstall:"),
    "område: ukendt tal": Fault(f"{SHARED}/omraade.yaml", "pladser.takster", "pladser.findes_ikke"),
    "fora: række uden navn": Fault(f"{SHARED}/fora.yaml", "niveau: politisk", "niveau: højt"),
    "fora: ingen YAML": Fault(f"{SHARED}/fora.yaml", None, "x: [\n"),
    "love: række uden titel": Fault(f"{SHARED}/lovregister.yaml", "titel:", "titell:"),
    "love er væk": Fault(f"{SHARED}/lovregister.yaml", None, None),
    "forkortelser er væk": Fault(f"{SHARED}/forkortelser.yaml", None, None),
    "forkortelse to gange": Fault(f"{SHARED}/forkortelser.yaml", None, "  - kort: KKR\n    ord: Andet\n"),
    "kolonnenavne: ukendt kolonne": Fault(f"{SHARED}/kolonnenavne.yaml", None, "  - kolonne: Intet\n    kaldes: [x]\n"),
    "takstaftale: ukendt tal": Fault(f"{HOME}/takstaftale.yaml", "værdi: 2", "værdi: findes.ikke"),
    "takstaftale er væk": Fault(f"{HOME}/takstaftale.yaml", None, None),
    "register: umulig belægning": Fault(f"{TAKSTER}/2031.csv", ";95;1950;", ";195;1950;"),
    "register: takst over loftet": Fault(f"{TAKSTER}/2031.csv", "§ 107;Døgntilbud;Unge", "§ 999;Døgntilbud;Unge"),
    "register er væk": Fault(f"{TAKSTER}/2031.csv", None, None),
    "git-mærker i registret": Fault(f"{TAKSTER}/2031.csv", None, "<<<<<<< HEAD\n"),
    "sidste års register: intet tal": Fault(f"{TAKSTER}/2030.csv", ";1900;", ";mange;"),
    "listen over filer er i stykker": Fault(f"{TAKSTER}/2031-modtaget.csv", ";615;1;0", ";615;én;0"),
    "en afsenders fil er ændret": Fault(f"{TAKSTER}/indberetninger/2031/751-aarhus.csv", None, "\n"),
    "ubrugt tekst med html": Fault(f"{HOME}/k-html-kopi.md", None, "# A {#k-html}\n\n<b>x</b> {{ a.b }}\n"),
    "ubrugte data uden form": Fault(f"{HOME}/fakta-kopi.yaml", None, "x: [\n"),
    "afstamning af intet": Fault(f"{HOME}/afstamning.yaml", None, "afstamning:\n  - ny: intet\n    fra: [forord]\n"),
}
"""By their Danish names; those in the same file are other faults of it."""


@cache
def edition() -> Files:
    """The edition, in which nothing is found. Every chapter is referred to by another, and every fact is used."""
    old = {path.relative_to(_FORMAT_2).as_posix(): path.read_bytes() for path in _FORMAT_2.rglob("*") if path.is_file()}
    files = {
        path.replace(f"{_OLD}/takster-", f"{TAKSTER}/").replace(f"{_OLD}/ind", f"{TAKSTER}/ind"): data.replace(
            f"{_OLD}/indberetninger".encode(), f"{TAKSTER}/indberetninger".encode()
        )
        for path, data in old.items()
    }
    named = "".join(f"  - fil: k-{name}.md\n    slags: Kapitel\n" for name in _CHAPTERS)
    udgave = files[UDGAVE].decode().replace("format: 2", "format: 3").replace(f"  mappe: {_OLD}\n", "")
    udgave = udgave.replace("kapitler:\n", f"kapitler:\n{named}").replace(
        "takstregister:", f"{_DOCUMENT}takstregister:"
    )
    links = " ".join(f"[](afsnit:k-{name}) [](afsnit:afsnit-{name})" for name in _CHAPTERS)
    facts = "{{ pladser.i_alt }} {{ pladser.pris }} {{ kommuner.antal }} {{ takstregister.takster }}"
    texts = {
        _text(name): f"# Kapitel {name} {{#k-{name}}}\n\n## Afsnittet {{#afsnit-{name}}}\n\nOrd.\n"
        for name in _CHAPTERS
    }
    ark = f"# Arket {{#arket}}\n\nSe {links} [](bilag:takster) [](bilag:styringsaftale) [](lov:loven) og {facts}.\n"
    short = f"{SHARED}/forkortelser.yaml"
    files[short] += b"  - kort: SEL\n    ord: serviceloven\n"
    made = {path: text.encode() for path, text in {**texts, f"{HOME}/ark.md": ark, UDGAVE: udgave}.items()}
    return {**files, **made}


def with_faults(names: Iterable[str], files: Files | None = None, faults: Mapping[str, Fault] = FAULTS) -> Files:
    """The edition with these faults, each of which is in a file of its own."""
    made = dict(edition() if files is None else files)
    for name in names:
        path, old, new = faults[name]
        if new is None:
            del made[path]
            continue
        more = new.encode() if isinstance(new, str) else new
        if old is None:
            made[path] = made.get(path, b"") + more
        else:
            assert made[path].count(old.encode()) == 1, name
            made[path] = made[path].replace(old.encode(), more)
    return made


def loaded(files: Files) -> Checked[Edition | None]:
    return load(MemoryWorld(files), EDITION)


def told(findings: Iterable[Diagnostic]) -> dict[_Told, Diagnostic]:
    """What is found, and where; how grave it is may hang on whether a file is used."""
    return {(one.kind, str(one.span), one.message): one for one in findings if one.kind != NOTE}


def complaints(together: Iterable[Diagnostic], alone: Iterable[Iterable[Diagnostic]]) -> list[str]:
    """What is found of faults together and of none alone, and what is hidden without being told as waiting."""
    found = tuple(together)
    apart: dict[_Told, Diagnostic] = {}
    for findings in alone:
        apart |= told(findings)
    waiting = " ".join(one.message for one in found if one.kind == NOTE)
    new = [f"falsk: {' '.join(key)}" for key in told(found).keys() - apart.keys()]
    hidden = [key for key, one in apart.items() if key not in told(found) and not _waits(one, waiting)]
    return sorted((*new, *(f"skjult: {' '.join(key)}" for key in hidden)))


def _waits(finding: Diagnostic, waiting: str) -> bool:
    """Whether the sentence about what is not asked yet tells of what the finding says."""
    is_of_text = finding.span is not None and finding.span.path.endswith(".md") and OF_TEXTS in waiting
    is_of_rule = finding.rule != "" and OF_RULES in waiting
    of_register = (f"{TAKSTER}/", f"{HOME}/takstaftale.yaml", f"{SHARED}/kolonnenavne.yaml")
    is_of_register = finding.span is not None and finding.span.path.startswith(of_register) and OF_REGISTER in waiting
    return is_of_text or is_of_rule or is_of_register or RESTING.get(finding.kind, _NEVER) in waiting


def homes(name: str, alone: Iterable[Diagnostic], faults: Mapping[str, Fault] = FAULTS) -> frozenset[str]:
    """The files that a fault is in, and that its findings stand in."""
    return frozenset((faults[name].path, *(one.span.path for one in alone if one.span)))
