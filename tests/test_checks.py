"""The rules of content and wording, each broken once."""

import pytest

from rammeaftale.base.diagnostics import Severity
from rammeaftale.check.content import check_drawings, check_inserts
from rammeaftale.check.final import check_final, why_not_final
from rammeaftale.check.leftovers import check_leftovers
from rammeaftale.check.wording import check_period, check_tilbud_phrase
from rammeaftale.model.agreement import Status
from tests.editions import document, edition

GAP = "# A {#a}\n\n::: udestår Takstgruppen\nVarsler for opsigelse.\n:::\n"


def test_a_gap_is_listed_in_a_draft_and_refused_in_a_final_edition() -> None:
    (gap,) = check_final(edition(document("a", GAP)), tuple)
    assert (gap.severity, gap.message, str(gap.span)) == (
        Severity.GAP,
        "Takstgruppen: Varsler for opsigelse",
        "a.md:3:1",
    )
    (refused,) = check_final(edition(document("a", GAP), status=Status.FINAL), tuple)
    assert (refused.severity, refused.kind) == (Severity.ERROR, "udestaar-i-endelig")


def test_why_an_edition_may_not_be_final_is_known_while_it_is_a_draft() -> None:
    assert why_not_final(edition(document("a", "# A {#a}\n\nTekst.\n")), ()) == ()
    draft, final = (edition(document("a", GAP), status=status) for status in Status)
    assert why_not_final(draft, ()) == why_not_final(final, ()) == tuple(check_final(final, tuple))


def test_an_insert_must_exist_and_have_its_data() -> None:
    (unknown,) = check_inserts(edition(document("a", "# A {#a}\n\n::: indsæt bilagslisten\n:::\n")))
    assert (unknown.kind, unknown.hints) == ("indsaet-ukendt", ("mente du »bilagsliste«?",))
    (without,) = check_inserts(edition(document("a", "# A {#a}\n\n::: indsæt takster\n:::\n")))
    assert without.kind == "indsaet-uden-data"


def test_a_drawing_must_exist() -> None:
    (unknown,) = check_drawings(edition(document("a", "# A {#a}\n\n::: figur organisering {#f}\nTekst\n:::\n")))
    assert (unknown.kind, unknown.hints) == ("figur-ukendt", ("mente du »organisation«?",))


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("Lands- og landsdækkende tilbud.", 1),
        ("Lands- og landsdelsdækkende tilbud.", 0),
        ("En landsdækkende koordination.", 0),
    ],
)
def test_only_the_whole_phrase_is_a_slip(written: str, found: int) -> None:
    assert len(list(check_tilbud_phrase(edition(document("a", f"# A {{#a}}\n\n{written}\n"))))) == found


@pytest.mark.parametrize(
    ("written", "found"), [("Rammeaftale 2031-2032.", 1), ("Rammeaftale 2031-32.", 0), ("Perioden 2019-2022.", 0)]
)
def test_the_period_is_written_one_way(written: str, found: int) -> None:
    assert len(list(check_period(edition(document("a", f"# A {{#a}}\n\n{written}\n"))))) == found


@pytest.mark.parametrize(
    "written",
    ["Fejl! sagde han.", "Kapitel XX.", "Se \\[A-1\\].", "Og så ... 12 gange.", "Max 5 kr.", "Felix og Xx\u00e6."],
)
def test_words_that_only_look_like_leftovers_are_none(written: str) -> None:
    assert list(check_leftovers(edition(document("a", f"# A {{#a}}\n\n{written}\n")))) == []
