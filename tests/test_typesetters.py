"""The typesetting processes with the real engine: order, failures, and what a document can never reach."""

import errno
import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.request import getproxies_environment

import pikepdf
import pytest

from rammeaftale.base.diagnostics import Checked, in_order
from rammeaftale.engine import child, typesetters
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.engine.versions import fonts
from rammeaftale.model.product import Markup
from rammeaftale.render.style_sheets import small_page
from rammeaftale.world import DiskWorld

CSS = """
@font-face { font-family: "RA Sans"; src: url(asset:SourceSansPro-Regular.ttf) }
html { font-family: "RA Sans" }
"""
FONTS = fonts()
ROOT = Path(__file__).parent.parent


def _markup(stem: str, body: str, css: str = CSS) -> Markup:
    html = f'<!DOCTYPE html><html lang="da"><head><title>{stem}</title></head><body>{body}</body></html>'
    return Markup(stem, html, css, FONTS)


def _set(*markups: Markup) -> dict[str, Checked[bytes]]:
    with Typesetters(2) as waiting:
        for markup in markups:
            waiting.send(markup)
        return dict(waiting.results())


def _kinds(checked: Checked[bytes]) -> list[tuple[str, str]]:
    return [(d.kind, str(d.span)) for d in checked.diagnostics]


def test_every_document_comes_back_tagged_and_titled() -> None:
    made = _set(*(_markup(f"d{n}", f"<h1>Nr. {n}</h1><p>Æ ø å</p>") for n in range(3)))
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
    made = _set(
        _markup("anker", '<h1>A</h1><p data-kilde="content/a.md:7"><a href="#væk">ord</a></p>'),
        _markup("tegn", '<h1>A</h1><p data-kilde="content/a.md:9">før ☃ efter</p>'),
        _markup("dobbelt", '<h1>A</h1><p data-kilde="content/a.md:8" id="x">et</p><p id="x">to</p>'),
        _markup("stil", "<h1>A</h1>", CSS + "p { colour: red }"),
    )
    assert _kinds(made["tegn"]) == [("sats-tegn-mangler", "content/a.md:9:1")]
    assert _kinds(made["anker"]) == [("sats-maal-mangler", "content/a.md:7:1")]
    assert _kinds(made["dobbelt"]) == [("sats-maal-dobbelt", "content/a.md:8:1")]
    assert _kinds(made["stil"]) == [("sats-melding", "stil.pdf")]


def test_a_document_has_the_same_bytes_whichever_came_before_it() -> None:
    """A child keeps the style sheet and the fonts of the document before."""
    other = "table { border-collapse: collapse } p { font-variant-numeric: tabular-nums }"
    markups = [_markup(f"d{n}", f"<h1>Nr. {n}</h1><p>{'ord ' * n}12</p>", CSS + other * (n % 2)) for n in range(5)]
    alone = {markup.stem: _set(markup)[markup.stem].value for markup in markups}
    with Typesetters(1) as waiting:
        for markup in (markups[0], markups[2], markups[1], markups[4], markups[3]):
            waiting.send(markup)
        assert {stem: checked.value for stem, checked in waiting.results()} == alone


def test_every_document_is_told_of_a_fault_in_the_style_sheet_that_they_share() -> None:
    with Typesetters(1) as waiting:
        for name in ("a", "b"):
            waiting.send(_markup(name, "<h1>A</h1>", CSS + "p { colour: red }"))
        assert [_kinds(checked) for _, checked in waiting.results()] == [
            [("sats-melding", "a.pdf")],
            [("sats-melding", "b.pdf")],
        ]


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://example.org/x.png", "asset:findes-ikke.png"])
def test_nothing_but_assets_can_be_fetched(address: str) -> None:
    (checked,) = _set(_markup("ud", f'<h1>A</h1><img src="{address}" alt="x">')).values()
    assert not checked.ok
    (checked,) = _set(_markup("ud", "<h1>A</h1>", CSS + f"h1 {{ background: url({address}) }}")).values()
    assert not checked.ok


