"""Tables and drawings of any data: `.venv/bin/python -m bench.bredder [antal] [frø]`.

Draws charts and trees and looks for words that cannot be read; typesets tables that the layout has nothing to say of
and looks for words out of their cells. The same as tests/test_drawn_words.py and tests/test_table_layout.py ask, of
more data; ends with what was made and what was wrong.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TypeVar

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from rammeaftale.figures.frame import unreadable
from rammeaftale.figures.organisation import organisation_svg
from rammeaftale.resolve import resolve_edition
from tests.editions import document, edition
from tests.overflowing import typeset_html, words_out_of_cells
from tests.printing import PAGE, html_of
from tests.test_drawn_words import charts, drawn, trees
from tests.test_table_layout import laid_out, written

T = TypeVar("T")
_SYLLABLES = ("takst", "gruppe", "område", "kommune", "social", "pædagog", "ning", "er", "ens", "og/eller", "Rød-kilde")
_ALL = list(HealthCheck)
_TABLES = 8  # tables that are set in one document


def main(count: int = 200, number: int = 1) -> None:
    """Make, look, count."""
    made: Counter[str] = Counter()
    wrong: list[str] = []
    for chart in _examples(charts(), count, number):
        made["diagram"] += 1
        wrong += [f"diagram: {words}" for words in unreadable(drawn(chart)) or ()]
    for fora in _examples(trees(), count, number):
        made["organisation"] += 1
        wrong += [f"organisation: {words}" for words in unreadable(organisation_svg(fora, PAGE))]
    luck = random.Random(number)
    for _ in range(count // _TABLES):
        texts = [_table(luck) for _ in range(_TABLES)]
        fitting = [text for text in texts if not laid_out(text).too_wide]
        made["tabel"] += len(fitting)
        made["tabel, som afvises"] += len(texts) - len(fitting)
        wrong += [f"tabel: {word}" for word in words_out_of_cells(typeset_html(_page(fitting)))]
    print(dict(made), "forkert:", wrong or "intet")


def _examples(strategy: SearchStrategy[T], count: int, number: int) -> Iterator[T]:
    """Examples of a strategy, the same for the same number."""
    found: list[T] = []

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def gather(data: T) -> None:
        found.append(data)

    gather()
    yield from found


def _table(luck: random.Random) -> str:
    columns = luck.randint(2, 9)
    rows = [tuple(_cell(luck) for _ in range(columns)) for _ in range(luck.randint(2, 4))]
    return written(*rows)


def _cell(luck: random.Random) -> str:
    parts = ("".join(luck.choices(_SYLLABLES, k=luck.randint(1, 5))) for _ in range(luck.randint(1, 3)))
    return " ".join(parts)


def _page(tables: list[str]) -> str:
    body = "\n".join(f"Og {number}.\n\n{text}" for number, text in enumerate(tables))
    made = resolve_edition(edition(document("a", f"# A {{#a}}\n\nOrd.\n\n{body}"))).value
    return html_of(made, made.documents[0])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
