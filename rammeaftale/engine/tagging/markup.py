"""What an HTML element says of itself: the tags, the gate and the judge ask the same questions of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

_SVG_SPACE = "{http://www.w3.org/2000/svg}"
SVG = f"{_SVG_SPACE}svg"
PICTURES = ("img", SVG)
_CONTENTS_CLASSES = frozenset({"toc", "indhold", "indholdsfortegnelse"})
_PRESENTATION = ("presentation", "none")

LABELS = {name: name for name in ("h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "li", "dt", "dd")}
LABELS["figcaption"] = "caption"
"""The kind of the text in an HTML element; text in any other has that of the element around it."""

_GROUPS = (
    "address article aside blockquote body center details div dl fieldset figure footer form header hgroup hr html main"
    " nav ol p pre section summary table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(_GROUPS.split()) | set(LABELS)
"""HTML elements that begin a new run of text."""


MARGIN_NOTE = "Margennote"
"""The title of a note beside the text, as the templates write it."""


def is_decorative(element: Element) -> bool:
    """The author says that nobody need hear of it."""
    if element.get("aria-hidden") == "true":
        return True
    return element.tag in PICTURES and (is_presentation(element) or (element.tag == "img" and element.get("alt") == ""))


def is_presentation(element: Element) -> bool:
    """A table or picture that is there for the looks only."""
    return element.get("role") in _PRESENTATION


def is_contents(element: Element) -> bool:
    """A table of contents."""
    named = bool(_CONTENTS_CLASSES.intersection((element.get("class") or "").split()))
    return element.tag == "nav" and (named or element.get("role") == "doc-toc")


def leads_out(listed: Element) -> bool:
    """A list of other files: no table of contents, whose entries name a place in this one (ISO 14289-2, 8.2.5.8)."""
    addresses = [link.get("href") or "" for link in listed.iter("a")]
    return bool(addresses) and not any(address.startswith("#") for address in addresses)


def contents_entries(contents: Element) -> Iterator[Element]:
    """The entries of a table of contents, of all its levels."""
    for listed in contents.iter():
        if listed.tag in ("ol", "ul") and not leads_out(listed):
            yield from (item for item in listed if item.tag == "li")


def is_note(element: Element) -> bool:
    """A note beside the text, which is read after the text that it stands beside."""
    return element.get("role") == "note"


def keeps_notes(element: Element) -> bool:
    """A text with the notes beside it, which are read last in it."""
    return "med-note" in (element.get("class") or "").split()


def aside_title(element: Element) -> str:
    """What a note or a box beside the text is: its title in the tag tree; empty for any other element."""
    return (element.get("aria-label") or "").strip() if element.tag == "aside" else ""


def is_formula(element: Element) -> bool:
    """A formula, which its `aria-label` says in words."""
    return element.get("role") == "math"


def said_instead(element: Element) -> str:
    """The words for a formula, or for a sign in a line (`<span aria-label>`); empty where the text is said as it is."""
    if element.tag != "span" and not is_formula(element):
        return ""
    return (element.get("aria-label") or "").strip()


def picture_words(picture: Element) -> str:
    """The picture in words: `alt`, or an SVG's title and description; `aria-label` for both."""
    if picture.tag != SVG:
        return (picture.get("alt") or picture.get("aria-label") or "").strip()
    parts = (picture.findtext(_SVG_SPACE + name) or "" for name in ("title", "desc"))
    sentences = [" ".join(part.split()).rstrip(".") for part in parts if part.strip()]
    return ". ".join(sentences) or (picture.get("aria-label") or "").strip()


def told_together(words: Iterable[str]) -> str:
    """The words of several pictures in one figure, one after the other."""
    sentences = [sentence for sentence in words if sentence]
    return ". ".join([*(sentence.rstrip(".") for sentence in sentences[:-1]), *sentences[-1:]])
