"""Where a picture lies."""

from __future__ import annotations

import posixpath

from rammeaftale.model.text import Picture


def picture_path(block: Picture) -> str:
    """The picture's path in the repository: beside the text that shows it."""
    return f"{posixpath.dirname(block.span.path)}/{block.path}"
