from typing import Literal

from ..formatting_structure.boxes import Box

def resolve_percentages(box: Box, containing_block: Box | tuple[float, float | Literal["auto"]]) -> None: ...
