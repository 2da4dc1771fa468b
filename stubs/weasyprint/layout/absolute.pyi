from ..formatting_structure.boxes import Box

class AbsolutePlaceholder(Box):
    """At run time no Box, but it answers as the one that it stands for."""

    _box: Box
    def __init__(self, box: Box) -> None: ...
