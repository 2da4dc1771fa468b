"""Takes the draft of an edition and what was found so far, gives what of the edition is not known.

A file with an error says less than it should, or something else. What it may lack, nobody may call missing
(`check/unsettled.py`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Severity, TextSpan
from rammeaftale.decode.edition import NOTHING_LOST, Lost
from rammeaftale.decode.paths import FORA, KOMMUNER, OMRAADE, TAKSTER, content_folder
from rammeaftale.decode.rows import has_every_row
from rammeaftale.decode.takster.basis import setup_files
from rammeaftale.model.agreement import Edition, Status
from rammeaftale.read.yaml import nodes
from rammeaftale.read.yaml.nodes import YamlNode

TEXT_LISTS = frozenset({"kapitler", "bilag", "dokumenter"})
"""The keys of udgave.yaml that name texts."""
Trees = Mapping[str, YamlNode]
_REGISTER = re.compile(rf"(?:{TAKSTER}/|.+/takster-)[0-9]{{4}}(?:-modtaget)?\.csv")
"""A register or its list of files, where it lies today or before format 3."""
_LIST = re.compile(r".+[0-9]{4}-modtaget\.csv")
KEEPS_NAMES = frozenset(
    (
        *("adresse-ulovlig", "billede-i-tekst", "billede-uden-tekst", "dato-form", "fakta-format", "fakta-uafsluttet"),
        *("fakta-ulovlig", "format-mangler", "format-ukendt", "fremhaevning-i-ord", "fremhaevning-tegn"),
        *("henvisning-ulovlig", "html-i-tekst", "linjeskift-sidst", "link-tekst", "link-uden-tekst"),
        *("mellemrum-foer-tegn", "skabelon-i-tekst", "sprog-ulovligt", "stjerne-alene", "tal-med-mellemrum"),
        *("tal-med-punktum", "tegn-tabt", "yaml-tom-vaerdi"),
    )
)
"""Errors of a word or a value, which take no id from a text and no key from a file of data."""
_LOSES_FACTS = frozenset({"fakta-navn", "vaerdi-type"})
"""Errors in fakta.yaml after which a name may be another than it was meant to be."""

_PRINTS_NAMES = frozenset({"fakta-ukendt", "fakta-form", "henvisning-ukendt"})
"""Errors after which a text has a name, which is longer than the words would be and has other letters."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """What of an edition is not known.

    `faulty` are the files that have an error or are missing, `vague` those of them that may say any name beside what
    was read. `lost` is what decoding could not read, `skipped` what was not asked at all, with the file that it waits
    for. `stand_ins` are the names that are printed in place of what they stand for, with text and line.
    """

    folder: str
    faulty: frozenset[str] = frozenset()
    vague: frozenset[str] = frozenset()
    lost: Lost = NOTHING_LOST
    skipped: tuple[tuple[str, str], ...] = ()
    stand_ins: frozenset[tuple[str, int, str]] = frozenset()

    @property
    def udgave(self) -> str:
        """The path of udgave.yaml."""
        return f"{content_folder(self.folder)}/udgave.yaml"

    @property
    def fakta(self) -> str:
        """The path of fakta.yaml."""
        return f"{content_folder(self.folder)}/fakta.yaml"

    def keys(self, *keys: str) -> Iterator[str]:
        """udgave.yaml, when it does not say one of the keys."""
        if self.udgave in self.vague or not self.lost.keys.isdisjoint(keys):
            yield self.udgave

    def lists(self, *keys: str) -> Iterator[str]:
        """udgave.yaml, when its lists under the keys do not say what there is, or name a text that is not there."""
        yield from self.keys(*keys) if self.lost.has_all_texts else (self.udgave,)

    def texts(self, among: Collection[str]) -> Iterator[str]:
        """The texts among some files, and udgave.yaml, when it does not say which they are."""
        yield from (path for path in among if path.endswith(".md"))
        yield from self.lists(*TEXT_LISTS)

    def takster(self) -> Iterator[str]:
        """The files that the rules of takster rest on, of those with a fault."""
        yield from self.faulty & {*setup_files(self.folder), OMRAADE, KOMMUNER}
        yield from self.registers()
        yield from self.keys("takstregister", "bilag")

    def registers(self) -> Iterator[str]:
        """The registers and the lists of the files behind them, of those with a fault."""
        yield from filter(_REGISTER.fullmatch, self.faulty)

    def lists_of_files(self) -> Iterator[str]:
        """The lists of the files behind registers, of those with a fault."""
        yield from filter(_LIST.fullmatch, self.registers())

    def with_stand_ins(self, findings: Iterable[Diagnostic]) -> Unknown:
        """The same, with the places of all facts and references that gave a name and not their words."""
        named = ((finding.span, finding.missing) for finding in findings if finding.kind in _PRINTS_NAMES)
        places = ((at.path, at.line, name.rpartition(":")[2]) for at, name in named if isinstance(at, TextSpan))
        return replace(self, stand_ins=frozenset(places))

    def with_vague(self, paths: Collection[str]) -> Unknown:
        """The same, where some files more may say any name."""
        return replace(self, faulty=self.faulty.union(paths), vague=self.vague.union(paths))


def unknown_of(
    folder: str, lost: Lost, trees: Trees, read: Iterable[Diagnostic], made: Iterable[Diagnostic]
) -> Unknown:
    """What is not known of an edition. `read` is what was found in its files alone, `made` all that was found so far.

    What lies there unused has no part in it.
    """
    unused, found = unused_in(made), tuple(made)
    errors = [finding for finding in found if finding.severity is Severity.ERROR and _path(finding) not in unused]
    in_reading = set(read)
    structural = [finding for finding in errors if finding in in_reading and finding.kind not in KEEPS_NAMES]
    opened = {_path(finding) for finding in structural}
    opened |= {_path(finding) for finding in errors if isinstance(finding.span, FileSpan)}
    opened |= {_path(finding) for finding in errors if finding.kind in _LOSES_FACTS}
    unknown = Unknown(folder, frozenset(map(_path, errors)), frozenset(opened), lost)
    udgave = trees.get(unknown.udgave)
    if not isinstance(udgave, nodes.Mapping):
        return unknown
    # Its lines were mended for sure, so each fault is that of its own key.
    keys = {_key_at(udgave, finding) for finding in structural if _path(finding) == unknown.udgave}
    return replace(unknown, vague=unknown.vague - {unknown.udgave}, lost=replace(lost, keys=lost.keys | keys))


def unused_in(findings: Iterable[Diagnostic]) -> frozenset[str]:
    """The files that seem to be used by nothing."""
    return frozenset(_path(finding) for finding in findings if finding.kind == "fil-ubrugt")


def without_basis(edition: Edition, unknown: Unknown) -> Edition:
    """The edition without what the rules of takster go by, when any of it is not known."""
    return replace(edition, takst_basis=None) if any(unknown.takster()) else edition


def _key_at(tree: nodes.Mapping, finding: Diagnostic) -> str:
    """The key at the file's margin under which a finding stands."""
    line = finding.span.line if isinstance(finding.span, TextSpan) else 0
    return next((key.value for key, _ in reversed(tree.entries) if key.span.line <= line), "")


