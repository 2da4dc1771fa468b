"""Letters that no face has are known before a page is typeset: the typesetter misses the same ones, and no others."""

from __future__ import annotations

from html import escape

import pytest

from rammeaftale.base.diagnostics import Refused
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.engine.versions import fonts
from rammeaftale.model.letters import WIDTH_LIST, Face, missing_letters
from rammeaftale.model.product import Markup
from rammeaftale.read.letters import unprinted
from rammeaftale.read.markdown.tree import parse_markdown
from rammeaftale.read.yaml.nodes import Mapping, Scalar
from rammeaftale.read.yaml.tree import parse_yaml
from rammeaftale.render.style_sheets import style_sheet
from rammeaftale.takster.register.decode import decode_register
from rammeaftale.takster.register.encode import register_csv
from rammeaftale.takster.values import read_text
from rammeaftale.world import PROGRAM, Source
from rammeaftale.world.program import own_text
from tests.printing import TEMPLATES
from tests.takster.intake_help import HEADINGS, received, told, xlsx
from tests.takster.intake_help import line as line_of
from tests.takster.register_lines import ABOUT, PATH, line, register
from tests.test_letters import FACES

MISSING = "😀👍北☂▪✔\u0332ﷺאعक"
"""Some of those that no face has, from many scripts."""
TOLD = [
    ("Godt 😀!", "😀", "skriv med ord"),
    ("👨\u200d👩\u200d👧 er en familie", "👨\u200d👩\u200d👧", "skriv med ord"),
    ("et ❤\ufe0f", "❤\ufe0f", "skriv med ord"),
    ("🇩🇰", "🇩🇰", "skriv med ord"),
    ("punkt 1\ufe0f\u20e3", "1\ufe0f\u20e3", "skriv »1«"),
    ("fra 北京 til", "北京", "danske bogstaver"),
    ("et x\u0332 her", "x\u0332", "skriv »x«"),
    ("25 ℃", "℃", "skriv »°C«"),
    ("Ⅳ. del", "Ⅳ", "skriv »IV«"),
    ("Ḅ", "Ḅ", "skriv »B«"),
    ("▪ punkt", "▪", "begynd linjen med »- «"),
    ("ja ✔", "✔", "skriv »✓«"),
    ("𝐀𝐁", "𝐀𝐁", "skriv »AB«"),
]


def _letters() -> str:
    lines = own_text(PROGRAM, WIDTH_LIST).splitlines()
    return "".join(chr(int(line.split()[0], 16)) for line in lines if not line.startswith("#"))


def _typeset(**bodies: str) -> dict[str, list[tuple[str, str]]]:
    css = style_sheet(TEMPLATES, "dokument")
    with Typesetters(2) as waiting:
        for stem, body in bodies.items():
            html = f'<html lang="da"><head><title>x</title></head><body><h1>A</h1>{body}</body></html>'
            waiting.send(Markup(stem, html, css, fonts()))
        results = dict(waiting.results())
    return {
        stem: [(found.kind, str(found.span).split(":")[0]) for found in made.diagnostics]
        for stem, made in results.items()
    }


def test_the_typesetter_has_the_letters_of_the_list_and_misses_the_others() -> None:
    known = [letter for letter in _letters() if letter.isprintable() and letter != "\u2010"]  # read as another
    words = escape(" ".join(f"x{letter}" for letter in known))
    fonts_of = {face: f"font: {style} 10px '{family}'" for face, (style, family) in FACES.items()}
    every = "".join(f'<p data-kilde="{face.name}:1" style="{font}">{words}</p>' for face, font in fonts_of.items())
    others = "".join(f'<p data-kilde="U+{ord(letter):04X}:1">x{letter}</p>' for letter in MISSING)
    found = _typeset(kendte=every, andre=others)
    assert len(known) > 1300
    assert set(fonts_of) == set(Face)
    assert "sats-tegn-mangler" not in {kind for kind, _ in found["kendte"]}
    assert sorted(found["andre"]) == sorted(("sats-tegn-mangler", f"U+{ord(letter):04X}") for letter in MISSING)
    assert missing_letters(MISSING) == set(MISSING)


def test_letters_that_one_glyph_draws_may_stand_together() -> None:
    assert _typeset(ens="<p>Δ og ∆, µ og μ, ’ og ʼ, ´ og ˊ</p>") == {"ens": []}


@pytest.mark.parametrize(("text", "run", "hint"), TOLD)
def test_a_picture_or_a_word_is_told_once_with_what_to_write(text: str, run: str, hint: str) -> None:
    (remark,) = unprinted(text)
    assert text[remark.start : remark.end] == run
    assert hint in remark.hint
    assert all(f"U+{ord(letter):04X}" in remark.message for letter in missing_letters(run))
    assert run in remark.message


@pytest.mark.parametrize(("text", "run", "hint"), TOLD)
def test_what_the_hint_says_to_write_can_be_printed(text: str, run: str, hint: str) -> None:
    (remark,) = unprinted(text)
    written = remark.hint.split("»")[1].split("«")[0] if "skriv »" in remark.hint else ""
    assert list(unprinted(text.replace(run, written))) == []


def test_a_text_of_foreign_letters_is_told_of_some_times_only() -> None:
    found = parse_markdown(Source("a.md", ("# A {#a}\n\n" + "北 京 " * 500).encode())).diagnostics
    assert 1 < len(found) <= 20


def test_the_hyphens_of_word_are_read_as_hyphens_where_they_stand() -> None:
    written = "# Ikast-Brande {#a}\n\nI Ikast-Brande er der social-\nog *under-visning*.\n\n- et punkt-skrift\n"
    plain = parse_markdown(Source("a.md", written.encode()))
    for hyphen in "\u2010\u2011":
        read = parse_markdown(Source("a.md", written.replace("-", hyphen).replace(f"{hyphen} ", "- ").encode()))
        assert read == plain
        assert read.diagnostics == ()
    escaped = parse_yaml(Source("a.yaml", b'a: "b\\u2011c"\n')).value
    assert isinstance(escaped, Mapping)
    assert [value.value for _, value in escaped.entries if isinstance(value, Scalar)] == ["b-c"]


def test_the_cell_of_a_register_is_named() -> None:
    data = register_csv(register(line(1), line(2, tilbud="Bakken 😀")))
    (found,) = decode_register(Source(PATH, data), ABOUT).diagnostics
    written = data.decode("utf-8-sig").split("\n")[2]
    assert (found.kind, str(found.span)) == ("tegn-mangler", f"{PATH}:3:{written.index('Bakken') + 1}")


def test_the_cell_of_a_senders_workbook_is_named_once() -> None:
    family, heart = line_of(tilbud="Birk 👨\u200d👩\u200d👧"), line_of(maalgruppe="Voksne ❤\ufe0f")
    found = received(xlsx(Takster=[HEADINGS, family, heart, line_of(tilbud="Ikast\u2011Brande")])).diagnostics
    assert told(found) == [("fejl", "tegn-mangler", "C2"), ("fejl", "tegn-mangler", "H3")]
    assert {str(one.span).split(", celle")[0] for one in found} == {"ind/fil.xlsx, ark »Takster«"}


def test_a_cell_that_cannot_be_printed_is_refused_and_one_with_the_hyphens_of_word_is_not() -> None:
    with pytest.raises(Refused) as refused:
        read_text("Botilbuddet 😀")
    assert refused.value.kind == "tegn-mangler"
    assert read_text("Ikast\u2011Brande og social\u2010pædagogisk") == "Ikast-Brande og social-pædagogisk"
