"""What a picture file says besides its picture reaches nobody, and what it shows is shown."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Callable

import pytest
from PIL import Image, ImageCms, ImageFile

from rammeaftale.base.diagnostics import Refused
from rammeaftale.read.pictures.jpeg import _MAX_SCANS
from rammeaftale.read.pictures.picture import MAX_PIXELS, check_picture, plain_picture, seen_pixels
from tests.pictures.files import (
    HEIGHT,
    SECRET,
    TALKATIVE,
    WIDTH,
    corners,
    encoded,
    jpeg_that_says,
    jpeg_with,
    png_that_says,
    png_with,
    turned,
    upright,
)

KINDS = ("PNG", "JPEG")


@pytest.mark.parametrize("name", TALKATIVE)
def test_only_the_picture_is_kept(name: str) -> None:
    data = TALKATIVE[name]()
    plain = plain_picture(data)
    assert SECRET in data or name.endswith(("fylder", "farveprofil", "flere billeder"))
    assert SECRET not in plain
    kind = "PNG" if name.startswith("png") else "JPEG"
    assert plain == plain_picture(encoded(upright(), kind)), "de viser alle det samme billede"
    assert plain == plain_picture(data) == plain_picture(plain)
    assert seen_pixels(data) == seen_pixels(plain)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_seen_upright_whichever_way_it_lies_in_its_file(kind: str, orientation: int) -> None:
    data = turned(kind, orientation)
    for file in (data, plain_picture(data)):
        width, height, colours = seen_pixels(file)
        assert (width, height) == (WIDTH, HEIGHT)
        assert corners(Image.frombytes("RGBA", (width, height), colours)) == ("r", "g", "b", "b")


@pytest.mark.parametrize("orientation", (0, 9, 65535))
def test_an_orientation_that_there_is_not_is_none(orientation: int) -> None:
    exif = b"Exif\0\0MM\0*\0\0\0\x08\0\1\x01\x12\0\3\0\0\0\1" + orientation.to_bytes(2, "big") + bytes(6)
    assert plain_picture(jpeg_with((0xE1, exif))) == plain_picture(encoded(upright(), "JPEG"))


@pytest.mark.parametrize("exif", (b"", b"II*\0", b"II*\0\xff\xff\xff\x7f", b"MM\0*\0\0\0\x08\xff\xff"))
def test_hurt_exif_is_passed_over(exif: bytes) -> None:
    assert plain_picture(jpeg_with((0xE1, b"Exif\0\0" + exif))) == plain_picture(encoded(upright(), "JPEG"))
    assert plain_picture(png_with((b"eXIf", exif))) == plain_picture(encoded(upright(), "PNG"))


def test_the_coded_picture_of_a_jpeg_is_not_touched() -> None:
    for options in ({}, {"progressive": True}, {"restart_marker_rows": 1}):
        data = encoded(upright(), "JPEG", **options)
        assert plain_picture(data) == data


def test_a_jpeg_keeps_its_colour_profile_and_adobes_mark() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(upright(), "JPEG", icc_profile=profile)
    assert profile in plain_picture(data)
    adobe = b"Adobe\0\x64\0\0\0\0\x01"
    assert adobe in plain_picture(jpeg_with((0xEE, adobe + SECRET)))


@pytest.mark.parametrize("mode", ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"))
def test_a_png_of_any_mode_becomes_one_that_a_pdf_can_hold(mode: str) -> None:
    written = Image.frombytes("I;16", (2, 1), b"\x00\x00\xff\xff") if mode == "I;16" else upright(mode)
    with Image.open(io.BytesIO(plain_picture(encoded(written, "PNG")))) as plain:
        assert plain.mode in {"L", "LA", "RGB", "RGBA"}
        assert plain.info == {}
        if mode == "I;16":
            assert plain.tobytes() == b"\x00\xff"


def test_a_transparent_colour_stays_transparent() -> None:
    data = encoded(upright(), "PNG", transparency=(0, 0, 255))
    assert seen_pixels(plain_picture(data))[2][-4:] == b"\0\0\xff\0"


def _refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        check_picture(data)
    assert refused.value.hints
    return refused.value.kind


_EXAMPLES = {"PNG": encoded(upright(), "PNG"), "JPEG": encoded(upright(), "JPEG")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_cut_anywhere_is_refused_also_where_the_engine_is_loaded(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = _EXAMPLES[kind]
    assert {_refusal(data[:length]) for length in range(20, len(data))} == {"billede-ulaeseligt"}
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize("kind", KINDS)
def test_no_hurt_file_raises(kind: str) -> None:
    data = bytearray(_EXAMPLES[kind])
    for at in range(0, len(data), 3):
        for value in (0xFF, data[at] ^ 0x10):
            hurt = bytes((*data[:at], value, *data[at + 1 :]))
            try:
                plain_picture(hurt)
            except Refused as refused:
                assert refused.kind.startswith("billede-")


@pytest.mark.parametrize("says", (png_that_says, jpeg_that_says))
def test_a_size_beyond_the_limit_is_refused_before_anything_is_decoded(
    says: Callable[[int, int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "open", None)
    assert _refusal(says(5_000, 5_001)) == _refusal(says(65_000, 65_000)) == "billede-for-stort"
    assert _refusal(says(0, 5)) == _refusal(says(5, 0)) == "billede-ulaeseligt"
    assert MAX_PIXELS == 5_000 * 5_000


def test_packed_words_are_never_unpacked() -> None:
    data = TALKATIVE["png: pakket tekst, der fylder"]()
    plain_picture(png_with())  # loads the decoder
    tracemalloc.start()
    plain_picture(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000


def test_what_a_pdf_of_ours_cannot_hold_is_refused() -> None:
    assert _refusal(encoded(upright("CMYK"), "JPEG")) == "billede-farver"
    arithmetic = _EXAMPLES["JPEG"].replace(b"\xff\xc0", b"\xff\xc9", 1)
    assert _refusal(arithmetic) == "billede-ulaeseligt"
    progressive = encoded(upright(), "JPEG", progressive=True)
    scan = progressive[progressive.rindex(b"\xff\xda") : -2]
    assert _refusal(progressive[:-2] + scan * _MAX_SCANS + progressive[-2:]) == "billede-ulaeseligt"
    for data in (b"", b"GIF89a", b"<svg/>", b"%PDF-", encoded(upright(), "WEBP"), encoded(upright(), "TIFF")):
        assert _refusal(data) == "billede-ulovligt"
