"""The typesetting processes with the real engine: order, failures, and what a document can never reach."""

import io
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from rammeaftale.engine import typesetters
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.render.style_sheets import small_page
from rammeaftale.world import DiskWorld
from tests.typesetting_parts import CSS, FONTS, kinds, markup_of, typeset

ROOT = Path(__file__).parent.parent


def test_every_document_comes_back_tagged_and_titled() -> None:
    made = typeset(*(markup_of(f"d{n}", f"<h1>Nr. {n}</h1><p>Æ ø å</p>") for n in range(3)))
    assert sorted(made) == ["d0", "d1", "d2"]
    for stem, checked in made.items():
        assert checked.diagnostics == ()
        with pikepdf.open(io.BytesIO(checked.value)) as pdf:
            assert pdf.Root.Lang == "da"
            assert pdf.Root.MarkInfo.Marked
            assert pdf.docinfo["/Title"] == stem
            assert _font_names(pdf) == {"RA-Sans"}


def _font_names(pdf: pikepdf.Pdf) -> set[str]:
    return {str(font["/BaseFont"]).split("+")[1] for page in pdf.pages for font in page.Resources.Font.values()}


def test_what_the_engine_says_is_told_by_source_line() -> None:
    made = typeset(
        markup_of("anker", '<h1>A</h1><p data-kilde="content/a.md:7"><a href="#væk">ord</a></p>'),
        markup_of("tegn", '<h1>A</h1><p data-kilde="content/a.md:9">før ☃ efter</p>'),
        markup_of("dobbelt", '<h1>A</h1><p data-kilde="content/a.md:8" id="x">et</p><p id="x">to</p>'),
        markup_of("stil", "<h1>A</h1>", CSS + "p { colour: red }"),
    )
    assert kinds(made["tegn"]) == [("sats-tegn-mangler", "content/a.md:9:1")]
    assert kinds(made["anker"]) == [("sats-maal-mangler", "content/a.md:7:1")]
    assert kinds(made["dobbelt"]) == [("sats-maal-dobbelt", "content/a.md:8:1")]
    assert kinds(made["stil"]) == [("sats-melding", "stil.pdf")]


def test_a_document_has_the_same_bytes_whichever_came_before_it() -> None:
    """A child keeps the style sheet and the fonts of the document before."""
    other = "table { border-collapse: collapse } p { font-variant-numeric: tabular-nums }"
    markups = [markup_of(f"d{n}", f"<h1>Nr. {n}</h1><p>{'ord ' * n}12</p>", CSS + other * (n % 2)) for n in range(5)]
    alone = {markup.stem: typeset(markup)[markup.stem].value for markup in markups}
    with Typesetters(1) as waiting:
        for markup in (markups[0], markups[2], markups[1], markups[4], markups[3]):
            waiting.send(markup)
        assert {stem: checked.value for stem, checked in waiting.results()} == alone


def test_every_document_is_told_of_a_fault_in_the_style_sheet_that_they_share() -> None:
    with Typesetters(1) as waiting:
        for name in ("a", "b"):
            waiting.send(markup_of(name, "<h1>A</h1>", CSS + "p { colour: red }"))
        assert [kinds(checked) for _, checked in waiting.results()] == [
            [("sats-melding", "a.pdf")],
            [("sats-melding", "b.pdf")],
        ]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.org/x.png", "asset:findes-ikke.png"])
def test_nothing_but_assets_can_be_fetched(address: str) -> None:
    (checked,) = typeset(markup_of("ud", f'<h1>A</h1><img src="{address}" alt="x">')).values()
    assert not checked.ok
    (checked,) = typeset(markup_of("ud", "<h1>A</h1>", CSS + f"h1 {{ background: url({address}) }}")).values()
    assert not checked.ok


def test_a_document_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetters, "MAX_SECONDS", 0)
    monkeypatch.setattr(typesetters, "_engine", lambda: lambda markup: signal.pause())  # is never done
    made = typeset(markup_of("langsom", ""))
    assert kinds(made["langsom"]) == [("sats-stoppet", "langsom.pdf")]
    assert made["langsom"].diagnostics[0].message == "dokumentet tog mere end 0 sekunder"


def test_a_killed_foreman_costs_no_traceback() -> None:
    with Typesetters(1) as waiting:
        os.kill(waiting._pid, signal.SIGKILL)
        waiting.send(markup_of("a", "<h1>A</h1>"))
        ((_, checked),) = waiting.results()
    assert kinds(checked) == [("sats-stoppet", "None")]


LISTENS = """
import sys
started = []
sys.addaudithook(lambda event, arguments: started.append(event) if event in ("subprocess.Popen", "os.system") else None)
from rammeaftale.engine.typesetters import _engine
_engine()
print(started, "weasyprint" in sys.modules)
"""


def test_loading_the_engine_starts_no_other_program() -> None:
    """By other names than the libraries' own files, each is looked for by gcc, ld and ldconfig."""
    done = subprocess.run([sys.executable, "-c", LISTENS], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[] True\n", "")


def test_nothing_to_do_ends_quietly() -> None:
    with Typesetters(2):
        pass
    with Typesetters(2) as waiting:
        assert list(waiting.results()) == []


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert typeset(markup_of("a", "<h1>A</h1>"))["a"].ok
    assert list(tmp_path.iterdir()) == []


def test_the_small_page_changes_no_document() -> None:
    """Its style sheet and fonts are kept for the children; the page itself is no product."""
    page = small_page(DiskWorld(ROOT), FONTS)
    markup = replace(markup_of("a", "<h1>A</h1>", page.css), assets=page.assets)
    with Typesetters(1, lambda: page) as waiting:
        waiting.send(markup)
        ((stem, warm),) = waiting.results()
    assert (stem, warm) == ("a", typeset(markup)["a"])
    assert warm.ok
