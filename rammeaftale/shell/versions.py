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
from rammeaftale.compare.changes import Links, Match
from rammeaftale.compare.matcher import match
from rammeaftale.compare.provisions import provisions
from rammeaftale.compare.told import Names
from rammeaftale.model.agreement import Edition
from rammeaftale.model.keys import Name
from rammeaftale.model.lineage import Descent
from rammeaftale.model.plain import plain_text
from rammeaftale.model.provision import Provision
from rammeaftale.shell.pipeline import load
from rammeaftale.shell.publish import editions_in
from rammeaftale.world import World

Opener = Callable[[str], World]
"""Opens a revision. Raises Refused."""

MAX_REVISIONS = 20
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
        documents = {one.id: plain_text(one.title) for one in self.edition.documents}
        return Names({one.id: one for one in self.provisions}, documents)


def load_version(world: World, folder: str) -> Checked[Version | None]:
    """An edition with its provisions; None when it cannot be put together."""
    loaded = load(world, folder)
    edition = loaded.value
    return Checked(Version(edition, provisions(edition)) if edition else None, loaded.diagnostics)


def compare(old: Version, new: Version, opener: Opener) -> Checked[Match]:
    """The match of two versions with the new one's lineage; what of that could not be looked up is found too."""
    links = _links(old, new, Revisions(opener))
    return Checked(match(old.provisions, new.provisions, links.value), links.diagnostics)


def with_revisions(loaded: Checked[Edition | None], opener: Opener) -> Checked[Edition | None]:
    """A loaded edition with what is wrong in the versions that its lineage names."""
    found = tuple(_check_revisions(loaded.value, opener)) if loaded.value else ()
    return Checked(loaded.value, in_order((*loaded.diagnostics, *found)))


def _check_revisions(edition: Edition, opener: Opener) -> Iterator[Diagnostic]:
    """The versions that lineage names, and the provisions that it names in them, are there."""
    revisions = Revisions(opener)
    for descent in edition.lineage:
        if descent.revision is None:
            continue
        known = revisions.known(descent.revision)
        yield from known.diagnostics
        for one in descent.old:
            if known.value is not None and one.value not in known.value:
                yield _not_in_version(one, descent.revision, known.value)


def _not_in_version(name: Name, revision: Name, known: Mapping[str, Version]) -> Diagnostic:
    message = f"bestemmelsen »{name.value}« findes ikke i versionen »{revision.value}«"
    hints = suggestion(name.value, known) or ("ret id'et, eller skriv den version, som det er fra",)
    return error("afstamning-ukendt-dengang", message, name.span, *hints)


class Revisions:
    """The versions that lineage names, each opened once."""

    def __init__(self, opener: Opener) -> None:
        self._opener = opener
        self._known: dict[str, Checked[Mapping[str, Version] | None]] = {}

    def known(self, revision: Name) -> Checked[Mapping[str, Version] | None]:
        """For each id of a revision the version that it is in, the newest edition first; None when it is not to be had.

        What is found is told once, at the first entry that names the revision.
        """
        if revision.value in self._known:
            return Checked(self._known[revision.value].value)
        found = self._known[revision.value] = self._opened(revision)
        return found

    def _opened(self, revision: Name) -> Checked[Mapping[str, Version] | None]:
        if len(self._known) >= MAX_REVISIONS:
            reason = f"der nævnes mere end {MAX_REVISIONS} forskellige versioner"
            return Checked(None, (_unchecked(revision, reason),))
        try:
            world = self._opener(revision.value if _COMMIT.fullmatch(revision.value) else f"refs/tags/{revision.value}")
            known: dict[str, Version] = {}
            for folder in editions_in(world):
                version = load_version(world, folder).value
                known |= {one.id: version for one in version.provisions} if version else {}
        except Refused as problem:
            return Checked(None, (_cannot_be_had(revision, problem),))
        return Checked(known)


def _cannot_be_had(revision: Name, problem: Refused) -> Diagnostic:
    if problem.kind not in _NOT_THERE:
        return _unchecked(revision, problem.message, *problem.hints)
    message = f"»{revision.value}« er hverken et mærke eller et commit i arkivet"
    moving = "navnet på en gren og HEAD kan ikke bruges her, for de flytter sig"
    return error("afstamning-version-ukendt", message, revision.span, *problem.hints, moving)


def _unchecked(revision: Name, reason: str, *hints: str) -> Diagnostic:
    message = f"afstamningen fra »{revision.value}« kunne ikke kontrolleres: {reason}"
    return note("afstamning-ukontrolleret", message, revision.span, *hints)


def _links(old: Version, new: Version, revisions: Revisions) -> Checked[Links]:
    """The new version's lineage as pairs of ids of the two versions."""
    links: set[tuple[str, str]] = set()
    found: list[Diagnostic] = []
    between: dict[int, Mapping[str, str]] = {}
    ids = {one.id for one in old.provisions}
    for descent in new.edition.lineage:
        if descent.revision is None:
            links |= {(one.value, descent.new.value) for one in descent.old}
            found += _not_used(descent, ids)
            continue
        known = revisions.known(descent.revision)
        found += known.diagnostics
        links |= set(_translated(descent, known.value or {}, old, between))
    return Checked(frozenset(links), tuple(found))


def _not_used(descent: Descent, known: Set[str]) -> Iterator[Diagnostic]:
    """An entry that says nothing here may be misspelt; when its id was there already, it is from before.

    `known` are the ids of the old version.
    """
    if descent.new.value not in known and known.isdisjoint(one.value for one in descent.old):
        for one in descent.old:
            message = f"bestemmelsen »{one.value}« findes ikke i den gamle version, så linjen tæller ikke med her"
            hints = suggestion(one.value, known) or ("er den fra en anden version, så tilføj en linje med »i: …«",)
            yield note("afstamning-ikke-brugt", message, one.span, *hints)


def _translated(
    descent: Descent, known: Mapping[str, Version], old: Version, between: dict[int, Mapping[str, str]]
) -> Iterator[tuple[str, str]]:
    """The entry with ids of the old version in place of those of the version that it names."""
    for one in descent.old:
        version = known.get(one.value)
        if version is None:
            continue
        if id(version) not in between:
            pairs = match(version.provisions, old.provisions).pairs
            between[id(version)] = {before.id: after.id for before, after in pairs}
        if one.value in between[id(version)]:
            yield between[id(version)][one.value], descent.new.value
