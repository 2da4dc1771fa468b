class Color:
    alpha: float
