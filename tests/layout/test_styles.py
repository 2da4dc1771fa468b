"""What leaves its place takes nothing of the place's style along: a footnote looks the same wherever it is called."""

from __future__ import annotations

from typing import Any

from weasyprint.css import properties

from tests.layout.chapters import boxes_of, chapter, pages_of

TABLE = """\
::: tabel {title} {{#tt-{id}{sum}}}

| A | {head} |
| --- | {side} |
| {first} | 1 |
| I alt | {last} |

:::"""
CALL = {"title": "Titel", "head": "B", "first": "a", "last": "1", "side": "---:", "sum": "", "id": "a"}
PLACES = {
    "afsnit": "Et afsnit[^n].",
    "kursiv": "Ord *kursiv[^n] og* mere.",
    "fed": "Ord **fed[^n] og** mere.",
    "liste": "- punkt[^n]\n- andet",
    "citat": "> Citat[^n].",
    "boks": "::: faktaboks Titel\nOrd[^n].\n:::",
    "bokstitel": "::: faktaboks Titel[^n]\nOrd.\n:::",
    "punkt i boks": "::: faktaboks Titel\nOrd.\n\n- a[^n]\n- b\n:::",
    "formel": "::: formel\na = b[^n]\n:::",
    "udestående": "::: udestår Hvem\nOrd[^n].\n:::",
    "tabeltitel": TABLE.format_map(CALL | {"id": "b", "title": "Titel[^n]"}),
    "tabelhoved": TABLE.format_map(CALL | {"id": "c", "head": "B[^n]"}),
    "højrestillet celle": TABLE.format_map(CALL | {"id": "d", "last": "1[^n]"}),
    "midtstillet celle": TABLE.format_map(CALL | {"id": "e", "last": "1[^n]", "side": ":---:"}),
    "første celle": TABLE.format_map(CALL | {"id": "f", "first": "a[^n]"}),
    "sum": TABLE.format_map(CALL | {"id": "g", "last": "1[^n]", "sum": " .sum"}),
    "figurtitel": "::: figur organisation {#figur-en}\nTitel[^n].\n:::",
}
SEEN = properties.INHERITED - {"border_collapse", "border_spacing", "list_style_type"}  # type: ignore[attr-defined]
"""A footnote holds neither a table nor a list."""


def test_a_footnote_looks_the_same_wherever_it_is_called() -> None:
    texts = [text.replace("[^n]", f"[^n{index}]") for index, text in enumerate(PLACES.values())]
    notes = [f"[^n{index}]: Notens ord." for index in range(len(texts))]
    boxes = boxes_of(pages_of(chapter("\n\n".join((*texts, *notes)))))
    styles: dict[object, Any] = {
        box.element: box.style for box in boxes if box.element is not None and box.element.get("class") == "fodnote"
    }
    assert len(styles) == len(PLACES)
    plain, *others = ({name: style[name] for name in SEEN} for style in styles.values())
    taken = {place: style.items() - plain.items() for place, style in zip([*PLACES][1:], others, strict=True)}
    assert {place: taken for place, taken in taken.items() if taken} == {}
