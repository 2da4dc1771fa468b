from typing import Any

from ..css import Style

FROM_UNITS: float
LST_TO_ISO: dict[str, str]
PANGO_DIRECTION: dict[str, int]
ffi: Any
gobject: Any
pango: Any
"""C libraries, which say nothing of types."""

class Layout:
    style: Style
    language: object
    layout: object
    first_line_direction: int
    justification_spacing: float
    def __init__(self, style: Style, justification_spacing: float = ..., max_width: float | None = ...) -> None: ...
    def setup(self, style: Style) -> None: ...
    def get_first_line(self) -> tuple[object, int | None]: ...
    def set_text(self, text: str, justify: bool = ...) -> None: ...
    def deactivate(self) -> None: ...
    def reactivate(self, style: Style) -> None: ...

def font_features(*features: object) -> dict[str, int]: ...
def get_font_description(style: Style) -> object: ...
def split_first_line(
    text: str,
    style: Style,
    context: object,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = ...,
    minimum: bool = ...,
) -> tuple[Layout, int, int | None, float, float, float]: ...
def strut(style: Style) -> tuple[float, float]: ...
def unicode_to_char_p(string: str) -> tuple[object, bytes]: ...
