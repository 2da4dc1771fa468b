"""What is made of data is told by its fields, as people know them."""

from __future__ import annotations

from dataclasses import replace

from rammeaftale.base.diagnostics import TextSpan
from rammeaftale.compare.record_lines import cover_name, cover_text, record_name, record_texts
from rammeaftale.model.provision import Provision, ProvisionKind

WORDS = r"tilbud=Birk \| Ask | afdeling=Nord | normerede-pladser=7.5 | takst-kr=1250"
TAKST = Provision("takst:1", True, ProvisionKind.TAKST, "d", "", WORDS, WORDS, TextSpan("t.csv", 2))
FORUM = replace(TAKST, kind=ProvisionKind.FORUM, printed="navn=Rådet | opgave=A | opgave=B | moeder=To")


def test_a_takst_is_called_by_its_tilbud_told_by_what_differs() -> None:
    other = replace(TAKST, printed=WORDS.replace("7.5", "8.5"))
    assert record_name(TAKST) == "Birk | Ask, Nord"
    assert record_texts((TAKST,), (other,)) == ["Normerede pladser: 7,5", "Normerede pladser: 8,5"]


def test_a_field_that_comes_or_goes_leaves_the_other_side_empty() -> None:
    less = replace(FORUM, printed="navn=Rådet | opgave=A | moeder=To")
    assert record_texts((FORUM,), (less,)) == ["opgave: B", "–"]


def test_one_that_is_new_is_told_whole() -> None:
    assert record_texts((), (FORUM,)) == ["navn: Rådet · opgave: A · opgave: B · møder: To"]


def test_a_cover_field_is_named_its_period_written_out() -> None:
    cover = replace(TAKST, kind=ProvisionKind.COVER, id="rammeaftale/forside/periode")
    assert cover_name(cover) == "forside, periode"
    assert cover_text("2031-01-01/2032-12-31") == "1. januar 2031 – 31. december 2032"
    assert cover_text("Rammeaftale 2031-32") == "Rammeaftale 2031-32"
