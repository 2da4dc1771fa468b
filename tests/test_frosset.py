"""The frozen edition is complete: whatever an edition can hold, it holds; and its files are made of what they mean."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

from rammeaftale.base.diagnostics import Severity
from rammeaftale.decode.computed_facts import OPERATIONS
from rammeaftale.model.facts import FactKind
from rammeaftale.model.inline import Abbreviation, Divisible, FactUse, Inline, Link, Reference, Unbroken
from rammeaftale.model.names import DRAWINGS, INSERTS
from rammeaftale.model.numbering import Numbering
from rammeaftale.model.text import (
    Block,
    FactBox,
    Figure,
    Gap,
    Heading,
    Insert,
    ItemList,
    ListItem,
    Paragraph,
    Picture,
    Quote,
    Table,
)
from rammeaftale.read.markdown.containers import SHAPES
from rammeaftale.read.markdown.links import EXTERNAL_SCHEMES, REFERENCE_SCHEMES
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.resolve.facts import FORMS
from rammeaftale.shell.pipeline import load
from rammeaftale.world import Source
from tests import frozen
from tests.frosset_files import FOLDER, FROZEN, files
from tests.memory_world import MemoryWorld
from tests.test_markdown_random import WRITTEN, nodes

NODES = [node for text in WRITTEN for node in nodes(parse_markdown(Source("a.md", text.encode())).value.blocks)]
# What no text holds as it is read: put in for the readers, and by the typography.
PUT_IN = {Abbreviation, Divisible, Unbroken}


def test_the_senders_files_are_made_the_same_again() -> None:
    made = dict(files())
    there = {path.relative_to(FROZEN).as_posix(): path.read_bytes() for path in (FROZEN / FOLDER).glob("*/*")}
    assert sorted(made) == sorted(there)
    assert [path for path, data in made.items() if data != there[path]] == []


def test_every_kind_of_block_and_of_words_is_there() -> None:
    there = {type(node) for node in NODES}
    assert {*get_args(Block), *get_args(Inline)} - PUT_IN - there == set()
    edition = frozen.edition()
    laws = {takst.law for document in edition.documents if document.takster for takst in document.takster.takster}
    short = [one.short for one in edition.registers.short_forms if one.short not in laws]  # a list prints those
    assert short
    assert [word for word in short if not any(re.search(rf"\b{word}\b", text) for text in WRITTEN)] == []


def test_every_frame_insert_and_drawing_is_there() -> None:
    assert [name for name in SHAPES if not any(f"\n::: {name}" in text for text in WRITTEN)] == []
    assert {node.name for node in NODES if isinstance(node, Insert)} == INSERTS
    assert {node.name for node in NODES if isinstance(node, Figure)} == DRAWINGS


def test_every_reference_link_and_form_of_a_fact_is_there() -> None:
    references = {(node.scheme, bool(node.children)) for node in NODES if isinstance(node, Reference)}
    assert {scheme for scheme, _ in references} == set(REFERENCE_SCHEMES)
    assert {has_words for _, has_words in references} == {True, False}
    links = [node.target for node in NODES if isinstance(node, Link)]
    assert {str(target).partition(":")[0] for target in links} == set(EXTERNAL_SCHEMES) - {"http"}
    assert any(re.search(r"<https://[^>]+>", text) for text in WRITTEN)
    assert {node.form for node in NODES if isinstance(node, FactUse)} == {
        form for forms in FORMS.values() for form in forms
    }


def test_every_kind_of_fact_and_of_computation_is_there() -> None:
    facts = frozen.text(f"{frozen.CONTENT}/fakta.yaml")
    assert {fact.kind for fact in frozen.edition().facts.values()} == set(FactKind)
    assert [name for name in OPERATIONS if f"{{{name}: [" not in facts] == []
    assert any(fact.decimals for fact in frozen.edition().facts.values())


def test_tables_lists_headings_and_ids_are_of_every_kind() -> None:
    tables = {(bool(node.caption), node.total) for node in NODES if isinstance(node, Table)}
    assert tables == {(False, False), (True, False), (True, True)}
    assert {node.level for node in NODES if isinstance(node, Heading)} == {1, 2, 3}
    assert {node.numbering for node in NODES if isinstance(node, ItemList)} == set(Numbering)
    assert max(_depth(node) for node in NODES if isinstance(node, ItemList)) == 3
    boxes = {type(block) for node in NODES if isinstance(node, FactBox) for block in node.blocks}
    assert {Paragraph, ItemList, Table} <= boxes
    quotes = {type(block) for node in NODES if isinstance(node, Quote) for block in node.blocks}
    assert {Paragraph, ItemList} <= quotes
    written = Counter(type(node) for node in NODES if getattr(node, "id", ""))
    assert {Paragraph, ListItem, FactBox, Gap, Picture, Table, Figure, Heading} <= written.keys()


def _depth(node: ItemList) -> int:
    return 1 + max((_depth(inner) for item in node.items for inner in item.lists), default=0)


def test_it_has_no_error_and_a_finding_of_every_lesser_severity() -> None:
    found = load(MemoryWorld(frozen.files()), frozen.EDITION).diagnostics
    assert {one.severity for one in found} == set(Severity) - {Severity.ERROR}
