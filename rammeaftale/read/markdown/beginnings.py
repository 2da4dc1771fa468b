"""Lines of a paragraph or a point that begin like something else: a heading, a point, a frame. Each gives an error.

A line that is too far in, or has no blank after its mark, is words of what stands above it; so are the points of a list
that is written in another way than ours. In print they run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from string import ascii_lowercase

from rammeaftale.model.numbering import Numbering
from rammeaftale.read.signs import Remark, Sign, remark
from rammeaftale.read.tables.danish_values import MONTHS

MONTH = re.compile(rf"(?:{'|'.join((*MONTHS, 'kvartal', 'halvår'))})\b", re.IGNORECASE)
"""What a number with a point is a date before."""

_OTHER_MARK = Sign(
    "liste-tegn",
    re.compile(r"(?:[•◦▪‣·●○■□➢➔➤→⇒►▶✓✔☐☑]|o)(?=\s)"),
    "punkttegnet »{0}« gør ikke linjen til et punkt i en liste",
    "begynd punktet med »- «; et underpunkt rykkes ind under punktets tekst",
)
"""Those of Word's own fonts are not here: nobody sees them, and `read/text_file.py` tells of them."""
_MARK_AFTER_MARK = _OTHER_MARK._replace(
    message="punktet har et punkttegn mere, »{0}«, efter sit eget", hint="slet tegnet og mellemrummet efter det"
)
_FIRST_IN_LINE = (
    Sign(
        "overskrift-mellemrum",
        re.compile(r"#{1,6}(?=[^\W\d_])"),
        "linjen ligner en overskrift, men mangler et mellemrum efter #",
        "skriv fx »## Overskrift {#overskrift}«",
    ),
    Sign(
        "overskrift-niveau",
        re.compile(r"#{7,}"),
        "overskrifter har højst tre #",
        "brug #, ## eller ###",
    ),
    Sign(
        "fodnote-ulovlig",
        re.compile(r"\[\^[^\]]*\]\s*:"),
        "fodnoten er ikke skrevet rigtigt",
        "skriv »[^navn]: tekst« med et navn uden mellemrum og kolon lige efter ]",
    ),
    Sign(
        "henvisning-ulovlig",
        re.compile(r"\[[^\]^]+\]:(?=\s)"),
        "adresser kan ikke samles for sig selv",
        "skriv adressen ved ordene: [ord](https://…)",
    ),
    _OTHER_MARK,
    Sign(
        "liste-tegn",
        re.compile(r"\[[xX]\](?=\s)"),
        "»{0}« er en boks til at sætte kryds i, og den har programmet ikke",
        "slet boksen; et punkt i en liste skrives »- tekst«",
    ),
    Sign(
        "liste-mellemrum",
        re.compile(r"(?:\d{1,2}|[a-z]|[ivx]{2,7}) +[.)](?=\s)"),
        "linjen ligner et punkt i en liste, men har et mellemrum inde i »{0}«",
        "skriv »1. tekst« eller »a) tekst«",
    ),
    Sign(
        "ramme-tegn",
        re.compile(r"(?!:::)(?:: *){1,9}(?=\w|\n|$)"),
        "linjen begynder med »{0}«",
        "en ramme begynder med tre kolon: »::: navn«",
    ),
)
_FIRST_IN_PARAGRAPH = (
    Sign(
        "liste-tegn",
        re.compile(r"[–—](?=\s)"),
        "tankestregen »{0}« gør ikke linjen til et punkt i en liste",
        "begynd punktet med »- « (bindestreg og mellemrum)",
    ),
)
_WORD = r"[^\W_]|[*\[»{]"
_NO_SPACE = Sign(
    "liste-mellemrum",
    re.compile(rf"-(?={_WORD})|(?:\d{{1,2}}[.)]|(?:[a-z]|[ivx]{{2,7}})\))(?=[^\W\d_]|[*\[»{{])"),
    "linjen ligner et punkt i en liste, men mangler et mellemrum efter »{0}«",
    "skriv »- tekst«, »1. tekst« eller »a) tekst«; er det ikke et punkt, så skriv »\\-« eller »1\\.«",
)
_SWALLOWED = Sign(
    "liste-indrykning",
    re.compile(r"(?:[-+>]|\d{1,3}[.)]|(?:[a-z]|[ivx]{2,7})\))(?=\s)"),
    "linjen begynder med »{0}«, men blev til ord i det, der står over den",
    "er det et punkt, så ryk det ud under det punkt, som det følger efter; er det tekst, så flyt et ord ned på linjen",
)
_FIRST_MARKS = ("1.", "1)", "a)", "i)")
_TOO_FAR = 4
"""Blanks further in than the line above from which nothing begins."""
_SUFFIX_BEFORE = re.compile(r"(?:\b(?:og|eller|samt|hhv\.|til)|[,/-])\s*$")
"""How a line ends that a suffix may follow: `takststruktur og` / `-niveau`."""

