"""Words that are too many for a cover, a page's head, a title or a foot are told when read; fewer have room."""

from __future__ import annotations

import re

import pytest

from rammeaftale.base.diagnostics import Diagnostic, Severity
from rammeaftale.shell.pipeline import load
from tests.case_files import EDITION, basis
from tests.layout.chapters import CHAPTER, composed, told
from tests.memory_world import MemoryWorld

UDGAVE = f"content/{EDITION}/udgave.yaml"
TITLE, SUBTITLE, PARTIES = "titel: Rammeaftale 2031-32", "undertitel: Det specialiserede område", "parter: De"
WORDS = "ord og mere om det sociale område "
PLACES = {
    "kapitel": (CHAPTER, "# Styring {#styring}", "# %s {#styring}"),
    "tabeltitel": (
        CHAPTER,
        "Parterne",
        "::: tabel %s {#tabel-x}\n| a | b |\n| --- | --- |\n| x | y |\n:::\n\nParterne",
    ),
    "figur": (CHAPTER, "Parterne", "::: figur organisation {#figur-x}\n%s\n:::\n\nParterne"),
    "kolonne": (CHAPTER, "Parterne", "| %s | b |\n| --- | --- |\n| x | y |\n\nParterne"),
    "fodnote": (CHAPTER, "Parterne følger op hvert år.", "Parterne[^n] følger op.\n\n[^n]: %s\n"),
    "titel": (UDGAVE, TITLE, "titel: %s"),
    "undertitel": (UDGAVE, SUBTITLE, "undertitel: %s"),
    "parter": (UDGAVE, PARTIES, "parter: %s"),
}


def _with(**letters: int) -> MemoryWorld:
    """The smallest edition with so many letters of words in each of these places."""
    files = basis()
    for name, count in letters.items():
        path, old, new = PLACES[name]
        words = (WORDS * (count // len(WORDS) + 1))[:count].strip()
        files[path] = files[path].decode().replace(old, new % words, 1).encode()
    return MemoryWorld(files)


def _found(**letters: int) -> list[Diagnostic]:
    return [found for found in load(_with(**letters), EDITION).diagnostics if found.severity is Severity.ERROR]


@pytest.mark.parametrize("place", PLACES)
def test_too_many_words_are_told_at_their_place_and_as_few_as_told_have_room(place: str) -> None:
    found = _found(**{place: 4000})
    assert {(one.kind, str(one.span).split(":")[0]) for one in found} == {("tekst-for-lang", PLACES[place][0])}
    if match := re.search(r"([0-9.]+) tegn", found[0].hints[0]):
        fewer = int(match[1].replace(".", "")) * 19 // 20  # other words are a little wider
        assert _found(**{place: fewer}) == []


def _most(place: str, **others: int) -> int:
    """As many letters as are not told of."""
    few, many = 20, 4000
    while many - few > 20:
        half = (few + many) // 2
        few, many = (few, half) if _found(**{place: half, **others}) else (half, many)
    return few


def test_as_much_as_is_not_told_of_can_be_set() -> None:
    """All of it at once, and the cover filled by one after the other."""
    filled = [
        {"titel": _most("titel"), "fodnote": _most("fodnote")},
        {"titel": 60, "kapitel": _most("kapitel", titel=60)},
    ]
    filled.append({"titel": 120, "undertitel": _most("undertitel", titel=120), "tabeltitel": _most("tabeltitel")})
    filled.append({"titel": 120, "parter": _most("parter", titel=120), "kolonne": 300})
    for letters in filled:
        checked = load(_with(**letters), EDITION)
        assert checked.value is not None
        assert (letters, [found.kind for found in checked.diagnostics]) == (letters, [])
        for document in checked.value.documents:
            assert (letters, told(composed(checked.value, document))) == (letters, [])


def test_a_signatory_with_more_titles_than_a_page_has_room_for_is_told() -> None:
    titles = "    titler:\n" + "      - Formand for noget\n" * 90
    files = basis() | {UDGAVE: basis()[UDGAVE].decode().replace("    titler:\n      - Formand\n", titles).encode()}
    found = load(MemoryWorld(files), EDITION).diagnostics
    assert [(one.kind, str(one.span)) for one in found] == [("tekst-for-lang", f"{UDGAVE}:10:3")]


def test_notes_that_together_fill_a_page_are_told_and_spread_they_have_room() -> None:
    note = WORDS * 10
    notes = "".join(f"\n\n[^{chr(97 + n)}]: {note}" for n in range(12))
    calls = [f"ord[^{chr(97 + n)}]" for n in range(12)]
    close, spread = (f"# Styring {{#styring}}\n\n{gap.join(calls)}{notes}\n" for gap in (" ", "\n\n"))
    found = load(MemoryWorld({**basis(), CHAPTER: close.encode()}), EDITION).diagnostics
    assert [(one.kind, str(one.span)) for one in found] == [("tekst-for-lang", f"{CHAPTER}:3:4")]
    checked = load(MemoryWorld({**basis(), CHAPTER: spread.encode()}), EDITION)
    assert checked.diagnostics == ()
    assert checked.value is not None
    assert told(composed(checked.value, checked.value.documents[0])) == []


@pytest.mark.parametrize("source", [WORDS * 10, "takstgruppemedlem" * 20])
def test_a_long_source_of_a_forum_has_room_above_the_next(source: str) -> None:
    fora = basis()["content/faelles/fora.yaml"].decode().replace("kilde: Faktaark", f"kilde: {source.strip()}", 1)
    text = "# Styring {#styring}\n\n::: indsæt fora\n:::\n"
    checked = load(
        MemoryWorld({**basis(), "content/faelles/fora.yaml": fora.encode(), CHAPTER: text.encode()}), EDITION
    )
    assert checked.value is not None
    assert told(composed(checked.value, checked.value.documents[0])) == []


@pytest.mark.parametrize(
    "word", ["takstgruppemedlem" * 20, "1234567890" * 20, "." * 200, "(" * 100 + ")" * 100, "a_" * 99]
)
def test_a_long_word_of_data_is_divided_wherever_it_is_printed(word: str) -> None:
    files = basis()
    for path, old, new in (
        (UDGAVE, "slags: Forord", f"slags: {word}"),
        (UDGAVE, "adresse: Vejen 1", f'adresse: "{word}"'),
        (UDGAVE, "navn: Navn Navnesen", f'navn: "{word}"'),
        ("content/faelles/lovregister.yaml", "titel: Lov om det hele", f'titel: "{word}"'),
        ("content/faelles/fora.yaml", "navn: Styregruppen", f'navn: "{word.replace("_", " ")}"'),
    ):
        files[path] = files[path].decode().replace(old, new, 1).replace("slags: .", "slags: x.").encode()
    inserts = "\n\n".join(f"::: indsæt {name}\n:::" for name in ("kontakt", "underskrifter", "lovgrundlag", "fora"))
    files[CHAPTER] = f"# Styring {{#styring}}\n\n{inserts}\n".encode()
    checked = load(MemoryWorld(files), EDITION)
    assert [found for found in checked.diagnostics if found.severity is Severity.ERROR] == []
    assert checked.value is not None
    assert told(composed(checked.value, checked.value.documents[0])) == []
