from ..formatting_structure.boxes import Box

class LayoutContext:
    excluded_shapes: list[Box]
