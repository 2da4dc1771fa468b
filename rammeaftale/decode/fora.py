"""Takes the tree of fora.yaml, gives the bodies of the cooperation; those in the figure hang together under one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.decode.rows import has_every_row, node_at
from rammeaftale.decode.schema import read_list
from rammeaftale.model.agreement import Forum
from rammeaftale.model.inline import FactUse
from rammeaftale.model.plain import plain_text
from rammeaftale.read.yaml.nodes import YamlNode


def decode_fora(tree: YamlNode) -> Checked[tuple[Forum, ...]]:
    """The bodies in the file's order; how they hang together is looked at when all of them could be read."""
    checked = read_list(Forum, "fora", tree)
    fora = checked.value
    if not has_every_row(fora, "fora", tree):
        return checked
    rings = tuple(_rings(fora, tree))
    return Checked(fora, (*checked.diagnostics, *_unknown(fora, tree), *(rings or _strays(fora, tree))))


def _unknown(fora: Sequence[Forum], tree: YamlNode) -> Iterator[Diagnostic]:
    ids = [forum.id for forum in fora]
    for row, forum in enumerate(fora):
        above = [(forum.under, node_at(tree, "fora", row, "under"))] if forum.under else []
        served = ((id_, node_at(tree, "fora", row, "betjener", at)) for at, id_ in enumerate(forum.serves))
        for id_, node in (*above, *served):
            if id_ in ids:
                continue
            named = next((forum for forum in fora if _is_name(id_, forum)), None)
            if named is not None:
                message, hint = f"»{id_}« er forummets navn; her skal stå dets id", f"skriv »{named.id}«"
                yield error("forum-ukendt", message, node.span, hint)
            else:
                hints = suggestion(id_, ids) or (f"skriv id'et på et forum i denne fil: {', '.join(ids)}",)
                yield error("forum-ukendt", f"forummet »{id_}« findes ikke", node.span, *hints)


def _is_name(written: str, forum: Forum) -> bool:
    """Whether a forum is called so; where its name holds a fact, nobody knows yet what is printed there."""
    name = "".join(r"\S+" if isinstance(part, FactUse) else re.escape(plain_text((part,))) for part in forum.name)
    called = (name, re.escape(forum.full_name)) if forum.full_name else (name,)
    return any(re.fullmatch(pattern, written, re.IGNORECASE) for pattern in called)


def _rings(fora: Sequence[Forum], tree: YamlNode) -> Iterator[Diagnostic]:
    """Each ring of `under` once, at its first forum in the file."""
    above = {forum.id: (row, forum.under) for row, forum in enumerate(fora)}
    done: set[str] = set()
    for forum in fora:
        way: list[str] = []
        id_ = forum.id
        while id_ in above and id_ not in done and id_ not in way:
            way.append(id_)
            _, id_ = above[id_]
        if id_ in way:
            ring = way[way.index(id_) :]
            message = f"fora er sat under hinanden i ring: {' → '.join((*ring, id_))}"
            span = node_at(tree, "fora", above[id_][0], "under").span
            yield error("forum-ring", message, span, "ret »under« ved et af dem; kun det øverste forum er uden")
        done.update(way)


def _strays(fora: Sequence[Forum], tree: YamlNode) -> Iterator[Diagnostic]:
    """What breaks the figure, which is one tree: one forum at the top, every other under one that is drawn."""
    known = {forum.id for forum in fora}
    drawn = {forum.id: (row, forum) for row, forum in enumerate(fora) if forum.in_figure}
    tops = [forum for _, forum in drawn.values() if not forum.under]
    for forum in tops[1:]:
        message = f"»{forum.id}« står øverst i figuren, men det gør »{tops[0].id}« allerede"
        yield error("forum-flere-oeverst", message, forum.span, "tilføj »under: …«, eller skriv »i_figur: nej«")
    for row, forum in drawn.values():
        if forum.under and forum.under in known and forum.under not in drawn:
            message = f"»{forum.id}« hører under »{forum.under}«, som ikke er med i figuren"
            span = node_at(tree, "fora", row, "under").span
            yield error("forum-uden-for-figur", message, span, "skriv »i_figur: ja« ved det øvre forum")
