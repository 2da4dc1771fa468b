"""What a build sends to the typesetters, and in which order: all of it the first time, then only what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rammeaftale.base.diagnostics import Checked
from rammeaftale.engine.typesetters import Result, Typesetters
from rammeaftale.model.agreement import Edition
from rammeaftale.model.product import Markup
from rammeaftale.resolve import resolve_edition
from rammeaftale.shell.memo import Memo
from rammeaftale.shell.pipeline import build
from rammeaftale.shell.recipes import Kit
from tests.editions import document, edition
from tests.printing import FONTS, TEMPLATES, register, takst

TEXT = "# Kapitel {{#k-{0}}}\n\n{1}\n"
KIT = Kit(TEMPLATES, FONTS, {}, b"")


class _Noted(Typesetters):
    """Notes what is sent, and gives its name as the product."""

    def __init__(self) -> None:
        super().__init__(1)
        self.sent: list[str] = []

    def send(self, markup: Markup) -> None:
        self.sent.append(markup.stem)

    def results(self) -> Iterator[Result]:
        return ((stem, Checked(stem.encode())) for stem in self.sent)


def _edition(**words: str) -> Edition:
    texts = {"aftale": "Ord.", "kort": "Få ord.", "lang": "Mange ord. " * 400} | words
    numbers = {"aftale": 0, "kort": 1, "lang": 2}
    documents = [document(id_, TEXT.format(id_, text), numbers[id_]) for id_, text in texts.items()]
    priced = document("takster", "# Takster {#t}\n\n::: indsæt takster\n:::\n", 3)
    lines = tuple(replace(takst("Horsens", "4"), id=f"615-{n:04}", tilbud=f"T{n}") for n in range(300))
    return resolve_edition(edition(*documents, replace(priced, takster=register(*lines)))).value


def _sent(folder: Path, kit: Kit = KIT, **words: str) -> list[str]:
    noted = _Noted()
    built = build(_edition(**words), kit, Memo(folder), noted, lambda *_: None)
    assert built.diagnostics == ()
    assert len(built.value) == 4
    return noted.sent


def test_the_first_time_the_longest_goes_first(tmp_path: Path) -> None:
    assert _sent(tmp_path) == ["bilag-3-takster", "bilag-2-lang", "bilag-1-kort", "aftale-2031-32"]
    assert _sent(tmp_path) == []


def test_afterwards_only_what_has_changed_and_by_weight(tmp_path: Path) -> None:
    _sent(tmp_path)
    assert _sent(tmp_path, kort="Andre ord.") == ["bilag-1-kort"]
    assert _sent(tmp_path, kort="Nye ord.", lang="Helt nye ord. " * 400) == ["bilag-2-lang", "bilag-1-kort"]


def test_when_all_has_changed_one_text_begins_and_the_dearest_is_next(tmp_path: Path) -> None:
    _sent(tmp_path)
    other = replace(KIT, templates={**TEMPLATES, "print/tekst.css": "p { color: black }"})
    assert _sent(tmp_path, other) == ["bilag-2-lang", "bilag-3-takster", "bilag-1-kort", "aftale-2031-32"]
