"""Compile click's Danish words: messages.po → messages.mo, which the standard library reads."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CATALOGUE = Path(__file__).parent.parent / "rammeaftale/locale/da/LC_MESSAGES/messages.po"


def compiled() -> bytes:
    """The catalogue as the bytes of a .mo file."""
    made = BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(made, read_po(file, locale="da"))
    return made.getvalue()


if __name__ == "__main__":
    CATALOGUE.with_suffix(".mo").write_bytes(compiled())
