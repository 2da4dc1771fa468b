"""The way of the takst files: a folder of senders' files → understood → checked → the register, or answers to senders.

    read ──▶ receive ──▶ assemble ──▶ judge ──▶ register files
                                          └───▶ answers

As in `shell/pipeline.py`, every stage gives its value and all its findings. Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from rammeaftale.base.danish import ascii_slug
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused, error, in_order, warning
from rammeaftale.base.findings import Findings
from rammeaftale.decode.edition import decode_kommuner, decode_udgave
from rammeaftale.decode.facts import decode_facts, party_facts
from rammeaftale.decode.paths import KOMMUNER, OMRAADE, content_folder
from rammeaftale.decode.region import decode_region
from rammeaftale.decode.takster.basis import basis, earlier_registers, without_gap
from rammeaftale.decode.takster.setup import TakstSetup, decode_setup, receipts_path
from rammeaftale.model.agreement import Contact
from rammeaftale.model.intake import Received
from rammeaftale.model.takster import Takstregister
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.shell.content import read_content
from rammeaftale.shell.second_core import shared_out
from rammeaftale.takster.intake.owner import named_by_file
from rammeaftale.takster.intake.receive import receive
from rammeaftale.takster.intake.register import assemble, missing, receipts, settled
from rammeaftale.takster.register.decode import decode_register
from rammeaftale.takster.register.encode import csv_bytes, register_csv
from rammeaftale.takster.register.receipts import HEADINGS, HOMES
from rammeaftale.takster.rules import each_finding
from rammeaftale.takster.rules.accept import gathered
from rammeaftale.takster.workbooks.answer import answer_xlsx
from rammeaftale.takster.workbooks.mail import mail_text, unread_text
from rammeaftale.world import Source, World

TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv")
MAIL = "-mail.txt"
"""How the files with the words of a mail end; lying among files that are sent in, they are passed over."""


@dataclass(frozen=True, slots=True)
class Reception:
    """A folder of files as received and judged. `register` holds the lines that can be used; None when there are none.

    `previous` is last year's register, `before` this year's as it lies there now; `reading` are the findings from
    reading the files, `rules` those of the rules over the register, `place` the folder that the files lie in,
    `unread` the paths of those that could not be read.
    """

    about: Takstregister
    contact: Contact
    received: tuple[Received, ...]
    unread: tuple[str, ...]
    register: Takstregister | None
    previous: Takstregister | None
    before: Takstregister | None
    reading: tuple[Diagnostic, ...]
    rules: tuple[Diagnostic, ...]
    place: str
    receipts_path: str

    def found_in(self, path: str) -> tuple[Diagnostic, ...]:
        """What was found in reading a file."""
        return tuple(finding for finding in self.reading if finding.span and finding.span.path == path)

    def is_answered(self, finding: Diagnostic) -> bool:
        """Whether the finding stands in the answer to a sender."""
        paths = {*self.unread, *(received.path for received in self.received)}
        return finding.span is not None and finding.span.path in paths


@dataclass(frozen=True, slots=True)
class _Ground:
    """What an edition says that the intake needs, and the edition's files by path."""

    setup: TakstSetup
    contact: Contact
    sources: Mapping[str, Source]


def take_in(
    world: World, edition: str, files: Sequence[Source], place: str, year: int | None
) -> Checked[Reception | None]:
    """Read, understand and judge the senders' files for one year's register; None when the edition's own files fail.

    `place` is the folder as the editor wrote it; `year` None asks for the register that the edition prints.
    """
    ground = _ground(world, edition)
    if ground.value is None:
        return Checked(None, in_order(ground.diagnostics))
    setup = ground.value.setup
    about = setup.of_year(year or setup.about.year)
    findings = Findings()
    read = shared_out(lambda source: _receive(source, setup), files, lambda source: len(source.data))
    found = [findings.take(checked) for checked in read]
    received = tuple(one for one in found if one is not None)
    known = findings.take(earlier_registers(setup, about, ground.value.sources))
    earlier = without_gap(known, about.year)
    old = ground.value.sources.get(about.path)
    register = findings.take(assemble(received, known, about))
    if register is None:  # else rule P2 tells it
        findings.add(*missing(received, setup.driftsherrer, place))
    unread = tuple(source.path for source, one in zip(files, found, strict=True) if one is None)
    sent = {one.driftsherre_code for one in received}
    sent |= {code for path in unread for code in named_by_file(path, setup.driftsherrer)}  # its own fault is told
    rules = each_finding(basis(setup, register, earlier, frozenset(sent))) if register else ()
    reception = Reception(
        about=about,
        contact=ground.value.contact,
        received=tuple(settled(file, register) for file in received),
        unread=unread,
        register=register,
        previous=earlier[0] if earlier else None,
        before=decode_register(old, about).value if old else None,
        reading=in_order(findings.all),
        rules=rules,
        place=place,
        receipts_path=receipts_path(about.year),
    )
    told = (*ground.diagnostics, *findings.all, *gathered(rules, setup.driftsherrer))
    return Checked(reception, in_order(told))


