"""The one place where a PDF is opened for inspection, from bytes that the caller holds."""

from __future__ import annotations

import io

import pikepdf


def opened(pdf: bytes) -> pikepdf.Pdf:
    """The file, to be used as a context manager. Raises pikepdf.PdfError when it is no PDF."""
    return pikepdf.open(io.BytesIO(pdf))
