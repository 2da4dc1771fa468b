import pydyf
from tinycss2.color5 import Color

from ..formatting_structure.boxes import Box
from .fonts import Font

class Stream(pydyf.Stream):
    _fonts: dict[str, Font]
    _tags: dict[Box, dict[str, int]]
    _current_font: tuple[str, float] | None
    def set_color(self, color: Color, stroke: bool = ...) -> None: ...
    def set_font_size(self, font: str, size: float) -> None: ...
