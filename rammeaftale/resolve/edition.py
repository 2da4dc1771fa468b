"""Draft edition → resolved edition: numbers given, facts turned into words, references into links to places.

All findings of the whole edition are gathered; the edition that comes back is complete also when there are errors. Two
resolved editions can be compared: what a short form stands for and what a place is called is left to those who print.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from rammeaftale.base.diagnostics import Checked
from rammeaftale.base.findings import Findings
from rammeaftale.model.agreement import Document, DocumentKind, Edition, Forum
from rammeaftale.model.facts import Fact, FactKind, Facts
from rammeaftale.model.inline import FactUse, Inline, Reference
from rammeaftale.model.plain import plain_text
from rammeaftale.model.walk import Inlines, rewrite_document, rewrite_leaves
from rammeaftale.resolve.facts import resolve_fact
from rammeaftale.resolve.ids import doubled_ids
from rammeaftale.resolve.numbers import number_document
from rammeaftale.resolve.references import known_to, resolve_reference
from rammeaftale.resolve.texts import merge_texts, rewrite_sentences
from rammeaftale.takster.groups import by_code, place_decimals, places_of


def resolve_edition(draft: Edition) -> Checked[Edition]:
    """The edition that can be checked, compared and printed. Facts of udgave.yaml and the register are added to it."""
    numbered = tuple(number_document(document) for document in draft.documents)
    resolver = _Resolver(draft, numbered)
    edition = replace(
        draft,
        title=resolver.words(draft.title),
        subtitle=resolver.words(draft.subtitle),
        parties=resolver.words(draft.parties),
        facts=resolver.facts,
        registers=replace(draft.registers, fora=tuple(resolver.forum(forum) for forum in draft.registers.fora)),
        documents=tuple(resolver.document(document) for document in resolver.documents.values()),
    )
    return Checked(edition, (*doubled_ids(numbered), *resolver.findings.all))


class _Resolver:
    """The registers of one edition, and the findings so far."""

    def __init__(self, draft: Edition, documents: Iterable[Document]) -> None:
        self.findings = Findings()
        self.facts: Facts = {**draft.facts, **_built_in(draft)}
        titled = (self._titled(document) for document in documents)
        self.documents: Mapping[str, Document] = {document.id: document for document in titled}
        self._known = known_to(self.documents.values(), draft.registers.laws)

    def _titled(self, document: Document) -> Document:
        """Titles hold no references: what refers to a document prints its title."""
        return replace(document, title=self.words(document.title), subtitle=self.words(document.subtitle))

    def document(self, document: Document) -> Document:
        """One document with every run of text resolved."""
        return rewrite_document(document, self._run)

    def forum(self, forum: Forum) -> Forum:
        """One forum with its texts resolved."""
        return replace(
            forum,
            name=self.words(forum.name),
            tasks=tuple(self._run(task) for task in forum.tasks),
            members=self._run(forum.members),
            meetings=self._run(forum.meetings),
        )

    def words(self, run: Inlines) -> Inlines:
        """A run that may hold facts but no references: titles and names."""
        return merge_texts(rewrite_leaves(run, self._fact))

    def _run(self, run: Inlines) -> Inlines:
        return merge_texts(rewrite_sentences(run, self._leaf))

    def _leaf(self, opens: bool, inline: Inline) -> Inlines:
        if not isinstance(inline, Reference):
            return self._fact(inline)
        return (self.findings.take(resolve_reference(inline, self._known, opens=opens)),)

    def _fact(self, inline: Inline) -> Inlines:
        return (self.findings.take(resolve_fact(inline, self.facts)) if isinstance(inline, FactUse) else inline,)


def _built_in(draft: Edition) -> dict[str, Fact]:
    """What udgave.yaml and the takst register say themselves, as facts: no other place may state it again."""

    def fact(name: str, kind: FactKind, value: Decimal | str, decimals: int = 0) -> Fact:
        return Fact(name, kind, value, decimals, "udgave.yaml", draft.span)

    bilag = sum(document.kind is DocumentKind.BILAG for document in draft.documents)
    facts = [
        fact("udgave.titel", FactKind.TEXT, plain_text(draft.title)),
        fact("udgave.periode", FactKind.TEXT, draft.folder),
        fact("bilag.antal", FactKind.NUMBER, Decimal(bilag)),
    ]
    if draft.takst_basis is not None:
        register = draft.takst_basis.register
        takster = register.takster
        facts += (
            fact("takstregister.takster", FactKind.NUMBER, Decimal(len(takster))),
            fact("takstregister.pladser", FactKind.NUMBER, places_of(takster), place_decimals(takster)),
            fact("takstregister.driftsherrer", FactKind.NUMBER, Decimal(len(by_code(takster)))),
            fact("takstregister.år", FactKind.YEAR, str(register.year)),
        )
    return {fact.name: fact for fact in facts}
