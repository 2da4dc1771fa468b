from collections.abc import Callable

from tinycss2.color5 import Color

from ..css import Style
from ..formatting_structure.boxes import Box, PageBox

class Background:
    color: Color

def layout_box_backgrounds(
    page: PageBox,
    box: Box,
    get_image_from_uri: Callable[..., object],
    layout_children: bool = ...,
    style: Style | None = ...,
) -> None: ...
