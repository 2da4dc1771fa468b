"""A finished PDF → the files that it carries."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from rammeaftale.engine.inspect.objects import opened


def carried_files(pdf: bytes) -> Mapping[str, bytes]:
    """The embedded files by name, never by path. Raises pikepdf.PdfError when it is no PDF."""
    with opened(pdf) as file:
        return {PurePosixPath(name).name: spec.get_file().read_bytes() for name, spec in file.attachments.items()}
