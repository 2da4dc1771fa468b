"""The frozen types that the stages hand to each other. Nothing here computes; every leaf keeps its span."""
