"""What stops a typesetting process, and what is told of it."""

import errno
import os
import signal
from collections.abc import Callable
from pathlib import Path
from urllib.request import getproxies_environment

import pytest

from rammeaftale.base.diagnostics import Checked, in_order
from rammeaftale.engine import child, typesetters
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.model.product import Markup
from tests.typesetting_parts import CSS, FONTS, kinds, markup_of, typeset


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
    made = typeset(markup_of("a", "<h1>A</h1>"), markup_of("b", "<h1>B</h1>"))
    (told,) = in_order(finding for checked in made.values() for finding in checked.diagnostics)
    assert (sorted(made), told.kind, told.span) == (["a", "b"], "sats-stoppet", None)
    assert told.message.startswith(reason)
    assert len(told.hints) == 1
    assert capfd.readouterr().err == ""


def test_an_exception_costs_one_document_and_is_told_without_a_traceback(capfd: pytest.CaptureFixture[str]) -> None:
    broken = Markup("gal", None, CSS, FONTS)  # type: ignore[arg-type]
    made = typeset(broken, markup_of("god", "<h1>A</h1>"))
    assert kinds(made["gal"]) == [("sats-stoppet", "gal.pdf")]
    assert "TypeError" in made["gal"].diagnostics[0].message
    assert made["god"].ok
    assert capfd.readouterr().err == ""


def test_a_caller_that_leaves_takes_the_work_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Typesetters(1) as waiting:
        waiting.send(markup_of("stor", "<h1>A</h1>" + "<p>ord</p>" * 5000))
    with pytest.raises(ChildProcessError):
        os.waitpid(waiting._pid, os.WNOHANG)
    assert list(tmp_path.iterdir()) == []
    assert capfd.readouterr().err == ""


def test_children_that_have_grown_give_way_and_no_document_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    markups = [markup_of(f"d{n}", f"<h1>Nr. {n}</h1>") for n in range(5)]
    kept = {stem: checked.value for stem, checked in typeset(*markups).items()}
    monkeypatch.setattr(child, "RETIRED_AT", 0)
    assert {stem: checked.value for stem, checked in typeset(*markups).items()} == kept
    assert len(kept) == len(markups)


def test_a_small_page_that_cannot_be_made_stops_no_document() -> None:
    def none() -> Markup:
        raise FileNotFoundError("templates")

    with Typesetters(1, none) as waiting:
        waiting.send(markup_of("a", "<h1>A</h1>"))
        ((_, checked),) = waiting.results()
    assert checked.ok


@pytest.mark.parametrize("refuses", [ValueError("current limit exceeds maximum limit"), OSError(errno.EINVAL, "x")])
def test_a_system_without_a_limit_of_memory_sets_documents_nevertheless(
    monkeypatch: pytest.MonkeyPatch, refuses: Exception
) -> None:
    """As macOS, which knows RLIMIT_AS by name only."""

    def refused(*_: object) -> None:
        raise refuses

    monkeypatch.setattr("resource.setrlimit", refused)
    assert all(checked.ok for checked in typeset(markup_of("a", "<h1>A</h1>"), markup_of("b", "<h1>B</h1>")).values())


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
    made = typeset(markup_of("a", "<h1>A</h1>"), markup_of("b", "<h1>B</h1>"))
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
    made = typeset(markup_of("gal", ""), markup_of("god", ""))
    assert made["god"] == Checked(b"PDF")
    (told,) = made["gal"].diagnostics
    assert (told.message.startswith(reason), str(told.span)) == (True, "gal.pdf")


def test_a_result_that_cannot_be_sent_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Unsendable:
        def __reduce__(self) -> str:
            raise MemoryError

    monkeypatch.setattr(typesetters, "_engine", lambda: lambda markup: Checked(_Unsendable()))
    ((_, checked),) = typeset(markup_of("a", "")).items()
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
    assert typeset(markup_of("a", ""))["a"].value == b"{'no': '*'}"
    assert getproxies_environment() == {}
