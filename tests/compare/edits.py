"""One edit of a tree somewhere, with the one change that the matcher must find; for tests and for bench/."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

from rammeaftale.compare.changes import Change, ChangeKind, Match
from rammeaftale.compare.matcher import match
from rammeaftale.compare.sides import REGISTERS, TEXTS, family
from rammeaftale.model.provision import Provision, ProvisionKind
from tests.compare.trees import ITEM, PARAGRAPH, ROW, TABLE, Node, Tree, provisions_of

Said = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
"""A change as its kinds and the words of the provisions before and after."""
IN_PLACE = frozenset({ProvisionKind.COVER, ProvisionKind.NOTE, *REGISTERS})
"""What nobody moves by itself."""
FRAMES = frozenset({ProvisionKind.BOX, ProvisionKind.GAP})
NEW_WORDS = "helt nye ord som ikke stod der"


@dataclass(frozen=True)
class Edit:
    """What was done, to which tree, and the changes to be found."""

    name: str
    tree: Tree
    expected: tuple[Said, ...]


def said(kinds: Iterable[ChangeKind], old: Iterable[Node | Provision], new: Iterable[Node | Provision]) -> Said:
    return tuple(sorted(kind.value for kind in kinds)), tuple(map(_words, old)), tuple(map(_words, new))


def _words(one: Node | Provision) -> str:
    return f"{one.kind.value} {one.printed}"


def found(changes: Iterable[Change]) -> tuple[Said, ...]:
    return tuple(said(change.kinds, change.old, change.new) for change in changes)


def _all_below(node: Node) -> list[Node]:
    return [node, *(one for inner in node.below for one in _all_below(inner))]


def _may_stand(node: Node, nodes: Sequence[Node], place: int, above: Node | None) -> bool:
    """Whether a node may stand at a place of a list: as the source could be written."""
    if node.is_heading:
        is_level = above is None if node.kind is ProvisionKind.CHAPTER else above is not None and above.is_heading
        before = nodes[place - 1] if place else None
        after = nodes[place] if place < len(nodes) else None
        is_after_text = before is None or before.is_heading or above is not None
        return is_level and is_after_text and (after is None or after.is_heading)
    if above is None or above.kind in IN_PLACE or (place and nodes[place - 1].is_heading):
        return False
    if place < len(nodes) and nodes[place].kind is ProvisionKind.NOTE:
        return False  # notes are read right after who calls them
    if node.kind is ROW or above.kind is TABLE:
        return node.kind is ROW and above.kind is TABLE
    if above.kind in FRAMES:
        return node.kind in (PARAGRAPH, ITEM)
    return above.is_heading or (above.kind is node.kind is ITEM)


def _spots(tree: Tree, node: Node) -> list[tuple[list[Node], int, Node | None]]:
    """Every list and place where the node may stand, with what it would stand in; never in itself."""
    own = {id(one) for one in _all_below(node)}
    lists: list[tuple[list[Node], Node | None]] = [(tree.tops, None)]
    lists += [(one.below, one) for one in tree.nodes() if id(one) not in own]
    return [
        (nodes, place, above)
        for nodes, above in lists
        for place in range(len(nodes) + 1)
        if _may_stand(node, nodes, place, above)
    ]


def add(rng: Random, tree: Tree) -> Edit | None:
    """A new paragraph, point, row or heading somewhere, with words of its own or those of another."""
    new = tree.copy()
    kind = rng.choice([PARAGRAPH, PARAGRAPH, ITEM, ROW, ProvisionKind.SECTION])
    same = [one.printed for one in new.nodes() if one.kind is kind and one.printed]
    text = rng.choice(same) if same and rng.random() < 0.5 else NEW_WORDS
    node = Node(kind, text, "helt-nyt" if kind is ProvisionKind.SECTION else "")
    spots = _spots(new, node)
    if not spots:
        return None
    nodes, place, above = rng.choice(spots)
    node.document = above.document if above else ""
    nodes.insert(place, node)
    return Edit("tilføjet", new, (said({ChangeKind.NEW}, (), (node,)),))


def add_heading(rng: Random, tree: Tree) -> Edit | None:
    """A heading put into the text of a section: what follows it there now stands below it."""
    new = tree.copy()
    homes = [one for one in new.nodes() if one.is_heading and any(not inner.is_heading for inner in one.below)]
    if not homes:
        return None
    home = rng.choice(homes)
    texts = [one for one in home.below if not one.is_heading]
    cut = rng.randint(0, len(texts))
    heading = Node(ProvisionKind.SECTION, NEW_WORDS, "helt-nyt", texts[cut:], document=home.document)
    home.below[:] = [*texts[:cut], heading, *(one for one in home.below if one.is_heading)]
    return Edit("overskrift tilføjet", new, (said({ChangeKind.NEW}, (), (heading,)),))


def remove(rng: Random, tree: Tree) -> Edit | None:
    """A provision with all below it."""
    new = tree.copy()
    places = [(nodes, place) for nodes, place in new.places() if nodes[place].kind is not ProvisionKind.COVER]
    nodes, place = rng.choice(places)
    gone = nodes.pop(place)
    return Edit("fjernet", new, tuple(said({ChangeKind.GONE}, (one,), ()) for one in _all_below(gone)))


def remove_heading(rng: Random, tree: Tree) -> Edit | None:
    """A heading alone: its text now belongs to the section before."""
    new = tree.copy()
    places = [
        (nodes, place)
        for nodes, place in new.places()
        if nodes[place].kind is ProvisionKind.SECTION and not any(one.is_heading for one in nodes[place].below)
    ]
    if not places:
        return None
    nodes, place = rng.choice(places)
    gone = nodes.pop(place)
    if place and nodes[place - 1].is_heading:
        last = nodes[place - 1]
        while last.below and last.below[-1].is_heading:
            last = last.below[-1]
        last.below += gone.below
    else:
        nodes[place:place] = gone.below
    return Edit("overskrift fjernet", new, (said({ChangeKind.GONE}, (gone,), ()),))


def move(rng: Random, tree: Tree) -> Edit | None:
    """A provision with all below it to another place of the edition."""
    new = tree.copy()
    places = [(nodes, place) for nodes, place in new.places() if nodes[place].kind not in IN_PLACE]
    nodes, place = rng.choice(places)
    node = nodes[place]
    spots = [spot for spot in _spots(new, node) if spot[0] is not nodes or spot[1] not in (place, place + 1)]
    if not spots:
        return None
    target, spot, above = rng.choice(spots)
    if target is nodes and spot > place:
        spot -= 1
    nodes.pop(place)
    target.insert(spot, node)
    document = above.document if above else target[spot - 1 if spot else spot + 1].document
    for one in _all_below(node):
        one.document = document
    passed = target[min(place, spot) : max(place, spot) + 1] if target is nodes else [node]
    is_swap = len(passed) == 2 or _words(node) in [_words(one) for one in passed if one is not node]
    moved = passed if is_swap else [node]  # of two that change places, either one has moved
    said_so = tuple(said({ChangeKind.MOVED}, (one,), (one,)) for one in moved)
    return Edit("byttet" if is_swap else "flyttet", new, said_so)


def reword(rng: Random, tree: Tree) -> Edit | None:
    """A provision with other words: one more, one less, or wholly others."""
    new = tree.copy()
    node = rng.choice([one for one in new.nodes() if one.printed])
    old = Node(node.kind, node.printed)
    cells = node.printed.split(" | ")
    cell = rng.randrange(len(cells))
    cells[cell] = rng.choice([NEW_WORDS, f"{cells[cell]} hertil".strip(), cells[cell].partition(" ")[2] or "andet"])
    node.printed = " | ".join(cells)
    node.written = node.printed
    return Edit("omformuleret", new, (said({ChangeKind.REWORDED}, (old,), (node,)),))


def refill(rng: Random, tree: Tree) -> Edit | None:
    """A fact with another value: only what is printed has changed."""
    new = tree.copy()
    node = rng.choice([one for one in new.nodes() if one.printed and one.kind is not ROW])
    old = Node(node.kind, node.printed)
    node.written = node.written or node.printed
    node.printed += " 17"
    return Edit("ny værdi", new, (said({ChangeKind.REFILLED}, (old,), (node,)),))


def _parted(node: Node, rng: Random) -> list[str]:
    text = node.printed.split(" ")
    cuts = sorted(rng.sample(range(1, len(text)), min(len(text) - 1, rng.choice([1, 1, 2]))))
    return [" ".join(text[start:end]) for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def split(rng: Random, tree: Tree) -> Edit | None:
    """A paragraph or point in two or three, word for word; the first keeps the id, the last what stood below."""
    new = tree.copy()
    places = [(nodes, place) for nodes, place in new.places() if _can_be_parted(nodes[place])]
    if not places:
        return None
    nodes, place = rng.choice(places)
    whole = nodes[place]
    parts = [Node(whole.kind, text, document=whole.document, standing=whole.standing) for text in _parted(whole, rng)]
    parts[0].id, parts[-1].below = whole.id, whole.below
    nodes[place : place + 1] = parts
    return Edit("delt", new, (said({ChangeKind.SPLIT}, (whole,), parts),))


def _can_be_parted(node: Node) -> bool:
    is_text = family(node.kind) in TEXTS and node.kind is not ProvisionKind.NOTE
    return is_text and " " in node.printed and node.written in ("", node.printed)


EDITS: tuple[Callable[[Random, Tree], Edit | None], ...] = (
    add, add_heading, remove, remove_heading, move, reword, refill, split,
)  # fmt: skip


def faults(old: Tree, edit: Edit) -> list[str]:
    """What the matcher says that is wrong: another change, or another answer from the other side."""
    before, after = provisions_of(old), provisions_of(edit.tree)
    result = match(before, after)
    wrong = [f"{edit.name}: {fault}" for fault in mirror_faults(result, match(after, before))]
    if not _is_expected(edit, result, _same(before, after)):
        wrong.append(f"{edit.name}: ventet {edit.expected}, fundet {found(result.changes)}")
    return wrong


def mirror_faults(one: Match, other: Match) -> list[str]:
    """Where the answer from the other side is not the mirrored one."""
    wrong = []
    if {(new, old) for old, new in one.pairs} != set(other.pairs):
        wrong.append("parrene er ikke spejlvendte")
    if {_mirrored(change) for change in one.changes} != set(other.changes):
        wrong.append(f"ændringerne er ikke spejlvendte: {found(one.changes)} og {found(other.changes)}")
    if {replace(proposal, old=proposal.new, new=proposal.old) for proposal in one.proposals} != set(other.proposals):
        wrong.append("forslagene er ikke spejlvendte")
    return wrong


def _is_expected(edit: Edit, result: Match, is_same: bool) -> bool:
    changes = found(result.changes)
    if edit.name == "byttet":
        return (is_same and not changes) or (len(changes) == 1 and changes[0] in edit.expected)
    if edit.name == "flyttet" and is_same:
        return not changes
    return Counter(changes) == Counter(edit.expected)


def _same(before: tuple[Provision, ...], after: tuple[Provision, ...]) -> bool:
    """Whether the same is read in the same places: a text has changed places with its like."""

    def read(provisions: tuple[Provision, ...]) -> list[tuple[str, str, str, str]]:
        words = {one.id: f"{one.document} {one.kind} {one.printed}" for one in provisions}
        return [(one.document, one.kind.value, one.printed, words.get(one.above, "")) for one in provisions]

    return read(before) == read(after)


_MIRRORED = {
    ChangeKind.NEW: ChangeKind.GONE,
    ChangeKind.GONE: ChangeKind.NEW,
    ChangeKind.SPLIT: ChangeKind.JOINED,
    ChangeKind.JOINED: ChangeKind.SPLIT,
}


def _mirrored(change: Change) -> Change:
    """The change as seen from the new."""
    return Change(frozenset(_MIRRORED.get(kind, kind) for kind in change.kinds), change.new, change.old)
