"""The table of docs/arkitektur.md, "What counts", is true: every type has a row, and every row is asked of editions."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from rammeaftale.compare.canonical import canonical
from rammeaftale.compare.places import Places
from rammeaftale.compare.provisions import document_provisions, provisions
from rammeaftale.model.agreement import Edition
from rammeaftale.model.extent import Located
from rammeaftale.model.provision import Provision, ProvisionKind
from rammeaftale.model.text import Heading, ListItem
from tests import frozen
from tests.compare.changed_editions import fixed_files, loaded
from tests.guides import ROOT
from tests.test_data_extents import said
from tests.test_markdown_random import nodes

CODE = re.compile(r"`([^`]+)`")
KEYS = {"ord", "stand", "i", "ud_over"}
NONE = "–"


@dataclass(frozen=True)
class Line:
    """A row of the table: its cells."""

    kind: str
    types: str
    provision: str
    id: str
    extent: str
    digest: str


def _lines() -> Iterator[Line]:
    section = (ROOT / "docs/arkitektur.md").read_text("utf-8").split("\n## What counts\n")[1].split("\n## ")[0]
    for row in re.findall(r"^\| ([a-z].+) \|$", section, re.MULTILINE):
        yield Line(*(cell.replace(r"\|", "|") for cell in re.split(r" (?<!\\)\| ", row)))


LINES = tuple(_lines())
OF_KIND = {line.kind: line for line in LINES}
EDITIONS = (frozen.edition(), loaded(fixed_files()))
FOUND = provisions(EDITIONS[0])


def test_every_type_of_the_model_has_a_row() -> None:
    named = {name for line in LINES for name in CODE.findall(line.types)}
    names = ("inline", "text", "agreement", "takster", "takstaftale")
    modules = (ROOT / f"rammeaftale/model/{name}.py" for name in names)
    trees = [ast.parse(path.read_text("utf-8")) for path in modules]
    assert named - {"Inline"} == {node.name for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


def test_every_kind_of_provision_has_a_row() -> None:
    assert {name for line in LINES for name in CODE.findall(line.provision)} == {kind.value for kind in ProvisionKind}
    assert {one.kind for one in FOUND} == set(ProvisionKind)


def _provisions(line: Line) -> Iterator[tuple[Provision, str]]:
    """The provisions that a row speaks of, each with the id of the nearest heading."""
    heading = ""
    by_id = {one.id: one for one in FOUND}
    for one in FOUND:
        if one.kind in (ProvisionKind.CHAPTER, ProvisionKind.SECTION):
            heading = one.id
        above = by_id.get(one.above)
        is_inner = above is not None and above.kind is one.kind is ProvisionKind.ITEM
        if f"`{one.kind.value}`" == line.provision and is_inner == (line.kind == "item in item"):
            yield one, heading


@pytest.mark.parametrize("line", [line for line in LINES if line.provision != NONE], ids=lambda line: line.kind)
def test_the_ids_are_made_as_the_row_says(line: Line) -> None:
    found = list(_provisions(line))
    assert found
    for one, heading in found:
        ways = [way for way in CODE.findall(line.id) if (way == "{#id}") == (one.is_written and "{#id}" in line.id)]
        assert any(re.fullmatch(_pattern(way, one, heading), one.id, re.DOTALL) for way in ways), one.id


def _pattern(way: str, one: Provision, heading: str) -> str:
    """The form of an id as an expression: `H/stykke-N`."""
    if way == "{#id}":
        return "[a-z0-9-]+"
    pattern = re.sub(r"^H/", f"{re.escape(heading)}/", re.sub("-N$", r"-\\d+", way))
    pattern = re.sub("^T/.*", lambda _: f"{re.escape(one.above)}/.*", pattern)
    pattern = re.sub("^D/(.*)/field$", lambda match: f"{re.escape(one.document)}/{match[1]}/[a-z]+", pattern)
    return re.sub(":key$", ":[a-z0-9-]+", pattern)


def _located(line: Line, edition: Edition) -> Iterator[Located]:
    """What of the model a row speaks of, where it stands in a file."""
    names, all_nodes = set(CODE.findall(line.types)), [node for node in nodes(edition) if isinstance(node, Located)]
    inner = {id(item) for node in all_nodes if isinstance(node, ListItem) for one in node.lists for item in one.items}
    heads = {id(node.header) for node in all_nodes if hasattr(node, "header")}
    for node in all_nodes:
        is_it = type(node).__name__ in names and node.extent is not None
        is_it &= not isinstance(node, Heading) or (node.level == 1) == (line.kind == "chapter")
        is_it &= not isinstance(node, ListItem) or (id(node) in inner) == (line.kind == "item in item")
        is_it &= type(node).__name__ != "Row" or (id(node) in heads) == (line.kind == "row of heads")
        if is_it:
            yield node


@pytest.mark.parametrize("line", [line for line in LINES if "from `" in line.extent], ids=lambda line: line.kind)
def test_the_extents_begin_and_end_as_the_row_says(line: Line) -> None:
    found = list(_located(line, EDITIONS[0]))
    assert found
    ways = re.findall(r"from `([^`]+)`(?: or `([^`]+)`)?[^,`]*(?: to `([^`]+)`)?", line.extent)
    for node in found:
        text = re.sub(r"^[ivx]+\)", "i)", re.sub(r"^[a-h]\)", "a)", re.sub(r"^\d+\.", "1.", said(node.extent))))
        assert any(text.startswith((first, other or first)) and text.endswith(last) for first, other, last in ways), (
            text
        )


def _forms() -> Iterator[tuple[str, set[str]]]:
    """Each provision's kind and the names of its fields in the canonical forms of two editions."""
    for edition in EDITIONS:
        places = Places(edition.documents)
        for document in edition.documents:
            form = canonical(edition, document, places)
            own = [one for one in document_provisions(edition, document, places) if one.kind is not ProvisionKind.COVER]
            entries = form["bestemmelser"]
            assert isinstance(entries, list)
            for one, entry in zip(own, entries, strict=True):
                assert entry["slags"] == one.kind.value
                yield one.kind.value, {*entry}


@pytest.mark.parametrize("kind", [kind.value for kind in ProvisionKind])
def test_the_form_holds_what_the_row_says(kind: str) -> None:
    named = {key for line in LINES if line.provision == f"`{kind}`" for key in CODE.findall(line.digest)} & KEYS
    held = {key for found, keys in _forms() for key in keys if found == kind} - {"slags"}
    assert named <= held
    assert held <= named | {"ud_over"}


@pytest.mark.parametrize("kind", ["margin note", "quote", "introduction"])
def test_a_frame_without_words_tells_how_to_take_what_stands_in_it(kind: str) -> None:
    (standing,) = set(CODE.findall(OF_KIND[kind].digest)) - KEYS
    assert any(one.standing.startswith(standing) for one in FOUND)
