"""A sound file for the judge, and ways to spoil it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pikepdf

from rammeaftale.engine.inspect.judge import judge
from tests.tagging.rendering import element_tree, page, tagged

BODY = """
<h1>Prøve</h1><nav class="indhold"><ol><li><a href="#a">Et afsnit</a></li></ol></nav><h2 id="a">Et afsnit</h2>
<p>Ord med <a href="https://example.org/">et link</a>, <span lang="en">out of office</span>,
<abbr title="Kontakt">K</abbr>, <a href="https://example.com/">et andet</a>
og en note<span class="n">Notens ord.</span> her.</p>
<div class="med-note"><aside role="note" aria-label="Margennote"><p>En note.</p></aside><p>Ved noten.</p></div>
<table><tr><th scope="col">Navn</th><th scope="col">Antal</th></tr><tr><th scope="row">A</th>
<td>1 <span aria-label="ikke oplyst">–</span></td></tr></table>
<p role="math" aria-label="a er lig med b">a = b</p>
<ol><li>Først</li><li>Så</li></ol>
<img alt="Et felt" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/%3E">
"""
ASIDES = 'aside::before { content: attr(aria-label) ": " } aside::after { content: attr(aria-label) " slut." }'
HTML = page(BODY, f".n {{ float: footnote }} {ASIDES}")
SOUND = tagged(HTML).data


def elements(pdf: pikepdf.Pdf, role: str) -> Iterator[Any]:
    found = (one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == f"/{role}")
    yield from found


def change(name: str, value: object) -> Callable[[Any], None]:
    def apply(element: Any) -> None:
        if value is None:
            del element[name]
        else:
            element[name] = value

    return apply


def without(*names: str) -> Callable[[Any], None]:
    def apply(element: Any) -> None:
        for name in names:
            if name in element:
                del element[name]

    return apply


def spoilt(work: Callable[[pikepdf.Pdf], None], sound: bytes = SOUND) -> bytes:
    output = io.BytesIO()
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        work(pdf)
        pdf.save(output)
    return output.getvalue()


def broken(work: Callable[[pikepdf.Pdf], None], html: str | None = HTML) -> set[str]:
    """The kinds that the judge finds after `work` has spoilt a sound file."""
    return {one.kind for one in judge(spoilt(work), element_tree(html) if html else None, name="a.pdf")}


def on_first(role: str, work: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: work(next(elements(pdf, role)))


def on_every(role: str, work: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        for element in elements(pdf, role):
            work(element)

    return apply


def on_aside(work: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    return lambda pdf: work(next(one for one in elements(pdf, "Sect") if "/T" in one))


def rewrite(find: bytes, by: bytes) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        contents = pdf.pages[0].obj.Contents
        data = contents.read_bytes()
        assert find in data
        contents.write(data.replace(find, by, 1))

    return apply


def drop_from_tree(role: str) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        for element in elements(pdf, role):
            kids = element.P.K
            if isinstance(kids, pikepdf.Array):
                element.P.K = pikepdf.Array([kid for kid in kids if kid != element])
            else:
                del element.P.K

    return apply


def on_annotations(work: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        for annotation in pdf.pages[0].obj.Annots:
            work(annotation)

    return apply


def metadata(find: bytes, by: bytes) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        data = pdf.Root.Metadata.read_bytes()
        assert find in data
        pdf.Root.Metadata.write(data.replace(find, by))

    return apply


def of_kind(kind: str, work: Callable[[Any], None]) -> Callable[[pikepdf.Pdf], None]:
    def apply(pdf: pikepdf.Pdf) -> None:
        for one in list(pdf.objects):
            if isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and one.get("/Type") == f"/{kind}":
                work(one)

    return apply
