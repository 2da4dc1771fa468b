from ..formatting_structure.boxes import TextBox
from ..matrix import Matrix
from ..pdf.stream import Stream

def draw_text(
    stream: Stream, textbox: TextBox, offset_x: float, text_overflow: str, block_ellipsis: object
) -> None: ...
def draw_first_line(
    stream: Stream, textbox: TextBox, text_overflow: str, block_ellipsis: object, matrix: Matrix
) -> list[object]: ...
