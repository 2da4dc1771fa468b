"""Takes every parsed file of an edition, gives the draft edition: documents put together, nothing resolved.

What a file with a fault does not say is left out or has a stand-in, and is told beside the draft.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass, replace

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, TextSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.data_files import DataFiles
from rammeaftale.decode.documents import decode_documents
from rammeaftale.decode.facts import PARTIES, decode_facts, names_in, party_facts
from rammeaftale.decode.fora import decode_fora
from rammeaftale.decode.forms import Udgave
from rammeaftale.decode.paths import (
    COLUMN_NAMES,
    FORA,
    KOMMUNER,
    LAWS,
    OMRAADE,
    SHORT_FORMS,
    content_folder,
    unused_files,
)
from rammeaftale.decode.region import decode_region
from rammeaftale.decode.rows import values_of, whole
from rammeaftale.decode.schema import read_list, read_partly
from rammeaftale.decode.takster.basis import (
    TakstSetup,
    basis_files,
    check_setup,
    decode_registers,
    decode_setup,
    setup_files,
)
from rammeaftale.model.agreement import Edition, Kommune, Law, Registers, ShortForm
from rammeaftale.model.facts import Facts
from rammeaftale.model.keys import Name
from rammeaftale.model.lineage import Descent
from rammeaftale.model.region import Region, RegionOrder
from rammeaftale.read.markdown.tree import MarkdownText
from rammeaftale.read.yaml.nodes import Scalar, YamlNode
from rammeaftale.world import Source

_NO_REGION = Region("", "", "", RegionOrder.LAST, TextSpan("", 1))
"""Stands for a region that is not known. Its path is not that of omraade.yaml, so what it names is not looked up."""
_OWN_FILES = ("udgave.yaml", "fakta.yaml", "afstamning.yaml")


@dataclass(frozen=True, slots=True)
class Lost:
    """What decoding could not read of an edition, since its files have faults or are not there.

    `keys` are those of udgave.yaml for which something stands in, `names` those of facts and laws (`lov:id`) that are
    written without what can be used; `has_all_texts` tells whether every text that is named is there.
    """

    keys: frozenset[str]
    names: frozenset[str]
    has_all_texts: bool = True


NOTHING_LOST = Lost(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft edition, and what of it could not be read."""

    edition: Edition
    lost: Lost


@dataclass(frozen=True, slots=True)
class EditionData:
    """What an edition says besides its texts; `takster` is None when it has no register, `region` when not known."""

    udgave: Udgave
    kommuner: tuple[Kommune, ...]
    region: Region | None
    facts: Facts
    takster: TakstSetup | None
    lost: Lost


def data_files(folder: str, trees: Mapping[str, YamlNode], paths: Collection[str], findings: Findings) -> DataFiles:
    """The YAML files of an edition, ready to be decoded."""
    own = (f"{content_folder(folder)}/{name}" for name in _OWN_FILES)
    shared = (COLUMN_NAMES, KOMMUNER, OMRAADE, FORA, LAWS, SHORT_FORMS)
    return DataFiles(trees, paths, frozenset((*own, *setup_files(folder), *shared)), findings)


def decode_data(folder: str, files: DataFiles) -> EditionData:
    """The edition's data, as much as can be read."""
    home = content_folder(folder)
    nothing = Scalar("", TextSpan(f"{home}/udgave.yaml", 1))
    udgave, unsaid = (
        files.decode(f"{home}/udgave.yaml", lambda tree: read_partly(Udgave, tree))
        or read_partly(Udgave, nothing).value
    )
    kommuner = files.decode(KOMMUNER, lambda tree: whole(read_list(Kommune, "kommuner", tree))) or ()
    region = files.decode(OMRAADE, lambda tree: decode_region(tree, kommuner))
    parties = party_facts(kommuner, region)
    facts: Facts = files.decode(f"{home}/fakta.yaml", lambda tree: decode_facts(tree, parties)) or parties
    if udgave.takstregister is None and "takstregister" in unsaid:
        check_setup(folder, facts, files)
    setup = decode_setup(folder, udgave, facts, kommuner, region, files)
    written = names_in(files.trees.get(f"{home}/fakta.yaml"))
    lost = Lost(unsaid, (written | PARTIES) - facts.keys())
    return EditionData(udgave, kommuner, region, facts, setup, lost)


def decode_edition(
    folder: str,
    trees: Mapping[str, YamlNode],
    texts: Mapping[str, MarkdownText],
    sources: Mapping[str, Source],
    unread: Set[str] = frozenset(),
) -> Checked[Draft]:
    """The draft edition, as much of it as can be read. Keys are repository paths.

    A file that exists but has no tree or text could not be parsed, and the bytes of one in `unread` say nothing: that
    was reported where it was found.
    """
    findings, paths = Findings(), sources.keys()
    files = data_files(folder, trees, paths, findings)
    data = decode_data(folder, files)
    fora = files.decode(FORA, decode_fora) or ()
    laws = files.decode(LAWS, lambda tree: read_list(Law, "love", tree)) or ()
    short_forms = files.decode(SHORT_FORMS, lambda tree: read_list(ShortForm, "forkortelser", tree)) or ()
    udgave, setup = data.udgave, data.takster
    printed = findings.take(decode_registers(setup, folder, sources, unread)) if setup else None
    made = findings.take(
        decode_documents(udgave, folder, texts, printed.register if printed else None, sources, unread)
    )
    used = {*made.used, *files.known, *(basis_files(setup.about, sources) if setup else ())}
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
        registers=Registers(data.region or _NO_REGION, data.kommuner, fora, laws, short_forms, udgave.contact),
        facts=data.facts,
        documents=made.documents,
        span=udgave.span,
        legal_basis=findings.take(_legal_basis(udgave.laws, laws)),
        takst_basis=printed.basis if printed else None,
        places=udgave.places,
        lineage=files.decode_if_there(f"{content_folder(folder)}/afstamning.yaml", _decode_lineage) or (),
    )
    written = values_of("love", "id", trees.get(LAWS))
    names = data.lost.names | {f"lov:{id_}" for id_ in written - {law.id for law in laws}}
    return Checked(Draft(edition, Lost(data.lost.keys, names, made.has_all_texts)), findings.all)


def _decode_lineage(tree: YamlNode) -> Checked[tuple[Descent, ...]]:
    """The entries of afstamning.yaml; whether the ids exist is seen when the edition is whole (check/lineage.py)."""
    return read_list(Descent, "afstamning", tree, may_be_empty=True)


def _legal_basis(named: tuple[Name, ...], register: tuple[Law, ...]) -> Checked[tuple[Law, ...]]:
    """The laws that `lovgrundlag` names, in its order."""
    findings, known = Findings(), {law.id: law for law in register}
    for name in named:
        if name.value not in known:
            called = tuple(f"mente du »{law.id}«?" for law in register if law.is_called(name.value))[:1]
            hints = suggestion(name.value, known) or called or (f"tilføj loven i {LAWS}",)
            unknown = error("lov-ukendt", f"loven »{name.value}« står ikke i lovregistret", name.span, *hints)
            findings.add(replace(unknown, missing=f"lov:{name.value}"))
    return Checked(tuple(known[name.value] for name in named if name.value in known), findings.all)
