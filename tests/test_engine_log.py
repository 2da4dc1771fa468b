"""The engine's log is told in the editor's words, and the list of what may pass is pinned."""

from rammeaftale.base.diagnostics import FileSpan, TextSpan
from rammeaftale.engine.log import explain
from rammeaftale.model.product import Markup

HTML = '<p data-kilde="a.md:1" id="y">et</p><p data-kilde="b.md:22">to <a href="#x">tre</a></p>'
MARKUP = Markup("bilag-1-x", HTML, "", {})


def test_the_nearest_source_before_the_spot_is_named() -> None:
    said = [f'.notdef glyph rendered for Unicode string unsupported by fonts: "{letter}"' for letter in "eø"]
    first, absent = explain(said, MARKUP)
    assert (first.span, absent.span) == (TextSpan("a.md", 1), FileSpan("bilag-1-x.pdf"))
    assert "»ø« (U+00F8)" in absent.message
    (linked,) = explain(["No anchor #x for internal URI reference"], MARKUP)
    assert linked.span == TextSpan("b.md", 22)


def test_a_message_is_told_once_and_an_unknown_one_as_it_is() -> None:
    said = ["No anchor #x for internal URI reference"] * 2 + ["Noget nyt"]
    found = explain(said, MARKUP)
    assert [(d.kind, str(d.span)) for d in found] == [
        ("sats-maal-mangler", "b.md:22:1"),
        ("sats-melding", "bilag-1-x.pdf"),
    ]
    assert "Noget nyt" in found[1].message


def test_a_place_is_told_by_the_id_that_the_source_has() -> None:
    said = ["No anchor #styringsaftale.x for internal URI reference", "Anchor defined twice: 'styringsaftale.y'"]
    linked, twice = explain(said, MARKUP)
    assert (str(linked.span), "»x«" in linked.message) == ("b.md:22:1", True)
    assert (str(twice.span), "»y«" in twice.message) == ("a.md:1:1", True)
