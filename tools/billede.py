"""Make docs/billeder/eksempel.png, the picture in README.md, from the finished PDFs in ud/: four pages side by side.

Pages are found by what they say, so that the picture stays right when the texts grow.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

ROOT = Path(__file__).parent.parent
PRODUCTS = ROOT / "ud" / "2021-22"
TARGET = ROOT / "docs" / "billeder" / "eksempel.png"
WIDTH, GAP, SHADOW = 1600, 28, 5  # px
GROUND, EDGE, SHADE = (243, 245, 246), (196, 205, 208), (221, 226, 228)
COLOURS = 128
FACTOR = 3  # pages are drawn so much larger than they are shown, and made smaller by averaging

# The file, and words that only the page wanted has; the first page with them is taken.
PAGES = (
    ("rammeaftale-2021-22.pdf", ("Rammeaftale 2021-22", "De 19 midtjyske kommuner")),
    ("rammeaftale-2021-22.pdf", ("Udviklingsområde", "Fælles om den nære psykiatri")),
    ("bilag-6-organisering.pdf", ("Figur 1", "Takstgruppen", "Betjener")),
    ("bilag-7-tilbudsviften.pdf", ("Herning Kommune", "Takst året før", "Tilbud og afdeling")),
)


def page_with(document: pdfium.PdfDocument, words: tuple[str, ...]) -> pdfium.PdfPage:
    """The first page that has all the words."""
    for page in document:
        text = " ".join(page.get_textpage().get_text_bounded().split())
        if all(word in text for word in words):
            return page
    raise SystemExit(f"ingen side med {', '.join(words)}")


def drawn(name: str, words: tuple[str, ...], width: float) -> Image.Image:
    """One page, about `width` px wide."""
    page = page_with(pdfium.PdfDocument(PRODUCTS / name), words)
    height = round(width * page.get_height() / page.get_width())
    large: Image.Image = page.render(scale=FACTOR * height / page.get_height()).to_pil().convert("RGB")
    return large.resize((round(large.width / FACTOR), height), Image.Resampling.BOX)


def put(sheet: Image.Image, page: Image.Image, left: int, top: int) -> None:
    """A page with a thin edge and the shadow of a sheet of paper."""
    draw = ImageDraw.Draw(sheet)
    right, bottom = left + page.width, top + page.height
    draw.rectangle((left + SHADOW, top + SHADOW, right + SHADOW, bottom + SHADOW), fill=SHADE)
    sheet.paste(page, (left, top))
    draw.rectangle((left - 1, top - 1, right, bottom), outline=EDGE)


def main() -> None:
    """Draw the picture."""
    width = (WIDTH - (len(PAGES) + 1) * GAP) / len(PAGES)
    pages = [drawn(name, words, width) for name, words in PAGES]
    height = pages[0].height
    sheet = Image.new("RGB", (sum(page.width for page in pages) + (len(pages) + 1) * GAP, height + 2 * GAP), GROUND)
    left = GAP
    for page in pages:
        put(sheet, page, left, GAP)
        left += page.width + GAP
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(TARGET, optimize=True)
    print(f"{TARGET.relative_to(ROOT)}: {sheet.width} × {sheet.height}, {TARGET.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
