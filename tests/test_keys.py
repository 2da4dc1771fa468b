"""Every key that a file may have is read by the program and named by a guide."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from typing import Any, get_args, get_type_hints

import pytest

import rammeaftale.decode
import rammeaftale.model
from rammeaftale.compare.canonical import edition_digest
from rammeaftale.model.keys import Key
from rammeaftale.render.place_tables import place_tables
from rammeaftale.shell.pipeline import load
from rammeaftale.takster.rules import run_rules
from tests import frozen
from tests.guides import PACKAGE, guide
from tests.memory_world import MemoryWorld
from tests.takster.test_rules_findings import CASES

UDGAVE = ("ret-oplysninger", "## Udgaven: udgave.yaml")
OMRAADE = ("ret-oplysninger", "**Området**")
TAKSTAFTALE = ("takster", "## Takstaftalens tal")
OBJECTIVE = ("takster", "## Objektiv finansiering")
FORMS = {
    "decode.forms.Udgave": UDGAVE,
    "decode.forms._Period": UDGAVE,
    "decode.forms._Chapter": UDGAVE,
    "decode.forms.Bilag": UDGAVE,
    "decode.forms.OtherDocument": UDGAVE,
    "model.agreement.Signatory": UDGAVE,
    "model.agreement.Contact": UDGAVE,
    "model.takster.Takstregister": ("bilag-og-dokumenter", "## Bilag og dokumenter med takster"),
    "decode.forms.FactEntry": ("ret-oplysninger", "## Oplysninger i fakta.yaml"),
    "model.agreement.Kommune": ("ret-oplysninger", "**Kommuner**"),
    "model.agreement.Forum": ("ret-oplysninger", "**Fora**"),
    "model.agreement.Law": ("ret-oplysninger", "**Love**"),
    "model.agreement.ShortForm": ("ret-oplysninger", "**Forkortelser**"),
    "decode.region._Omraade": OMRAADE,
    "decode.region._Foreign": OMRAADE,
    "decode.region._Paragraphs": OMRAADE,
    "model.region.Region": OMRAADE,
    "model.region.TableCount": OMRAADE,
    "model.lineage.Descent": ("sammenlign", "## Skriv afstamning"),
    "decode.takster.takstaftale._Takstaftale": TAKSTAFTALE,
    "decode.takster.takstaftale._Period": TAKSTAFTALE,
    "decode.takster.takstaftale._Limit": TAKSTAFTALE,
    "model.takstaftale.PlRate": TAKSTAFTALE,
    "model.takstaftale.EarlierPeriod": TAKSTAFTALE,
    "model.takstaftale.ValidParagraph": TAKSTAFTALE,
    "model.takstaftale.ReplacedParagraph": TAKSTAFTALE,
    "model.takstaftale.Plan": TAKSTAFTALE,
    "model.takstaftale.Accepted": ("takster", "## Accepter en afvigelse"),
    "model.takstaftale.ObjectiveTable": OBJECTIVE,
    "model.takstaftale.ObjectiveShare": OBJECTIVE,
    "decode.takster.column_names._Column": ("takster", "## Lær et nyt kolonnenavn"),
}
"""Where the keys of each mapping are described: the page, and how the passage begins. The limits are in regler.md."""
LISTS = {
    "kommuner": FORMS["model.agreement.Kommune"],
    "fora": FORMS["model.agreement.Forum"],
    "love": FORMS["model.agreement.Law"],
    "forkortelser": FORMS["model.agreement.ShortForm"],
    "afstamning": FORMS["model.lineage.Descent"],
    "afvigelser": FORMS["model.takstaftale.Accepted"],
    "tabeller": OBJECTIVE,
    "kolonner": FORMS["decode.takster.column_names._Column"],
}
"""The one key of a file that is a list."""
UNREAD = {
    ("Udgave", "version"): "decode/older reads the tree of udgave.yaml before there is a Udgave",
    ("Law", "source"): "for those who check the register; a reader is shown the law's name and title",
}
CHANGES = {
    f"{frozen.CONTENT}/takstaftale.yaml": (
        ("pl_satser: []", "pl_satser:\n  - år: 2031\n    sats: 1,5\n    kilde: opdigtet"),
        ("- paragraf: SEL § 103", "- paragraf: SEL § 102"),
        ("- gammel: SEL § 99", "- gammel: SEL § 103"),
        ("    reduktion: 2,5\n", "    reduktion: 2,5\n    fradrag: 2\n"),
    ),
    f"{frozen.CONTENT}/fakta.yaml": (("    værdi: 4\n", "    værdi: 9\n"),),
    f"{frozen.CONTENT}/objektiv-finansiering.yaml": (("andel: 40", "andel: 45"),),
}
"""Changes of the frozen edition, so that rules speak of what they otherwise only read past."""


def _keys(form: type) -> dict[str, Key]:
    hints = get_type_hints(form, include_extras=True)
    return {name: part for name, hint in hints.items() for part in get_args(hint)[1:] if isinstance(part, Key)}


def _forms() -> Iterator[tuple[str, type]]:
    """Every dataclass of the program that has a key."""
    for package in (rammeaftale.model, rammeaftale.decode):
        for entry in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(entry.name)
            own = ((name, value) for name, value in vars(module).items() if isinstance(value, type))
            for name, value in own:
                if value.__module__ == module.__name__ and is_dataclass(value) and _keys(value):
                    yield f"{entry.name.removeprefix('rammeaftale.')}.{name}", value


def _passage(page: str, beginning: str) -> str:
    """From its first words to the next heading or the next word in bold that begins a line."""
    text = guide(page)
    start = text.index(f"\n{beginning}") + 1
    end = re.compile(r"^(?:##? |\*\*)", re.MULTILINE).search(text, start + len(beginning))
    return text[start : end.start() if end else None]


def _is_named(key: str, passage: str) -> bool:
    return re.search(rf"`{key}[`:]|^ *(?:- )?{key}:", passage, re.MULTILINE) is not None


def test_every_key_is_named_where_the_guides_describe_its_file() -> None:
    forms = dict(_forms())
    assert forms.keys() == FORMS.keys()
    keys = [(key.name, FORMS[name]) for name, form in forms.items() for key in _keys(form).values()]
    missing = [(key, place) for key, place in (*keys, *LISTS.items()) if not _is_named(key, _passage(*place))]
    assert missing == []


def test_every_file_that_is_a_list_is_known_here() -> None:
    calls = (
        node
        for path in (PACKAGE / "decode").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "read_list"
    )
    assert sorted(ast.literal_eval(call.args[1]) for call in calls) == sorted(LISTS)


def test_every_key_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A field is read by whoever asks an object for it; not by what copies or compares the object."""
    read: set[tuple[str, str]] = set()
    forms = [form for _, form in _forms()]
    for form in forms:
        monkeypatch.setattr(form, "__getattribute__", _noting(form, read))
    files = dict(frozen.files())
    for path, changes in CHANGES.items():
        for old, new in changes:
            assert old in files[path].decode()
            files[path] = files[path].decode().replace(old, new).encode()
    files[f"{frozen.CONTENT}/afstamning.yaml"] = b"afstamning:\n  - ny: findes-ikke\n    fra: [gammel]\n"
    checked = load(MemoryWorld(files), frozen.EDITION)
    assert checked.value is not None
    edition_digest(checked.value)
    for case in CASES:
        run_rules(case.broken.basis())
    place_tables(checked.value, next(document for document in checked.value.documents if document.takster))
    unread = {(form.__name__, name) for form in forms for name in _keys(form)} - read
    assert sorted(unread) == sorted(UNREAD)


def _noting(form: type, read: set[tuple[str, str]]) -> Callable[[Any, str], Any]:
    keys = _keys(form)

    def noting(self: Any, name: str) -> Any:
        if name in keys:
            reader = sys._getframe(1).f_code.co_filename
            if reader != "<string>" and not reader.endswith("/dataclasses.py"):
                read.add((form.__name__, name))
        return object.__getattribute__(self, name)

    return noting
