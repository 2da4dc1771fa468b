"""Takes the trees of content/faelles, gives what all editions share: kommuner, fora, laws, short forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Checked, Diagnostic, TextSpan, error
from rammeaftale.base.findings import Findings
from rammeaftale.decode.schema import validate
from rammeaftale.decode.shapes import (
    ForaShape,
    ForkortelserShape,
    ForumShape,
    KommunerShape,
    LovregisterShape,
    LovShape,
)
from rammeaftale.model.agreement import Forum, Kommune, Law, ShortForm
from rammeaftale.model.facts import Fact, FactKind, Facts
from rammeaftale.model.inline import Inline
from rammeaftale.model.region import Region
from rammeaftale.read.markdown.tree import parse_inline
from rammeaftale.read.yaml.nodes import Scalar, YamlNode

T = TypeVar("T")


def decode_kommuner(tree: YamlNode) -> Checked[tuple[Kommune, ...]]:
    """The municipalities in the file's order; a code or a name stands once."""
    checked = validate(KommunerShape, tree)
    rows = checked.value.kommuner if checked.value else ()
    kommuner = tuple(
        Kommune(row.code.value, row.name.value, row.code.span, extent=row.place.extent, inner=row.place.inner)
        for row in rows
    )
    doubles = (
        *first_of_each([row.code for row in rows], "koden"),
        *first_of_each([row.name for row in rows], "navnet"),
    )
    return Checked(kommuner, checked.diagnostics + doubles)


def party_facts(kommuner: Sequence[Kommune], region: Region | None) -> Facts:
    """How many kommuner and parties there are, as facts; without those that cannot be counted."""
    if not kommuner:
        return {}
    count, where = Decimal(len(kommuner)), kommuner[0].span
    facts = [Fact("kommuner.antal", FactKind.NUMBER, count, 0, "kommuner.yaml", where)]
    if region is not None:
        facts.append(Fact("parter.antal", FactKind.NUMBER, count + 1, 0, "kommuner.yaml og omraade.yaml", where))
    return {fact.name: fact for fact in facts}


def decode_laws(tree: YamlNode) -> Checked[tuple[Law, ...]]:
    """The register of laws."""
    checked = validate(LovregisterShape, tree)
    rows = checked.value.laws if checked.value else ()
    laws = tuple(_law(row) for row in rows)
    return Checked(laws, checked.diagnostics + first_of_each([row.id for row in rows], "id'et"))


def _law(row: LovShape) -> Law:
    said = row.short.value, row.title.value, row.source.value
    return Law(row.id.value, *said, row.id.span, extent=row.place.extent, inner=row.place.inner)


def decode_short_forms(tree: YamlNode) -> Checked[tuple[ShortForm, ...]]:
    """Short forms with their words."""
    checked = validate(ForkortelserShape, tree)
    rows = checked.value.abbreviations if checked.value else ()
    forms = tuple(
        ShortForm(row.short.value, row.words.value, row.short.span, extent=row.place.extent, inner=row.place.inner)
        for row in rows
    )
    return Checked(forms, checked.diagnostics + first_of_each([row.short for row in rows], "forkortelsen"))


def first_of_each(scalars: Iterable[Scalar], what: str) -> tuple[Diagnostic, ...]:
    """An error for every value that has stood before."""
    seen: dict[str, TextSpan] = {}
    found: list[Diagnostic] = []
    for scalar in scalars:
        first = seen.setdefault(scalar.value, scalar.span)
        if first is not scalar.span:
            message = f"{what} »{scalar.value}« er brugt før, i linje {first.line}"
            double = error("id-dobbelt", message, scalar.span, "ret den ene, eller slet den")
            found.append(replace(double, related=((first, "første gang"),)))
    return tuple(found)


