"""The quicker forms give what the engine gives, byte for byte, on every document of the tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from rammeaftale.engine import speed
from rammeaftale.engine.speed import flow, percentages
from tests.tagging.rendering import corpus, laid_out

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((Path(__file__).parent / "cases").glob("*.html"))


def started(*options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.speed.typeset_all", *options], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def read(process: subprocess.Popen[str]) -> dict[str, Any]:
    written, _ = process.communicate()
    assert process.returncode == 0
    found: dict[str, Any] = json.loads(written)
    return found


def test_every_document_has_the_bytes_that_the_engine_gives_it() -> None:
    engine, ours = started("--som-motoren"), started()
    slow, quick = read(engine), read(ours)
    assert (slow["quick"], quick["quick"]) == (False, True)
    assert len(quick["digests"]) > len(CASES) > 0
    assert quick["digests"] == slow["digests"]


def test_an_engine_of_another_version_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    replaced: list[str] = []
    monkeypatch.setattr("weasyprint.__version__", "70.1")
    monkeypatch.setattr(speed, "_replace", lambda original, _: replaced.append(original.__name__))
    assert not speed.install.__wrapped__()
    assert replaced == []


@given(st.lists(st.floats(-1e6, 1e6), max_size=6))
def test_margins_meet_as_in_the_engine(margins: list[float]) -> None:
    engine, ours = flow.FUNCTIONS[0]
    assert ours(margins) == engine(margins)


def test_pages_are_asked_for_as_in_the_engine() -> None:
    document = laid_out((Path(__file__).parent / "cases" / "sider.html").read_text("utf-8"))
    seen = [box for page in document.pages for box in page._page_box.descendants() if isinstance(box, boxes.ParentBox)]
    assert {flow.page_values(box) for box in seen} >= {("bred", "bred"), ("", "")}
    for box in seen:
        children = [child for child in box.children if child.is_in_normal_flow() or child.is_floated()]
        if not children or isinstance(box, boxes.TableBox):
            assert flow.page_values(box) == (box.style["page"], box.style["page"])
        else:
            first, last = children[0].page_values()[0], children[-1].page_values()[1]
            assert flow.page_values(box) == (first or box.style["page"], last or box.style["page"])


def test_a_placeholder_passes_its_sizes_on_to_its_box() -> None:
    document = laid_out(corpus("afsnit"))
    page = document.pages[0]._page_box
    box = next(box for box in page.descendants() if isinstance(box, boxes.BlockBox)).copy()
    box.width = box.margin_left = None  # type: ignore[assignment]  # as before it is laid out
    placeholder = AbsolutePlaceholder(box)
    percentages.resolve_percentages(placeholder, (100, 100))
    assert box.margin_left is not None
    assert "margin_left" not in placeholder.__dict__
