"""A reader who searches in a finished PDF finds every word of its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from rammeaftale.engine.versions import fonts
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import composer
from rammeaftale.shell.recipes import read_kit
from rammeaftale.world import DiskWorld
from tests.checkouts import ROOT
from tests.indhold.products import built, editions, loaded, opened, wrong
from tests.searching import not_found, source_words


@pytest.mark.parametrize("folder", editions())
def test_a_plain_search_finds_every_word_of_the_texts(folder: str, tmp_path: Path) -> None:
    edition = loaded(folder)
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


def _not_found(data: bytes, words: set[str]) -> list[str]:
    with opened(data) as pages:
        return not_found(pages, words)
