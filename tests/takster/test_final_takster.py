"""What a final edition may not print of its takst register: example data, what is not given, what is not confirmed."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.check.final import why_not_final
from rammeaftale.model.agreement import Edition, Status
from rammeaftale.model.drawing import Drawing
from rammeaftale.model.examples import is_example
from rammeaftale.model.takster import DataState, Takst, TakstBasis
from rammeaftale.render.html import compose
from rammeaftale.render.printed import printed_words
from rammeaftale.render.style_sheets import read_templates
from rammeaftale.shell.pipeline import load
from rammeaftale.world import PROGRAM
from tests import frozen
from tests.memory_world import MemoryWorld

PRINTED_LIMITS = (
    "mindste_reduktion",
    "fradragsgraense",
    "dage_pr_aar",
    "over_underskud",
    "boernehus_objektiv",
    "udviklingsplan_pladser",
)
LEDELSESINFORMATION = f"{frozen.CONTENT}/ledelsesinformation.md"


@cache
def _edition() -> Edition:
    """The frozen edition, said to be final and of real takster, every limit confirmed; gaps are asked for elsewhere."""
    edition = frozen.edition()
    basis = _basis(edition)
    limits = {name: replace(limit, is_confirmed=True) for name, limit in basis.aftale.limits.items()}
    made = replace(
        basis,
        register=replace(basis.register, state=DataState.VALID, source="Kommunernes takstfiler"),
        aftale=replace(basis.aftale, limits=limits),
    )
    return _with(replace(edition, status=Status.FINAL), made)


def _basis(edition: Edition) -> TakstBasis:
    assert edition.takst_basis is not None
    return edition.takst_basis


def _with(edition: Edition, basis: TakstBasis) -> Edition:
    """The edition with another basis, which its documents print."""
    documents = tuple(
        replace(document, takster=basis.register) if document.takster else document for document in edition.documents
    )
    return replace(edition, takst_basis=basis, documents=documents)


def _with_register(**changes: object) -> Edition:
    basis = _basis(_edition())
    return _with(_edition(), replace(basis, register=replace(basis.register, **changes)))  # type: ignore[arg-type]


def _with_lines(change: dict[str, object], only: str = "") -> Edition:
    """All lines of the register with these fields, or those of an id or of a driftsherre's code."""

    def changed(takst: Takst) -> Takst:
        is_meant = not only or only in (takst.id, takst.driftsherre_code)
        return replace(takst, **change) if is_meant else takst  # type: ignore[arg-type]

    return _with_register(takster=tuple(map(changed, _basis(_edition()).register.takster)))


def _reasons(edition: Edition) -> list[Diagnostic]:
    printed = tuple(printed_words(edition, read_templates(PROGRAM)))
    return [reason for reason in why_not_final(edition, printed) if reason.kind != "udestaar-i-endelig"]


@cache
def _of_texts() -> frozenset[Diagnostic]:
    """The frozen edition's own texts say that it is made up."""
    return frozenset(_reasons(_edition()))


def _told(edition: Edition) -> list[tuple[str, str]]:
    """The reasons that the change of the register brings."""
    return [(reason.kind, str(reason.span)) for reason in _reasons(edition) if reason not in _of_texts()]


def test_real_takster_with_all_figures_are_no_reason() -> None:
    assert {str(reason.span).rpartition("/")[2] for reason in _of_texts()} == {
        "ledelsesinformation.md:4:1",
        "styring.md:32:1",
        "tekst.md:4:1",
    }


@pytest.mark.parametrize("words", ["opdigtede eksempeldata", "udestår", "Fremgår ikke af kilderne"])
def test_a_source_that_says_that_the_data_are_made_up_is_told_where_it_is_printed(words: str) -> None:
    told = _told(_with_register(source=words))
    assert {kind for kind, _ in told} == {"hul-i-endelig"}
    assert [place.rpartition("/")[2] for _, place in told] == [
        "tekst.md:16:1",
        "tekst.md:12:1",
        "ledelsesinformation.md:59:1",
    ]


def test_a_word_in_a_line_of_the_register_is_told_once_and_in_its_cell() -> None:
    line = _basis(_edition()).register.takster[3]
    for field in ("tilbud", "maalgruppe", "note"):
        assert _told(_with_lines({field: "udestår"}, only=line.id)) == [("hul-i-endelig", str(line.span_of(field)))]


def test_figures_that_are_given_for_no_line_are_told_where_they_would_stand() -> None:
    """A key figure, a chart, and the last row of two tables; that one driftsherre has none is no hole."""
    told = _told(_with_lines({"occupancy_2": None}))
    assert set(told) == {("hul-i-endelig", f"{LEDELSESINFORMATION}:{line}:1") for line in (7, 41, 45, 77)}
    one = _basis(_edition()).register.takster[0].driftsherre_code
    assert _told(_with_lines({"occupancy_2": None}, only=one)) == []


def test_a_limit_that_is_printed_must_be_confirmed_in_a_table_or_as_a_fact() -> None:
    basis = _basis(_edition())
    limits = {name: replace(limit, is_confirmed=False) for name, limit in basis.aftale.limits.items()}
    told = _reasons(_with(_edition(), replace(basis, aftale=replace(basis.aftale, limits=limits))))
    new = [reason for reason in told if reason not in _of_texts()]
    assert {reason.kind for reason in new} == {"ubekraeftet-i-endelig"}
    named = [re.search("»(.*?)«", reason.message) for reason in new]
    assert {match[1] for match in named if match} == set(PRINTED_LIMITS)
    assert [str(reason.span) for reason in new] == [str(limits[name].span) for name in PRINTED_LIMITS]


def test_example_data_are_told_of_each_document_that_prints_them() -> None:
    made = _with_register(state=DataState.EXAMPLE)
    examples = {document.id for document in made.documents if is_example(made, document)}
    assert examples == {"takster", "pladser", "ledelsesinformation"}
    assert [kind for kind, _ in _told(made)] == ["eksempeldata-i-endelig"] * len(examples)


@pytest.mark.parametrize(
    ("text", "is_made_of_it"),
    [
        ("::: figur pladser {#f}\nTitel\n:::\n", True),
        ("Der er {{ takstregister.pladser }} pladser.\n", True),
        ("Der er {{ takstregister.takster | tal }} takster.\n", True),
        ("Taksterne gælder for {{ takstregister.år }}.\n", False),
        ("Kommunerne har mange pladser.\n", False),
    ],
)
def test_a_document_that_draws_the_register_or_counts_in_it_is_marked(text: str, is_made_of_it: bool) -> None:
    faktaark = f"{frozen.CONTENT}/faktaark.md"
    world = MemoryWorld({**frozen.files(), faktaark: f"# Faktaark {{#faktaark}}\n\n{text}".encode()})
    edition = load(world, frozen.EDITION).value
    assert edition is not None
    (own,) = [document for document in edition.documents if document.id == "faktaark"]
    assert is_example(edition, own) == is_made_of_it
    page = compose(edition, own, {name: Drawing(name, "", "", 1) for name in ("pladser",)}, read_templates(PROGRAM), {})
    assert ("EKSEMPELDATA" in page.value.html, 'class="varsel"' in page.value.html) == (is_made_of_it,) * 2
