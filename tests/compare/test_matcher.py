"""The order in which sameness is decided, one rule at a time."""

from __future__ import annotations

import pytest

from rammeaftale.compare.changes import ChangeKind, Match
from rammeaftale.compare.matcher import match
from rammeaftale.model.provision import Provision, ProvisionKind

CHAPTER, SECTION = ProvisionKind.CHAPTER, ProvisionKind.SECTION
PARAGRAPH, ITEM, ROW, TAKST = ProvisionKind.PARAGRAPH, ProvisionKind.ITEM, ProvisionKind.ROW, ProvisionKind.TAKST

LONG = "Taksten beregnes af driftsherren hvert år inden den første oktober og gælder fra nytår"
FIRST, REST = "Taksten beregnes af driftsherren", LONG.removeprefix("Taksten beregnes af driftsherren ")
CHANGED = "Taksten beregnes af driftsherren hvert år inden den femte oktober og gælder fra nytår"


def provision(id_: str, words: str, kind: ProvisionKind = PARAGRAPH, above: str = "h", written: str = "") -> Provision:
    """A derived id has a slash in it."""
    return Provision(id_, "/" not in id_, kind, "d", above, words, written or words)


HEADING = provision("h", "Overskrift", CHAPTER, "")


def told(result: Match) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [
        ("+".join(sorted(kind.value for kind in one.kinds)), tuple(o.id for o in one.old), tuple(n.id for n in one.new))
        for one in result.changes
    ]


def under_heading(*own: Provision) -> tuple[Provision, ...]:
    return (HEADING, *own)


def test_a_written_id_is_the_same_wherever_it_stands_and_whatever_it_says() -> None:
    old = (HEADING, provision("x", "Før"), provision("k", "Andet", CHAPTER, ""))
    new = (HEADING, provision("k", "Andet", CHAPTER, ""), provision("x", "Nu", above="k"))
    assert told(match(old, new)) == [("flyttet+omformuleret", ("x",), ("x",))]


def test_a_derived_id_is_no_evidence() -> None:
    old = under_heading(provision("h/1", "a b"), provision("h/2", "c d"))
    new = under_heading(provision("h/1", "ny her"), provision("h/2", "a b"), provision("h/3", "c d"))
    assert told(match(old, new)) == [("ny", (), ("h/1",))]


def test_equal_text_beats_place() -> None:
    other = provision("k", "Andet", CHAPTER, "")
    old = (*under_heading(provision("h/1", "a b")), other)
    new = (*under_heading(provision("h/1", "c d")), other, provision("k/1", "a b", above="k"))
    assert told(match(old, new)) == [("ny", (), ("h/1",)), ("flyttet", ("h/1",), ("k/1",))]


def test_a_fact_with_a_new_value_is_the_same_though_it_moved() -> None:
    other = provision("k", "Andet", CHAPTER, "")
    old = (*under_heading(provision("h/1", "i alt 5", written="i alt {{ n }}")), other)
    new = (*under_heading(), other, provision("k/1", "i alt 6", above="k", written="i alt {{ n }}"))
    assert told(match(old, new)) == [("flyttet+ny værdi", ("h/1",), ("k/1",))]


def test_a_number_that_becomes_a_fact_says_the_same() -> None:
    old = under_heading(provision("h/1", "i alt 5"))
    new = under_heading(provision("h/1", "i alt 5", written="i alt {{ n }}"))
    assert told(match(old, new)) == [("ny kilde", ("h/1",), ("h/1",))]


def test_a_paragraph_that_becomes_a_point_is_the_same() -> None:
    old, new = under_heading(provision("h/1", "a b")), under_heading(provision("h/1", "a b", ITEM))
    assert told(match(old, new)) == [("anden form", ("h/1",), ("h/1",))]


def test_one_against_one_between_the_same_neighbours_is_the_same() -> None:
    ends = provision("h/1", "først"), provision("h/3", "sidst")
    old = under_heading(ends[0], provision("h/2", "noget"), ends[1])
    new = under_heading(ends[0], provision("h/2", "helt andet"), ends[1])
    assert told(match(old, new)) == [("omformuleret", ("h/2",), ("h/2",))]


def test_of_several_in_one_place_only_those_that_are_alike_and_to_no_other_are_the_same() -> None:
    old = under_heading(provision("h/1", LONG), provision("h/2", "Klager sendes til sekretariatet"))
    new = under_heading(
        provision("h/1", CHANGED), provision("h/2", "Parterne mødes"), provision("h/3", "Budget og regnskab følger")
    )
    assert told(match(old, new)) == [
        ("omformuleret", ("h/1",), ("h/1",)),
        ("udgået", ("h/2",), ()),
        ("ny", (), ("h/2",)),
        ("ny", (), ("h/3",)),
    ]


def test_what_is_alike_to_two_is_not_guessed_but_proposed() -> None:
    old = under_heading(provision("h/1", LONG))
    new = under_heading(provision("h/1", CHANGED), provision("h/2", f"{CHANGED} igen"))
    result = match(old, new)
    assert told(result) == [("udgået", ("h/1",), ()), ("ny", (), ("h/1",)), ("ny", (), ("h/2",))]
    assert [(one.old.id, one.new.id) for one in result.proposals] == [("h/1", "h/1"), ("h/1", "h/2")]


