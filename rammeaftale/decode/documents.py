"""Takes the edition's lists of chapters, bilag and documents with the texts they name, gives the documents."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import Checked, Diagnostic, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.chapters import one_chapter, split_chapters
from rammeaftale.decode.forms import DEFAULT_TEMPLATE, Bilag, OtherDocument, Udgave
from rammeaftale.decode.paths import (
    bilag_folder,
    content_folder,
    find_file,
    home_folders,
    is_picture,
    is_picture_path,
    missing_file,
)
from rammeaftale.decode.schema import first_of_each
from rammeaftale.model.agreement import Chapter, Document, DocumentKind
from rammeaftale.model.keys import Name
from rammeaftale.model.takster import Takstregister
from rammeaftale.model.text import Picture
from rammeaftale.model.walk import blocks_in
from rammeaftale.read.markdown.tree import MarkdownText
from rammeaftale.world import Source

AGREEMENT_ID = "rammeaftale"


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


def decode_documents(udgave: Udgave, material: Material) -> Checked[Documents]:
    """The main agreement, then the bilag in their order, then the other documents."""
    maker = _Maker(material)
    agreement = maker.agreement(udgave)
    bilag = tuple(maker.bilag(number, entry) for number, entry in enumerate(udgave.bilag, 1))
    others = tuple(maker.other(entry) for entry in udgave.documents)
    maker.findings.add(*_doubles(udgave))
    return Checked(Documents((agreement, *bilag, *others), frozenset(maker.used)), maker.findings.all)


def _doubles(udgave: Udgave) -> Iterator[Diagnostic]:
    """The same id twice; `rammeaftale` is the main agreement's own id."""
    named = [*(entry.id for entry in udgave.bilag), *(entry.id for entry in udgave.documents)]
    yield from first_of_each(named, "id'et")
    for name in named:
        if name.value == AGREEMENT_ID:
            message = f"id'et »{AGREEMENT_ID}« er hovedaftalens eget"
            yield error("id-dobbelt", message, name.span, "vælg et andet id")


_Split = Callable[[MarkdownText, str, bool], Checked[tuple[Chapter, ...]]]


class _Maker:
    """Makes documents of one edition; notes what is found and which files are used."""

    def __init__(self, material: Material) -> None:
        self.findings = Findings()
        self.used: set[str] = set()
        self._material = material

    def agreement(self, udgave: Udgave) -> Document:
        """The main agreement: one file per chapter."""
        base = content_folder(self._material.folder)
        chapters: list[Chapter] = []
        for entry in udgave.chapters:
            path = self._file(entry.file, base, ".md")
            chapters += self._chapters(path, one_chapter, entry.label, entry.continues)
        return Document(
            id=AGREEMENT_ID,
            kind=DocumentKind.AGREEMENT,
            number=0,
            stem=f"{AGREEMENT_ID}-{self._material.folder}",
            title=udgave.title,
            subtitle=udgave.subtitle,
            template=DEFAULT_TEMPLATE,
            chapters=tuple(chapters),
            span=udgave.span,
            places=udgave.places,
        )

    def bilag(self, number: int, entry: Bilag) -> Document:
        """One bilag: its folder carries its id, its number is its place in the list."""
        path = f"{bilag_folder(self._material.folder)}/{entry.id.value}/tekst.md"
        if path not in self._material.paths:
            self.findings.add(missing_file(path, path, entry.id.span, self._material.paths))
        stem = f"bilag-{number}-{entry.id.value}"
        return self._document(DocumentKind.BILAG, number, stem, entry, path, DEFAULT_TEMPLATE)

    def other(self, entry: OtherDocument) -> Document:
        """A document that is no bilag."""
        path = self._file(entry.text, "", ".md")
        return self._document(DocumentKind.OTHER, 0, entry.id.value, entry, path, entry.template)

    def _document(
        self, kind: DocumentKind, number: int, stem: str, entry: Bilag | OtherDocument, path: str | None, template: str
    ) -> Document:
        return Document(
            id=entry.id.value,
            kind=kind,
            number=number,
            stem=stem,
            title=entry.title,
            subtitle=entry.subtitle,
            template=template,
            chapters=self._chapters(path, split_chapters),
            span=entry.id.span,
            takster=self._material.register if entry.uses_takster else None,
            places=entry.places,
        )

    def _file(self, written: Name, base: str, ending: str) -> str | None:
        homes = home_folders(self._material.folder)
        return self.findings.take(find_file(written, base, ending, self._material.paths, homes))

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
