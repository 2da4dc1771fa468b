"""Takes a laid-out document; gives the bytes of a PDF that is PDF/A and PDF/UA at once, and its logical tree.

Our tag builder stands in the place of WeasyPrint's internal one while a file is written. The function that it replaces
is no public interface, so exactly one version is accepted.
"""

from __future__ import annotations

import datetime as dt
import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import SimpleNamespace
from typing import Any, Literal

import pydyf
import weasyprint
import weasyprint.pdf
import weasyprint.pdf.metadata

from rammeaftale.base.diagnostics import Refused
from rammeaftale.engine.tagging.fonts import ensure_space, plain_meanings
from rammeaftale.engine.tagging.metadata import both_standards
from rammeaftale.engine.tagging.nodes import Reading
from rammeaftale.engine.tagging.walk import read_pages
from rammeaftale.engine.tagging.write import write_tree

VERSION = "70.0"
Variant = Literal["ua-1", "ua-2"]
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
}


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file inside the PDF: `date` (UTC) stands for both creation and change, so that two runs are equal."""

    name: str
    data: bytes
    description: str
    date: dt.datetime


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """The finished file and the tree that was written into it (for the completeness gate)."""

    data: bytes
    reading: Reading


def write_tagged_pdf(
    document: Any, *, variant: Variant = "ua-1", attachments: Sequence[Embedded] = (), prefix: str = ""
) -> TaggedPdf:
    """Write `document` (a weasyprint.Document, laid out but not yet written) as one file of two standards.

    `ua-1` gives PDF/UA-1 with PDF/A-2a, or with PDF/A-3a when there are attachments; `ua-2` gives PDF/UA-2 with
    PDF/A-4f, which needs at least one attachment. `prefix` begins the ID of every cell and note. A document can be
    written once only. Raises Refused.
    """
    check_version()
    _check(document, variant, attachments)
    standard = "pdf/a-4f" if variant == "ua-2" else "pdf/a-3a" if attachments else "pdf/a-2a"
    with installed(variant, prefix) as readings:
        data = document.write_pdf(
            pdf_variant=standard,
            pdf_tags=True,
            pdf_version="2.0" if variant == "ua-2" else "1.7",
            attachments=[_attachment(one) for one in sorted(attachments, key=lambda one: one.name.encode())],
            finisher=_finish,
        )
    return TaggedPdf(data, readings[-1])


def check_version() -> None:
    """Refuse every WeasyPrint but the one that this was written and measured for."""
    if weasyprint.__version__ != VERSION:
        raise Refused(
            "sats-umulig",
            f"Programmet kræver WeasyPrint {VERSION}, men her er installeret {weasyprint.__version__}. "
            f"Installér den rigtige udgave med: pip install weasyprint=={VERSION}",
        )


@contextmanager
def installed(variant: Variant, prefix: str) -> Iterator[list[Reading]]:
    """Our tag builder in the place of WeasyPrint's own; the list receives the tree of each file written inside."""
    module, metadata = weasyprint.pdf, weasyprint.pdf.metadata.DocumentMetadata
    fonts_dictionary, profile_of, rdf = (
        module.build_fonts_dictionary,
        module.ColorProfile,
        metadata.generate_rdf_metadata,
    )
    readings: list[Reading] = []
    modern = variant == "ua-2"

    def add_tags(pdf: Any, document: Any, _version: Any, page_streams: list[Any]) -> None:
        tags = [stream._tags for stream in page_streams]
        reading = read_pages(document.pages, tags, document.metadata.lang, prefix)
        write_tree(pdf, document, page_streams, reading, modern=modern)
        _smooth_nothing(pdf)
        readings.append(reading)

    def build_fonts(pdf: Any, fonts: Any, *rest: Any) -> Any:
        plain_meanings(fonts)
        ensure_space(fonts)
        return fonts_dictionary(pdf, fonts, *rest)

    def colour_profile(file: Any, *rest: Any) -> Any:
        with file:  # the engine leaves it open
            return profile_of(file, *rest)

    def generate(self: Any, *arguments: Any) -> bytes:
        return both_standards(rdf.__get__(self), modern=modern)(*arguments)

    with (
        _replaced(module, add_tags=add_tags, build_fonts_dictionary=build_fonts, ColorProfile=colour_profile),
        _replaced(metadata, generate_rdf_metadata=generate),
        _replaced(pydyf, zlib=SimpleNamespace(compress=zlib.compress, compressobj=_compressobj)),
    ):
        yield readings


def _compressobj(level: int) -> Any:
    """Level 9, which the writer asks for, takes three times as long as 6 on a large tag tree, and saves 4 per cent."""
    return zlib.compressobj(min(level, 6))


@contextmanager
def _replaced(holder: Any, **functions: Any) -> Iterator[None]:
    """Put functions in the place of the holder's own, and take them away again."""
    kept = {name: getattr(holder, name) for name in functions}
    for name, function in functions.items():
        setattr(holder, name, function)
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(holder, name, function)


def _check(document: Any, variant: Variant, attachments: Sequence[Embedded]) -> None:
    if not document.metadata.lang:
        raise Refused("sats-umulig", 'Dokumentet mangler sprog: skriv lang="da" på elementet html i skabelonen.')
    if not (document.metadata.title or "").strip():
        raise Refused("sats-umulig", "Dokumentet mangler titel: skriv et title-element i skabelonens head.")
    if variant == "ua-2" and not attachments:
        raise Refused(
            "sats-umulig", "PDF/A-4f kræver mindst én vedhæftet fil; vælg i stedet den almindelige udgave (PDF/UA-1)."
        )


def _attachment(one: Embedded) -> Any:
    return weasyprint.Attachment(
        file_obj=io.BytesIO(one.data),
        name=one.name,
        description=one.description,
        created=one.date,
        modified=one.date,
        relationship="Data",
    )


def _smooth_nothing(pdf: Any) -> None:
    """PDF/A forbids smoothing of enlarged pictures (ISO 19005-2, 6.2.8), whatever the style sheet says."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Interpolate") == "true":
            item.extra["Interpolate"] = "false"


def _finish(_document: Any, pdf: Any) -> None:
    """Name each attached file once among the associated files, with a media type that no machine decides for itself."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Filespec" and "EF" in item:
            kind = MEDIA_TYPES.get(PurePosixPath(item["UF"].string).suffix.lower())
            file = pdf.objects[int(item["EF"]["F"].split()[0])]
            if kind:
                file.extra["Subtype"] = f"/{kind.replace('/', '#2f')}"
