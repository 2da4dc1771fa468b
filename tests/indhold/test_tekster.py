"""What holds for every text of every edition, and is no finding of `tjek`."""

from __future__ import annotations

import re

import pytest

from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.world import Source
from tests.checkouts import ROOT
from tests.indhold.products import editions, loaded, wrong
from tests.test_markdown_random import words_in

_FIGURE = re.compile(r"\d+(?:\.\d{3})+|\d+,\d+|\d+ (?:pct|kr|mio|mia)\.|\d+ (?:pladser|takster|driftsherrer)\b")
_MARKS = re.compile(r"^\s*::: ?\w+|\{sprog=|^\s*\d+[.)] |\.sum|^\[\^\S*\]:", re.MULTILINE)


def _texts() -> dict[str, str]:
    folders = [ROOT / folder / edition for edition in editions() for folder in ("content", "bilag")]
    paths = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in paths}


def test_no_word_of_a_text_is_lost() -> None:
    if not editions():
        pytest.skip("der er ingen udgave i content/")
    told = []
    for path, text in _texts().items():
        read = parse_markdown(Source(path, text.encode()))
        lost = words_in(_MARKS.sub("", text)) - words_in(repr(read.value))
        if read.ok and lost:
            told.append(f"  {path}: {', '.join(sorted(lost))}")
    if told:
        wrong(
            "Programmet taber ord i disse tekster:\n\n"
            + "\n".join(told)
            + "\n\nDet er en fejl i programmet og ikke i teksten. Send denne meddelelse til den, der passer programmet."
        )


def test_the_ledelsesinformation_types_no_figure() -> None:
    if not editions():
        pytest.skip("der er ingen udgave i content/")
    documents = [document for edition in editions() for document in loaded(edition).documents]
    paths = [one.chapters[0].heading.span.path for one in documents if one.template == "ledelsesinformation"]
    rows = [(path, row) for path in paths for row in enumerate((ROOT / path).read_text("utf-8").splitlines(), 1)]
    told = [f"  {path}:{number}: »{found[0]}«" for path, (number, row) in rows if (found := _FIGURE.search(row))]
    if told:
        wrong(
            "Disse tal er skrevet ind i ledelsesinformationen. De bliver forkerte, når taksterne ændres:\n\n"
            + "\n".join(told)
            + "\n\nSlet dem. Tallene sættes selv ind, hvor der står ::: indsæt, og enkelte tal skrives som fx\n"
            "{{ takstregister.pladser }}."
        )
