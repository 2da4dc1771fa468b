"""What the sources say is said by the finished documents (kildefakta.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

import pytest

from rammeaftale.base.danish import number_word
from rammeaftale.model.agreement import DocumentKind, Edition
from rammeaftale.model.text import Heading
from rammeaftale.read.yaml.nodes import Mapping, Scalar, Sequence
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.world import Source
from tests.checkouts import ROOT
from tests.indhold.products import editions, loaded, squeezed, words_of, wrong

PATH = "tests/indhold/kildefakta.yaml"
LEAST = 150
ADVICE = f"""
Er det slettet ved en fejl, så sæt det ind igen. Er det bare skrevet med andre ord, så ret ordene ved »søg« i
{PATH}. Gælder det ikke mere, så slet punktet dér."""
_REFERENCE = re.compile(r"\[\]\((bilag|afsnit):([a-z-]+)\)")


@dataclass(frozen=True)
class Fact:
    """What a source says, the line where it is noted, and the words that one document must have."""

    name: str
    line: int
    document: str
    words: tuple[str, ...]


def _noted() -> tuple[str, list[Fact]]:
    """The edition that the facts are of, and the facts."""
    tree = parse_yaml(Source(PATH, (ROOT / PATH).read_bytes())).value
    assert isinstance(tree, Mapping)
    fields = {key.value: value for key, value in tree.entries}
    edition, entries = fields["udgave"], fields["kildefakta"]
    assert isinstance(edition, Scalar)
    assert isinstance(entries, Sequence)
    return edition.value, [_fact(entry) for entry in entries.items]


def _fact(entry: object) -> Fact:
    assert isinstance(entry, Mapping)
    fields = {key.value: value for key, value in entry.entries}
    name, document, words = fields["fakta"], fields["dokument"], fields["søg"]
    assert isinstance(name, Scalar)
    assert isinstance(document, Scalar)
    assert isinstance(words, Sequence)
    return Fact(
        name.value,
        name.span.line,
        document.value,
        tuple(word.value for word in words.items if isinstance(word, Scalar)),
    )


def _as_printed(edition: Edition, words: str) -> str:
    """The words with the numbers that follow from the order; a target that is gone stays as it is written."""
    bilag = [one for one in edition.documents if one.kind is DocumentKind.BILAG]
    numbers = {("bilag", one.id): f"bilag {one.number}" for one in bilag}
    for one in bilag:
        headings: list[Heading] = [chapter.heading for chapter in one.chapters]
        numbers |= {("afsnit", h.id): f"bilag {one.number}, kapitel {h.number}" for h in headings}
    words = words.replace("{{ bilag.antal | ord }}", number_word(Decimal(len(bilag))))
    return _REFERENCE.sub(lambda found: numbers.get((found[1], found[2]), found[0]), words)


def test_what_the_sources_say_stands_in_the_documents() -> None:
    name, facts = _noted()
    if name not in editions():
        pytest.skip(f"udgaven {name} er ikke i content/")
    edition = loaded(name)
    there = {one.id for one in edition.documents}
    gone = sorted({fact.document for fact in facts} - there)
    missing = [
        f"  {fact.document}: {fact.name} ({PATH}:{fact.line})\n    mangler: »{_as_printed(edition, word)}«"
        for fact in facts
        if fact.document in there
        for word in fact.words
        if squeezed(_as_printed(edition, word)) not in words_of(name, fact.document)
    ]
    missing += [f"  {document}: dokumentet er ikke i udgave.yaml mere" for document in gone]
    if missing:
        wrong("Kilderne siger noget, som de færdige dokumenter ikke siger:\n\n" + "\n".join(missing) + f"\n{ADVICE}")


def test_the_list_of_what_the_sources_say_is_whole() -> None:
    _, facts = _noted()
    if len(facts) < LEAST:
        wrong(f"{PATH} har kun {len(facts)} oplysninger; der skal være mindst {LEAST}. Hent filen igen fra git.")
