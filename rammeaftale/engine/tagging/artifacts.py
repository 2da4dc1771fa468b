"""What is drawn but is no content: margin boxes, repeated heads, leaders, watermarks, decorative pictures."""

from __future__ import annotations

from typing import Any

HEADER, FOOTER, PAGINATION, DECORATION = "Header", "Footer", "Pagination", ""


def is_decorative(element: Any) -> bool:
    """The author says that nobody need hear of it."""
    if element.get("aria-hidden") == "true":
        return True
    return element.tag in ("img", SVG) and (
        element.get("role") in ("presentation", "none") or (element.tag == "img" and element.get("alt") == "")
    )


SVG = "{http://www.w3.org/2000/svg}svg"


def margin_kind(at_keyword: str) -> str:
    """The kind of a margin box from its name in the style sheet (`@top-left`)."""
    if "top" in at_keyword:
        return HEADER
    return FOOTER if "bottom" in at_keyword else PAGINATION
