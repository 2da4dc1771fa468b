"""Changes of the fixed edition that cannot be written as lines: pictures, encodings, orders."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image
from PIL.PngImagePlugin import PngInfo

Files = dict[str, bytes]
Change = Callable[[Files], None]

PICTURE = "bilag/2031-32/styringsaftale/kort.png"
TEXT = "bilag/2031-32/styringsaftale/tekst.md"
EDITION = "content/2031-32/udgave.yaml"
FORA = "content/faelles/fora.yaml"
FOREWORD = "content/2031-32/forord.md"
REGISTER = "content/takster/2031.csv"


def _picture(mode: str, form: str = "PNG", **settings: object) -> Change:
    """The same picture in another mode, as another kind of file or written with other settings."""

    def change(files: Files) -> None:
        made = io.BytesIO()
        Image.open(io.BytesIO(files[PICTURE])).convert(mode).save(made, form, **settings)
        files[PICTURE] = made.getvalue()

    return change


def _drawn(draw: Callable[[Image.Image], Image.Image]) -> Change:
    """Another picture."""

    def change(files: Files) -> None:
        made = io.BytesIO()
        draw(Image.open(io.BytesIO(files[PICTURE]))).save(made, "PNG")
        files[PICTURE] = made.getvalue()

    return change


def _jpeg(files: Files) -> None:
    """Grey squares of eight by eight pixels survive JPEG as they are."""
    _picture("L", "JPEG", quality=100)(files)
    files[PICTURE.replace(".png", ".jpg")] = files.pop(PICTURE)
    files[TEXT] = files[TEXT].replace(b"kort.png", b"kort.jpg")


def _one_pixel(picture: Image.Image) -> Image.Image:
    picture.putpixel((0, 0), 21)
    return picture


def _see_through(picture: Image.Image) -> Image.Image:
    picture.putalpha(254)
    return picture


def _comment() -> PngInfo:
    info = PngInfo()
    info.add_text("Title", "Kort")
    return info


def _turned() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6  # which way is up: a quarter turn
    return exif


def _rewritten(path: str, rewrite: Callable[[str], str]) -> Change:
    def change(files: Files) -> None:
        files[path] = rewrite(files[path].decode()).encode()

    return change


def _reversed_lines(text: str) -> str:
    head, *lines = text.splitlines(keepends=True)
    return "".join((head, *reversed(lines)))


def _reversed_columns(text: str) -> str:
    rows = (line.split(";") for line in text.removeprefix("\ufeff").splitlines())
    return "\ufeff" + "".join(";".join(reversed(row)) + "\n" for row in rows)


def _quoted_cells(text: str) -> str:
    rows = (line.split(";") for line in text.removeprefix("\ufeff").splitlines())
    return "\ufeff" + "".join(";".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def _reversed_documents(text: str) -> str:
    before, _, rest = text.partition("dokumenter:\n")
    documents, after = rest.split("\ntakstregister:")
    first, last = documents.split("  - id: ledelsesinformation")
    return f"{before}dokumenter:\n  - id: ledelsesinformation{last}{first}\ntakstregister:{after}"


def _reversed_fora(text: str) -> str:
    head, *fora = text.split("  - id:")
    return "  - id:".join((head, *(f"{forum.rstrip()}\n\n" for forum in reversed(fora))))


CHANGES: Mapping[str, Change] = MappingProxyType(
    {
        "billede-pakket-anderledes": _picture("L", compress_level=0),
        "billede-i-palet": _picture("P"),
        "billede-i-farver": _picture("RGB"),
        "billede-uigennemsigtigt": _picture("RGBA"),
        "billede-med-oplysninger": _picture("L", pnginfo=_comment(), dpi=(300, 300)),
        "billede-som-jpeg": _jpeg,
        "billede-drejet": _picture("L", exif=_turned()),
        "billede-en-prik": _drawn(_one_pixel),
        "billede-gennemsigtigt": _drawn(_see_through),
        "billede-stoerre": _drawn(lambda picture: picture.resize((32, 32), Image.Resampling.NEAREST)),
        "forord-crlf": _rewritten(FOREWORD, lambda text: text.replace("\n", "\r\n")),
        "forord-bom": _rewritten(FOREWORD, lambda text: f"\ufeff{text}"),
        "forord-nfd": _rewritten(FOREWORD, lambda text: unicodedata.normalize("NFD", text)),
        "forord-blanke-linjer": _rewritten(FOREWORD, lambda text: text.replace("\n\n", "\n\n\n") + "\n\n"),
        "dokumenter-omvendt": _rewritten(EDITION, _reversed_documents),
        "fora-omvendt": _rewritten(FORA, _reversed_fora),
        "takster-omvendt": _rewritten(REGISTER, _reversed_lines),
        "takster-kolonner-omvendt": _rewritten(REGISTER, _reversed_columns),
        "takster-i-anfoerselstegn": _rewritten(REGISTER, _quoted_cells),
        "takster-crlf": _rewritten(REGISTER, lambda text: text.replace("\n", "\r\n")),
    }
)
