"""Checks 1 and 2: every drawn text belongs to exactly one element that the tree leads to, or to an artifact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pikepdf

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.inspect.content import Key
from rammeaftale.engine.inspect.inspected import Inspected, short
from rammeaftale.engine.inspect.tagtree import TagText


def reachable(file: Inspected) -> Iterator[Diagnostic]:
    """Check 1."""
    claimed: Counter[Key] = Counter(kid.key for node in file.nodes for kid in node.kids if isinstance(kid, TagText))
    for key, count in claimed.items():
        if count > 1 or key in file.content.twice:
            yield file.error("maerket-indhold-to-gange", f"{_content(file, key)} hører til to steder i tagtræet.")
        elif key not in file.content.texts:
            message = f"Tagtræet peger på indhold nr. {key[2]}, som side {key[0] + 1} ikke har."
            yield file.error("maerket-indhold-mangler", message)
    content = file.content.texts.keys() - set(file.content.artifact_ids)
    for key in file.content.texts:
        if key in content and key not in claimed:
            yield file.error("maerket-indhold-loest", f"{_content(file, key)} kan ikke nås fra tagtræets rod.")
    yield from _parent_tree(file, content)


def everything_marked(file: Inspected) -> Iterator[Diagnostic]:
    """Check 2."""
    for page, texts in file.content.unmarked.items():
        quoted = short(" ".join("".join(texts).split()))
        message = f"Teksten »{quoted}« på side {page + 1} er hverken indhold eller udsmykning."
        yield file.error("tekst-uden-maerke", message)
    for page in dict.fromkeys(file.content.mixed):
        yield file.error("udsmykning-blandet", f"Side {page + 1} har udsmykning inde i indhold eller omvendt.")


def _parent_tree(file: Inspected, content: set[Key]) -> Iterator[Diagnostic]:
    """Each page's entry in the parent tree names an element for each MCID that is content."""
    if "/StructTreeRoot" not in file.objects.root:
        yield file.error("tagtrae-mangler", "PDF'en har intet tagtræ.")
        return
    root = file.pdf.Root.StructTreeRoot
    if "/ParentTree" not in root:
        yield file.error("tagtrae-uden-vej-tilbage", "Tagtræet mangler vejen fra siderne tilbage til elementerne.")
        return
    numbers = pikepdf.NumberTree(root.ParentTree)
    own: dict[int, list[int]] = {}
    for page, group, mcid in file.content.texts:
        if group == 0 and (page, group, mcid) in content:
            own.setdefault(page, []).append(mcid)
    for page, ids in own.items():
        slot = file.objects.number(file.objects.pages[page].get("/StructParents"))
        slots = list(numbers[slot]) if slot in numbers else []
        if any(mcid >= len(slots) or not isinstance(slots[mcid], pikepdf.Dictionary) for mcid in ids):
            message = f"Indhold på side {page + 1} mangler vejen tilbage til tagtræet."
            yield file.error("tagtrae-uden-vej-tilbage", message)


def _content(file: Inspected, key: Key) -> str:
    return f"Indholdet »{short(' '.join(file.content.text(key).split()))}« på side {key[0] + 1}"
