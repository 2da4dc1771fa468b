"""Takes every parsed file of an edition, gives the draft edition: documents put together, nothing resolved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, FileSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.documents import Material, decode_documents
from rammeaftale.decode.facts import decode_facts
from rammeaftale.decode.lineage import decode_lineage, lineage_file
from rammeaftale.decode.paths import KOMMUNER, OMRAADE, SHARED, content_folder, missing_file, unused_files
from rammeaftale.decode.region import decode_region
from rammeaftale.decode.registers import (
    decode_fora,
    decode_kommuner,
    decode_laws,
    decode_short_forms,
    first_of_each,
    inline,
    party_facts,
)
from rammeaftale.decode.schema import validate
from rammeaftale.decode.shapes import KontaktShape, UdgaveShape, UnderskriverShape
from rammeaftale.decode.takster.basis import basis_files, decode_basis
from rammeaftale.decode.takster.setup import decode_setup, setup_files
from rammeaftale.model.agreement import Contact, Edition, Law, Registers, Signatory
from rammeaftale.model.facts import Facts
from rammeaftale.read.markdown.tree import MarkdownText
from rammeaftale.read.yaml.nodes import Scalar, YamlNode
from rammeaftale.world import Source

FORA, LAWS, SHORT_FORMS = (f"{SHARED}/{name}.yaml" for name in ("fora", "lovregister", "forkortelser"))
SHARED_FILES = frozenset({KOMMUNER, OMRAADE, FORA, LAWS, SHORT_FORMS})
T = TypeVar("T")


def decode_edition(
    folder: str,
    trees: Mapping[str, YamlNode],
    texts: Mapping[str, MarkdownText],
    sources: Mapping[str, Source],
) -> Checked[Edition | None]:
    """The draft edition; None when its udgave.yaml or omraade.yaml cannot be read. Keys are repository paths.

    A file that exists but has no tree or text could not be parsed: that was reported where it was found.
    """
    findings = Findings()
    home, paths = content_folder(folder), sources.keys()
    own = (f"{home}/udgave.yaml", f"{home}/fakta.yaml")
    files = _Files(trees, paths, frozenset((*own, lineage_file(folder), *setup_files(folder))) | SHARED_FILES, findings)
    shape = files.decode(own[0], _validate_udgave)
    kommuner = files.decode(KOMMUNER, decode_kommuner) or ()
    region = files.decode(OMRAADE, lambda tree: decode_region(tree, kommuner))
    parties = party_facts(kommuner, region)
    facts: Facts = files.decode(own[1], lambda tree: decode_facts(tree, parties)) or parties
    fora = files.decode(FORA, decode_fora) or ()
    laws = files.decode(LAWS, decode_laws) or ()
    short_forms = files.decode(SHORT_FORMS, decode_short_forms) or ()
    if shape is None or region is None:
        return Checked(None, findings.all)
    setup = findings.take(decode_setup(folder, shape, trees, facts, kommuner, region, paths))
    basis = findings.take(decode_basis(setup, sources)) if setup else None
    documents = decode_documents(shape, Material(folder, texts, basis.register if basis else None, sources))
    made = findings.take(documents)
    if documents.ok and (basis is not None or shape.takstregister is None):
        used = {*made.used, *files.known, *(basis_files(setup, sources) if setup else ())}
        findings.add(*unused_files(folder, paths, used))
    edition = Edition(
        folder=folder,
        title=made.documents[0].title,
        subtitle=made.documents[0].subtitle,
        parties=findings.take(inline(shape.parties)),
        start=shape.period.start,
        end=shape.period.end,
        status=shape.status,
        dated=shape.dated,
        signatories=tuple(_signatory(one) for one in shape.signatories),
        registers=Registers(region, kommuner, fora, laws, short_forms, decode_contact(shape.contact)),
        facts=facts,
        documents=made.documents,
        span=shape.title.span,
        legal_basis=findings.take(_legal_basis(shape.laws, laws)),
        takst_basis=basis,
        places=shape.place.rows("titel", "undertitel", "parter", "periode"),
        lineage=files.decode_if_there(lineage_file(folder), decode_lineage) or (),
    )
    return Checked(edition, findings.all)


def _validate_udgave(tree: YamlNode) -> Checked[UdgaveShape | None]:
    return validate(UdgaveShape, tree)


class _Files:
    """The parsed YAML files of an edition, decoded one by one."""

    def __init__(
        self, trees: Mapping[str, YamlNode], paths: Collection[str], known: frozenset[str], findings: Findings
    ) -> None:
        self.known = known
        self._trees = trees
        self._paths = paths
        self._findings = findings

    def decode_if_there(self, path: str, decoder: Callable[[YamlNode], Checked[T]]) -> T | None:
        """The value of a file that may be left out."""
        return self.decode(path, decoder) if path in self._paths else None

    def decode(self, path: str, decoder: Callable[[YamlNode], Checked[T]]) -> T | None:
        """The file's value; None when it is missing, which is reported here, or could not be parsed, which was."""
        tree = self._trees.get(path)
        if tree is not None:
            return self._findings.take(decoder(tree))
        if path not in self._paths:
            others = [other for other in self._paths if other not in self.known]
            self._findings.add(missing_file(path, path, FileSpan(path), others))
        return None


def _signatory(shape: UnderskriverShape) -> Signatory:
    titles = tuple(title.value for title in shape.titles)
    return Signatory(shape.name.value, titles, extent=shape.place.extent, inner=shape.place.inner)


def decode_contact(shape: KontaktShape) -> Contact:
    """Where the secretariat is found."""
    return Contact(
        name=shape.name.value,
        address=shape.address.value,
        town=shape.town.value,
        website=shape.website.value,
        mail=shape.mail.value,
        phone=shape.phone.value,
        extent=shape.place.extent,
        inner=shape.place.inner,
    )


def _legal_basis(named: tuple[Scalar, ...], register: tuple[Law, ...]) -> Checked[tuple[Law, ...]]:
    """The laws that `lovgrundlag` names, in its order."""
    known = {law.id: law for law in register}
    unknown = tuple(
        error("lov-ukendt", f"loven »{law.value}« står ikke i lovregistret", law.span, *_law_hints(law.value, known))
        for law in named
        if known and law.value not in known
    )
    laws = tuple(known[law.value] for law in named if law.value in known)
    return Checked(laws, unknown + first_of_each(named, "loven"))


def _law_hints(name: str, known: Mapping[str, Law]) -> tuple[str, ...]:
    return suggestion(name, known) or (f"tilføj loven i {LAWS}",)
