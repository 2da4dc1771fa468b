"""Checks 1 and 2: every drawn text belongs to exactly one element that the tree leads to, or to an artifact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from rammeaftale.engine.inspect.content import Key
from rammeaftale.engine.inspect.inspected import Finding, Inspected, short
from rammeaftale.engine.inspect.tagtree import TagText


def reachable(file: Inspected) -> Iterator[Finding]:
    """Check 1."""
    claimed: Counter[Key] = Counter(kid.key for node in file.nodes for kid in node.kids if isinstance(kid, TagText))
    for key, count in claimed.items():
        if count > 1 or key in file.content.twice:
            yield Finding("maerket-indhold-to-gange", f"{_words(file, key)} hører til to steder i tagtræet.")
        elif key not in file.content.texts:
            yield Finding(
                "maerket-indhold-mangler", f"Tagtræet peger på indhold nr. {key[2]}, som {_page(key)} ikke har."
            )
    artifacts = set(file.content.artifact_ids)
    for key in file.content.texts:
        if key not in claimed and key not in artifacts:
            yield Finding("maerket-indhold-loest", f"{_words(file, key)} kan ikke nås fra tagtræets rod.")
    yield from _parent_tree(file, artifacts)


def everything_marked(file: Inspected) -> Iterator[Finding]:
    """Check 2."""
    for page, texts in file.content.unmarked.items():
        words = short(" ".join("".join(texts).split()))
        yield Finding("tekst-uden-maerke", f"Teksten »{words}« på side {page + 1} er hverken indhold eller udsmykning.")
    for page in dict.fromkeys(file.content.mixed):
        yield Finding("udsmykning-blandet", f"Side {page + 1} har udsmykning inde i indhold eller omvendt.")


def _parent_tree(file: Inspected, artifacts: set[Key]) -> Iterator[Finding]:
    """Each page's entry in the parent tree names an element for each claimed MCID."""
    root = file.pdf.Root.get("/StructTreeRoot")
    if root is None:
        yield Finding("tagtrae-mangler", "PDF'en har intet tagtræ.")
        return
    if "/ParentTree" not in root:
        yield Finding("tagtrae-uden-vej-tilbage", "Tagtræet mangler vejen fra siderne tilbage til elementerne.")
        return
    numbers = pikepdf.NumberTree(root.ParentTree)
    own: dict[int, list[int]] = {}
    for page, group, mcid in file.content.texts:
        if group == 0 and (page, group, mcid) not in artifacts:
            own.setdefault(page, []).append(mcid)
    for page, ids in own.items():
        slot = file.pdf.pages[page].obj.get("/StructParents")
        slots = list(numbers[int(slot)]) if slot is not None and int(slot) in numbers else []
        if any(mcid >= len(slots) or not isinstance(slots[mcid], pikepdf.Dictionary) for mcid in ids):
            yield Finding("tagtrae-uden-vej-tilbage", f"Indhold på side {page + 1} mangler vejen tilbage til tagtræet.")


def _words(file: Inspected, key: Key) -> str:
    return f"Indholdet »{short(' '.join(file.content.text(key).split()))}« på {_page(key)}"


def _page(key: Key) -> str:
    return f"side {key[0] + 1}"
