"""Two versions of the content held against each other: loaded through any door, with the lineage that lies between.

A version is an edition in a world: the checkout, or a commit. Lineage may name provisions of a third version; where
these are in the version that is compared with, the matcher says.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, Refused, error, in_order, note
from rammeaftale.base.findings import Findings
from rammeaftale.compare.change_lines import Names
from rammeaftale.compare.changes import Links, Match
from rammeaftale.compare.matcher import match
from rammeaftale.compare.provisions import provisions
from rammeaftale.model.agreement import Edition
from rammeaftale.model.keys import Name
from rammeaftale.model.lineage import Descent
from rammeaftale.model.plain import plain_text
from rammeaftale.model.provision import Provision
from rammeaftale.shell.editions import editions_in
from rammeaftale.shell.pipeline import load
from rammeaftale.world import World

_Opener = Callable[[str], World]
"""Opens a revision. Raises Refused."""

_MAX_REVISIONS = 20
"""More versions than this are not opened for one lineage: each is read whole."""
_COMMIT = re.compile("[0-9a-f]{7,64}")
_NOT_THERE = frozenset({"git-version-ukendt", "git-version-ulovlig"})


@dataclass(frozen=True, slots=True)
class Version:
    """An edition with its provisions in reading order."""

    edition: Edition
    provisions: tuple[Provision, ...]

    @property
    def names(self) -> Names:
        """What its provisions stand in, and what its documents are called."""
        documents = {document.id: plain_text(document.title) for document in self.edition.documents}
        return Names({provision.id: provision for provision in self.provisions}, documents)


def load_version(world: World, folder: str) -> Checked[Version | None]:
    """An edition with its provisions; None when it cannot be put together."""
    loaded = load(world, folder)
    edition = loaded.value
    return Checked(Version(edition, provisions(edition)) if edition else None, loaded.diagnostics)


def compare(old: Version, new: Version, opener: _Opener) -> Checked[Match]:
    """The match of two versions with the new one's lineage; what of that could not be looked up is found too."""
    findings = Findings()
    links = _links(old, new, _Revisions(opener, findings), findings)
    return findings.checked(match(old.provisions, new.provisions, links))


def with_revisions(loaded: Checked[Edition | None], opener: _Opener) -> Checked[Edition | None]:
    """A loaded edition with what is wrong in the versions that its lineage names: they and what they had are there."""
    findings = Findings()
    edition = findings.take(loaded)
    revisions = _Revisions(opener, findings)
    for descent in edition.lineage if edition else ():
        if descent.revision is None:
            continue
        known = revisions.known(descent.revision)
        if known is not None:
            gone = (name for name in descent.old if name.value not in known)
            findings.add(*(_not_in_version(name, descent.revision, known) for name in gone))
    return Checked(edition, in_order(findings.all))


def _not_in_version(name: Name, revision: Name, known: Mapping[str, Version]) -> Diagnostic:
    message = f"bestemmelsen »{name.value}« findes ikke i versionen »{revision.value}«"
    hints = suggestion(name.value, known) or ("ret id'et, eller skriv den version, som det er fra",)
    return error("afstamning-ukendt-dengang", message, name.span, *hints)


class _Revisions:
    """The versions that lineage names, each opened once; one that cannot be read is a finding then."""

    def __init__(self, opener: _Opener, findings: Findings) -> None:
        self._opener = opener
        self._findings = findings
        self._known: dict[str, Mapping[str, Version] | None] = {}

    def known(self, revision: Name) -> Mapping[str, Version] | None:
        """For each id of a revision the version that has it, the newest edition first; None when it cannot be read."""
        if revision.value not in self._known:
            self._known[revision.value] = self._opened(revision)
        return self._known[revision.value]

    def _opened(self, revision: Name) -> Mapping[str, Version] | None:
        known: dict[str, Version] = {}
        if len(self._known) >= _MAX_REVISIONS:
            reason = f"der nævnes mere end {_MAX_REVISIONS} forskellige versioner"
            self._findings.add(_unchecked(revision, reason))
            return None
        try:
            world = self._opener(revision.value if _COMMIT.fullmatch(revision.value) else f"refs/tags/{revision.value}")
            for folder in editions_in(world):
                version = load_version(world, folder).value
                known |= {provision.id: version for provision in version.provisions} if version else {}
        except Refused as refused:
            self._findings.add(_unreadable(revision, refused))
            return None
        return known


def _unreadable(revision: Name, refused: Refused) -> Diagnostic:
    if refused.kind not in _NOT_THERE:
        return _unchecked(revision, refused.message, *refused.hints)
    message = f"»{revision.value}« er hverken et mærke eller et commit i arkivet"
    moving = "navnet på en gren og HEAD kan ikke bruges her, for de flytter sig"
    return error("afstamning-version-ukendt", message, revision.span, *refused.hints, moving)


def _unchecked(revision: Name, reason: str, *hints: str) -> Diagnostic:
    message = f"afstamningen fra »{revision.value}« kunne ikke kontrolleres: {reason}"
    return note("afstamning-ukontrolleret", message, revision.span, *hints)


def _links(old: Version, new: Version, revisions: _Revisions, findings: Findings) -> Links:
    """The new version's lineage as pairs of ids of the two versions."""
    links: set[tuple[str, str]] = set()
    translations: dict[int, Mapping[str, str]] = {}  # by version: its ids as the old version has them
    ids = {provision.id for provision in old.provisions}
    for descent in new.edition.lineage:
        if descent.revision is None:
            links |= {(name.value, descent.new.value) for name in descent.old}
            findings.add(*_not_used(descent, ids))
            continue
        known = revisions.known(descent.revision) or {}
        for name in descent.old:
            version = known.get(name.value)
            if version is None:
                continue
            if id(version) not in translations:
                pairs = match(version.provisions, old.provisions).pairs
                translations[id(version)] = {before.id: after.id for before, after in pairs}
            if name.value in translations[id(version)]:
                links.add((translations[id(version)][name.value], descent.new.value))
    return frozenset(links)


def _not_used(descent: Descent, known: Set[str]) -> Iterator[Diagnostic]:
    """An entry that says nothing here may be misspelt; when its id was there already, it is from before.

    `known` are the ids of the old version.
    """
    if descent.new.value not in known and known.isdisjoint(name.value for name in descent.old):
        for name in descent.old:
            message = f"bestemmelsen »{name.value}« findes ikke i den gamle version, så linjen tæller ikke med her"
            hints = suggestion(name.value, known) or ("er den fra en anden version, så tilføj en linje med »i: …«",)
            yield note("afstamning-ikke-brugt", message, name.span, *hints)
