"""Formulas in words: what a listener hears in the place of signs."""

from __future__ import annotations

import pytest

from rammeaftale.base.spoken import doubtful_dashes, spoken_formula, unspoken


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("takst = grundlag / pladser", "takst er lig med grundlag divideret med pladser"),
        (
            "takst pr. døgn = a / (b × 365)",
            "takst per døgn er lig med a divideret med parentes begynder b gange 365 parentes slut",
        ),
        ("krav = 2 pct. − fradrag", "krav er lig med 2 procent minus fradrag"),
        ("krav=(2 - a)/3", "krav er lig med parentes begynder 2 minus a parentes slut divideret med 3"),
        ("kommunens 0-17-årige", "kommunens 0 til 17-årige"),
        ("over- og underskud 2019-2022", "over- og underskud 2019 til 2022"),
        ("y = x + 1", "y er lig med x plus 1"),
        ("areal = 2 x bredde", "areal er lig med 2 gange bredde"),
        ("a = −5 + (-2)", "a er lig med minus 5 plus parentes begynder minus 2 parentes slut"),
        ("10 mio. kr. ± 5 %, ca. a²", "10 millioner kroner plus eller minus 5 procent, cirka a i anden"),
        ("tak\u00adst\u00a0≤ 3", "tak\u00adst er mindre end eller lig med 3"),
    ],
)
def test_a_formula_in_words(written: str, said: str) -> None:
    assert spoken_formula(written) == said
    assert unspoken(written) == doubtful_dashes(written) == ()


@pytest.mark.parametrize("sign", "=≠<>≤≥≈+−±×·*/÷()[]²³½¼¾√∑%‰§&€")
def test_every_sign_that_may_stand_in_a_formula_is_gone_from_its_words(sign: str) -> None:
    said = spoken_formula(f"takst {sign}b, c")
    assert said.startswith("takst ")
    assert said.endswith("b, c")
    assert sign not in said
    assert len(said.split()) > len(["takst", "b,", "c"])


@pytest.mark.parametrize("sign", "°→|^#_~∫$")
def test_a_sign_without_words_is_named_once(sign: str) -> None:
    assert unspoken(f"a {sign} b {sign}") == (sign,)


@pytest.mark.parametrize(
    ("written", "dashes"), [("0-17", ("0-17",)), ("a–b + a–b", ("a–b",)), ("a - b", ()), ("Ikast-Brande − 1", ())]
)
def test_a_dash_that_may_be_a_minus(written: str, dashes: tuple[str, ...]) -> None:
    assert doubtful_dashes(written) == dashes


@pytest.mark.parametrize("mended", ["a i anden", "0 - 17", "0 til 17", "a – b"])
def test_what_the_findings_advise_can_be_said(mended: str) -> None:
    assert unspoken(mended) == doubtful_dashes(mended) == ()