def test_a_document_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetters, "MAX_SECONDS", 0)
    monkeypatch.setattr(typesetters, "_engine", lambda: lambda markup: signal.pause())  # is never done
    made = _set(_markup("langsom", ""))
    assert _kinds(made["langsom"]) == [("sats-stoppet", "langsom.pdf")]
    assert made["langsom"].diagnostics[0].message == "dokumentet tog mere end 0 sekunder"


def test_a_killed_foreman_costs_no_traceback() -> None:
    with Typesetters(1) as waiting:
        os.kill(waiting._pid, signal.SIGKILL)
        waiting.send(_markup("a", "<h1>A</h1>"))
        ((_, checked),) = waiting.results()
    assert _kinds(checked) == [("sats-stoppet", "None")]


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


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "satsprogrammet fejler (der er ikke mere plads på disken)"),
        (OSError("cannot load library 'libpango'"), "satsbibliotekerne mangler eller kan ikke indlæses"),
        (MemoryError(), "maskinen har ikke hukommelse nok til satsprogrammet"),
        (EOFError("marshal data too short"), "en af satsprogrammets filer er beskadiget; kør »find ."),
        (ValueError("x"), "satsprogrammet fejler (ValueError: x)"),
    ],
)
def test_a_foreman_that_cannot_begin_says_why_once(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], problem: Exception, reason: str
) -> None:
    def broken() -> None:
        raise problem

    monkeypatch.setattr(typesetters, "_engine", broken)
    made = _set(_markup("a", "<h1>A</h1>"), _markup("b", "<h1>B</h1>"))
    (told,) = in_order(finding for checked in made.values() for finding in checked.diagnostics)
    assert (sorted(made), told.kind, told.span) == (["a", "b"], "sats-stoppet", None)
    assert told.message.startswith(reason)
    assert len(told.hints) == 1
    assert capfd.readouterr().err == ""


def test_nothing_to_do_ends_quietly() -> None:
    with Typesetters(2):
        pass
    with Typesetters(2) as waiting:
        assert list(waiting.results()) == []


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert _set(_markup("a", "<h1>A</h1>"))["a"].ok
    assert list(tmp_path.iterdir()) == []


def test_an_exception_costs_one_document_and_is_told_without_a_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    broken = Markup("gal", None, CSS, FONTS)  # type: ignore[arg-type]
    made = _set(broken, _markup("god", "<h1>A</h1>"))
    assert _kinds(made["gal"]) == [("sats-stoppet", "gal.pdf")]
    assert "TypeError" in made["gal"].diagnostics[0].message
    assert made["god"].ok
    assert capfd.readouterr().err == ""


def test_a_caller_that_leaves_takes_the_work_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Typesetters(1) as waiting:
        waiting.send(_markup("stor", "<h1>A</h1>" + "<p>ord</p>" * 5000))
    with pytest.raises(ChildProcessError):
        os.waitpid(waiting._pid, os.WNOHANG)
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr().err == ""


def test_children_that_have_grown_give_way_and_no_document_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    markups = [_markup(f"d{n}", f"<h1>Nr. {n}</h1>") for n in range(5)]
    kept = {stem: checked.value for stem, checked in _set(*markups).items()}
    monkeypatch.setattr(child, "RETIRED_AT", 0)
    assert {stem: checked.value for stem, checked in _set(*markups).items()} == kept
    assert len(kept) == len(markups)


def test_a_small_page_that_cannot_be_made_stops_no_document() -> None:
    def none() -> Markup:
        raise FileNotFoundError("templates")

    with Typesetters(1, none) as waiting:
        waiting.send(_markup("a", "<h1>A</h1>"))
        ((_, checked),) = waiting.results()
    assert checked.ok