def _ground(world: World, edition: str) -> Checked[_Ground | None]:
    """The edition's own files, as far as the intake needs them: its texts may be half written."""
    findings = Findings()
    content = findings.take(read_content(world, edition, with_texts=False))
    if content is None:
        return Checked(None, findings.all)
    home = content_folder(edition)
    needed = (f"{home}/udgave.yaml", f"{home}/fakta.yaml", KOMMUNER, OMRAADE)
    udgave_tree, facts_tree, kommuner_tree, region_tree = map(content.yaml.get, needed)
    if udgave_tree is None or facts_tree is None or kommuner_tree is None or region_tree is None:
        gone = [path for path in needed if path not in {**content.sources, **content.yaml}]
        findings.add(*(error("fil-mangler", "filen findes ikke", FileSpan(path)) for path in gone))
        return Checked(None, findings.all)
    udgave = findings.take(decode_udgave(udgave_tree))
    kommuner = findings.take(decode_kommuner(kommuner_tree))
    region = findings.take(decode_region(region_tree, kommuner))
    facts = findings.take(decode_facts(facts_tree, party_facts(kommuner, region)))
    if udgave is None or region is None:
        return Checked(None, findings.all)
    if udgave.takstregister is None:
        hint = "skriv, hvilket år udgaven trykker, under »takstregister:« i udgave.yaml"
        findings.add(error("takstregister-ukendt", "udgaven har intet takstregister", udgave_tree.span, hint))
        return Checked(None, findings.all)
    setup = findings.take(decode_setup(edition, udgave, content.yaml, facts, kommuner, region, content.sources))
    if setup is None or not Checked(None, findings.all).ok:
        return Checked(None, findings.all)
    return Checked(_Ground(setup, udgave.contact, content.sources), findings.all)


def _receive(source: Source, setup: TakstSetup) -> Checked[Received | None]:
    workbook = read_table(source)
    if workbook.value is None:
        return Checked(None, workbook.diagnostics)
    received = receive(workbook.value, source.digest, setup.names, setup.driftsherrer, setup.region.short)
    return Checked(received.value, workbook.diagnostics + received.diagnostics)


def incoming(world: World, place: str) -> Checked[tuple[Source, ...]]:
    """The tables that lie directly in a folder, with the folder before their names. `world` has that folder as root."""
    findings, found, deeper = Findings(), [], set()
    for path in world.list(""):
        shown = f"{place}/{path}"
        if "/" in path:
            deeper.add(path.split("/")[0])
        elif path.endswith(MAIL):
            continue
        elif not path.lower().endswith(TABLES):
            hint = f"her læses kun {', '.join(TABLES)}"
            findings.add(
                warning("indberetning-andet", "filen er ikke et regneark og er sprunget over", FileSpan(shown), hint)
            )
        else:
            try:
                found.append(Source(shown, world.read(path).data))
            except Refused as problem:
                findings.add(problem.at(FileSpan(shown)))
    if not found and not findings.all:
        hints = (f"mente du en af mapperne {', '.join(sorted(deeper))}?",) if deeper else ()
        findings.add(error("indberetning-ingen", "der ligger ingen regneark i mappen", FileSpan(place), *hints))
    return Checked(tuple(found), findings.all)


def register_files(reception: Reception) -> Mapping[str, bytes]:
    """The register and the list of the files behind it, by repository path; none when it could not be put together."""
    if reception.register is None:
        return {}
    rows: list[tuple[object, ...]] = [HEADINGS]
    for receipt in receipts(reception.received):
        file = f"{reception.place}/{receipt.file}" if reception.place.startswith(HOMES) else receipt.file
        rows.append((file, receipt.digest, receipt.driftsherre_code, receipt.used, receipt.left_out))
    return {
        reception.about.path: register_csv(reception.register),
        reception.receipts_path: csv_bytes(rows),
    }


def answers(reception: Reception) -> Iterator[tuple[str, bytes]]:
    """For each file a workbook with its lines and what was found in them, and the words of a mail.

    A file that could not be read has only the mail.
    """
    answered: set[str] = set()
    for received in reception.received:
        code = received.driftsherre_code
        findings = [finding for finding in reception.rules if finding.in_register.driftsherre == code]
        findings += reception.found_in(received.path)
        name = f"{code}-{ascii_slug(received.driftsherre)}"
        if code in answered:  # a second file of one driftsherre has an answer of its own, named by the file
            name = f"{name}-{ascii_slug(PurePosixPath(received.path).stem)}"
        answered.add(code)
        yield f"{name}.xlsx", answer_xlsx(received, findings, reception.previous, reception.about)
        yield f"{name}{MAIL}", mail_text(received, findings, reception.contact).encode()
    for path in reception.unread:
        text = unread_text(path, reception.found_in(path), reception.contact)
        yield f"{ascii_slug(PurePosixPath(path).name)}{MAIL}", text.encode()
