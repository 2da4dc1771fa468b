"""Computed styles of pseudo-elements, one for all that are alike: the engine makes six for every element."""

from __future__ import annotations

from weasyprint.css import Style, StyleFor

_ORIGINAL = StyleFor.set_computed_styles


def _set_computed_styles(
    styles: StyleFor,
    element: object,
    parent: object,
    root: object = None,
    pseudo_type: str | None = None,
    base_url: str | None = None,
    target_collector: object = None,
) -> None:
    """Give an element or pseudo-element its style; alike are those of elements that share a style.

    The engine lets elements share one when the same rules hold for both, those for their pseudo-elements among them. A
    page (no element) and what is an anchor of its own, or may become one as the call of a note does, share none.
    """
    if pseudo_type is None or not hasattr(element, "tag"):
        _ORIGINAL(styles, element, parent, root, pseudo_type, base_url, target_collector)
        return
    above = styles._computed_styles[parent, None]
    alike: dict[object, Style] = styles.__dict__.setdefault("_alike", {})
    key = (id(above), pseudo_type)
    style = alike.get(key)
    if style is not None:
        styles._computed_styles[element, pseudo_type] = style
        return
    _ORIGINAL(styles, element, parent, root, pseudo_type, base_url, target_collector)
    style = styles._computed_styles[element, pseudo_type]
    if not style["anchor"] and above["position"][0] != "note()":
        alike[key] = style


REPLACED = ((StyleFor, "set_computed_styles", _set_computed_styles),)
