"""Draft edition → resolved edition: numbers given, facts and references turned into words, short forms marked.

All findings of the whole edition are gathered; the edition that comes back is complete also when there are errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial

from rammeaftale.calculate import total
from rammeaftale.danish import decimals_of
from rammeaftale.diagnostics import Checked, Diagnostic
from rammeaftale.model.agreement import Document, DocumentKind, Edition, Forum
from rammeaftale.model.facts import Fact, FactKind, Facts
from rammeaftale.model.plain import plain_text
from rammeaftale.model.text import FactUse, Inline, Reference, Text
from rammeaftale.model.walk import Inlines, rewrite_chapter, rewrite_leaves
from rammeaftale.resolve.abbreviations import Marker
from rammeaftale.resolve.facts import resolve_fact
from rammeaftale.resolve.numbers import Targets, find_targets, number_document
from rammeaftale.resolve.references import Register, resolve_reference

_SENTENCE_END = re.compile(
    r"(?<!\bjf)(?<!\bca)(?<!\bnr)(?<!\bbl\.a)(?<!\bf\.eks)(?<!\bstk)(?<!\binkl)(?<!\bekskl)(?<!\bevt)(?<!\bdvs)[.?!] $"
)


def resolve_edition(draft: Edition) -> Checked[Edition]:
    """The edition that can be checked and printed. The facts `udgave.*` and `bilag.antal` are added from the draft."""
    numbered = tuple(number_document(document) for document in draft.documents)
    targets = find_targets(numbered)
    resolver = _Resolver(draft, numbered, targets.value)
    diagnostics = [*targets.diagnostics]
    edition = replace(
        draft,
        title=resolver.words(draft.title),
        subtitle=resolver.words(draft.subtitle),
        parties=resolver.words(draft.parties),
        facts=resolver.facts,
        registers=replace(draft.registers, fora=tuple(resolver.forum(forum) for forum in draft.registers.fora)),
        documents=tuple(resolver.document(document) for document in resolver.documents.values()),
    )
    return Checked(edition, (*diagnostics, *resolver.diagnostics))


class _Resolver:
    """The registers of one edition, and the findings so far."""

    def __init__(self, draft: Edition, documents: Iterable[Document], targets: Targets) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.facts: Facts = {**draft.facts, **_built_in(draft)}
        titled = (self._titled(document) for document in documents)
        self.documents: Mapping[str, Document] = {document.id: document for document in titled}
        self._targets = targets
        self._laws = {law.id: law for law in draft.registers.laws}
        self._marker = Marker({form.short: form.words for form in draft.registers.short_forms})

    def _titled(self, document: Document) -> Document:
        """Titles first: references to a document print its title."""
        return replace(document, title=self.words(document.title), subtitle=self.words(document.subtitle))

    def document(self, document: Document) -> Document:
        """One document with every run of text resolved."""
        register = self._register(document)
        chapters = (rewrite_chapter(c, lambda run: self._run(run, register)) for c in document.chapters)
        return replace(document, chapters=tuple(self._marker.mark(chapter) for chapter in chapters))

    def forum(self, forum: Forum) -> Forum:
        """One forum with its texts resolved, its references as seen from the main agreement."""
        register = self._register(next(iter(self.documents.values())))
        return replace(
            forum,
            name=self.words(forum.name),
            tasks=tuple(self._run(task, register) for task in forum.tasks),
            members=self._run(forum.members, register),
            meetings=self._run(forum.meetings, register),
        )

    def _register(self, here: Document) -> Register:
        return Register(here, self.documents, self._targets, self._laws)

    def words(self, run: Inlines) -> Inlines:
        """A run that may hold facts but no references: titles and names."""
        return merge_texts(rewrite_leaves(run, self._fact))

    def _run(self, run: Inlines, register: Register) -> Inlines:
        opening = _opening_references(run)
        made: list[Inline] = []
        for index, inline in enumerate(run):
            made += rewrite_leaves((inline,), partial(self._leaf, register, index in opening))
        return merge_texts(tuple(made))

    def _leaf(self, register: Register, opens: bool, inline: Inline) -> Inlines:
        if not isinstance(inline, Reference):
            return self._fact(inline)
        found = resolve_reference(inline, register, opens=opens)
        self.diagnostics.extend(found.diagnostics)
        return (found.value,)

    def _fact(self, inline: Inline) -> Inlines:
        if not isinstance(inline, FactUse):
            return (inline,)
        found = resolve_fact(inline, self.facts)
        self.diagnostics.extend(found.diagnostics)
        return (found.value,)


def _opening_references(run: Inlines) -> frozenset[int]:
    """The places in the run of references that begin a sentence, and so a capital letter."""
    before: tuple[Inline | None, ...] = (None, *run)
    return frozenset(
        index
        for index, (previous, inline) in enumerate(zip(before, run, strict=False))
        if isinstance(inline, Reference)
        and (previous is None or (isinstance(previous, Text) and _SENTENCE_END.search(previous.value)))
    )


def merge_texts(run: Inlines) -> Inlines:
    """Neighbouring pieces of text joined, so that typography sees "2 pct." whole whatever it was made of."""
    made: list[Inline] = []
    for inline in run:
        if isinstance(inline, Text) and made and isinstance(last := made[-1], Text):
            made[-1] = Text(_joined(last.value, inline.value), last.span)
        else:
            made.append(inline)
    return tuple(made)


def _joined(before: str, after: str) -> str:
    """Two pieces as one; a fact that ends in "pct." or "kr." lends its point to the end of the sentence."""
    doubled = before.endswith((" pct.", " kr.")) and after.startswith(".")
    return before + (after[1:] if doubled else after)


def _built_in(draft: Edition) -> dict[str, Fact]:
    """What udgave.yaml and the takst register say themselves, as facts: no other place may state it again."""
    bilag = sum(document.kind is DocumentKind.BILAG for document in draft.documents)

    def fact(name: str, kind: FactKind, value: Decimal | str, decimals: int = 0) -> Fact:
        return Fact(name, kind, value, decimals, "udgave.yaml", draft.span)

    register = draft.takst_basis.register if draft.takst_basis else None
    takster = register.takster if register else ()
    places = [takst.places for takst in takster]
    counted = (
        fact("takstregister.takster", FactKind.NUMBER, Decimal(len(takster))),
        fact("takstregister.pladser", FactKind.NUMBER, total(places), decimals_of(places)),
        fact("takstregister.driftsherrer", FactKind.NUMBER, Decimal(len({t.driftsherre_code for t in takster}))),
        fact("takstregister.år", FactKind.YEAR, str(register.year) if register else ""),
    )
    facts = (
        *(counted if register else ()),
        fact("udgave.titel", FactKind.TEXT, plain_text(draft.title)),
        fact("udgave.periode", FactKind.TEXT, draft.folder),
        fact("bilag.antal", FactKind.NUMBER, Decimal(bilag)),
    )
    return {fact.name: fact for fact in facts}
