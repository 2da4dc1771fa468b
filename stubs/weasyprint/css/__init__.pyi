from collections.abc import Sequence
from typing import IO, Any, Literal, overload

from tinycss2.color5 import Color

from ..text.fonts import FontConfiguration
from .properties import Dimension

class ColorProfile:
    def __init__(
        self, file_obj: IO[bytes], name: str, rendering_intent: str, components: Sequence[Sequence[str]]
    ) -> None: ...

class Style:
    """Computed values by property. Lengths are px, once percentages and the like are worked out."""

    font_config: FontConfiguration
    @overload
    def __getitem__(
        self,
        name: Literal[
            "anchor",
            "bookmark_level",
            "border_collapse",
            "box_sizing",
            "direction",
            "float",
            "font_kerning",
            "font_language_override",
            "font_variant_caps",
            "font_variant_position",
            "hyphenate_character",
            "lang",
            "overflow",
            "page",
            "text_decoration_line",
            "visibility",
        ],
    ) -> str: ...
    @overload
    def __getitem__(
        self, name: Literal["display", "font_variant_ligatures", "font_variant_numeric", "position"]
    ) -> str | tuple[str, ...]: ...
    @overload
    def __getitem__(
        self,
        name: Literal[
            "border_bottom_width", "border_left_width", "border_right_width", "border_top_width", "font_size", "opacity"
        ],
    ) -> float: ...
    @overload
    def __getitem__(self, name: Literal["font_weight"]) -> int: ...
    @overload
    def __getitem__(self, name: Literal["z_index"]) -> int | Literal["auto"]: ...
    @overload
    def __getitem__(self, name: Literal["color"]) -> Color: ...
    @overload
    def __getitem__(self, name: Literal["list_style_type"]) -> str | tuple[str, object]: ...
    @overload
    def __getitem__(
        self,
        name: Literal[
            "background_image",
            "border_image_source",
            "box_shadow",
            "content",
            "font_feature_settings",
            "font_variant_alternates",
            "font_variant_east_asian",
            "mask_border_source",
        ],
    ) -> Any: ...
    @overload
    def __getitem__(
        self,
        name: Literal[
            "border_bottom_left_radius",
            "border_bottom_right_radius",
            "border_top_left_radius",
            "border_top_right_radius",
        ],
    ) -> tuple[object, object]: ...
    @overload
    def __getitem__(
        self,
        name: Literal[
            "height",
            "margin_bottom",
            "margin_left",
            "margin_right",
            "margin_top",
            "max_height",
            "max_width",
            "min_height",
            "min_width",
            "padding_bottom",
            "padding_left",
            "padding_right",
            "padding_top",
            "width",
        ],
    ) -> Dimension | Literal["auto"] | None: ...

class StyleFor:
    _computed_styles: dict[tuple[object, str | None], Style]
    def set_computed_styles(
        self,
        element: object,
        parent: object,
        root: object = ...,
        pseudo_type: str | None = ...,
        base_url: str | None = ...,
        target_collector: object = ...,
    ) -> None: ...
