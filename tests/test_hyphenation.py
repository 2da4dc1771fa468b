"""Where long Danish words are divided: at their joints, and never in a name, a number or an unknown word."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.base.unseen import SOFT_HYPHEN
from rammeaftale.engine.inspect.completeness import compare
from rammeaftale.model.inline import Emphasis, Foreign, Text, Unbroken
from rammeaftale.model.plain import plain_text
from rammeaftale.render.hyphenation import (
    INNER,
    JOINT,
    LEAST_WORD,
    _entries,
    divided,
    divisions,
    hyphenate,
)
from tests import frozen
from tests.editions import SPAN
from tests.memory_world import MemoryWorld
from tests.tagging.rendering import element_tree, page, tagged
from tools.delinger import unknown

VOCABULARY = (Path(__file__).parent / "fixtures/ordforraad.txt").read_text("utf-8").splitlines()[1:]
"""The long words of rammeaftaler; they stay here when the texts are written anew."""
VOWEL = re.compile("[aeiouyæøåé]")
DIVIDED = """
kommunal|direktør|netværket kommunal|direk|tørerne tilgænge|lig|heds|erklæring special|under|vis|nings|området
social|pædagogisk kommunal|besty|relserne kommune|kontakt|rådet sundheds|aftale|sekreta|riatet
sundheds|koordina|tions|udvalget drifts|overens|komst drifts|herrerne drifts|kommune drifts|mæssige
takst|aftale|perioden takst|styre|gruppen takst|beregning takst|grundlaget takst|udviklingen takst|niveauer
takst|indberet|ning takst|samarbejdet ramme|aftalerne ramme|aftale|sam|arbejdet styrings|aftalen sundheds|aftalens
udviklings|områderne udviklings|planer udviklings|tiltag udviklings|hæmmede udviklings|forstyr|relser
udviklings|strategien tilbuds|viften tilbuds|type tillægs|ydelser tilsyns|myndigheden social|tilsynet
social|direk|tørerne social|direktør|niveau social|området social|psykiatrien social|ministeriet social|styrelsen
special|områder special|rådgivning special|under|vis|nings|tilbud under|vis|ning under|vis|nings|tilbud
børnehus|bekendt|gørelsen finan|sie|rings|bekendt|gørelsens finan|sie|rings|ansvaret finan|sie|rings|modellen
lov|bekendt|gørelse bekendt|gørelser lov|grundlaget lov|givningen børne|huset børne|klinikken børne|skolen
bruger|organi|sa|tioner handicap|organi|sa|tionerne handicap|råd interesse|organi|sa|tionerne
pårørende|organi|sa|tioner organi|sa|tionen organi|sa|tions|figuren insti|tu|tioner døgn|insti|tu|tioner
døgn|tilbuddet døgn|pladser efter|regulering efter|prøvning efter|spørgslen efter|spurgt
enkelt|mands|foran|stalt|ninger folke|tings|året folke|valgte fordelings|nøgle forretnings|udvalget
forsynings|ansvaret forsynings|pligten frem|gangs|måden gennem|sigtighed gennem|snitlige hjerne|skade|området
hoved|mål|grupper hoved|ydelsen koncern|direktør|niveau koordina|tions|forum koordi|ne|rings|opgaver koordi|ne|ringen
krise|centre kriminal|forsorgens køber|kommunerne lands|dels|dækkende lands|dækkende ledelses|infor|ma|tionens
livs|kvalitet løn|frem|skrivning løn|omkost|ninger misbrugs|behandling stof|misbrugs|behandling myndigheds|ansvaret
myndigheds|netværket mål|gruppens omkostnings|effektive omsorgs|svigt opholds|kommune opmærk|som|heds|punkter
overens|stemmelse over|belægning patient|forløb plads|oversigt regions|råds|medlemmer regions|råds|formanden
regne|eksemplet regnskabs|tal regulerings|grænse sags|frem|stilling samarbejds|fora sam|arbejdet samværs|tilbud
sammen|lignelige selv|stændige spise|forstyr|relser spørgs|målet standard|kontraktens styre|grupper
tjeneste|mands|pensioner tvær|regionalt udgangs|punktet udgifts|udviklingen udlignings|grupper vej|ledning
viden|kapacitet videre|udvikle ydelses|niveauer ældre|bolig|område økonomi|aftalen økonomi|med|arbejdere
afregnings|procedure akut|pladser almen|bolig|loven arbejds|gruppe autisme|spektret belægnings|procenten
beskæf|ti|gelses|området betalings|kommunen budget|året
"""
# Every part after a joint that begins with s, seen through by hand: in none of them is the s a binding one.
PARTS_ON_S = """
sag samarbejde samfund sammen samråd sat sekretariat sektoriel sendelse shop side sigt sigte sigtet sigtig sigtighed
sikkerheds skab skade skema skole skrevet skrift skriver skrivning skud skuelig skuelighed skydende snit snitlig spektr
spiller springe spurgt spørge spørgsel spørgsl stemmelse stille stilling strategi struktur styre styrelse styring
stående stændig støtte svigt synede sæt sætning sætte søge
""".split()  # noqa: SIM905  # read as running text
UNTOUCHED = (
    "Midtjylland",
    "hos Kofoedsminde og Kofoedsmindes naboer",
    "i Kommunekontaktrådet",
    "KOMMUNEKONTAKTRÅDET",
    "Ringkøbing-Skjern, Ikast-Brande",
    "specialundervisnings- og rådgivningstilbud-delen",
    "KKR-kommunaldirektørnetværket",
    "10.000.000 kr., § 85, stk. 2, 2 pct., 1. januar 2021",
    "takstaftale2021 og 2021takstaftale",
    "https://www.rammeaftale.dk/takstaftalen/styringsaftalen?side=rammeaftale#takstaftale",
    "rammeaftale.sekretariatet@midtjylland.dk",
    "styringsaftalen.pdf",
    "takstaftaleperioden/styringsaftalen",
    "bl.a., jf., mv., LBK nr. 1548",
    "uforståelighedsmaskineriet",
    "aftalen",
)


def _shown(text: str) -> str:
    return hyphenate(text).replace(SOFT_HYPHEN, "|")


@pytest.mark.parametrize("word", DIVIDED.split())
def test_a_word_is_divided_at_its_joints(word: str) -> None:
    assert _shown(word.replace("|", "")) == word


@pytest.mark.parametrize("text", UNTOUCHED)
def test_names_numbers_addresses_and_unknown_words_stay_whole(text: str) -> None:
    assert hyphenate(f"se {text}") == f"se {text}"


@pytest.mark.parametrize("before", ["", "Slut. ", "Hvad? ", "»", "Slut.« »", "Her er det: "])
def test_a_capital_that_only_begins_the_sentence_makes_no_name(before: str) -> None:
    assert _shown(f"{before}Styringsaftalen følger.") == f"{before}Styrings|aftalen følger."


def test_a_name_stays_whole_also_at_the_beginning_of_a_sentence() -> None:
    assert (
        hyphenate("Socialstyrelsens vejledning. Midtjyllands")
        == f"Socialstyrelsens vej{SOFT_HYPHEN}ledning. Midtjyllands"
    )


def test_a_compound_not_on_the_list_is_read_by_its_parts() -> None:
    listed = {entry.replace(JOINT, "").replace(INNER, "") for entry in _entries()}
    assert not {"takststyregruppemøde", "udviklingsaftaler", "sundhedsudvalgsformanden"} & listed
    assert _shown("takststyregruppemøde udviklingsaftaler") == "takst|styre|gruppe|møde udviklings|aftaler"
    assert _shown("sundhedsudvalgsformanden") == "sundheds|udvalgs|formanden"


def test_every_long_word_of_the_vocabulary_has_a_known_division() -> None:
    assert [word for word in VOCABULARY if divisions(word) is None] == []


def test_words_without_a_division_are_told_with_the_first_text_that_has_them() -> None:
    texts = [
        ("a.md", "Et uforståelighedsmaskineri i takstaftalen"),
        ("b.md", "# Uforståelighedsmaskineri {#langtmaerke}"),
    ]
    assert unknown(texts) == {"uforståelighedsmaskineri": "a.md", "Uforståelighedsmaskineri": "b.md"}


def test_no_division_leaves_a_part_without_a_vowel_or_a_few_letters() -> None:
    words = {*VOCABULARY, *(entry.replace(JOINT, "").replace(INNER, "") for entry in _entries())}
    assert len(words) > 700
    for word in words:
        places = divisions(word)
        assert places is not None, word
        pieces = [word[start:end] for start, end in zip((0, *places), (*places, None), strict=True)]
        assert all(VOWEL.search(piece.lower()) for piece in pieces), pieces
        assert not places or (len(pieces[0]) >= 3 and len(pieces[-1]) >= 3), pieces


def test_the_binding_s_stays_with_the_part_before_it() -> None:
    found = {part.replace(INNER, "") for entry in _entries() for part in entry.split(JOINT)[1:] if part.startswith("s")}
    assert found <= set(PARTS_ON_S)


def test_the_list_is_well_formed() -> None:
    bare = [entry.replace(JOINT, "").replace(INNER, "") for entry in _entries()]
    assert len(bare) == len(set(bare))
    for entry in _entries():
        assert re.fullmatch(r"[a-zæøå]+(?:[·-][a-zæøå]+)*|[A-ZÆØÅ][a-zæøå]+", entry), entry
        assert all(VOWEL.search(part) for part in re.split("[·-]", entry.lower())), entry


WORDS = st.sampled_from([word.replace("|", "") for word in DIVIDED.split()] + list(UNTOUCHED))
TEXTS = st.lists(WORDS | st.text(max_size=8) | st.sampled_from([" ", ". ", "-", "\u00a0", SOFT_HYPHEN])).map("".join)


@given(TEXTS)
def test_without_soft_hyphens_the_text_is_the_same(text: str) -> None:
    assert hyphenate(text).replace(SOFT_HYPHEN, "") == text.replace(SOFT_HYPHEN, "")


@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    assert hyphenate(hyphenate(text)) == hyphenate(text)


def test_a_run_keeps_its_held_and_foreign_words() -> None:
    long = "kommunaldirektørnetværket"
    run = (
        Text(f"og {long} ", SPAN),
        Emphasis((Text(long, SPAN),), SPAN),
        Foreign("en", (Text(long, SPAN),), SPAN),
        Unbroken(long, SPAN),
    )
    marked = hyphenate(long)
    assert marked != long
    assert plain_text(divided(run)) == f"og {marked} {marked}{long}{long}"


def test_the_words_are_found_whole_in_the_file() -> None:
    """Soft hyphens inside a line are no text, and a word divided at the end of a line is read whole."""
    text = " ".join(word.replace("|", "") for word in DIVIDED.split()[:60])
    css = "p { hyphens: manual; hyphenate-character: '-' }"
    html = page(f'<p data-kilde="a.md:1">{hyphenate(text)}</p>', css)
    made = tagged(html)
    assert compare(element_tree(html), made.tree.root) == ()
    assert text in made.tree.root.text
    drawn = _file_text(made.data)
    assert " ".join(drawn.split()) == text
    assert drawn.count("\n") < _file_text(tagged(page(f'<p data-kilde="a.md:1">{text}</p>', css)).data).count("\n")


def _file_text(data: bytes) -> str:
    pdfium = pytest.importorskip("pypdfium2")
    file = pdfium.PdfDocument(data)
    try:
        return "\r\n".join(one.get_textpage().get_text_range() for one in file)
    finally:
        file.close()


HELD = re.compile(
    r"§{1,2} \d|\d (?:pct|kr|mio|mia)\.|\b(?:mio|mia)\. kr\.|\b(?:stk|nr)\. \d"
    r"|\b\d{1,2}\. (?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\b"
    r"|\b(?:bilag|kapitel|afsnit|figur|tabel) \d",
    re.IGNORECASE,
)
HAVE = (
    "§\u00a085", "\u00a0pct.", "1.\u00a0januar", "bilag\u00a01", "kapitel\u00a0", "mio.\u00a0kr.", "stk.\u00a01",
    "nr.\u00a0",
)  # fmt: skip
INLINE = re.compile(r"</?(?:a|abbr|em|span|strong)\b(?! class=\"(?:emne|slags|titel)\")[^>]*>")


def _printed(store: Path) -> dict[str, str]:
    """The text of every document as it is typeset: inline elements join, others and the lines of a title part."""
    return {
        markup.stem: unescape(
            re.sub(r"<(style|title)\b.*?</\1>|<[^>]+>", "\n", INLINE.sub("", markup.html), flags=re.DOTALL)
        )
        for markup in frozen.composed(MemoryWorld(frozen.files()), store)
    }


def test_paragraphs_dates_amounts_and_references_never_break(tmp_path: Path) -> None:
    printed = _printed(tmp_path)
    loose = {
        (stem, text[match.start() - 20 : match.end() + 5])
        for stem, text in printed.items()
        for match in HELD.finditer(text)
    }
    assert loose == set()
    for held in HAVE:
        assert any(held in text for text in printed.values()), held


def test_short_words_are_never_divided() -> None:
    assert all(divisions(word) in ((), None) for word in ("aftalen", "takstfil", "x" * (LEAST_WORD - 1)))
