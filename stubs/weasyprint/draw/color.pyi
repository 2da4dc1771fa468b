from tinycss2.color5 import Color

from ..css import Style

def get_color(style: Style, key: str) -> Color: ...
