class FontConfiguration:
    font_map: object
    font_features: dict[bytes, object]