_BY_LETTER = (Numbering.LETTERS, Numbering.ROMANS)
_LEADS_TO_MARK = re.compile(r"(?:\b(?:litra|nr\.|pkt\.|punkt|stk\.|og|eller|til|jf\.)|[,(/–-])\s*$")
"""How a text ends that a mark may follow and be no point: `litra` / `a) og b)`."""
_LOOK_BACK = 12
"""Characters in which a word that leads to a mark has room."""
_POINT_INSIDE = Sign(
    "liste-loeber-sammen",
    re.compile(r"(?<=\w[.!?»:]) \d{1,2}\.(?= (?:[A-ZÆØÅ*»]|\[))|(?<=\S) (?:[a-z]|[ivx]{2,7})\)(?= \S)"),
    "punktet »{0}« står midt i punktet før det",
    "er det et punkt for sig, så sæt det på sin egen linje",
)
_MAY_BE_MARK = re.compile(r"[(\[§–—\d]|\w{1,5}[.):]|\w [-–—]|Stk|[Pp]unkt|[Ll]itra|[Aa]d ")
"""How the marks of all these begin."""
_AS_LIST = "skriv punkterne som »1.« og »2.«, »a)« og »b)« eller »i)« og »ii)« med en blank linje før det første"
_AS_PARAGRAPH = "sæt en blank linje før linjen, så den bliver et stykke for sig"
_AS_POINT = "begynd punkterne med »- « (bindestreg og mellemrum), og sæt en blank linje før det første"
_FAMILIES = (
    (re.compile(r"\((\d{1,2})\)(?=\s)"), _AS_LIST),
    (re.compile(r"\(([a-z])\)(?=\s)"), _AS_LIST),
    (re.compile(r"\(([ivx]+)\)(?=\s)"), _AS_LIST),
    (re.compile(r"\[(\d{1,2}|[a-z])\](?=\s)"), _AS_LIST),
    (re.compile(r"(\d{1,2}|[a-z]):(?=\s)"), _AS_LIST),
    (re.compile(r"(\d{1,2}|[a-z]) [-–—](?=\s)"), _AS_LIST),
    (re.compile(r"([a-z])\.(?=\s)"), _AS_LIST),
    (re.compile(r"([ivx]+)\.(?=\s)"), _AS_LIST),
    (re.compile(r"([A-Z])[.)](?=\s)"), _AS_LIST),
    (re.compile(r"([IVX]+)[.)](?=\s)"), _AS_LIST),
    (re.compile(r"\d{1,2}(?:\.\d{1,2})*\.(\d{1,2})\.?(?=\s)"), _AS_LIST),
    (re.compile(r"(?:[Pp]unkt|[Nn]r\.|[Ll]itra|[Aa]d) (\d{1,2}|[a-z])[.:)]?(?=\s)"), _AS_LIST),
    (re.compile(r"Stk\. ?(\d{1,2})\.(?=\s)"), _AS_PARAGRAPH),
    (re.compile(r"§ ?(\d{1,3})\.(?=\s)"), _AS_PARAGRAPH),
    (re.compile(r"([–—])(?=\s)"), _AS_POINT),
)
"""How others mark points and paragraphs, and what to do where the marks of two lines follow each other."""


def line_traps(text: str, columns: Sequence[int], mark: str = "") -> Iterator[Remark]:
    """What lines begin with; `columns` is where each begins in the file, and `mark` that of the point that it is."""
    lines, offset, above, marks = text.split("\n"), 0, None, {mark}
    for number, line in enumerate(lines):
        begin = offset + len(line) - len(line.lstrip())
        for sign in _FIRST_IN_LINE if number else _FIRST_IN_LINE + _FIRST_IN_PARAGRAPH:
            if match := sign.pattern.match(text, begin):
                is_second = sign is _OTHER_MARK and mark and not number
                yield remark(_MARK_AFTER_MARK if is_second else sign, match)
        if lost := _lost_point(text, begin, above, columns[number] - columns[0], marks):
            yield lost
        above = line
        offset += len(line) + 1
    yield from _run_together(text, lines)


