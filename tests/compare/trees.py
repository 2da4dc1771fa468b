"""Provisions as trees that tests can edit: made up, or those of an edition taken apart; derived ids are given anew."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from random import Random

from rammeaftale.compare.sides import HEADINGS
from rammeaftale.model.provision import Provision, ProvisionKind

PARAGRAPH, ITEM, ROW, TABLE = ProvisionKind.PARAGRAPH, ProvisionKind.ITEM, ProvisionKind.ROW, ProvisionKind.TABLE
_MARKED = re.compile(r"\[([^\]]+)\](?:\([^)]*\)|\{[^}]*\})")
CHAPTER, SECTION, NOTE = ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.NOTE


@dataclass
class Node:
    """A provision with what stands below it; `id` is empty when it is to be derived."""

    kind: ProvisionKind
    printed: str
    id: str = ""
    below: list[Node] = field(default_factory=list)
    written: str = ""
    document: str = "d"
    standing: str = ""
    beyond: tuple[str, ...] = ()

    def copy(self) -> Node:
        return replace(self, below=[inner.copy() for inner in self.below])

    @property
    def is_heading(self) -> bool:
        return self.kind in HEADINGS


@dataclass
class Tree:
    """The tops of all documents, in reading order."""

    tops: list[Node]

    def copy(self) -> Tree:
        return Tree([top.copy() for top in self.tops])

    def places(self) -> Iterator[tuple[list[Node], int]]:
        """Every node, as the list that it stands in and its place there."""

        def walk(nodes: list[Node]) -> Iterator[tuple[list[Node], int]]:
            for place, node in enumerate(nodes):
                yield nodes, place
                yield from walk(node.below)

        return walk(self.tops)

    def nodes(self) -> Iterator[Node]:
        return (nodes[place] for nodes, place in self.places())


def provisions_of(tree: Tree) -> tuple[Provision, ...]:
    """The tree as the matcher takes it, with derived ids as `compare.provisions` makes them."""
    return tuple(_Maker().made(tree.tops, "", ""))


class _Maker:
    def __init__(self) -> None:
        self._counted: Counter[tuple[str, ProvisionKind]] = Counter()
        self._seen: Counter[str] = Counter()
        self._written: set[str] = set()

    def made(self, nodes: Iterable[Node], above: str, heading: str) -> Iterator[Provision]:
        rows = Counter(_first_cell(node) for node in nodes if node.kind is ROW)
        for node in nodes:
            id_, is_written = node.id, bool(node.id)
            if node.kind is ROW:
                id_ = f"{above}/{_first_cell(node)}"
                is_written = bool(_first_cell(node)) and rows[_first_cell(node)] == 1 and above in self._written
            else:
                self._counted[heading, node.kind] += 1
                id_ = id_ or f"{heading}/{node.kind.value}-{self._counted[heading, node.kind]}"
            self._seen[id_] += 1
            if self._seen[id_] > 1:
                id_, is_written = f"{id_}~{self._seen[id_]}", False
            if is_written:
                self._written.add(id_)
            yield Provision(
                id_, is_written, node.kind, node.document, above, node.printed, node.written or node.printed,
                standing=node.standing, beyond=node.beyond,
            )  # fmt: skip
            yield from self.made(node.below, id_, id_ if node.is_heading else heading)


def _first_cell(node: Node) -> str:
    """What a row is called: as `compare.words.called` says it, from the words as they are written."""
    cell = (node.written or node.printed).split(" | ")[0].replace("\\|", "|").replace("†", "")
    return " ".join(_MARKED.sub(r"\1", cell).split())


def tree_of(provisions: Iterable[Provision]) -> Tree:
    """The tree of real provisions."""
    nodes: dict[str, Node] = {}
    tops: list[Node] = []
    for one in provisions:
        id_ = one.id if one.is_written and one.kind is not ROW else ""
        node = Node(one.kind, one.printed, id_, [], one.written, one.document, one.standing, one.beyond)
        nodes[one.id] = node
        (nodes[one.above].below if one.above in nodes else tops).append(node)
    return Tree(tops)


def with_few_takster(tree: Tree) -> Tree:
    """The tree with one in 300 of the lines of the price list, which are all alike to the matcher."""
    tops = enumerate(tree.tops)
    return Tree([top for number, top in tops if top.kind is not ProvisionKind.TAKST or number % 300 == 0])


def words(rng: Random, few: bool, count: int | None = None) -> str:
    """Some words; few different ones, so that equal texts occur often, or many."""
    alphabet = ("ja", "nej", "og") if few else tuple(f"ord{number}" for number in range(3000))
    return " ".join(rng.choice(alphabet) for _ in range(count or rng.randint(2, 4 if few else 12)))


def random_tree(rng: Random) -> Tree:
    """A made-up edition of two or three documents, in half of them of few different words."""
    few = rng.random() < 0.5
    tops = [
        _chapter(rng, few, f"d{document}", f"d{document}-k{number}")
        for document in range(rng.randint(2, 3))
        for number in range(rng.randint(1, 3))
    ]
    return Tree(tops)


def _chapter(rng: Random, few: bool, document: str, id_: str) -> Node:
    sections = [
        Node(SECTION, words(rng, few, 2), f"{id_}-a{number}", _content(rng, few, f"{id_}-a{number}"))
        for number in range(rng.randint(0, 3))
    ]
    chapter = Node(CHAPTER, words(rng, few, 2), id_, [*_content(rng, few, id_), *sections])
    for node in (chapter, *_all(chapter.below)):
        node.document = document
    return chapter


def _all(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _all(node.below)


def _content(rng: Random, few: bool, id_: str) -> list[Node]:
    return [_block(rng, few, f"{id_}-{number}") for number in range(rng.randint(0, 5))]


def _block(rng: Random, few: bool, id_: str) -> Node:
    kind = rng.choice([PARAGRAPH] * 4 + [ITEM] * 3 + [TABLE, ProvisionKind.BOX, ProvisionKind.GAP])
    text = words(rng, few)
    match kind:
        case ProvisionKind.TABLE:
            rows = [Node(ROW, f"{words(rng, few, 1)} | {words(rng, few, 1)}") for _ in range(rng.randint(1, 5))]
            return Node(TABLE, rng.choice([text, ""]), rng.choice([id_, ""]), rows)
        case ProvisionKind.BOX | ProvisionKind.GAP:
            inner = [Node(rng.choice([PARAGRAPH, ITEM]), words(rng, few)) for _ in range(rng.randint(1, 3))]
            return Node(kind, rng.choice([text, ""]), "", inner)
        case ProvisionKind.ITEM:
            inner = [Node(ITEM, words(rng, few)) for _ in range(rng.choice([0, 0, 0, 2]))]
            return Node(ITEM, text, "", inner)
    notes = [Node(NOTE, words(rng, few))] if rng.random() < 0.1 else []
    return Node(PARAGRAPH, text, rng.choice(["", "", "", id_]), notes)
