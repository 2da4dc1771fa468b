"""A reader who searches in a finished PDF finds every word of its text."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pypdfium2
import pytest

from rammeaftale.engine.versions import fonts
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import composer
from rammeaftale.shell.recipes import read_kit
from rammeaftale.world import DiskWorld
from tests.checkouts import ROOT
from tests.indhold.products import built, editions, loaded, opened, wrong


def test_a_plain_search_finds_every_word_of_the_texts(tmp_path: Path) -> None:
    if not editions():
        pytest.skip("der er ingen udgave i content/")
    edition = loaded(editions()[-1])
    made = map(composer(edition, read_kit(DiskWorld(ROOT), fonts(), {}), Memo(tmp_path)), edition.documents)
    composed = {one.value.stem: one.value.html for one in made}
    # What is printed of the takst register is as long as it is uniform, and the program's own tests search in that.
    plain = [one for one in edition.documents if one.takster is None]
    lost = {one.stem: _not_found(built(edition.folder)[one.id], source_words(composed[one.stem])) for one in plain}
    told = [f"  {stem}.pdf: {', '.join(words)}" for stem, words in lost.items() if words]
    if told:
        wrong(
            "Disse ord står i teksten, men kan ikke findes ved en søgning i den færdige PDF:\n\n"
            + "\n".join(told)
            + "\n\nDet er en fejl i programmet og ikke i teksten. Send denne meddelelse til den, der passer programmet."
        )


def source_words(markup: str) -> set[str]:
    """The words of three letters or more of a composed text, and those put together with - or /."""
    body = re.sub(r"(?s)<(head|style|script)\b.*?</\1>", " ", markup)
    text = html.unescape(re.sub(r"<[^>]+>", "\n", body)).replace("\u00ad", "").replace("\u200b", "")
    return {*re.findall(r"[^\W\d_]{3,}", text), *re.findall(r"\w+(?:[-/]\w+)+", text)}


def _not_found(data: bytes, words: set[str]) -> list[str]:
    """PDFium's own search, nothing joined or taken away, with both »whole words« and »match case«."""
    with opened(data) as pages:
        return sorted(word for word in words if not any(_finds(page, word) for page in pages))


def _finds(page: pypdfium2.PdfTextPage, word: str) -> bool:
    return page.search(word, match_case=True, match_whole_word=True).get_next() is not None
