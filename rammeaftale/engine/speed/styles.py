"""Computed styles of pseudo-elements, one for all that are alike: the engine makes six for every element."""

from __future__ import annotations

from typing import Any

from weasyprint.css import StyleFor

_ORIGINAL = StyleFor.set_computed_styles


def set_computed_styles(
    styles: Any,
    element: Any,
    parent: Any,
    root: Any = None,
    pseudo_type: str | None = None,
    base_url: str | None = None,
    target_collector: Any = None,
) -> None:
    """Give an element or pseudo-element its style; alike are those of elements that share a style.

    The engine lets elements share one when the same rules hold for both, those for their pseudo-elements among them. A
    page (no element) and what is an anchor of its own, or may become one as the call of a note does, share none.
    """
    if pseudo_type is None or not hasattr(element, "tag"):
        _ORIGINAL(styles, element, parent, root, pseudo_type, base_url, target_collector)
        return
    above = styles._computed_styles[parent, None]
    key = (id(above), pseudo_type)
    known = _known(styles)
    found = known.get(key)
    if found is not None:
        styles._computed_styles[element, pseudo_type] = found
        return
    _ORIGINAL(styles, element, parent, root, pseudo_type, base_url, target_collector)
    made = styles._computed_styles[element, pseudo_type]
    if not made["anchor"] and above["position"][0] != "note()":
        known[key] = made


def _known(styles: Any) -> dict[Any, Any]:
    try:
        return styles._alike  # type: ignore[no-any-return]
    except AttributeError:
        styles._alike = {}
        return styles._alike  # type: ignore[no-any-return]


FUNCTIONS: tuple[tuple[Any, Any], ...] = ()
MEMBERS = ((StyleFor, "set_computed_styles", set_computed_styles),)