def test_what_stands_under_another_heading_is_only_proposed() -> None:
    other = provision("k", "Andet", CHAPTER, "")
    old = (*under_heading(provision("h/1", LONG)), other)
    new = (*under_heading(), other, provision("k/1", CHANGED, above="k"))
    result = match(old, new)
    assert told(result) == [("udgået", ("h/1",), ()), ("ny", (), ("k/1",))]
    assert [(one.old.id, one.new.id) for one in result.proposals] == [("h/1", "k/1")]
    assert result.proposals[0].likeness > 0.5


def test_two_with_different_written_ids_are_not_the_same_by_their_place() -> None:
    old, new = under_heading(provision("a", "Før")), under_heading(provision("b", "Nu"))
    assert told(match(old, new)) == [("udgået", ("a",), ()), ("ny", (), ("b",))]
    assert told(match(old, new, frozenset({("a", "b")}))) == [("omformuleret", ("a",), ("b",))]


def test_takster_are_known_by_their_id_and_their_order_says_nothing() -> None:
    lines = [provision(f"takst:{n}", f"linje {n}", TAKST, "") for n in range(4)]
    assert told(match(lines, [*reversed(lines[1:])])) == [("udgået", ("takst:0",), ())]
    assert told(match(lines[:1], [provision("takst:9", "linje andet", TAKST, "")])) == [
        ("udgået", ("takst:0",), ()),
        ("ny", (), ("takst:9",)),
    ]


def test_a_split_is_found_word_for_word_and_the_first_part_is_the_old_one() -> None:
    old = under_heading(provision("h/1", LONG), provision("h/2", "slut"))
    new = under_heading(provision("h/1", FIRST), provision("h/2", REST), provision("h/3", "slut"))
    result = match(old, new)
    assert told(result) == [("delt", ("h/1",), ("h/1", "h/2"))]
    assert (old[1], new[1]) in result.pairs
    assert told(match(new, old)) == [("samlet", ("h/1", "h/2"), ("h/1",))]


def test_a_paragraph_with_an_id_that_gives_a_part_away_is_split() -> None:
    old = under_heading(provision("x", "a b c d"))
    new = under_heading(provision("x", "a b"), provision("h/1", "c d"))
    assert told(match(old, new)) == [("delt", ("x",), ("x", "h/1"))]


def test_points_below_a_split_point_have_not_moved() -> None:
    old = under_heading(provision("h/1", "a b", ITEM), provision("h/2", "under", ITEM, "h/1"))
    new = under_heading(
        provision("h/1", "a", ITEM), provision("h/2", "b", ITEM), provision("h/3", "under", ITEM, "h/2")
    )
    assert told(match(old, new)) == [("delt", ("h/1",), ("h/1", "h/2"))]


SECTIONS = (
    HEADING,
    provision("a", "Tilsyn", SECTION),
    provision("a/1", "et to", above="a"),
    provision("a/2", "tre fire", above="a"),
)
TWO_SECTIONS = (
    HEADING,
    provision("a", "Tilsyn", SECTION),
    provision("a/1", "et to", above="a"),
    provision("b", "Kontrol", SECTION),
    provision("b/1", "tre nu fem", above="b"),
)


def test_a_section_split_by_lineage_has_the_same_texts_below_it() -> None:
    assert told(match(SECTIONS, TWO_SECTIONS)) == [
        ("udgået", ("a/2",), ()),
        ("ny", (), ("b",)),
        ("ny", (), ("b/1",)),
    ]
    lineage = frozenset({("a", "b")})
    assert told(match(SECTIONS, TWO_SECTIONS, lineage)) == [
        ("delt", ("a",), ("a", "b")),
        ("omformuleret", ("a/2",), ("b/1",)),
    ]
    mirrored = match(TWO_SECTIONS, SECTIONS, frozenset((new, old) for old, new in lineage))
    assert told(mirrored) == [("samlet", ("a", "b"), ("a",)), ("omformuleret", ("b/1",), ("a/2",))]


def test_lineage_that_both_sides_have_behind_them_says_nothing() -> None:
    assert told(match(TWO_SECTIONS, TWO_SECTIONS, frozenset({("a", "b")}))) == []


def test_lineage_of_ids_that_are_not_there_says_nothing() -> None:
    assert told(match(SECTIONS, SECTIONS, frozenset({("x", "a"), ("a", "y")}))) == []


@pytest.mark.parametrize("count", [3, 40])
def test_one_row_more_among_equal_rows_is_one_change(count: int) -> None:
    table = provision("t", "Tabel", ProvisionKind.TABLE)
    rows = [provision(f"t/{n}", "– | –" if n % 2 else f"x{n % 3} | 1", ROW, "t") for n in range(count)]
    added = [*rows[:2], provision("t/ny", "– | –", ROW, "t"), *rows[2:]]
    (change,) = match((HEADING, table, *rows), (HEADING, table, *added)).changes
    assert change.kinds == {ChangeKind.NEW}


def test_a_document_with_another_id_is_the_same_when_its_cover_is() -> None:
    def bilag(name: str) -> tuple[Provision, ...]:
        cover = Provision(f"{name}/forside/titel", True, ProvisionKind.COVER, name, "", "Titel", "Titel")
        return cover, Provision("k", True, CHAPTER, name, "", "Kapitel", "Kapitel")

    assert told(match(bilag("a"), bilag("b"))) == []
