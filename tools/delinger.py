"""Print the long words of the texts that the typesetter may not divide because nobody has said where.

Not an error: such a word stays whole. Whoever wants it divided puts it in rammeaftale/render/delinger.txt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rammeaftale.render.hyphenation import divisions

ROOT = Path(__file__).parent.parent
LONG = 12  # letters
_NO_TEXT = re.compile(
    r"\{#[^}]*\}|\{\{.*?\}\}|\]\([^)]*\)|<[^>]*>|^::: (?:figur|indsæt) \S+|^:::.*?(?=\s|$)", re.MULTILINE
)
_WORD = re.compile(r"(?<![\w@/.:=-])[A-ZÆØÅ]?[a-zæøåé]+(?![\w@/=-]|[.:]\w)")


def long_words(text: str) -> Iterator[str]:
    """Every long word of a Markdown text, without ids, facts, addresses and words with a hyphen."""
    return (word for word in _WORD.findall(_NO_TEXT.sub(" ", text)) if len(word) >= LONG)


def texts() -> Iterator[tuple[str, str]]:
    """The Markdown files of all editions: path in the repository and text."""
    for folder in ("content", "bilag"):
        for path in sorted((ROOT / folder).rglob("*.md")):
            yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def unknown(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The words without a division, each with the first file that uses it."""
    found: dict[str, str] = {}
    for path, text in texts:
        for word in long_words(text):
            if divisions(word) is None:
                found.setdefault(word, path)
    return found


if __name__ == "__main__":
    words = unknown(texts())
    for name, where in sorted(words.items()):
        print(f"{where}: {name}")
    print(f"Lange ord, der ikke kendes og derfor ikke deles ved linjens slutning: {len(words) or 'ingen'}.")
