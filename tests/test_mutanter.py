"""The faults that bench/mutanter.py makes on purpose, and its count of the lines that a test passes."""

from __future__ import annotations

import ast

from bench.mutanter_fejl import counting, functions, mutants, mutated

SOURCE = '''"""Not this text."""
LIMIT = 1


def price(places: int, words: str = "a") -> str | None:
    """Nor this."""
    if places < LIMIT and words:
        raise ValueError(f"{places} er {words}")
    return words[1:] + str(places)


class House:
    @property
    def name(self) -> str:
        return self.lower()
'''


def test_each_fault_is_one_small_change_in_a_function() -> None:
    assert [(one.function.name, one.line, one.change) for one in mutants("a.py", SOURCE)] == [
        ("price", 5, "'a' → ''"),
        ("price", 7, "places < LIMIT and words → True"),
        ("price", 7, "places < LIMIT and words → False"),
        ("price", 7, "places < LIMIT and words → places < LIMIT or words"),
        ("price", 7, "places < LIMIT and words → words"),
        ("price", 7, "places < LIMIT and words → places < LIMIT"),
        ("price", 7, "places < LIMIT → places <= LIMIT"),
        ("price", 7, "places < LIMIT → places >= LIMIT"),
        ("price", 8, "raise ValueError(f'{places} er {words}') → pass"),
        ("price", 8, "f'{places} er {words}' → f'{places}{words}'"),
        ("price", 9, "return words[1:] + str(places) → return None"),
        ("price", 9, "words[1:] + str(places) → words[1:] - str(places)"),
        ("price", 9, "1: → :"),
        ("price", 9, "1 → 2"),
        ("House.name", 15, "return self.lower() → return None"),
        ("House.name", 15, "self.lower() → self.upper()"),
    ]


def test_a_fault_changes_the_tree_where_it_says_and_nowhere_else() -> None:
    whole = ast.unparse(ast.parse(SOURCE)).splitlines()
    for mutant in mutants("a.py", SOURCE):
        lines = ast.unparse(mutated("a.py", SOURCE, mutant.index)).splitlines()
        assert sum(one != other for one, other in zip(whole, lines, strict=True)) == 1, mutant


def test_the_lines_that_are_passed_are_counted() -> None:
    passed: set[tuple[str, int]] = set()
    names: dict[str, object] = {"PASSED": passed}
    exec(compile(counting("a.py", SOURCE, "PASSED"), "a.py", "exec"), names)  # noqa: S102  the text above
    price = names["price"]
    assert callable(price)
    assert price(2, "ab") == "b2"
    assert passed == {("a.py", 7), ("a.py", 9)}


def test_a_function_is_known_by_its_name_and_text() -> None:
    moved = functions(f"\n{SOURCE}")
    assert [one.name for one in moved] == ["price", "House.name"]
    assert [one.digest for one in moved] == [one.digest for one in functions(SOURCE)]
    assert moved[1].first == functions(SOURCE)[1].first + 1 == 14
