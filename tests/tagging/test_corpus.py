"""Each construct alone: its golden tag tree, nothing lost, no fault, and what outside programs say of it."""

from __future__ import annotations

import io
from pathlib import Path

import pdfua
import pytest
from pikepdf import pdfa

from rammeaftale.engine.inspect.completeness import compare
from rammeaftale.engine.inspect.judge import judge
from rammeaftale.engine.inspect.tagtree import tree_text
from tests.tagging.rendering import NAMES, corpus, corpus_pdf, element_tree

FACIT = Path(__file__).parent / "facit"
# A table without header cells is the author's choice; a group's drawing call carries its marks inside.
KNOWN_PDFUA = {"tabel-spaend": {"UA-15-003"}, "vandmaerke": {"UA-01-003"}}
# pikepdf's checker knows level B only and takes no extension schema.
KNOWN_PDFA = ("6.6.2.3.1-1", "6.6.4-")


@pytest.mark.parametrize("name", NAMES)
def test_tree_is_the_golden_one(name: str, accept: bool) -> None:
    file = FACIT / f"{name}.txt"
    found = tree_text(corpus_pdf(name).data)
    if accept:
        file.write_text(found, "utf-8")
    assert found == file.read_text("utf-8")


def test_no_golden_tree_is_unused() -> None:
    assert sorted(path.stem for path in FACIT.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_lost(name: str) -> None:
    assert compare(element_tree(corpus(name)), corpus_pdf(name).tree.root) == ()


@pytest.mark.parametrize("modern", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_judge_finds_no_fault(name: str, modern: bool) -> None:
    pdf = corpus_pdf(name, modern=modern)
    assert judge(pdf.data, element_tree(corpus(name))) == ()


@pytest.mark.parametrize("name", NAMES)
def test_pdfua_agrees(name: str, tmp_path: Path) -> None:
    file = tmp_path / "prøve.pdf"
    file.write_bytes(corpus_pdf(name).data)
    report = pdfua.validate(str(file))
    assert {finding.rule_id for finding in report.findings} == KNOWN_PDFUA.get(name, set())


@pytest.mark.parametrize("name", NAMES)
def test_pikepdf_finds_no_violation_of_pdfa(name: str) -> None:
    report = pdfa.validate_written(io.BytesIO(corpus_pdf(name).data), "2b")
    violations = [str(one) for one in report.findings if one.kind == "violation"]
    assert [one for one in violations if not any(known in one for known in KNOWN_PDFA)] == []
