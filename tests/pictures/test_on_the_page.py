"""What a picture is and how large it is printed is told before a page is typeset, with a remedy that works."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from rammeaftale.base.diagnostics import Diagnostic
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.engine.versions import fonts
from rammeaftale.model.product import Markup
from rammeaftale.render.style_sheets import style_sheet
from rammeaftale.shell.pipeline import load
from tests.case_files import EDITION, basis
from tests.memory_world import MemoryWorld
from tests.pictures.files import encoded, turned, upright
from tests.printing import TEMPLATES

TEXT = "# Styring {#styring}\n\n%s\n"
SHOWN = "![Et hus ved en sø](hus.png)"
OTHERS = {
    "tom": b"",
    "tekst": "Her skulle være et billede æøå\r\n".encode(),
    "GIF": encoded(upright("P"), "GIF"),
    "WebP": encoded(upright(), "WEBP"),
    "TIFF": encoded(upright(), "TIFF"),
    "BMP": encoded(upright(), "BMP"),
    "ICO": encoded(upright(), "ICO"),
    "HEIC": b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
    "SVG": b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>',
    "PDF": b"%PDF-1.7\n",
    "Office": b"PK\x03\x04\x14\0",
    "hjemmeside": b"<!DOCTYPE html><html></html>",
    "Git LFS": b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n",
    "hverken PNG eller JPEG": b"\0\1\2\3" * 9,
}


def _png(width: int, height: int) -> bytes:
    written = io.BytesIO()
    Image.new("L", (width, height), 99).save(written, "PNG")
    return written.getvalue()


def _found(data: bytes, shown: str = SHOWN) -> tuple[Diagnostic, ...]:
    text = (TEXT % shown).encode()
    files = basis() | {"content/2031-32/styring.md": text, "content/2031-32/hus.png": data}
    return load(MemoryWorld(files), EDITION).diagnostics


def _kinds(data: bytes, shown: str = SHOWN) -> list[str]:
    return [f"{found.severity.value} {found.kind} {found.span}" for found in _found(data, shown)]


@pytest.mark.parametrize("what", OTHERS)
def test_a_file_that_is_no_picture_is_called_what_it_is(what: str) -> None:
    (found,) = _found(OTHERS[what])
    assert (found.kind, str(found.span)) == ("billede-ulovligt", "content/2031-32/styring.md:3:1")
    assert what in found.message
    assert found.hints


def test_what_a_page_has_no_room_for_is_refused_and_cut_as_told_it_has_room() -> None:
    (found,) = _found(_png(600, 4000))
    assert (found.kind, str(found.span)) == ("billede-for-hoejt", "content/2031-32/styring.md:3:1")
    most = int(found.hints[0].split("højst være ")[1].split(" pixel")[0].replace(".", ""))
    assert _kinds(_png(600, most)) == []
    assert _kinds(_png(600, most + 2)) == ["fejl billede-for-hoejt content/2031-32/styring.md:3:1"]


def test_a_narrow_strip_is_told_to_be_too_narrow_and_one_of_the_size_told_is_neither() -> None:
    """Cut as high as a page has room for, it would be blurred."""
    (found,) = _found(_png(30, 3000))
    (hint,) = found.hints
    assert (found.kind, "kun 30 pixel bredt" in hint, "beskær" in hint) == ("billede-for-hoejt", True, False)
    wide, high = (int(number.replace(".", "")) for number in re.findall("(?:mindst|højst) ([0-9.]+)", hint))
    assert _kinds(_png(wide, high)) == []
    assert _kinds(_png(wide, high + 2)) == ["fejl billede-for-hoejt content/2031-32/styring.md:3:1"]


@pytest.mark.parametrize(("name", "kind", "new_name"), [("hus.jpg", "PNG", "hus.png"), ("hus.png", "JPEG", "hus.jpg")])
def test_what_takes_the_place_of_a_file_that_is_no_picture_has_the_name_that_is_told(
    name: str, kind: str, new_name: str
) -> None:
    shown = SHOWN.replace("hus.png", name)
    folder = "content/2031-32"
    files = basis() | {f"{folder}/styring.md": (TEXT % shown).encode(), f"{folder}/{name}": OTHERS["PDF"]}
    (found,) = load(MemoryWorld(files), EDITION).diagnostics
    assert found.hints[-1].endswith(f"er det {kind}, så kald den {new_name}, og skriv ({new_name}) i teksten")
    mended = files | {f"{folder}/styring.md": (TEXT % SHOWN.replace("hus.png", new_name)).encode()}
    del mended[f"{folder}/{name}"]
    mended[f"{folder}/{new_name}"] = encoded(upright().resize((900, 600)), kind)
    assert load(MemoryWorld(mended), EDITION).diagnostics == ()


def test_a_picture_that_lies_in_its_file_is_measured_as_it_is_turned() -> None:
    lying = io.BytesIO(turned("JPEG", 6))
    with Image.open(lying) as small:
        written = io.BytesIO()
        small.resize((4000, 600)).save(written, "JPEG", exif=small.getexif())
    assert _kinds(written.getvalue()) == ["fejl billede-for-hoejt content/2031-32/styring.md:3:1"]


@pytest.mark.parametrize("frame", ["{}", "::: faktaboks Huse\n{}\n:::", "::: udestår Hvem\n{}\n:::"])
def test_few_pixels_are_told_and_as_many_as_told_are_enough(frame: str) -> None:
    (found,) = (found for found in _found(_png(300, 200), frame.format(SHOWN)) if found.kind != "udestaar")
    assert found.kind == "billede-uskarpt"
    enough = int(found.hints[0].split("mindst ")[1].split(" pixel")[0])
    told = [kind for kind in _kinds(_png(enough, 200), frame.format(SHOWN)) if "udestaar" not in kind]
    assert told == []


def test_a_picture_that_the_typesetter_cannot_read_is_told_once() -> None:
    """Its words are then printed where it should stand, and read twice."""
    html = (
        '<html lang="da"><head><title>x</title></head><body><h1>A</h1>'
        '<p data-kilde="content/a.md:9"><img src="asset:x.svg" alt="Et hus"/></p></body></html>'
    )
    with Typesetters(1) as waiting:
        waiting.send(Markup("a", html, style_sheet(TEMPLATES, "dokument"), {**fonts(), "x.svg": b"<svg"}))
        ((_, made),) = waiting.results()
    assert [(found.kind, str(found.span)) for found in made.diagnostics][:1] == [("sats-billede", "content/a.md:9:1")]
    assert "tekst-dobbelt" not in {found.kind for found in made.diagnostics}
