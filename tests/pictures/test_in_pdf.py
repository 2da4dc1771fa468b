"""Pictures on their way through the engine into a PDF."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from rammeaftale.base.diagnostics import Checked
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.engine.versions import fonts
from rammeaftale.model.product import Markup
from tests.pictures.files import HEIGHT, SECRET, TALKATIVE, WIDTH, corners, encoded, turned, upright

_CSS = """
@font-face { font-family: "RA Sans"; src: url(asset:SourceSansPro-Regular.ttf) }
html { font-family: "RA Sans" }
"""


def _made(pictures: dict[str, bytes]) -> Checked[bytes]:
    body = "".join(f'<p><img src="asset:{name}" alt="{name}"/></p>' for name in pictures)
    html = f'<!DOCTYPE html><html lang="da"><head><title>A</title></head><body><h1>A</h1>{body}</body></html>'
    with Typesetters(1) as waiting:
        waiting.send(Markup("a", html, _CSS, {**fonts(), **pictures}))
        ((_, made),) = waiting.results()
    return made


def _typeset(pictures: dict[str, bytes]) -> pikepdf.Pdf:
    made = _made(pictures)
    assert made.diagnostics == ()
    assert SECRET not in made.value
    return pikepdf.open(io.BytesIO(made.value))


def _shown(pdf: pikepdf.Pdf) -> list[Image.Image]:
    streams = (obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream) and obj.get("/Subtype") == "/Image")
    return [pikepdf.PdfImage(stream).as_pil_image() for stream in streams]


@pytest.mark.parametrize("kind", ("PNG", "JPEG"))
def test_each_of_the_eight_orientations_is_upright_in_the_pdf(kind: str) -> None:
    with _typeset({f"{orientation}.{kind.lower()}": turned(kind, orientation) for orientation in range(1, 9)}) as pdf:
        shown = _shown(pdf)
    assert len(shown) == 8
    assert {(picture.size, corners(picture)) for picture in shown} == {((WIDTH, HEIGHT), ("r", "g", "b", "b"))}


def test_nothing_but_the_picture_goes_into_the_pdf() -> None:
    named = {f"{number}.{name.partition(':')[0]}": make() for number, (name, make) in enumerate(TALKATIVE.items())}
    with _typeset(named) as pdf:
        streams = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Stream)]
        assert not [stream for stream in streams if SECRET in stream.read_raw_bytes()]
        assert not [stream for stream in _decodable(streams) if SECRET in stream.read_bytes()]


def _decodable(streams: list[pikepdf.Stream]) -> list[pikepdf.Stream]:
    return [stream for stream in streams if stream.get("/Filter") != "/DCTDecode"]


def test_a_file_that_is_no_picture_never_reaches_the_engine() -> None:
    for data in (b"<svg/>", encoded(upright(), "GIF"), b""):
        assert [finding.kind for finding in _made({"x.png": data}).diagnostics] == ["billede-ulovligt"]
