"""Takes a laid-out document; gives the bytes of a PDF that is PDF/A and PDF/UA at once, and its logical tree.

Our tag builder stands in the place of WeasyPrint's internal one while a file is written. The function that it replaces
is no public interface, so a build accepts the locked version alone (`engine/versions.py`).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from types import SimpleNamespace
from typing import IO

import pydyf
import weasyprint
import weasyprint.pdf
import weasyprint.pdf.metadata
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.pdf.stream import Stream

from rammeaftale.base.danish import visible
from rammeaftale.base.diagnostics import Refused
from rammeaftale.engine.tagging.fonts import give_plain_meanings
from rammeaftale.engine.tagging.metadata import both_standards
from rammeaftale.engine.tagging.tree import LogicalTree
from rammeaftale.engine.tagging.walk import read_pages
from rammeaftale.engine.tagging.write import write_tree
from rammeaftale.model.product import DataFile

_STANDARDS = ("pdf/a-2a", "pdf/a-3a")
_MODERN_STANDARDS = ("pdf/a-4e", "pdf/a-4f")
"""What the engine is asked for: without data files, with. It knows no plain A-4, which is A-4e without its letter."""


@dataclass(frozen=True, slots=True)
class TaggedPdf:
    """The finished file and the tree that was written into it (for the completeness gate)."""

    data: bytes
    tree: LogicalTree


def write_tagged_pdf(
    document: weasyprint.Document,
    *,
    modern: bool = False,
    data_files: Sequence[DataFile] = (),
    dated: date = date(1970, 1, 1),
    prefix: str = "",
) -> TaggedPdf:
    """Write `document`, laid out but not yet written, as one file of two standards. It can be written once only.

    That is PDF/UA-1 with PDF/A-2a, or with PDF/A-3a when there are data files; `modern` gives PDF/UA-2 with PDF/A-4, or
    with PDF/A-4f when there are data files. `dated` stands for both creation and change of a data file, so that two
    runs are equal. `prefix` begins the ID of every cell and note. Raises Refused.
    """
    if fault := _fault(document):
        raise Refused("sats-umulig", fault)
    _say_plainly(document.metadata)
    standards = _MODERN_STANDARDS if modern else _STANDARDS
    with installed(modern, prefix) as trees:
        data = document.write_pdf(
            pdf_variant=standards[bool(data_files)],
            pdf_tags=True,
            pdf_version="2.0" if modern else "1.7",
            attachments=[_attachment(file, dated) for file in sorted(data_files, key=lambda file: file.name.encode())],
            finisher=_finish,
        )
    return TaggedPdf(data, trees[-1])


@contextmanager
def installed(modern: bool, prefix: str) -> Iterator[list[LogicalTree]]:
    """Our tag builder in the place of WeasyPrint's own; the list receives the tree of each file written inside."""
    engine = weasyprint.pdf
    fonts_dictionary, profile_of = engine.build_fonts_dictionary, engine.ColorProfile
    rdf = DocumentMetadata.generate_rdf_metadata
    trees: list[LogicalTree] = []

    def add_tags(
        pdf: pydyf.PDF, document: weasyprint.Document, _version: object, page_streams: Sequence[Stream]
    ) -> None:
        tags = [stream._tags for stream in page_streams]
        trees.append(read_pages(document.pages, tags, document.metadata.lang or "", prefix))
        write_tree(pdf, document, page_streams, trees[-1], modern=modern)
        _smooth_nothing(pdf)

    def build_fonts(
        pdf: pydyf.PDF, fonts: dict[str, Font], compress: bool, subset: bool, options: dict[str, object]
    ) -> pydyf.Dictionary:
        give_plain_meanings(fonts.values())
        return fonts_dictionary(pdf, fonts, compress, subset, options)

    def colour_profile(
        file: IO[bytes], name: str, intent: str, components: Sequence[Sequence[str]]
    ) -> weasyprint.pdf.ColorProfile:
        with file:  # the engine leaves it open
            return profile_of(file, name, intent, components)

    def generate(metadata: DocumentMetadata, variant: str, version: int, conformance: str) -> bytes:
        return both_standards(rdf(metadata, variant, version, conformance), modern=modern)

    with (
        _replaced(engine, add_tags=add_tags, build_fonts_dictionary=build_fonts, ColorProfile=colour_profile),
        _replaced(DocumentMetadata, generate_rdf_metadata=generate),
        _replaced(pydyf, zlib=SimpleNamespace(compress=zlib.compress, compressobj=_compressobj)),
    ):
        yield trees


def _say_plainly(metadata: DocumentMetadata) -> None:
    """What the file says of itself, without the spaces and hyphens that only lines on a page have a use for."""
    metadata.title = visible(metadata.title or "")
    metadata.description = visible(metadata.description or "") or None
    metadata.authors = [visible(author) for author in metadata.authors]


def _compressobj(level: int) -> object:
    """Level 9, which the writer asks for, takes three times as long as 6 on a large tag tree, and saves 4 per cent."""
    return zlib.compressobj(min(level, 6))


@contextmanager
def _replaced(holder: object, **functions: object) -> Iterator[None]:
    """Put functions in the place of the holder's own, and take them away again."""
    kept = {name: getattr(holder, name) for name in functions}
    for name, function in functions.items():
        setattr(holder, name, function)
    try:
        yield
    finally:
        for name, function in kept.items():
            setattr(holder, name, function)


def _fault(document: weasyprint.Document) -> str:
    """Why the document cannot be written as an accessible file; empty when it can."""
    if not document.metadata.lang:
        return 'Dokumentet mangler sprog: skriv lang="da" på elementet html i skabelonen.'
    if not (document.metadata.title or "").strip():
        return "Dokumentet mangler titel: skriv et title-element i skabelonens head."
    return ""


def _attachment(file: DataFile, dated: date) -> weasyprint.Attachment:
    moment = datetime.combine(dated, time(), UTC)
    return weasyprint.Attachment(
        file_obj=io.BytesIO(file.data),
        name=file.name,
        description=file.description,
        created=moment,
        modified=moment,
        relationship="Data",
    )


def _smooth_nothing(pdf: pydyf.PDF) -> None:
    """PDF/A forbids smoothing of enlarged pictures (ISO 19005-2, 6.2.8), whatever the style sheet says."""
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Interpolate") == "true":
            item.extra["Interpolate"] = "false"


def _finish(_document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Name each data file once among the associated files, and as CSV: what that is called hangs on the machine."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    for item in pdf.objects:
        if isinstance(item, pydyf.Stream) and item.extra.get("Type") == "/EmbeddedFile":
            item.extra["Subtype"] = "/text#2fcsv"
