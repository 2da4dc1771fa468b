from builtins import float as number

from ..formatting_structure.boxes import Box
from . import LayoutContext

def avoid_collisions(
    context: LayoutContext, box: Box, containing_block: Box, outer: bool = ...
) -> tuple[number, number, number]: ...