def test_the_small_page_changes_no_document() -> None:
    """Its style sheet and fonts are kept for the children; the page itself is no product."""
    page = small_page(DiskWorld(ROOT), FONTS)
    markup = replace(_markup("a", "<h1>A</h1>", page.css), assets=page.assets)
    with Typesetters(1, lambda: page) as waiting:
        waiting.send(markup)
        ((stem, warm),) = waiting.results()
    assert (stem, warm) == ("a", _set(markup)["a"])
    assert warm.ok


@pytest.mark.parametrize("refuses", [ValueError("current limit exceeds maximum limit"), OSError(errno.EINVAL, "x")])
def test_a_system_without_a_limit_of_memory_sets_documents_nevertheless(
    monkeypatch: pytest.MonkeyPatch, refuses: Exception
) -> None:
    """As macOS, which knows RLIMIT_AS by name only."""

    def refused(*_: object) -> None:
        raise refuses

    monkeypatch.setattr("resource.setrlimit", refused)
    assert all(checked.ok for checked in _set(_markup("a", "<h1>A</h1>"), _markup("b", "<h1>B</h1>")).values())


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (RuntimeError("sært"), "satsprogrammet fejler (RuntimeError: sært)"),
        (PermissionError(errno.EPERM, "x"), "satsprogrammet fejler (det er ikke tilladt her)"),
        (ValueError("x"), "satsprogrammet fejler (ValueError: x)"),
    ],
)
def test_what_stops_a_child_before_its_first_document_is_told(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], problem: Exception, reason: str
) -> None:
    def broken() -> None:
        raise problem

    monkeypatch.setattr(child, "_limit_memory", broken)
    made = _set(_markup("a", "<h1>A</h1>"), _markup("b", "<h1>B</h1>"))
    assert {stem: [d.message for d in checked.diagnostics] for stem, checked in made.items()} == {
        "a": [reason],
        "b": [reason],
    }
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("ends", "reason"),
    [
        (
            lambda: os.kill(os.getpid(), signal.SIGKILL),
            "systemet standsede satsprogrammet, sikkert fordi maskinen",
        ),
        (lambda: os.kill(os.getpid(), signal.SIGTERM), "satsprogrammet gik ned (signal 15)"),
        (lambda: os._exit(7), "satsprogrammet holdt op uden at sige hvorfor (status 7)"),
    ],
)
def test_a_child_that_can_say_nothing_costs_one_document_and_its_end_is_told(
    monkeypatch: pytest.MonkeyPatch, ends: Callable[[], None], reason: str
) -> None:
    def engine() -> child.Typeset:
        def typeset(markup: Markup) -> Checked[bytes]:
            if markup.stem == "gal":
                ends()
            return Checked(b"PDF")

        return typeset

    monkeypatch.setattr(typesetters, "_engine", engine)
    made = _set(_markup("gal", ""), _markup("god", ""))
    assert made["god"] == Checked(b"PDF")
    (told,) = made["gal"].diagnostics
    assert (told.message.startswith(reason), str(told.span)) == (True, "gal.pdf")


def test_a_result_that_cannot_be_sent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Unsendable:
        def __reduce__(self) -> str:
            raise MemoryError

    monkeypatch.setattr(typesetters, "_engine", lambda: lambda markup: Checked(_Unsendable()))
    ((_, checked),) = _set(_markup("a", "")).items()
    assert checked.diagnostics[0].message == "maskinen har ikke hukommelse nok til satsprogrammet"


def test_no_child_asks_the_system_for_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's fetcher asks for them when it is made; on macOS a forked process that asks the system dies of it.

    Python asks the system only when the environment says nothing.
    """
    for name in ("no_proxy", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    said = lambda markup: Checked(repr(getproxies_environment()).encode())  # noqa: E731  # a fork needs no name for it
    monkeypatch.setattr(typesetters, "_engine", lambda: said)
    assert _set(_markup("a", ""))["a"].value == b"{'no': '*'}"
    assert getproxies_environment() == {}
