"""The reader of content streams finds what pikepdf's finds, in less time."""

from __future__ import annotations

import io

import pikepdf
import pytest

from rammeaftale.engine.inspect.operators import instructions, strings
from tests.tagging.rendering import NAMES, corpus_pdf

MARKING = ("BDC", "BMC", "EMC", "Tf", "Do", "q", "Q")
SHOWING = ("Tj", "TJ", "'", '"')
STREAMS = {
    "nested and marked parentheses": rb"(a(b(c)\)\\)d\050) Tj (\(EMC) Tj",
    "octal and line ends": b"(\\101\\7z\\\r\nb\r\nc) Tj",
    "hexadecimal": b"[<0041 0\n42>-3.5<4>(x)] TJ",
    "no white space": b"q/P<</MCID 0>>BDC/F 9 Tf[(a)]TJ EMC Q",
    "comments": b"q % (no) Tj\r(a)% <41> Q\nTj Q%",
    "a picture in the stream": b"q BI /W 1 /H 1 ID \x00(EMC Tj\xff EI Q (a) Tj",
    "longer operators": b"/x gs 0 0 m qq Tjx BT T* 1 0 0 1 0 0 Tm ET W* f* (a) ' 1 2 (b) \"",
    "words among the properties": b"/Span <</ActualText <feff00e6> /A [true null (EMC)]>> BDC EMC /Artifact BMC EMC",
    "nothing": b"",
    "nothing wanted": b"0 0 m 1 1 l S\n",
}


def theirs(holder: pikepdf.Object) -> list[tuple[str, bytes]]:
    found = []
    for one in pikepdf.parse_content_stream(holder):
        operands, name = list(one.operands), str(one.operator)
        if name in SHOWING:
            parts = list(operands[-1]) if name == "TJ" else [operands[-1]]
            found.append((name, b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))))
        elif name in MARKING:
            found.append((name, b""))
    return found


def ours(data: bytes) -> list[tuple[str, bytes]]:
    found = [(operator.decode(), operands) for operator, operands in instructions(data)]
    return [(name, strings(operands) if name in SHOWING else b"") for name, operands in found]


@pytest.mark.parametrize("data", STREAMS.values(), ids=STREAMS)
def test_each_form_is_understood(data: bytes) -> None:
    assert ours(data) == theirs(pikepdf.Stream(pikepdf.new(), data))


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_understood(name: str) -> None:
    with pikepdf.open(io.BytesIO(corpus_pdf(name).data)) as pdf:
        for page in pdf.pages:
            assert ours(page.obj.Contents.read_bytes()) == theirs(page.obj)


@pytest.mark.parametrize("data", [b"q (a Tj", b"{ q }", b"q ) Q", b"<4g> Tj"])
def test_nothing_is_passed_over_in_silence(data: bytes) -> None:
    with pytest.raises(pikepdf.PdfError):
        list(instructions(data))
