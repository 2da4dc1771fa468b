"""The way of the takst files: a folder of senders' files → understood → checked → the register, or answers to senders.

    read ──▶ receive ──▶ assemble ──▶ judge ──▶ register files
                                          └───▶ answers

As in `shell/pipeline.py`, every stage gives its value and all its findings. Nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath
from types import MappingProxyType

from rammeaftale.base.danish import ascii_slug
from rammeaftale.base.diagnostics import Checked, Diagnostic, FileSpan, Refused, error, in_order, warning
from rammeaftale.base.findings import Findings
from rammeaftale.check.unknown import unknown_of
from rammeaftale.check.unsettled import as_warnings, settled
from rammeaftale.decode.edition import EditionData, data_files, decode_data
from rammeaftale.decode.paths import content_folder
from rammeaftale.decode.takster.basis import (
    driftsherrer,
    earlier_registers,
    of_year,
    receipts_of,
    receipts_path,
    with_registers,
    without_gap,
)
from rammeaftale.model.agreement import Contact
from rammeaftale.model.intake import ColumnNames, HiddenRows, Received
from rammeaftale.model.takster import Takstregister
from rammeaftale.read.tables.foreign import SPREADSHEETS, by_name
from rammeaftale.read.tables.workbook import read_table
from rammeaftale.shell.answer_folder import LIST
from rammeaftale.shell.content import Content, read_content
from rammeaftale.shell.second_core import shared_out
from rammeaftale.takster.intake.owner import named_by_file
from rammeaftale.takster.intake.receive import receive
from rammeaftale.takster.intake.register import assemble, missing, receipts
from rammeaftale.takster.intake.register import settled as settled_file
from rammeaftale.takster.register.decode import decode_register
from rammeaftale.takster.register.encode import csv_bytes, register_csv
from rammeaftale.takster.register.receipts import HEADINGS, HOMES
from rammeaftale.takster.rules import each_finding
from rammeaftale.takster.rules.accept import gathered
from rammeaftale.takster.rules.incomplete import of_whole_sums
from rammeaftale.takster.workbooks.answer import answer_xlsx
from rammeaftale.takster.workbooks.mail import mail_text, unread_text
from rammeaftale.world import Source, World

TABLES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".txt", ".tsv")
_MAIL = "-mail.txt"
"""How the files with the words of a mail end; lying among files that are sent in, they are passed over, as LIST is."""
_JUDGED = "om driftsherrernes takster følger reglerne"
"""What is not asked while the edition's own files have faults."""
_IS_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Reception:
    """A folder of files as received and judged. `register` holds the lines that can be used; None when there are none.

    `previous` is last year's register, `before` this year's as it lies there now; `reading` are the findings from
    reading the files, `rules` those of the rules over the register, `folder` the one that the files lie in,
    `unread` the paths of those that could not be read, `others` what is said of files that are no tables and are all
    that a driftsherre has sent.
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
    folder: str
    others: tuple[Diagnostic, ...]
    parties: Mapping[str, str]

    def found_in(self, path: str) -> tuple[Diagnostic, ...]:
        """What was found in reading a file."""
        return tuple(finding for finding in self.reading if finding.span and finding.span.path == path)

    def is_answered(self, finding: Diagnostic) -> bool:
        """Whether the finding stands in the answer to a sender."""
        paths = {*self.unread, *(received.path for received in self.received)}
        return finding.span is not None and finding.span.path in paths


def take_in(
    world: World,
    edition: str,
    files: Sequence[Source],
    folder: str,
    year: int | None,
    hidden: Mapping[str, HiddenRows] = MappingProxyType({}),
    passed_over: Sequence[Diagnostic] = (),
) -> Checked[Reception | None]:
    """Read, understand and judge the senders' files for one year's register; None when the edition's own files fail.

    What can be said of the senders' files is found then too, as far as the edition says how they are read.
    `folder` is written as the editor wrote it; `year` None asks for the register that the edition prints. `hidden` is
    what is decided now of files' hidden rows, else what was before of the same bytes; `passed_over` is of `incoming`.
    """
    content = read_content(world, edition, with_texts=False)
    if content.value is None:
        return Checked(None, in_order(content.diagnostics))
    findings, sources = Findings(), content.value.sources
    data = findings.take(_data(content.value, content.diagnostics, edition))
    setup = data.takster
    if setup is None or setup.names is None or data.region is None or not data.kommuner:
        return Checked(None, in_order(findings.all))
    about, reading = of_year(setup.about, year or setup.about.year), Findings()
    parties = driftsherrer(data.kommuner, data.region)
    reading.add(*_wrong_year(folder, about.year))
    decided = {receipt.digest: receipt.hidden for receipt in receipts_of(about.year, sources).value}
    decided |= {file.digest: hidden[name] for file in files if (name := file.path.rpartition("/")[2]) in hidden}
    understand = partial(_receive, setup.names, parties, data.region.short, decided)
    understood = [reading.take(checked) for checked in shared_out(understand, files, lambda source: len(source.data))]
    if setup.basis is None or not findings.ok:
        return Checked(None, in_order((*findings.all, *reading.all)))
    received = [file for file in understood if file is not None]
    unread = tuple(source.path for source, file in zip(files, understood, strict=True) if file is None)
    known = reading.take(earlier_registers(about, sources))
    earlier = without_gap(known, about.year)
    register = reading.take(assemble(received, known, about))
    if register is None:  # else rule P2 says it
        reading.add(*missing(received, parties, folder))
    sent = {file.driftsherre_code for file in received}
    sent |= {code for path in unread for code in named_by_file(path, parties)}  # its fault is reported
    rules: tuple[Diagnostic, ...] = ()
    if register:
        judged = each_finding(with_registers(setup.basis, register, earlier, frozenset(sent)))
        rules = tuple(of_whole_sums(judged, register, received))
    reception = Reception(
        about=about,
        contact=data.udgave.contact,
        received=tuple(settled_file(file, register) for file in received),
        unread=unread,
        register=register,
        previous=earlier[0] if earlier else None,
        before=decode_register(sources[about.path], about).value if about.path in sources else None,
        reading=in_order(reading.all),
        rules=rules,
        folder=folder,
        others=tuple(_alone(passed_over, sent, parties)),
        parties=parties,
    )
    return Checked(reception, in_order((*findings.all, *reading.all, *gathered(rules, parties))))


def _alone(
    passed_over: Iterable[Diagnostic], sent: AbstractSet[str], parties: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """What is said of files whose names name one driftsherre that has sent nothing else."""
    for finding in passed_over:
        codes = named_by_file(finding.span.path, parties) if isinstance(finding.span, FileSpan) else ()
        if len(codes) == 1 and codes[0] not in sent:
            yield finding


def _data(content: Content, read: tuple[Diagnostic, ...], edition: str) -> Checked[EditionData]:
    """What the edition says besides its texts, which may be half written."""
    findings = Findings()
    files = data_files(edition, content.yaml, content.sources, findings)
    data = decode_data(edition, files)
    udgave = content.yaml.get(f"{content_folder(edition)}/udgave.yaml")
    if udgave is not None and data.udgave.takstregister is None and "takstregister" not in data.lost.keys:
        hint = "skriv, hvilket år udgaven trykker, under »takstregister:« i udgave.yaml"
        findings.add(error("takstregister-ukendt", "udgaven har intet takstregister", udgave.span, hint))
    unused = {path for path in content.sources if path.endswith((".yaml", ".yml"))} - files.known - content.refused
    found = as_warnings((*read, *findings.all), unused)
    unknown = unknown_of(edition, data.lost, content.yaml, read, found)
    faulty = sorted(unknown.faulty - unused) if data.takster else ()
    return Checked(data, settled(found, replace(unknown, skipped=tuple((_JUDGED, path) for path in faulty))))


def _wrong_year(folder: str, year: int) -> Iterator[Diagnostic]:
    """A folder that is named by another year: its files would replace the register of this one."""
    named = PurePosixPath(folder).name
    if _IS_YEAR.fullmatch(named) and named != str(year):
        message = f"mappen hedder {named}, men filerne bliver læst ind til {year}"
        yield error("indberetning-aar", message, FileSpan(folder), f"skriv --år {named}, eller vælg mappen for {year}")


def _receive(
    names: ColumnNames, parties: Mapping[str, str], own: str, decided: Mapping[str, HiddenRows], source: Source
) -> Checked[Received | None]:
    workbook = read_table(source)
    if workbook.value is None:
        return Checked(None, workbook.diagnostics)
    hidden = decided.get(source.digest, HiddenRows.UNDECIDED)
    received = receive(workbook.value, source.digest, names, parties, own, hidden)
    return Checked(received.value, workbook.diagnostics + received.diagnostics)


def incoming(world: World, folder: str) -> Checked[tuple[Source, ...]]:
    """The tables that lie directly in a folder, with the folder before their names. `world` has that folder as root."""
    findings, sources, deeper = Findings(), [], set()
    for path in world.list(""):
        shown = f"{folder}/{path}"
        if "/" in path:
            deeper.add(path.split("/")[0])
        elif path.endswith(_MAIL) or path == LIST:
            continue
        elif not path.lower().endswith((*TABLES, *SPREADSHEETS)):
            what, way = by_name(path)
            hint = way or f"her læses kun {', '.join(TABLES)}"
            findings.add(warning("indberetning-andet", f"filen er {what} og er sprunget over", FileSpan(shown), hint))
        else:
            try:
                sources.append(Source(shown, world.read(path).data))
            except Refused as problem:
                findings.add(problem.at(FileSpan(shown)))
    if not sources and not findings.all:
        hints = (f"mente du en af mapperne {', '.join(sorted(deeper))}?",) if deeper else ()
        findings.add(error("indberetning-ingen", "der ligger ingen regneark i mappen", FileSpan(folder), *hints))
    return Checked(tuple(sources), findings.all)


def register_files(reception: Reception) -> Mapping[str, bytes]:
    """The register and the list of the files behind it, by repository path; none when it could not be put together."""
    if reception.register is None:
        return {}
    rows: list[tuple[object, ...]] = [HEADINGS]
    for receipt in receipts(reception.received):
        file = f"{reception.folder}/{receipt.file}" if reception.folder.startswith(HOMES) else receipt.file
        counted = receipt.used, receipt.left_out
        rows.append((file, receipt.digest, receipt.driftsherre_code, *counted, receipt.hidden.value))
    return {
        reception.about.path: register_csv(reception.register),
        receipts_path(reception.about.year): csv_bytes(rows),
    }


def answers(reception: Reception) -> Iterator[tuple[str, bytes]]:
    """For each file a workbook with its lines and what was found in them, and the words of a mail.

    A file that could not be read has only the mail.
    """
    about, contact = reception.about, reception.contact
    answered: set[str] = set()
    for received in reception.received:
        code = received.driftsherre_code
        of_rules = [finding for finding in reception.rules if finding.in_register.driftsherre == code]
        findings = [finding for finding in of_rules if finding.span is None or finding.span.path == received.path]
        findings += reception.found_in(received.path)
        name = f"{code}-{ascii_slug(received.driftsherre)}"
        if code in answered:  # a second file of one driftsherre has an answer of its own, named by the file
            name = f"{name}-{ascii_slug(PurePosixPath(received.path).stem)}"
        answered.add(code)
        yield f"{name}.xlsx", answer_xlsx(received, findings, reception.previous, about, contact)
        yield f"{name}{_MAIL}", mail_text(received, findings, contact, about.year).encode()
    unread = {path: reception.found_in(path) for path in reception.unread}
    unread |= {finding.span.path: (finding,) for finding in reception.others if finding.span}
    for path, found in unread.items():
        named = [reception.parties[code] for code in named_by_file(path, reception.parties)]
        text = unread_text(path, found, contact, about.year, named[0] if len(named) == 1 else "")
        yield f"{ascii_slug(PurePosixPath(path).name)}{_MAIL}", text.encode()
