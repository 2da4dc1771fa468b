"""Takes a passage of inline Markdown, gives `model.inline` nodes, every one with its place, and all findings.

Neighbouring text, escapes and line ends become one `Text`: a line end is a space there, and the span is the first
line's. A footnote's text stands elsewhere; `notes` fetches it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from rammeaftale.base.danish import suggestion
from rammeaftale.base.diagnostics import Diagnostic, TextSpan, error, warning
from rammeaftale.model.inline import Emphasis, FactUse, FootnoteCall, Foreign, Inline, LineBreak, Link, Strong, Text
from rammeaftale.read.markdown.links import read_link
from rammeaftale.read.markdown.nodes import InlineNode
from rammeaftale.read.markdown.notes import Note
from rammeaftale.read.markdown.parser import parse_pieces
from rammeaftale.read.markdown.place import Passage
from rammeaftale.read.markdown.traps import text_traps
from rammeaftale.read.markdown.wording import Finding, wording

FACT_FORMS = ("ord", "tal", "kort", "stort")
MAX_LENGTH = 20_000

_FACT_NAME = re.compile(r"[a-zæøå][a-zæøå0-9_]*(?:\.[a-zæøå0-9_]+)*")
_LANGUAGE = re.compile(r"\{sprog=(?P<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\}")

FetchNote = Callable[[str, TextSpan], "Note | Diagnostic"]

_REFUSED = {
    "fact-open": (
        "fakta-uafsluttet",
        "her begynder »{{{{«, men der mangler »}}}}«",
        "skriv {{ gruppe.navn }} på én linje med to klammer i hver ende",
    ),
    "template": (
        "skabelon-i-tekst",
        "»{0}« er skabelonsprog, som ikke kan bruges i teksten",
        "kun {{ gruppe.navn }} kan bruges; slet resten",
    ),
    "attribute": (
        "id-forkert-sted",
        "»{0}« kan ikke stå her",
        "et id står allersidst i en overskrift, et stykke, et punkt eller en fodnote med et mellemrum foran, "
        "eller på den første linje af en tabel, figur, faktaboks, formel eller udestår",
    ),
    "brace": (
        "klamme-alene",
        "klammen »{0}« har ingen mening her",
        "fakta skrives {{ gruppe.navn }}, fremmede ord [ord]{sprog=en}; en klamme i teksten er \\{ eller \\}",
    ),
    "html": (
        "html-i-tekst",
        "»{0}« er HTML, som ikke kan bruges",
        "brug Markdown: *kursiv*, **fed**, \\ sidst på linjen for linjeskift; efter »<« i tekst skrives mellemrum",
    ),
    "entity": (
        "html-i-tekst",
        "»{0}« er en HTML-kode",
        "skriv selve tegnet, fx & eller –",
    ),
    "code": (
        "kode-i-tekst",
        "»{0}« er markeret som kode, og det kan ikke bruges",
        "brug »…« om ord, der citeres; apostrof er ', ikke `",
    ),
    "too-deep": (
        "fremhaevning-for-dyb",
        "fremhævning ligger inde i fremhævning mange gange",
        "sæt stjerner om de enkelte ord, og luk hver fremhævning, før den næste begynder",
    ),
    "image": (
        "billede-i-tekst",
        "et billede kan ikke stå inde i teksten",
        "sæt ![tekst](billede.png) alene på en linje med en blank linje før og efter",
    ),
}


@dataclass(slots=True)
class InlineReader:
    """Reads one passage; `found` gathers what is found."""

    passage: Passage
    notes: FetchNote
    found: list[Diagnostic]
    formula: bool = False

    def read(self) -> tuple[Inline, ...]:
        """The whole passage."""
        text = self.passage.text
        if len(text) > MAX_LENGTH:
            message = f"stykket er på {len(text)} tegn; det højeste er {MAX_LENGTH}"
            self.found.append(error("afsnit-for-langt", message, self._span(0, 1), "del det med blanke linjer"))
            return ()
        return self._inlines(parse_pieces(text))

    def _inlines(self, nodes: Iterable[InlineNode]) -> tuple[Inline, ...]:
        made: list[Inline] = []
        run: list[InlineNode] = []
        for node in nodes:
            if node.kind in ("text", "softbreak", "escape", "entity"):
                run.append(node)
                continue
            made += self._text(run)
            run = []
            made += self._inline(node)
        return (*made, *self._text(run))

    def _inline(self, node: InlineNode) -> tuple[Inline, ...]:
        span = self._span(node.start, node.end)
        match node.kind:
            case "emphasis" | "strong":
                self._check_emphasis(node, span)
                children = self._inlines(node.children)
                return (Emphasis(children, span) if node.kind == "emphasis" else Strong(children, span),)
            case "hardbreak":
                return self._line_break(node, span)
            case "fact":
                return self._fact(node, span)
            case "note":
                return self._note(node, span)
            case "bracket":
                return self._bracket(node, span)
            case "autolink":
                address = node.text if ":" in node.text else f"mailto:{node.text}"
                link, found = read_link(address, (Text(node.text, span),), node.text, span)
                self.found += found
                return (link,) if link else ()
            case _:
                self._refuse(node, span)
                return ()

    def _text(self, run: list[InlineNode]) -> tuple[Text, ...]:
        """One Text of a run of text, escapes and line ends; only the text itself is checked for traps."""
        if not run:
            return ()
        self._check_runs(run)
        for node in run:
            source = self.passage.text[node.start : node.end]
            if node.kind == "entity":
                self._refuse(node, self._span(node.start, node.end))
            elif node.kind == "escape" and source == node.text:
                span = self._span(node.start, node.end)
                hint = "skriv »/« i stedet; en omvendt skråstreg står kun før et tegn som * eller sidst på linjen"
                self.found.append(warning("skraastreg", f"skråstregen i »{source}« bliver trykt", span, hint))
        value = "".join(" " if node.kind == "softbreak" else node.text for node in run)
        first = next((node for node in run if node.kind != "softbreak"), run[0])
        return (Text(value, self._span(first.start, run[-1].end)),)

    def _check_runs(self, run: list[InlineNode]) -> None:
        """Traps and typography, line by line; the engine splits text at every star, so pieces are joined first."""
        begin: int | None = None
        for node in (*run, None):
            if node is not None and node.kind == "text":
                begin = node.start if begin is None else begin
                end = node.end
            elif begin is not None:
                self._check_text(begin, end)
                begin = None

    def _check_text(self, begin: int, end: int) -> None:
        text = self.passage.text[begin:end]
        for trap in text_traps(text):
            self._tell(error, trap, begin)
        for remark in wording(text, formula=self.formula):
            self._tell(warning, remark, begin)
        if text.endswith("\\") and end == len(self.passage.text):
            hint = "slet den, eller fortsæt på næste linje uden blank linje imellem"
            place = self._span(end - 1, end)
            self.found.append(error("linjeskift-sidst", "linjeskiftet »\\« har ingen linje efter sig", place, hint))

    def _tell(self, make: Callable[..., Diagnostic], finding: Finding, begin: int) -> None:
        span = self._span(begin + finding.start, begin + finding.end)
        self.found.append(make(finding.kind, finding.message, span, finding.hint))

    def _refuse(self, node: InlineNode, span: TextSpan) -> None:
        kind, message, hint = _REFUSED[node.kind]
        source = self.passage.text[node.start : node.end]
        self.found.append(error(kind, message.format(source), span, hint))

    def _check_emphasis(self, node: InlineNode, span: TextSpan) -> None:
        text = self.passage.text
        before, after = text[max(node.start - 1, 0) : node.start], text[node.end : node.end + 1]
        said = text[node.start : node.end]
        if node.text.startswith("_"):
            hint = "skriv *kursiv* eller **fed**"
            self.found.append(error("fremhaevning-tegn", f"»{said}« er fremhævet med understreger", span, hint))
        elif before.isalnum() or after.isalnum():
            hint = "skriv × som gangetegn; fremhæv ellers hele ordet"
            message = f"»{before}{said}{after}« fremhæver noget midt i et ord, og stjernerne bliver ikke trykt"
            self.found.append(error("fremhaevning-i-ord", message, span, hint))

    def _line_break(self, node: InlineNode, span: TextSpan) -> tuple[Inline, ...]:
        if self.passage.text[node.start] == "\n":
            place = self._span(max(node.start - 2, 0), node.start)
            message = "to mellemrum sidst på linjen giver et linjeskift, som ikke kan ses i teksten"
            hint = "slet mellemrummene, eller skriv \\ sidst på linjen, hvis der skal være linjeskift"
            self.found.append(warning("linjeskift-usynligt", message, place, hint))
        return (LineBreak(span),)

    def _fact(self, node: InlineNode, span: TextSpan) -> tuple[Inline, ...]:
        name, *forms = (part.strip() for part in node.text[2:-2].split("|"))
        if not _FACT_NAME.fullmatch(name) or len(forms) > 1:
            message = f"»{node.text}« er ikke et navn på et tal eller ord fra fakta.yaml"
            hint = "skriv {{ gruppe.navn }} eller {{ gruppe.navn | ord }} med små bogstaver, tal, _ og punktum"
            self.found.append(error("fakta-ulovlig", message, span, hint))
            return ()
        form = forms[0] if forms else ""
        if forms and form not in FACT_FORMS:
            hints = (*suggestion(form, FACT_FORMS), f"brug {', '.join(FACT_FORMS)} eller ingenting")
            self.found.append(error("fakta-format", f"formatet »{form}« findes ikke", span, *hints))
            return ()
        return (FactUse(name, form, span),)

    def _note(self, node: InlineNode, span: TextSpan) -> tuple[Inline, ...]:
        label = node.text[2:-1]
        note = self.notes(label, span)
        if isinstance(note, Diagnostic):
            self.found.append(note)
            return ()
        return (FootnoteCall(label, note.children, span, note.id, extent=note.extent, inner=note.inner),)

    def _bracket(self, node: InlineNode, span: TextSpan) -> tuple[Inline, ...]:
        children = self._inlines(node.children)
        if node.text.startswith("("):
            said = "".join(child.value if isinstance(child, Text) else "x" for child in children)
            return self._link(node, children, said, span)
        language = _LANGUAGE.fullmatch(node.text)
        if language and children:
            return (Foreign(language["tag"], children, span),)
        if node.text.startswith("["):
            hint = "skriv adressen selv: [ord](bilag:id) eller [ord](https://…)"
            problem = error("henvisning-ulovlig", f"henvisningen »{node.text}« er ikke en adresse", span, hint)
        else:
            hint = "skriv fx [benchmarking]{sprog=en}"
            problem = error("sprog-ulovligt", f"»{node.text}« efter ordene kan ikke bruges", span, hint)
        self.found.append(problem)
        return children

    def _link(self, node: InlineNode, children: tuple[Inline, ...], said: str, span: TextSpan) -> tuple[Inline, ...]:
        if self.passage.text[max(node.start - 1, 0) : node.start] == "!":
            hint = "skriv ![tekst](billede.png) uden parenteser i navn og tekst, eller \\! før et link"
            self.found.append(error("billede-ulovligt", "her skulle vist stå et billede", span, hint))
        if any(isinstance(child, Link | FootnoteCall) for child in children):
            hint = "sæt fodnoten eller linket efter ordene"
            self.found.append(error("henvisning-ulovlig", "der er et link eller en fodnote inde i linket", span, hint))
        link, found = read_link(node.text[1:-1].strip(), children, said, span)
        self.found += found
        return (link,) if link else children

    def _span(self, start: int, end: int) -> TextSpan:
        return self.passage.span(start, end)
