from collections.abc import Sequence
from datetime import datetime
from typing import IO
from xml.etree.ElementTree import Element

from cssselect2 import ElementWrapper

from .document import Document as Document
from .document import Page as Page
from .text.fonts import FontConfiguration
from .urls import URLFetcher

__version__: str

class HTML:
    base_url: str | None
    url_fetcher: URLFetcher
    media_type: str
    wrapper_element: ElementWrapper
    etree_element: Element
    def __init__(
        self, *, string: str = ..., base_url: str | None = ..., url_fetcher: URLFetcher | None = ...
    ) -> None: ...
    def render(
        self, font_config: FontConfiguration | None = ..., *, stylesheets: Sequence[CSS] = ..., cache: object = ...
    ) -> Document: ...
    def write_pdf(
        self,
        *,
        font_config: FontConfiguration | None = ...,
        stylesheets: Sequence[CSS] = ...,
        pdf_variant: str | None = ...,
    ) -> bytes: ...

class CSS:
    def __init__(
        self, *, string: str = ..., url_fetcher: URLFetcher | None = ..., font_config: FontConfiguration | None = ...
    ) -> None: ...

class Attachment:
    def __init__(
        self,
        *,
        file_obj: IO[bytes],
        name: str | None = ...,
        description: str | None = ...,
        created: datetime | None = ...,
        modified: datetime | None = ...,
        relationship: str = ...,
    ) -> None: ...
