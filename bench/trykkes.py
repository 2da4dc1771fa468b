"""Random texts in every place of a small edition: `.venv/bin/python -m bench.trykkes [antal] [frø]`.

What `tjek` has no error for must be set without a finding, and the other way round is counted: each text is put in one
place, the edition is loaded and, where it may be, set. Ends with the counts and what the two disagree on.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Iterator, Mapping

from rammeaftale.base.diagnostics import Severity
from rammeaftale.engine.typesetters import Typesetters
from rammeaftale.engine.versions import fonts
from rammeaftale.figures import draw_figures
from rammeaftale.model.agreement import Edition
from rammeaftale.model.page import page_of
from rammeaftale.model.product import Markup
from rammeaftale.model.text import Figure
from rammeaftale.model.walk import blocks_of
from rammeaftale.render.html import compose
from rammeaftale.shell.pipeline import load
from tests.case_files import EDITION, basis
from tests.memory_world import MemoryWorld
from tests.printing import TEMPLATES

_TEXT, _UDGAVE, _FAELLES = f"content/{EDITION}/styring.md", f"content/{EDITION}/udgave.yaml", "content/faelles"
_PLACES = (
    (_TEXT, "Parterne", "{} Parterne"),
    (_TEXT, "# Styring", "# Styring {}"),
    (_TEXT, "Parterne", "## Afsnit {} {{#nyt}}\n\nParterne"),
    (_TEXT, "Parterne", "- et {}\n  - under {}\n- to\n\nParterne"),
    (_TEXT, "Parterne", "1. et {}\n2. to\n\nParterne"),
    (_TEXT, "Parterne", "> Et {} citat.\n\nParterne"),
    (_TEXT, "Parterne", "::: indledning\nOrd {}\n:::\n\nParterne"),
    (_TEXT, "Parterne", "::: margen\nOrd {}\n:::\n\nParterne"),
    (_TEXT, "Parterne", "::: faktaboks Titel {}\nOrd {}\n\n- punkt {}\n:::\n\nParterne"),
    (_TEXT, "Parterne", "::: formel\na = {} / b\n:::\n\nParterne"),
    (_TEXT, "Parterne", "::: udestår Hvem {}\nOrd {}\n:::\n\nParterne"),
    (_TEXT, "Parterne", "::: tabel Titel {} {{#ny}}\n| A {} | B |\n| --- | ---: |\n| x {} | {} |\n:::\n\nParterne"),
    (_TEXT, "Parterne", "::: figur organisation {{#ny}}\nOrd {}\n:::\n\nParterne"),
    (_TEXT, "Parterne", "Parterne[^n]\n\n[^n]: Ord {}\n\nOrd"),
    (
        _TEXT,
        "Parterne",
        "**Ord {}** og *ord {}* og [word {}]{{sprog=en}} og [ord {}](https://example.org/)\n\nParterne",
    ),
    (_UDGAVE, "titel: Rammeaftale", "titel: Rammeaftale {}"),
    (_UDGAVE, "undertitel: Det", "undertitel: Det {}"),
    (_UDGAVE, "parter: De", "parter: De {}"),
    (_UDGAVE, "slags: Forord", "slags: Forord {}"),
    (_UDGAVE, "navn: Navn", "navn: Navn {}"),
    (_UDGAVE, "titel: Styringsaftale", "titel: Styringsaftale {}"),
    (_UDGAVE, "navn: Sekretariatet", "navn: Sekretariatet {}"),
    (_UDGAVE, "adresse: Vejen", "adresse: Vejen {}"),
    (f"{_FAELLES}/fora.yaml", "navn: KKR", "navn: KKR {}"),
    (f"{_FAELLES}/fora.yaml", "- Anbefaler", "- Anbefaler {}"),
    (f"{_FAELLES}/fora.yaml", "deltagere: Direktører", "deltagere: Direktører {}"),
    (f"{_FAELLES}/fora.yaml", "kilde: Faktaark", "kilde: Faktaark {}"),
    (f"{_FAELLES}/fora.yaml", "forbindelse: indstiller", "forbindelse: indstiller {}"),
    (f"{_FAELLES}/lovregister.yaml", "titel: Lov", "titel: Lov {}"),
    (f"{_FAELLES}/lovregister.yaml", "kort: loven", "kort: loven {}"),
    (f"{_FAELLES}/kommuner.yaml", "navn: Horsens", "navn: Horsens {}"),
    (f"{_FAELLES}/forkortelser.yaml", "kort: KKR", "kort: KKR{}"),
)
_INSERTS = ("bilagsliste", "underskrifter", "kontakt", "lovgrundlag", "kommuner", "fora")
_WORDS = (
    "takst",
    "ord og",
    "tilbudsvifte",
    "socialpsykiatri",
    "§ 85",
    "2 pct.",
    "Ikast-Brande",
    "og/eller",
    "KKR",
    "1.234,5",
)
_SIGNS = "æøåÆØÅéüß½²€→✓Жλ‑‐–…’»«§&<>()[]{}*_|\\/#'\"😀中❤▪✔℃\u00ad\u200b\u0301"


def main(count: int = 200, number: int = 1) -> None:
    """Make, load, set, count."""
    luck = random.Random(number)
    counted: Counter[str] = Counter()
    sent: dict[str, str] = {}
    with Typesetters(2) as typesetters:
        for at in range(count):
            files, told = _changed(luck)
            checked = load(MemoryWorld(files), EDITION)
            if checked.value is None or any(found.severity is Severity.ERROR for found in checked.diagnostics):
                counted["afvist af tjek"] += 1
                continue
            counted["sat"] += 1
            for markup in _composed(checked.value, f"{at}-"):
                sent[markup.stem] = told
                typesetters.send(markup)
        wrong = [(sent[stem], made.diagnostics[0]) for stem, made in typesetters.results() if made.diagnostics]
    for told, found in wrong:
        print(f"uenige: {told}\n  {found.kind} {found.span}: {found.message}")
    print(f"{count} tekster (frø {number}): {dict(counted)}, uenige: {len(wrong)}")


def _changed(luck: random.Random) -> tuple[Mapping[str, bytes], str]:
    """The edition with a text in one place, and what was put where."""
    path, old, form = luck.choice(_PLACES)
    text = _text(luck)
    files = basis()
    files[path] = files[path].decode().replace(old, form.format(*[text] * form.count("{}")), 1).encode()
    inserts = "\n\n".join(f"::: indsæt {name}\n:::" for name in _INSERTS)
    files[_TEXT] += f"\n{inserts}\n\nKKR har ord.\n".encode()
    return files, f"{form!r} i {path} med {len(text)} tegn: {text[:60]!r}"


def _text(luck: random.Random) -> str:
    """Words, one long word, a run of signs, or one sign among words; sometimes very much of it."""
    many = luck.choice((1, 3, 10, 40, 150, 600))
    match luck.randrange(4):
        case 0:
            return " ".join(luck.choices(_WORDS, k=many))
        case 1:
            return "".join(luck.choices(("takst", "gruppe", "12", "område", "-", "æ"), k=many))
        case 2:
            return "".join(luck.choices(_SIGNS, k=many))
        case _:
            return f"{luck.choice(_WORDS)} {luck.choice(_SIGNS) * luck.choice((1, 1, 40))} {luck.choice(_WORDS)}"


def _composed(edition: Edition, prefix: str) -> Iterator[Markup]:
    page = page_of(TEMPLATES)
    for document in edition.documents:
        names = {figure.name for figure in blocks_of(document, Figure)}
        drawings = draw_figures(edition, names, page, lambda _name, _spec, draw: draw())
        made = compose(edition, document, drawings, TEMPLATES, fonts())
        yield Markup(
            f"{prefix}{made.value.stem}", made.value.html, made.value.css, made.value.assets, document=document.id
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
