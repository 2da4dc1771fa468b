"""The engine's log is told in the editor's words, and the list of what may pass is pinned."""

from rammeaftale.base.diagnostics import FileSpan, TextSpan
from rammeaftale.engine.log import ALLOWED, explain, source_of
from rammeaftale.model.product import Markup

HTML = '<p data-kilde="a.md:1">et</p><p data-kilde="b.md:22">to <a href="#x">tre</a></p>'
MARKUP = Markup("bilag-1-x", HTML, "", {})


def test_nothing_may_pass() -> None:
    assert ALLOWED == ()


def test_the_nearest_source_before_the_spot_is_named() -> None:
    assert source_of('href="#x"', MARKUP) == TextSpan("b.md", 22)
    assert source_of("et<", MARKUP) == TextSpan("a.md", 1)
    assert source_of("findes ikke", MARKUP) == FileSpan("bilag-1-x.pdf")


def test_a_message_is_told_once_and_an_unknown_one_as_it_is() -> None:
    said = ["No anchor #x for internal URI reference"] * 2 + ["Noget nyt"]
    found = explain(said, MARKUP)
    assert [(d.kind, str(d.span)) for d in found] == [
        ("sats-maal-mangler", "b.md:22:1"),
        ("sats-melding", "bilag-1-x.pdf"),
    ]
    assert "Noget nyt" in found[1].message


def test_a_place_is_told_by_the_id_that_the_source_has() -> None:
    (found,) = explain(["No anchor #styringsaftale.x for internal URI reference"], MARKUP)
    assert (str(found.span), "styringsaftale" in found.message) == ("b.md:22:1", False)
