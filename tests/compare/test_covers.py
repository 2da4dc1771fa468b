"""compare/covers.py says which fields a document prints at its front; here the page templates are asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from rammeaftale.compare.covers import FIELDS, HEADS, fields, front
from rammeaftale.compare.places import Places
from rammeaftale.model.agreement import Document, Edition
from rammeaftale.model.inline import Text
from rammeaftale.render.html import compose
from tests.compare.changed_editions import fixed_files, loaded
from tests.editions import SPAN
from tests.printing import FONTS, TEMPLATES

WORDS = {
    "afsender": "Afsenderen",
    "emne": "Emnet",
    "titel": "Titlen",
    "undertitel": "Undertitlen",
    "parter": "Parterne",
    "periode": "2041",
}
PAGES = {name.removeprefix("print/").removesuffix(".html") for name in TEMPLATES if "{% extends" in TEMPLATES[name]}


def _marked(*, own: bool) -> tuple[Edition, Document]:
    """An edition and its last bilag, where each field of the front has a word that stands nowhere else."""
    edition = loaded(fixed_files())
    run = {name: (Text(words, SPAN),) for name, words in WORDS.items()}
    bilag = replace(
        edition.documents[1], title=run["titel"], subtitle=run["undertitel"] if own else (), chapters=(), takster=None
    )
    edition = replace(
        edition,
        title=run["emne"],
        subtitle=() if own else run["undertitel"],
        parties=run["parter"],
        start=date(2040, 1, 1),
        end=date(2041, 12, 31),
        registers=replace(edition.registers, contact=replace(edition.registers.contact, name=WORDS["afsender"])),
    )
    return edition, bilag


@pytest.mark.parametrize("own", [True, False], ids=["egen undertitel", "udgavens undertitel"])
@pytest.mark.parametrize("page", sorted(PAGES))
def test_the_front_says_what_the_page_template_prints(page: str, *, own: bool) -> None:
    edition, bilag = _marked(own=own)
    bilag = replace(bilag, template=page)
    html = compose(edition, bilag, {}, TEMPLATES, FONTS).value.html
    (_, body) = html.split("<body")
    (_, text) = body.split(">", 1)  # what the body's attributes hold stands in the page's margin
    assert {name for name, words in WORDS.items() if words in text} == set(fields(bilag))
    said = front(edition, bilag, Places(()))
    assert all(WORDS[name] in words for name, (words,) in said.items())


def test_the_table_has_page_templates_that_print_less_than_a_cover() -> None:
    assert HEADS.keys() < PAGES
    assert all(set(names) < set(FIELDS) for names in HEADS.values())
