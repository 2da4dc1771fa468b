"""Takes the edition's lists of chapters, bilag and documents with the texts they name, gives the documents."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.chapters import one_chapter, split_chapters
from rammeaftale.decode.paths import (
    bilag_folder,
    content_folder,
    find_file,
    home_folders,
    is_picture,
    is_picture_path,
    missing_file,
)
from rammeaftale.decode.registers import first_of_each, inline
from rammeaftale.decode.shapes import BilagShape, DokumentShape, UdgaveShape
from rammeaftale.model.agreement import Chapter, Document, DocumentKind
from rammeaftale.model.takster import Takstregister
from rammeaftale.model.text import Picture
from rammeaftale.model.walk import blocks_in
from rammeaftale.read.markdown.tree import MarkdownText
from rammeaftale.read.yaml.nodes import Scalar
from rammeaftale.world import Source

AGREEMENT_ID = "rammeaftale"
DEFAULT_TEMPLATE = "dokument"


@dataclass(frozen=True, slots=True)
class Material:
    """What documents are made of: the parsed texts by path, the takst register, and every file that exists."""

    folder: str
    texts: Mapping[str, MarkdownText]
    register: Takstregister | None
    sources: Mapping[str, Source]

    @property
    def paths(self) -> Collection[str]:
        """Every path that exists."""
        return self.sources.keys()


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents, and the paths of every file that went into them."""

    documents: tuple[Document, ...]
    used: frozenset[str] = field(default_factory=frozenset)


def decode_documents(shape: UdgaveShape, material: Material) -> Checked[Documents]:
    """The main agreement, then the bilag in their order, then the other documents."""
    maker = _Maker(material)
    agreement = maker.agreement(shape)
    bilag = tuple(maker.bilag(number, entry) for number, entry in enumerate(shape.bilag, 1))
    others = tuple(maker.other(entry) for entry in shape.documents)
    maker.findings.add(*_doubles(shape))
    return Checked(Documents((agreement, *bilag, *others), frozenset(maker.used)), maker.findings.all)


def _doubles(shape: UdgaveShape) -> Iterator[Diagnostic]:
    """The same file or the same id twice; `rammeaftale` is the main agreement's own id."""
    yield from first_of_each([chapter.file for chapter in shape.chapters], "filen")
    named = [*(entry.id for entry in shape.bilag), *(entry.id for entry in shape.documents)]
    yield from first_of_each(named, "id'et")
    for scalar in named:
        if scalar.value == AGREEMENT_ID:
            message = f"id'et »{AGREEMENT_ID}« er hovedaftalens eget"
            yield error("id-dobbelt", message, scalar.span, "vælg et andet id")


_Split = Callable[[MarkdownText, str, bool], Checked[tuple[Chapter, ...]]]


class _Maker:
    """Makes documents of one edition; notes what is found and which files are used."""

    def __init__(self, material: Material) -> None:
        self.findings = Findings()
        self.used: set[str] = set()
        self._material = material

    def agreement(self, shape: UdgaveShape) -> Document:
        """The main agreement: one file per chapter."""
        base = content_folder(self._material.folder)
        chapters: list[Chapter] = []
        for entry in shape.chapters:
            path = self._file(entry.file, base, ".md")
            chapters += self._chapters(path, one_chapter, entry.label.value, entry.continues)
        return Document(
            id=AGREEMENT_ID,
            kind=DocumentKind.AGREEMENT,
            number=0,
            stem=f"{AGREEMENT_ID}-{self._material.folder}",
            title=self.findings.take(inline(shape.title)),
            subtitle=self.findings.take(inline(shape.subtitle)),
            template=DEFAULT_TEMPLATE,
            chapters=tuple(chapters),
            span=shape.title.span,
            places=shape.place.rows("titel", "undertitel"),
        )

    def bilag(self, number: int, entry: BilagShape) -> Document:
        """One bilag: its folder carries its id, its number is its place in the list."""
        path = f"{bilag_folder(self._material.folder)}/{entry.id.value}/tekst.md"
        if path not in self._material.paths:
            self.findings.add(missing_file(path, path, entry.id.span, self._material.paths))
        return Document(
            id=entry.id.value,
            kind=DocumentKind.BILAG,
            number=number,
            stem=f"bilag-{number}-{entry.id.value}",
            title=self.findings.take(inline(entry.title)),
            subtitle=self.findings.take(inline(entry.subtitle)),
            template=DEFAULT_TEMPLATE,
            chapters=self._chapters(path, split_chapters),
            span=entry.id.span,
            takster=self._takster(entry.uses_takster),
            places=entry.place.rows("titel", "undertitel"),
        )

    def other(self, entry: DokumentShape) -> Document:
        """A document that is no bilag."""
        return Document(
            id=entry.id.value,
            kind=DocumentKind.OTHER,
            number=0,
            stem=entry.id.value,
            title=self.findings.take(inline(entry.title)),
            subtitle=self.findings.take(inline(entry.subtitle)),
            template=entry.template.value if entry.template else DEFAULT_TEMPLATE,
            chapters=self._chapters(self._file(entry.text, "", ".md"), split_chapters),
            span=entry.id.span,
            takster=self._takster(entry.uses_takster),
            places=entry.place.rows("titel", "undertitel"),
        )

    def _file(self, written: Scalar, base: str, ending: str) -> str | None:
        homes = home_folders(self._material.folder)
        return self.findings.take(find_file(written, base, ending, self._material.paths, homes))

    def _takster(self, is_used: bool) -> Takstregister | None:
        return self._material.register if is_used else None

    def _chapters(
        self, path: str | None, split: _Split, label: str = "", continues: bool = False
    ) -> tuple[Chapter, ...]:
        """The chapters of a text. One that could not be parsed is not here, and has been reported."""
        if path is None:
            return ()
        self.used.add(path)
        text = self._material.texts.get(path)
        if text is None:
            return ()
        self._pictures(text)
        return self.findings.take(split(text, label, continues))

    def _pictures(self, text: MarkdownText) -> None:
        """Pictures lie in the folder of the text that shows them; how a name may look is the reader's rule."""
        folder = posixpath.dirname(text.path)
        for block in blocks_in(text.blocks):
            if isinstance(block, Picture):
                path = f"{folder}/{block.path}"
                self.used.add(path)
                source = self._material.sources.get(path)
                if source is not None and not is_picture(source.data):
                    message = f"filen »{block.path}« er hverken PNG eller JPEG, selv om den hedder det"
                    hint = "åbn billedet i et billedprogram, og gem det som PNG eller JPEG"
                    self.findings.add(error("billede-ulovligt", message, block.span, hint))
                elif source is None and is_picture_path(block.path):
                    self.findings.add(missing_file(path, block.path, block.span, self._material.paths))