def _lost_point(text: str, begin: int, above: str | None, further_in: int, marks: set[str]) -> Remark | None:
    """A point without a blank after its mark, or one that is words of what is above; `marks` are those before it."""
    match = _NO_SPACE.pattern.match(text, begin)
    if match and (above is None or _is_point(match, above, marks)):
        marks.add(match[0])
        return remark(_NO_SPACE, match)
    match = _SWALLOWED.pattern.match(text, begin)
    if match is None or above is None or MONTH.match(text, match.end() + 1):
        return None
    is_point = match[0] in "-+>" or further_in >= _TOO_FAR or _follows(match[0], marks)
    is_point |= _begins_a_run(text, match, above)
    marks.add(match[0])
    return remark(_SWALLOWED, match) if is_point else None


def _is_point(match: re.Match[str], above: str, marks: set[str]) -> bool:
    """Whether a mark without a blank is that of a point: no suffix (`-niveau`) and no negative number."""
    if match[0] != "-":
        return match[0] in _FIRST_MARKS or _follows(match[0], marks)
    if match.string[match.end()].isdigit() and marks == {""}:
        return above.rstrip().endswith((":", ".", ";"))
    return not _SUFFIX_BEFORE.search(above)


def _begins_a_run(text: str, match: re.Match[str], above: str) -> bool:
    """Whether a mark with `)` stands for a point: the next stands later in the text, and no word leads up to it."""
    mark = match[0]
    is_sure = mark[:-1].isalpha() and len(mark) > 2 and mark != "vi)"
    following = (kind.mark(number + 1) for kind in _BY_LETTER if (number := kind.number(mark)))
    is_followed = any(text.find(f" {mark_after} ", match.end()) >= 0 for mark_after in following)
    return (is_sure or is_followed) and not _LEADS_TO_MARK.search(above)


def point_inside(text: str, mark: str) -> Iterator[Remark]:
    """The next point, where it stands in the middle of a line of the point with a mark: a line break was lost."""
    for match in _POINT_INSIDE.pattern.finditer(text):
        begin, next_mark = match.start() + 1, match[0].strip()
        if _follows(next_mark, {mark}) and not _LEADS_TO_MARK.search(text[max(begin - _LOOK_BACK, 0) : begin]):
            yield remark(_POINT_INSIDE, match)._replace(start=begin)


def _follows(mark: str, marks: set[str]) -> bool:
    """Whether a mark is the next after one of others."""
    if mark[:-1].isdigit():
        number = int(mark[:-1]) - 1
        return not marks.isdisjoint((f"{number}.", f"{number})"))
    before = (kind.mark(number - 1) for kind in _BY_LETTER if (number := kind.number(mark)) > 1)
    return not marks.isdisjoint(before)


def _run_together(text: str, lines: Sequence[str]) -> Iterator[Remark]:
    """Marks of another kind than ours on lines of one paragraph, where one follows the other."""
    starts = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    begins = [start + len(line) - len(line.lstrip()) for start, line in zip(starts, lines, strict=True)]
    marked = [begin for begin in begins if _MAY_BE_MARK.match(text, begin)]
    for pattern, hint in _FAMILIES if len(marked) > 1 or "\nStk." in text else ():
        before = ""
        for match in filter(None, (pattern.match(text, begin) for begin in marked)):
            if (before and _comes_after(before, match[1])) or (match.start() and match[0].startswith("Stk.")):
                message = f"linjen begynder med »{match[0]}«, men bliver trykt ud i ét med linjen over den"
                yield Remark(_POINT_INSIDE.kind, match.start(), match.end(), message, hint)
            before = match[1]


def _comes_after(before: str, mark: str) -> bool:
    """Whether the second of two marks is the next: 2 after 1, b after a, ii after i, a dash after a dash."""
    if before in "–—":
        return mark in "–—"
    if before.isdigit():
        return mark.isdigit() and int(mark) == int(before) + 1
    before, mark = before.lower(), mark.lower()
    number = Numbering.ROMANS.number(f"{before})")
    if number and Numbering.ROMANS.mark(number + 1) == f"{mark})":
        return True
    return len(before) == len(mark) == 1 and ascii_lowercase.find(mark) == ascii_lowercase.find(before) + 1
