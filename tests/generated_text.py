"""Markdown sources made by chance, all without errors: every kind of block, in every layout that the language allows.

The same seed gives the same text. They have what the real texts do not: points under points under quotes, indented
blocks, blanks at the end of lines, blocks without a blank line between, and ids on everything that can have one.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from rammeaftale.model.numbering import Numbering

WORDS = (
    "takst", "økonomi", "Aarhus", "på", "børn", "(ca.)", "*kursivt ord*", "**fed**", "{{ pladser.i_alt }}",
    "{{ udmeldinger.antal | ord }}", "[](afsnit:takster)", "[bilag et](bilag:styringsaftale)", "[leasing]{sprog=en}",
    "\\*stjerne", "a \\| b", "\\{", "§ 85", "10.000", "<https://www.eksempel.dk>", "–",
    "**[regler](lov:serviceloven)**", "*a **b** c*", "æ", "»citat«", "\\[x\\]", "2021\\.", "🄯",
    "[ord med *kursiv*](tabel:t)",
)  # fmt: skip

STARTS = tuple(f"{numbering.value} " for numbering in Numbering)
NUMBERINGS = (Numbering.BULLETS, *Numbering)


class Maker:
    """Makes one text; counts its ids and notes so that each is used once."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.count = 0
        self.notes: list[str] = []

    def text(self) -> str:
        """A whole file."""
        blocks = [f"# {self.words(3)} {{#{self.name()}}}"]
        if self.chance(0.5):
            blocks.append(self.frame("indledning", self.plain()))
        level = 1
        for _ in range(self.random.randint(2, 9)):
            if self.chance(0.2):
                level = self.random.randint(2, min(level + 1, 3))
                blocks.append(f"{'#' * level} {self.words(3)} {{#{self.name()}}}{self.random.choice(['', ' ##'])}")
            blocks += self.apart(self.any_of(self.top_level)())
            blocks += self.take_notes()
        gaps = (self.random.choice(["\n\n", "\n\n\n", "\n \n", "  \n\n"]) for _ in blocks)
        return "".join(block + gap for block, gap in zip(blocks, gaps, strict=True)) + self.random.choice(["", "\n"])

    @property
    def top_level(self) -> tuple[Callable[[], str], ...]:
        return (
            self.paragraph, self.paragraph, self.items, self.items, self.quote, self.table, self.captioned,
            self.box, self.gap, self.formula, self.figure, self.insert, self.note_and_text, self.picture,
        )  # fmt: skip

    def plain(self) -> str:
        return self.paragraph(0)

    def apart(self, block: str) -> list[str]:
        """The block, and after a list what keeps it from growing together with the next."""
        return [block, self.plain()] if block.startswith(STARTS) else [block]

    def paragraph(self, indent: int | None = None) -> str:
        blank = " " * (self.random.randint(0, 3) if indent is None else indent)
        lines = [self.line() for _ in range(self.random.randint(1, 3))]
        return f"\n{blank}".join([blank + lines[0], *lines[1:]]) + self.call() + self.written_id()

    def items(self, depth: int = 1) -> str:
        numbering, made = self.random.choice(NUMBERINGS), []
        for number in range(1, self.random.randint(2, 4)):
            mark = f"{numbering.mark(number)} "
            under = f"\n{self.items(depth + 1)}" if depth < 3 and self.chance(0.3) else ""
            own = self.line() + (f"\n{self.line()}" if self.chance(0.3) else "") + self.written_id()
            made.append(mark + (own + under).replace("\n", "\n" + " " * len(mark)))
        if len(made) == 1 and numbering is not Numbering.BULLETS:
            return f"- {self.line()}"
        return self.random.choice(["\n", "\n", "\n\n"]).join(made)

    def quote(self) -> str:
        inside = self.any_of((self.plain, lambda: f"{self.plain()}\n\n{self.items()}", self.items))()
        return "\n".join(f"> {line}".rstrip() for line in inside.split("\n"))

    def table(self) -> str:
        width = self.random.randint(1, 3)
        rows = [[self.words(2) for _ in range(width)], ["---"] * width]
        rows += [
            [self.words(2) if column == 0 or self.chance(0.8) else "" for column in range(width)]
            for _ in range(self.random.randint(1, 4))
        ]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def captioned(self) -> str:
        return self.frame(f"tabel {self.words(2)} {{#{self.name()}{self.random.choice(['', ' .sum'])}}}", self.table())

    def box(self) -> str:
        inside = (self.plain, self.items, self.table, self.quote)
        blocks = [block for _ in range(self.random.randint(1, 3)) for block in self.apart(self.any_of(inside)())]
        return self.frame(f"faktaboks {self.words(2)}{self.written_id()}", "\n\n".join(blocks))

    def gap(self) -> str:
        return self.frame(f"udestår {self.words(1)}{self.written_id()}", self.plain())

    def formula(self) -> str:
        return self.frame(f"formel{self.written_id()}", "takst = grundlag / (pladser × 365)")

    def figure(self) -> str:
        return self.frame(f"figur organisation {{#{self.name()}}}", self.line())

    def insert(self) -> str:
        return "::: indsæt bilagsliste\n:::"

    def note_and_text(self) -> str:
        return f"{self.frame('margen', self.plain())}\n\n{self.paragraph()}"

    def picture(self) -> str:
        return f"![Kort over egnen](kort.png){self.written_id()}"

    def frame(self, head: str, inside: str) -> str:
        gap = self.random.choice(["\n", "\n\n"])
        return f"::: {head}{gap}{inside}{gap}:::"

    def line(self) -> str:
        """A line that begins like nothing else; two lines of the same text are told apart by their count."""
        self.count += 1
        return f"Linje {self.count} {self.words(4)}."

    def words(self, most: int) -> str:
        return " ".join(("Ord", *(self.random.choice(WORDS) for _ in range(self.random.randint(0, most)))))

    def call(self) -> str:
        if not self.chance(0.15):
            return ""
        label = self.name()
        more = self.random.choice(["", f"\n    {self.line()}"])
        self.notes.append(f"[^{label}]: {self.line()}{more}{self.written_id()}")
        return f"[^{label}]"

    def take_notes(self) -> list[str]:
        notes, self.notes = self.notes, []
        return ["\n".join(notes)] if notes else []

    def written_id(self) -> str:
        return self.random.choice([" ", "  "]) + f"{{#{self.name()}}}" if self.chance(0.3) else ""

    def name(self) -> str:
        self.count += 1
        return "id-" + "".join(chr(ord("a") + int(digit)) for digit in str(self.count))

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def any_of(self, makers: tuple[Callable[[], str], ...]) -> Callable[[], str]:
        return self.random.choice(makers)


def generated(count: int) -> list[str]:
    """As many texts as asked for, always the same."""
    return [Maker(seed).text() for seed in range(count)]