def decode_fora(tree: YamlNode) -> Checked[tuple[Forum, ...]]:
    """The bodies of the cooperation; those in the figure hang together under one at the top."""
    findings = Findings()
    shape = findings.take(validate(ForaShape, tree))
    rows = shape.fora if shape else ()
    findings.add(*first_of_each([row.id for row in rows], "id'et"))
    fora = tuple(findings.take(_forum(row)) for row in rows)
    findings.add(*_unknown_fora(rows))
    rings = tuple(_rings(rows))
    findings.add(*rings)
    if not rings:
        findings.add(*_figure(rows))
    return Checked(fora, findings.all)


def inline(scalar: Scalar | None) -> Checked[tuple[Inline, ...]]:
    """A YAML text as running text; nothing for a key that is not there."""
    if scalar is None:
        return Checked(())
    text = scalar.value.strip()
    is_verbatim = scalar.span.length in (len(text), len(scalar.value))
    return parse_inline(text, scalar.span, is_verbatim=is_verbatim)


def words(scalar: Scalar | None) -> str:
    """A YAML text as plain words; empty for a key that is not there."""
    return scalar.value.strip() if scalar else ""


def _forum(row: ForumShape) -> Checked[Forum]:
    findings = Findings()
    forum = Forum(
        id=row.id.value,
        name=findings.take(inline(row.name)),
        full_name=words(row.full_name),
        level=row.level,
        tasks=tuple(findings.take(inline(task)) for task in row.tasks),
        members=findings.take(inline(row.members)),
        meetings=findings.take(inline(row.meetings)),
        under=words(row.under),
        under_word=words(row.under_word),
        serves=tuple(served.value for served in row.serves),
        in_figure=row.in_figure,
        source=row.source.value,
        span=row.id.span,
        extent=row.place.extent,
        inner=row.place.inner,
    )
    return Checked(forum, findings.all)


def _unknown_fora(rows: Iterable[ForumShape]) -> Iterator[Diagnostic]:
    ids = [row.id.value for row in rows]
    for row in rows:
        for scalar in (*((row.under,) if row.under else ()), *row.serves):
            if scalar.value not in ids:
                hints = suggestion(scalar.value, ids) or ("skriv id'et på et forum i denne fil",)
                yield error("forum-ukendt", f"forummet »{scalar.value}« findes ikke", scalar.span, *hints)


def _rings(rows: Iterable[ForumShape]) -> Iterator[Diagnostic]:
    """Each ring of `under` once, at its first forum in the file."""
    above = {row.id.value: row for row in rows}
    done: set[str] = set()
    for row in rows:
        way: list[str] = []
        here: ForumShape | None = row
        while here is not None and here.id.value not in done and here.id.value not in way:
            way.append(here.id.value)
            here = above.get(words(here.under))
        if here is not None and here.under is not None and here.id.value in way:
            ring = way[way.index(here.id.value) :]
            message = f"fora er sat under hinanden i ring: {' → '.join((*ring, ring[0]))}"
            yield error("forum-ring", message, here.under.span, "lad det øverste forum være uden »under«")
        done.update(way)


def _figure(rows: Iterable[ForumShape]) -> Iterator[Diagnostic]:
    """The figure is one tree: one forum at the top, and every other under one that is drawn."""
    drawn = {row.id.value: row for row in rows if row.in_figure}
    known = {row.id.value for row in rows}
    tops = [row for row in drawn.values() if row.under is None]
    for row in tops[1:]:
        message = f"»{row.id.value}« står øverst i figuren, men det gør »{tops[0].id.value}« allerede"
        yield error("forum-flere-oeverst", message, row.id.span, "tilføj »under: …«, eller skriv »i_figur: nej«")
    for row in drawn.values():
        if row.under and row.under.value in known and row.under.value not in drawn:
            message = f"»{row.id.value}« hører under »{row.under.value}«, som ikke er med i figuren"
            yield error("forum-uden-for-figur", message, row.under.span, "skriv »i_figur: ja« ved det øvre forum")
