"""Takes the edition's lists of chapters, bilag and documents with the texts they name, gives the documents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field

from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.forms import DEFAULT_TEMPLATE, Bilag, OtherDocument, Udgave
from rammeaftale.decode.paths import (
    bilag_folder,
    content_folder,
    find_text,
    is_picture_path,
    missing_file,
    nearly_called,
)
from rammeaftale.decode.rows import first_of_each
from rammeaftale.model.agreement import Chapter, Document, DocumentKind
from rammeaftale.model.keys import Name
from rammeaftale.model.takster import Takstregister
from rammeaftale.model.text import Block, Heading, Picture
from rammeaftale.model.walk import blocks_in
from rammeaftale.read.markdown.tree import MarkdownText
from rammeaftale.world import Source

_AGREEMENT_ID = "rammeaftale"


@dataclass(frozen=True, slots=True)
class Documents:
    """The documents, the paths of every file that went into them, and whether every text that is named is there."""

    documents: tuple[Document, ...]
    used: frozenset[str]
    has_all_texts: bool


def decode_documents(
    udgave: Udgave,
    folder: str,
    texts: Mapping[str, MarkdownText],
    register: Takstregister | None,
    sources: Mapping[str, Source],
    unread: Set[str] = frozenset(),
) -> Checked[Documents]:
    """The main agreement, then the bilag in their order, then the other documents.

    They are made of the parsed texts by path and the takst register; `sources` are all files that exist, `unread`
    those whose bytes say nothing. A chapter whose text could not be had is an empty one, so that the next keep their
    numbers.
    """
    maker = _Maker(folder, texts, register, sources, unread)
    agreement = maker.agreement(udgave)
    bilag = tuple(maker.bilag(number, entry) for number, entry in enumerate(udgave.bilag, 1))
    others = tuple(maker.other(entry) for entry in udgave.documents)
    maker.findings.add(*_doubles(udgave))
    made = Documents((agreement, *bilag, *others), frozenset(maker.used), maker.used >= maker.named)
    return Checked(made, maker.findings.all)


def _doubles(udgave: Udgave) -> Iterator[Diagnostic]:
    """The same id twice; `rammeaftale` is the main agreement's own id."""
    named = [*(entry.id for entry in udgave.bilag), *(entry.id for entry in udgave.documents)]
    yield from first_of_each(named, "id'et")
    for name in named:
        if name.value == _AGREEMENT_ID:
            message = f"id'et »{_AGREEMENT_ID}« er hovedaftalens eget"
            yield error("id-dobbelt", message, name.span, "vælg et andet id")


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes documents of one edition; notes what is found and which files are used."""

    folder: str
    texts: Mapping[str, MarkdownText]
    register: Takstregister | None
    sources: Mapping[str, Source]
    unread: Set[str]
    findings: Findings = field(default_factory=Findings)
    used: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)

    def agreement(self, udgave: Udgave) -> Document:
        """The main agreement: one file per chapter."""
        chapters: list[Chapter] = []
        for entry in udgave.chapters:
            own = self._chapters(self._text(entry.file, content_folder(self.folder)), entry.label, entry.continues)
            own = own or (Chapter(Heading(1, "", (), entry.file.span), entry.label, entry.continues, ()),)
            for further in own[1:]:
                hint = "skriv ## foran overskriften, eller læg kapitlet i sin egen fil"
                message = "filen har mere end ét kapitel"
                self.findings.add(error("kapitel-dobbelt", message, further.heading.span, hint))
            chapters += own
        return Document(
            id=_AGREEMENT_ID,
            kind=DocumentKind.AGREEMENT,
            number=0,
            stem=f"{_AGREEMENT_ID}-{self.folder}",
            title=udgave.title,
            subtitle=udgave.subtitle,
            template=DEFAULT_TEMPLATE,
            chapters=tuple(chapters),
            span=udgave.span,
            places=udgave.places,
        )

    def bilag(self, number: int, entry: Bilag) -> Document:
        """One bilag: its folder carries its id, its number is its place in the list."""
        path = f"{bilag_folder(self.folder)}/{entry.id.value}/tekst.md"
        if path not in self.sources:
            self.findings.add(missing_file(path, path, entry.id.span, self.sources.keys()))
        stem = f"bilag-{number}-{entry.id.value}"
        return self._document(DocumentKind.BILAG, number, stem, entry, path, DEFAULT_TEMPLATE)

    def other(self, entry: OtherDocument) -> Document:
        """A document that is no bilag."""
        path = self._text(entry.text, "")
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
            chapters=self._chapters(path),
            span=entry.id.span,
            takster=self.register if entry.uses_takster else None,
            places=entry.places,
        )

    def _text(self, written: Name, base: str) -> str | None:
        return self.findings.take(find_text(written, base, self.folder, self.sources.keys()))

    def _chapters(self, path: str | None, label: str = "", continues: bool = False) -> tuple[Chapter, ...]:
        """The chapters of a text, one per heading of level 1. Why a text could not be had is reported elsewhere."""
        text = self.texts.get(path or "")
        self.named.add(path or "")
        self.used.update({path} & self.sources.keys() if path else ())
        if text is None:
            return ()
        self._pictures(text)
        return tuple(_split(text.blocks, label, continues))

    def _pictures(self, text: MarkdownText) -> None:
        """Pictures lie in the folder of the text that shows them; how a name may look is the reader's rule."""
        folder = posixpath.dirname(text.path)
        for block in blocks_in(text.blocks):
            if isinstance(block, Picture):
                path = f"{folder}/{block.path}"
                self.used.add(path)
                source = self.sources.get(path)
                if source is not None and path not in self.unread:
                    self.findings.add(*_picture_fault(source.data, block))
                elif source is None and is_picture_path(block.path):
                    self.used.update(nearly_called(path, self.sources))  # told here, not as unused too
                    self.findings.add(missing_file(path, block.path, block.span, self.sources.keys()))


def _picture_fault(data: bytes, picture: Picture) -> tuple[Diagnostic, ...]:
    """Why a picture cannot be printed, said where it is shown."""
    from rammeaftale.read.pictures.picture import check_picture  # loads the decoder: most editions have no pictures

    try:
        check_picture(data)
    except Refused as problem:
        named = (_name_by_kind(picture.path),) if problem.kind == "billede-ulovligt" else ()
        return (error(problem.kind, problem.message, picture.span, *problem.hints, *named),)
    return ()


def _name_by_kind(path: str) -> str:
    """What the file is called that takes the place of one that is no picture."""
    stem, _, ending = path.rpartition(".")
    kind, (other, others_ending) = ("PNG", ("JPEG", "jpg")) if ending == "png" else ("JPEG", ("PNG", "png"))
    name = f"{stem}.{others_ending}"
    renamed = f"er det {other}, så kald den {name}, og skriv ({name}) i teksten"
    return f"er det nye billede {kind}, så kald filen {path}; {renamed}"


def _split(blocks: tuple[Block, ...], label: str, continues: bool) -> Iterator[Chapter]:
    """The chapters of a text; what stands before the first heading of level 1 was reported by the reader."""
    headings = [(at, block) for at, block in enumerate(blocks) if isinstance(block, Heading) and block.level == 1]
    ends = [*(at for at, _ in headings[1:]), len(blocks)]
    for (at, heading), end in zip(headings, ends, strict=False):
        yield Chapter(heading, label, continues, blocks[at + 1 : end])
