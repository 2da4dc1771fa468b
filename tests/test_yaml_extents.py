"""Every YAML value knows how far it reaches, with its key or dash and without, in every style there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from rammeaftale.model.extent import Extent
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence, YamlNode, entry_row
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source
from tests import frozen
from tests.real import REAL_YAML
from tests.test_extents import Cut, rest

WRITTEN = [frozen.text(path) for path in frozen.files() if path.endswith(".yaml")]
STYLES = """\
# Øverst
plain: et ord # slut
over linjer: to
  linjer til ét
dobbelt: "med \\"tegn\\" i"
dobbelt over: "to
  linjer"
enkelt: 'det''s'
"nøgle": x
punkter:
- et
-   to
- - inderst
  - 'tre'
-
  # mellem
  a: b
  c:
  - d
foldet: >-
  en lang tekst,

  to stykker

ordret: |
    indrykket
      mere
    # hører med

# efter
holdt: |+
  x

flow: [a, 'b', {c: d, e: [f]}]
sidst: |
  y
"""
TEXTS = [
    pytest.param(text, id=f"fil{at}")
    for at, text in enumerate([*WRITTEN, *REAL_YAML, STYLES, STYLES.rstrip("\n"), "- a\n- b: c\n", "a"])
]


def tree(text: str) -> YamlNode:
    read = parse_yaml(Source("a.yaml", text.encode()))
    assert read.ok and read.value is not None
    return read.value


def every(node: YamlNode) -> Iterator[YamlNode]:
    yield node
    if isinstance(node, Sequence):
        for item in node.items:
            yield from every(item)
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from every(value)


def rows(node: YamlNode) -> list[Extent | None]:
    if isinstance(node, Mapping):
        return [entry_row(key, value) for key, value in node.entries]
    return [*node.rows] if isinstance(node, Sequence) else []


def values(node: YamlNode) -> list[str]:
    return [part.value.rstrip("\n") if isinstance(part, Scalar) else type(part).__name__ for part in every(node)]


@pytest.mark.parametrize("text", TEXTS)
def test_a_value_alone_is_the_same_value(text: str) -> None:
    """Cut out, and put where it stood on its line."""
    cut = Cut(text)
    for node in every(tree(text)):
        assert node.extent is not None
        alone = " " * (node.extent.first_column - 1) + cut(node.extent)
        assert values(tree(alone)) == values(node)


@pytest.mark.parametrize("text", TEXTS)
def test_rows_are_apart_and_between_them_lie_comments(text: str) -> None:
    cut, root = Cut(text), tree(text)
    for node in every(root):
        places = [cut.offsets(row) for row in rows(node)]
        assert all(one[1] <= two[0] for one, two in pairwise(places))
        start, end = cut.offsets(node.extent)
        assert all(start <= place[0] <= place[1] <= end for place in places)
        if places and cut(node.extent)[0] not in "[{":
            assert without_comments(rest(text, (start, end), places)) == ""
    assert without_comments(rest(text, (0, len(text)), [cut.offsets(root.extent)])) == ""


def without_comments(text: str) -> str:
    return "".join(line for line in text.split("\n") if not line.lstrip().startswith("#")).strip()


@pytest.mark.parametrize("text", TEXTS)
def test_a_row_begins_with_its_dash(text: str) -> None:
    cut = Cut(text)
    for node in every(tree(text)):
        if isinstance(node, Sequence) and cut(node.extent)[0] != "[":
            assert {cut(row)[0] for row in node.rows} == {"-"}


@pytest.mark.parametrize("text", TEXTS)
def test_inner_words_are_the_characters_of_the_value(text: str) -> None:
    cut = Cut(text)
    for node in every(tree(text)):
        if isinstance(node, Scalar):
            words = "".join(cut(node.inner).replace('\\"', '"').replace("''", "'").split())
            assert words == "".join(node.value.split())


def test_what_was_mended_has_no_place() -> None:
    read = parse_yaml(Source("a.yaml", b"a: *x y*\nb: z\n")).value
    assert isinstance(read, Mapping)
    assert [value.extent is None for _, value in read.entries] == [True, False]
