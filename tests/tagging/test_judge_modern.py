"""What PDF/UA-2 and PDF/A-4 ask for besides: each clause that the judge holds a file to finds its fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pikepdf
import pytest

from rammeaftale.engine.inspect.judge import judge
from tests.tagging.rendering import DATA, element_tree, tagged
from tests.tagging.spoiling import HTML, change, metadata, of_kind, on_annotations, on_every, on_first, spoilt, without

MODERN = tagged(HTML, DATA, modern=True).data


def test_sound_file_of_the_newest_standards_has_no_faults() -> None:
    for data in (MODERN, tagged(HTML, modern=True).data):
        assert judge(data, element_tree(HTML)) == ()


def with_info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Prøve"


def lead_to_a_page(item: Any) -> None:
    if "/A" in item and item.A.S == "/GoTo":
        without("/SD")(item.A)


def with_an_area_to_elsewhere(link: Any) -> None:
    other = next(kid for kid in link.P.K if isinstance(kid, pikepdf.Dictionary) and kid.S == "/Link" and kid != link)
    link.K = pikepdf.Array([*link.K, *(kid for kid in other.K if isinstance(kid, pikepdf.Dictionary))])


MODERN_FAULTS: list[tuple[str, Callable[[pikepdf.Pdf], None]]] = [
    ("pdf2-maerke", metadata(b">2024<", b">2023<")),
    ("pdf2-maerke", metadata(b'pdfaid:conformance="F"', b"")),
    ("pdf2-oplysninger", with_info),
    ("pdf2-element", on_first("FENote", change("/S", pikepdf.Name.Note))),
    ("pdf2-element", on_first("Document", change("/NS", None))),
    ("pdf2-henvisning", on_first("FENote", change("/Ref", None))),
    ("pdf2-henvisning", on_first("FENote", change("/A", None))),
    ("pdf2-henvisning", on_every("Reference", without("/Ref"))),
    ("pdf2-maal", on_annotations(lead_to_a_page)),
    ("liste-nummerering", on_first("L", change("/A", None))),
    ("link-flere-maal", on_first("Link", with_an_area_to_elsewhere)),
    ("datafil-uden-ord", of_kind("Filespec", without("/Desc"))),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "work"), MODERN_FAULTS)
def test_fault_against_the_newest_standards_is_found(kind: str, work: Callable[[pikepdf.Pdf], None]) -> None:
    assert kind in {finding.kind for finding in judge(spoilt(work, MODERN), name="a.pdf")}
