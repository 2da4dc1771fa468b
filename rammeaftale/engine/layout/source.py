"""The HTML that was typeset, as a finding about a page asks it: where something stands, and how it is given room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from xml.etree.ElementTree import Element

from rammeaftale.engine.inspect.blocks import first_words, visible

NOTE, _COVER = "margennote", "forside"
"""Classes of the templates: a margin note, a cover."""

_TITLES = frozenset((_COVER, "arkhoved"))
_CELLS = frozenset(("th", "td"))
_REPEATED = ("data-loebende", "data-titel")
"""What the templates repeat in the head of a page."""

_PLACE = "data-kilde"

_WIDE_WORD = "sæt en bindestreg, hvor det lange ord kan deles, eller skriv det på en anden måde"
_WIDE_CELL = "sæt en bindestreg, hvor det lange ord kan deles, skriv kortere, eller giv tabellen færre spalter"
_LONG_ADDRESS = "skriv linket med ord: [det, der skal stå](adressen)"
_LONG_NOTE = "gør noten kortere, eller sæt den ved et længere stykke tekst"
_LONG_FOOTNOTE = "gør fodnoterne kortere, eller fordel dem på flere afsnit"
_LONG_TITLE = "gør titlen kortere"
_LONG_TEXT = "gør teksten kortere, eller del den i flere"


class Source:
    """The elements of a document; which one is around each is asked only where there is something to say."""

    def __init__(self, html: Element) -> None:
        self._html = html

    @cached_property
    def parents(self) -> Mapping[Element, Element]:
        """The element around each."""
        return {child: around for around in self._html.iter() for child in around}

    @cached_property
    def cover(self) -> frozenset[Element]:
        """What stands on the cover; empty for a document without one."""
        cover = self._html.find(f".//*[@class='{_COVER}']")
        return frozenset(cover.iter() if cover is not None else ())

    def around(self, element: Element | None) -> Iterator[Element]:
        """The element and those around it."""
        while element is not None:
            yield element
            element = self.parents.get(element)

    def nearest(self, element: Element | None, name: str) -> Element | None:
        """The nearest of the element and those around it that has this class."""
        return next((around for around in self.around(element) if name in _classes(around)), None)

    def place(self, element: Element | None) -> str:
        """Where it stands in the sources; empty when nobody says."""
        return next((place for around in self.around(element) if (place := around.get(_PLACE))), "")

    def repeated(self, text: str) -> Element | None:
        """The first element with a place inside the one whose title a page's head repeats."""
        for element in self._html.iter():
            if any(visible(text) in visible(element.get(name, "")) for name in _REPEATED):
                return next((inner for inner in element.iter() if inner.get(_PLACE)), element)
        return None

    def remedy(self, element: Element | None, *, is_too_wide: bool) -> str:
        """What an editor can do about a text that is too wide, or else too long, for its place."""
        tags = [around.tag for around in self.around(element)]
        classes = {name for around in self.around(element) for name in _classes(around)}
        if is_too_wide:
            if "a" in tags:
                return _LONG_ADDRESS
            return _WIDE_CELL if _CELLS & set(tags) else _WIDE_WORD
        if NOTE in classes:
            return _LONG_NOTE
        if _TITLES & classes or element is None or tags[0].startswith("h"):
            return _LONG_TITLE
        return _LONG_FOOTNOTE if "fodnote" in classes else _LONG_TEXT


def words_of(element: Element | None) -> str:
    """The first words of an element."""
    return first_words(" ".join(element.itertext())) if element is not None else ""


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()