OF_REGISTER = "takstregistret og det, der hører til"
OF_RULES = "om taksterne følger reglerne"
OF_TEXTS = "indholdet af de tekster, som udgave.yaml ikke nævner"
OF_SENT = "om driftsherrernes filer er ændret"


def not_asked(edition: Edition, trees: Trees, unused: Collection[str], unknown: Unknown) -> Iterator[tuple[str, str]]:
    """What nothing is asked of in an edition with faults, and the files that it waits for."""
    if any(path.endswith(".md") for path in unused):
        for path in unknown.lists(*TEXT_LISTS):
            yield OF_TEXTS, path
    has_register = "takstregister" in edition.places or any(unknown.keys("takstregister"))
    for path in unknown.keys("takstregister"):
        yield OF_REGISTER, path
    for path in unknown.takster() if has_register else ():
        yield OF_RULES, path
    for path in (*unknown.lists_of_files(), *unknown.keys("takstregister")) if has_register else ():
        yield OF_SENT, path
    fora = trees.get(FORA)
    if FORA in unknown.faulty and (fora is None or not has_every_row(edition.registers.fora, "fora", fora)):
        yield "om fora hænger sammen", FORA


def not_printed(edition: Edition, findings: Iterable[Diagnostic]) -> Iterator[tuple[str, str]]:
    """That nobody looks for holes on the pages of a final edition while they cannot be composed; as `not_asked`."""
    for finding in findings if edition.status is Status.FINAL else ():
        if finding.severity is Severity.ERROR:
            yield "om siderne har huller", _path(finding)


def _path(finding: Diagnostic) -> str:
    return finding.span.path if finding.span else ""
