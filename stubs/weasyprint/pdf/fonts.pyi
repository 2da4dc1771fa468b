class Font:
    hash: str
    """Its name in the file."""
    bitmap: bool
    file_content: bytes
    index: int
    upem: int
    to_unicode: dict[int, str]
    widths: dict[int, int]
