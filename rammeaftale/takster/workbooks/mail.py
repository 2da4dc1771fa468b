"""What was found in a driftsherre's file → the words of the mail with the answer. It sets no date: others do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rammeaftale.base.danish import counted, listing, visible
from rammeaftale.base.diagnostics import CellSpan, Diagnostic, Severity
from rammeaftale.base.unseen import harmless
from rammeaftale.model.agreement import Contact
from rammeaftale.model.intake import Line, Received
from rammeaftale.takster.alike import FEW, cell_ranges, gathered_cells
from rammeaftale.takster.workbooks.register_xlsx import SHEET
from rammeaftale.takster.workbooks.remarks import Remark, graded, remarks, sentence
from rammeaftale.takster.workbooks.sender_words import hints_of, is_uncomputed

_MOST = 10
"""Findings of each severity that the mail itself has; the others stand in the workbook."""


def mail_text(received: Received, findings: Sequence[Diagnostic], contact: Contact, year: int) -> str:
    """The subject, a blank line and the text. `findings` are those of the answer, `year` the one of the takster."""
    noted = remarks(received.lines, findings)
    errors, warnings, notes = graded(noted)
    paragraphs = [
        f"Tak for filen {visible(received.path.rpartition('/')[2])}. {_read(received)}",
        *_outcome(errors, warnings, notes),
        *_listed(Severity.ERROR, noted, received.lines),
        *_listed(Severity.WARNING, noted, received.lines),
        *_what_to_do(noted, contact),
    ]
    return _mail(f"Takster {year} fra {visible(received.driftsherre)}: {_short(errors, warnings)}", paragraphs, contact)


def _read(received: Received) -> str:
    count = f"Vi har læst {counted(received.usable, 'takst', 'takster')} i den"
    return f"{count}; {counted(received.faulty, 'række', 'rækker')} har fejl." if received.faulty else f"{count}."


def _short(errors: int, warnings: int) -> str:
    if errors:
        return f"{errors} fejl skal rettes"
    return f"{counted(warnings, 'advarsel', 'advarsler')}, som I skal se på" if warnings else "alt er i orden"


def _outcome(errors: int, warnings: int, notes: int) -> Iterator[str]:
    parts = [
        f"{errors} fejl" if errors else "",
        counted(warnings, "advarsel", "advarsler") if warnings else "",
        counted(notes, "oplysning", "oplysninger") if notes else "",
    ]
    sums = listing(part for part in parts if part)
    if not sums:
        yield (
            "Vi har ingen bemærkninger: alt er i orden, og I skal ikke gøre mere. "
            "Den vedhæftede fil viser, hvordan vi har læst taksterne."
        )
    elif errors or warnings:
        word = "Oplysningen" if notes == 1 else "Oplysningerne"
        yield f"Vi har fundet {sums}." + (f" {word} står kun i den vedhæftede fil." if notes else "")
    else:
        yield f"Der er ingen fejl, og I skal ikke gøre mere. Vi har noteret {sums}, som I kan se i den vedhæftede fil."


_HEADINGS = {
    Severity.ERROR: ("Fejlen skal rettes", "Fejlene skal rettes", ", før vi kan bruge taksterne:"),
    Severity.WARNING: (
        "Se på advarslen",
        "Se på advarslerne",
        ". Er det rigtigt, så skriv kort hvorfor i kolonnen »Bemærkning«:",
    ),
}


def _listed(severity: Severity, noted: Sequence[Remark], lines: Sequence[Line]) -> Iterator[str]:
    """The first _MOST of a severity, under a heading; the others stand in the workbook."""
    found = [remark for remark in noted if remark.finding.severity is severity]
    if not found:
        return
    singular, plural, rest = _HEADINGS[severity]
    alike = _alike(found)
    listed = [f"{number:>2}. {_item(group, lines)}" for number, group in enumerate(alike[:_MOST], 1)]
    if left := sum(map(len, alike[_MOST:])):
        word = severity.value if left == 1 or severity is Severity.ERROR else "advarsler"
        listed.append(f"… og {left} {word} til, som står i den vedhæftede fil.")
    yield "\n".join((f"{singular if len(found) == 1 else plural}{rest}", "", *listed))


def _alike(noted: Sequence[Remark]) -> list[list[Remark]]:
    """Remarks that say the same of many cells of a sheet together, the others one by one; in the order of the first."""
    groups: dict[tuple[str, ...], list[Remark]] = {}
    for remark in noted:
        groups.setdefault(_said(remark), []).append(remark)
    alike = []
    for remark in noted:
        group = groups[_said(remark)]
        if len(group) <= FEW:
            alike.append([remark])
        elif remark is group[0]:
            alike.append(group)
    return alike


def _said(remark: Remark) -> tuple[str, ...]:
    """What a remark says besides its cell; one that is in no cell says it of itself."""
    span = remark.finding.span
    sheet = span.sheet if isinstance(span, CellSpan) else f"{id(remark)}"
    return remark.finding.kind, remark.message, remark.advice, sheet


def _item(group: Sequence[Remark], lines: Sequence[Line]) -> str:
    """`Ark1, celle M3 (Birkegården, Nord; celle J2 …): Taksten mangler.` and how to fix it on a line of its own."""
    remark, message = group[0], group[0].message
    name = "" if remark.line is None or len(group) > 1 else lines[remark.line].name
    whose = name if name and name.split(",")[0] not in message else ""
    sent, ours = cell_ranges(other.sent_cell for other in group), cell_ranges(other.here for other in group)
    here = f"celle {ours} i den vedhæftede fil" if ours not in ("", sent) else ""
    beside = "; ".join(part for part in (whose, here) if part)
    place = remark.sent.removesuffix(remark.sent_cell) + sent
    where = " ".join(part for part in (place, f"({beside})" if beside else "") if part)
    item = f"{where[0].upper()}{where[1:]}: {message}" if where else message
    return f"{item}\n    {remark.advice}" if remark.advice else item


def _what_to_do(noted: Sequence[Remark], contact: Contact) -> Iterator[str]:
    """No cell is coloured where all is about the file or the driftsherre as a whole."""
    to_mend = [remark for remark in noted if remark.finding.severity in _HEADINGS]
    way = "Ret i den vedhæftede fil"
    keep = " Lad kolonnen »Række-id« stå, som den er; den følger taksten fra år til år."
    if any(remark.here for remark in to_mend):
        coloured = f"I den vedhæftede fil er cellerne i arket »{SHEET}« farvet, og en note i hver af dem siger hvorfor."
        way = f"{coloured} Ret direkte i arket"
        if any(is_uncomputed(remark.finding) for remark in to_mend):
            way, keep = f"{coloured} Den har ingen formler, så ret i jeres egen fil i Excel", ""
    if to_mend:
        yield f"{way}, gem filen, og {_send(contact)}.{keep}"


def _placed(remark: Remark) -> str:
    """What is wrong, and in which cell if it is in one."""
    return f"{remark.sent[0].upper()}{remark.sent[1:]}: {remark.message}" if remark.sent else remark.message


def _send(contact: Contact) -> str:
    where = f" til {visible(contact.mail)}" if contact.mail else ""
    return f"send den som svar på denne mail{where}"


def unread_text(path: str, findings: Sequence[Diagnostic], contact: Contact, year: int, whose: str = "") -> str:
    """The mail about a file that could not be read at all, so that there is nothing to send back.

    `year` is the one of the takster, `whose` the driftsherre when the file's name tells it.
    """
    name = visible(path.rpartition("/")[2])
    found = tuple(gathered_cells(findings))[:_MOST]
    told = [Remark(None, "", finding) for finding in found]
    items = [f"{number:>2}. {_placed(remark)}" for number, remark in enumerate(told, 1)]
    advice = [sentence(hint) for finding in found for hint in hints_of(finding)]
    paragraphs = [
        f"Tak for filen {name}. Vi kan ikke læse den:",
        "\n".join(items),
        *(["\n".join(dict.fromkeys(advice))] if advice else []),
        f"Når filen er rettet, så {_send(contact)}.",
    ]
    sender = f" fra {visible(whose)}" if whose else ""
    return _mail(f"Takster {year}{sender}: filen {name} kan ikke læses", paragraphs, contact)


def _mail(subject: str, paragraphs: Sequence[str], contact: Contact) -> str:
    """Plain text. Lines are not broken: the mail program does that."""
    ways = " · ".join(visible(way) for way in (contact.mail, contact.phone) if way)
    sender = "\n".join(("Venlig hilsen", "", visible(contact.name), ways))
    text = "\n\n".join((f"Emne: {subject}", *paragraphs, sender))
    return "\n".join(map(harmless, text.split("\n"))) + "\n"
