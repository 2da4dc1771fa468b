"""Takes every parsed file of an edition, gives the draft edition: documents put together, nothing resolved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, FileSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.documents import decode_documents
from rammeaftale.decode.facts import decode_facts, party_facts
from rammeaftale.decode.fora import decode_fora
from rammeaftale.decode.forms import Udgave
from rammeaftale.decode.paths import KOMMUNER, OMRAADE, SHARED, content_folder, missing_file, unused_files
from rammeaftale.decode.region import decode_region
from rammeaftale.decode.schema import node_at, read_list, read_mapping
from rammeaftale.decode.takster.basis import basis_files, decode_basis
from rammeaftale.decode.takster.setup import decode_setup, setup_files
from rammeaftale.model.agreement import Edition, Kommune, Law, Registers, ShortForm
from rammeaftale.model.facts import Facts
from rammeaftale.model.keys import Name
from rammeaftale.model.lineage import Descent
from rammeaftale.read.markdown.tree import MarkdownText
from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.world import Source

_FORA, _LAWS, _SHORT_FORMS = (f"{SHARED}/{name}.yaml" for name in ("fora", "lovregister", "forkortelser"))
_SHARED_FILES = frozenset({KOMMUNER, OMRAADE, _FORA, _LAWS, _SHORT_FORMS})
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
    own = (f"{home}/udgave.yaml", f"{home}/fakta.yaml", f"{home}/afstamning.yaml")
    files = _Files(trees, paths, frozenset((*own, *setup_files(folder))) | _SHARED_FILES, findings)
    udgave = files.decode(own[0], decode_udgave)
    kommuner = files.decode(KOMMUNER, decode_kommuner) or ()
    region = files.decode(OMRAADE, lambda tree: decode_region(tree, kommuner))
    parties = party_facts(kommuner, region)
    facts: Facts = files.decode(own[1], lambda tree: decode_facts(tree, parties)) or parties
    fora = files.decode(_FORA, decode_fora) or ()
    laws = files.decode(_LAWS, lambda tree: read_list(Law, "love", tree)) or ()
    short_forms = files.decode(_SHORT_FORMS, lambda tree: read_list(ShortForm, "forkortelser", tree)) or ()
    if udgave is None or region is None:
        return Checked(None, findings.all)
    setup = findings.take(decode_setup(folder, udgave, trees, facts, kommuner, region, paths))
    basis = findings.take(decode_basis(setup, sources)) if setup else None
    documents = decode_documents(udgave, folder, texts, basis.register if basis else None, sources)
    made = findings.take(documents)
    if documents.ok and (basis is not None or udgave.takstregister is None):
        used = {*made.used, *files.known, *(basis_files(setup, sources) if setup else ())}
        findings.add(*unused_files(folder, paths, used))
    edition = Edition(
        folder=folder,
        title=made.documents[0].title,
        subtitle=made.documents[0].subtitle,
        parties=udgave.parties,
        start=udgave.period.start,
        end=udgave.period.end,
        status=udgave.status,
        dated=udgave.dated,
        signatories=udgave.signatories,
        registers=Registers(region, kommuner, fora, laws, short_forms, udgave.contact),
        facts=facts,
        documents=made.documents,
        span=udgave.span,
        legal_basis=findings.take(_legal_basis(udgave.laws, laws)),
        takst_basis=basis,
        places=udgave.places,
        lineage=(files.decode(own[2], decode_lineage) if own[2] in paths else None) or (),
    )
    return Checked(edition, findings.all)


def decode_udgave(tree: YamlNode) -> Checked[Udgave | None]:
    """What udgave.yaml says; None when it does not fit, or when the agreement ends before it begins."""
    checked = read_mapping(Udgave, tree)
    if checked.value is None or checked.value.period.start < checked.value.period.end:
        return checked
    span, hint = node_at(tree, "periode").span, "se »fra« og »til« efter"
    return Checked(None, (error("periode-forkert", "aftaleperioden slutter, før den begynder", span, hint),))


def decode_kommuner(tree: YamlNode) -> Checked[tuple[Kommune, ...]]:
    """The municipalities in the file's order."""
    return read_list(Kommune, "kommuner", tree)


def decode_lineage(tree: YamlNode) -> Checked[tuple[Descent, ...]]:
    """The entries of afstamning.yaml in the file's order; whether the ids exist is seen later (check/lineage.py)."""
    return read_list(Descent, "afstamning", tree, may_be_empty=True)


@dataclass(frozen=True, slots=True)
class _Files:
    """The parsed YAML files of an edition, decoded one by one."""

    trees: Mapping[str, YamlNode]
    paths: Collection[str]
    known: frozenset[str]
    findings: Findings

    def decode(self, path: str, decoder: Callable[[YamlNode], Checked[T]]) -> T | None:
        """The file's value; None when it is missing, which is reported here, or could not be parsed, which was."""
        tree = self.trees.get(path)
        if tree is not None:
            return self.findings.take(decoder(tree))
        if path not in self.paths:
            others = [other for other in self.paths if other not in self.known]
            self.findings.add(missing_file(path, path, FileSpan(path), others))
        return None


def _legal_basis(named: tuple[Name, ...], register: tuple[Law, ...]) -> Checked[tuple[Law, ...]]:
    """The laws that `lovgrundlag` names, in its order."""
    findings, known = Findings(), {law.id: law for law in register}
    for name in named if known else ():
        if name.value not in known:
            hints = suggestion(name.value, known) or (f"tilføj loven i {_LAWS}",)
            findings.add(error("lov-ukendt", f"loven »{name.value}« står ikke i lovregistret", name.span, *hints))
    return Checked(tuple(known[name.value] for name in named if name.value in known), findings.all)
