"""The quicker forms give what the engine gives, byte for byte, on every document of the tests."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from rammeaftale.engine import speed
from rammeaftale.engine.speed import flow, percentages
from tests.tagging.rendering import corpus, laid_out

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((Path(__file__).parent / "cases").glob("*.html"))


def test_every_document_has_the_bytes_that_the_engine_gives_it() -> None:
    """With all forms, and the awkward cases without each of them in turn."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.speed.typeset_all"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    digests = json.loads(done.stdout)
    engine, ours = digests.pop("alle"), digests.pop("")
    assert len(engine) > len(CASES) > 0
    assert ours == engine
    assert digests.keys() == speed.FORMS.keys()
    for name, made in digests.items():
        assert made == {f"cases/{path.stem}": engine[f"cases/{path.stem}"] for path in CASES}, name


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
    del box.__dict__["margin_left"]
    placeholder = AbsolutePlaceholder(box)
    percentages.resolve_percentages(placeholder, (100, 100))
    assert "margin_left" in box.__dict__
    assert "margin_left" not in placeholder.__dict__
