"""Takes every parsed file of an edition, gives the draft edition: documents put together, nothing resolved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.data_files import DataFiles
from rammeaftale.decode.documents import decode_documents
from rammeaftale.decode.facts import decode_facts, party_facts
from rammeaftale.decode.fora import decode_fora
from rammeaftale.decode.forms import Udgave
from rammeaftale.decode.paths import COLUMN_NAMES, KOMMUNER, OMRAADE, SHARED, SHORT_FORMS, content_folder, unused_files
from rammeaftale.decode.region import decode_region
from rammeaftale.decode.schema import read_list, read_mapping
from rammeaftale.decode.takster.basis import TakstSetup, basis_files, decode_basis, decode_setup, setup_files
from rammeaftale.model.agreement import Edition, Kommune, Law, Registers, ShortForm
from rammeaftale.model.facts import Facts
from rammeaftale.model.keys import Name
from rammeaftale.model.lineage import Descent
from rammeaftale.model.region import Region
from rammeaftale.read.markdown.tree import MarkdownText
from rammeaftale.read.yaml.nodes import YamlNode
from rammeaftale.world import Source

_FORA, _LAWS = (f"{SHARED}/{name}.yaml" for name in ("fora", "lovregister"))
_OWN_FILES = ("udgave.yaml", "fakta.yaml", "afstamning.yaml")


@dataclass(frozen=True, slots=True)
class EditionData:
    """What an edition says besides its texts; `takster` is None when it has no register."""

    udgave: Udgave
    kommuner: tuple[Kommune, ...]
    region: Region
    facts: Facts
    takster: TakstSetup | None


def data_files(folder: str, trees: Mapping[str, YamlNode], paths: Collection[str], findings: Findings) -> DataFiles:
    """The YAML files of an edition, ready to be decoded."""
    own = (f"{content_folder(folder)}/{name}" for name in _OWN_FILES)
    shared = (COLUMN_NAMES, KOMMUNER, OMRAADE, _FORA, _LAWS, SHORT_FORMS)
    return DataFiles(trees, paths, frozenset((*own, *setup_files(folder), *shared)), findings)


def decode_data(folder: str, files: DataFiles) -> EditionData | None:
    """The edition's data; None when its udgave.yaml or omraade.yaml cannot be read."""
    home = content_folder(folder)
    udgave = files.decode(f"{home}/udgave.yaml", lambda tree: read_mapping(Udgave, tree))
    kommuner = files.decode(KOMMUNER, lambda tree: read_list(Kommune, "kommuner", tree)) or ()
    region = files.decode(OMRAADE, lambda tree: decode_region(tree, kommuner))
    parties = party_facts(kommuner, region)
    facts: Facts = files.decode(f"{home}/fakta.yaml", lambda tree: decode_facts(tree, parties)) or parties
    if udgave is None or region is None:
        return None
    setup = decode_setup(folder, udgave, facts, kommuner, region, files)
    return EditionData(udgave, kommuner, region, facts, setup)


def decode_edition(
    folder: str,
    trees: Mapping[str, YamlNode],
    texts: Mapping[str, MarkdownText],
    sources: Mapping[str, Source],
) -> Checked[Edition | None]:
    """The draft edition; None when its udgave.yaml or omraade.yaml cannot be read. Keys are repository paths.

    A file that exists but has no tree or text could not be parsed: that was reported where it was found.
    """
    findings, paths = Findings(), sources.keys()
    files = data_files(folder, trees, paths, findings)
    data = decode_data(folder, files)
    fora = files.decode(_FORA, decode_fora) or ()
    laws = files.decode(_LAWS, lambda tree: read_list(Law, "love", tree)) or ()
    short_forms = files.decode(SHORT_FORMS, lambda tree: read_list(ShortForm, "forkortelser", tree)) or ()
    if data is None:
        return Checked(None, findings.all)
    udgave, setup = data.udgave, data.takster
    basis = findings.take(decode_basis(setup.basis, folder, sources)) if setup else None
    documents = decode_documents(udgave, folder, texts, basis.register if basis else None, sources)
    made = findings.take(documents)
    if documents.ok and (basis is not None or udgave.takstregister is None):
        used = {*made.used, *files.known, *(basis_files(setup.basis.register, sources) if setup else ())}
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
        registers=Registers(data.region, data.kommuner, fora, laws, short_forms, udgave.contact),
        facts=data.facts,
        documents=made.documents,
        span=udgave.span,
        legal_basis=findings.take(_legal_basis(udgave.laws, laws)),
        takst_basis=basis,
        places=udgave.places,
        lineage=files.decode_if_there(f"{content_folder(folder)}/afstamning.yaml", _decode_lineage) or (),
    )
    return Checked(edition, findings.all)


def _decode_lineage(tree: YamlNode) -> Checked[tuple[Descent, ...]]:
    """The entries of afstamning.yaml; whether the ids exist is seen when the edition is whole (check/lineage.py)."""
    return read_list(Descent, "afstamning", tree, may_be_empty=True)


def _legal_basis(named: tuple[Name, ...], register: tuple[Law, ...]) -> Checked[tuple[Law, ...]]:
    """The laws that `lovgrundlag` names, in its order."""
    findings, known = Findings(), {law.id: law for law in register}
    for name in named if known else ():
        if name.value not in known:
            hints = suggestion(name.value, known) or (f"tilføj loven i {_LAWS}",)
            findings.add(error("lov-ukendt", f"loven »{name.value}« står ikke i lovregistret", name.span, *hints))
    return Checked(tuple(known[name.value] for name in named if name.value in known), findings.all)
