"""What a person is shown of many findings: the worst first, the new in full, the rest counted, all on one screen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from rammeaftale.base.danish import listed_key
from rammeaftale.base.diagnostics import Diagnostic, FileSpan, Severity, TextSpan, error, in_order, note, warning
from rammeaftale.base.kinds import LONGEST_NAME, NAMES
from rammeaftale.base.newness import News
from rammeaftale.base.overview import COLUMNS, overview, whole
from rammeaftale.takster.rules.accept import ACCEPTABLE
from tests.guides import PACKAGE, ROOT, guide, pages

GOLDEN = (ROOT / "tests/cases/beskeder.txt", ROOT / "tests/takster/rules/beskeder.txt")
"""What the program gave to tests, word for word."""
_GRADED = re.compile(r"^(?:advarsel|oplysning|accepteret|udestår)\[([a-z0-9-]+)\]", re.MULTILINE)
_MADE = re.compile(r'\b(?:warning|note)\(\s*"([a-z0-9-]+)"')
_OF_A_RULE = re.compile(r'"(([tp][0-9]+)-[a-z-]+)"')
SINCE = "det sidste commit (1f2e3d4)"
WAYS = ("Se det hele med --alle", "Se én slags med --art {art}")
NOTHING: frozenset[Diagnostic] = frozenset()
SCREEN = 25


def _gap(who: str, what: str, line: int = 1) -> Diagnostic:
    return Diagnostic(Severity.GAP, "udestaar", f"{who}: {what}", TextSpan("a.md", line), owed_by=who)


DRAFT: tuple[Diagnostic, ...] = in_order(
    [
        *(warning(kind, f"besked om {kind}", TextSpan("2031.csv", line)) for line, kind in enumerate(NAMES, 1)),
        *(note("t2-undervejs", f"besked {number}", TextSpan("2031.csv", 200 + number)) for number in range(3)),
        *(_gap(f"Hold {number % 7} i det store udvalg", f"Lever {number}", number) for number in range(1, 41)),
    ]
)
"""As many kinds as there are, and more who owe something than a line can name."""


def _shown(findings: Sequence[Diagnostic], new: frozenset[Diagnostic] = NOTHING, since: str = SINCE) -> list[str]:
    return list(overview(in_order(findings), News(new, since), lambda _: [], WAYS))


def _heads(lines: Sequence[str]) -> list[str]:
    """The kinds that are shown in full, in their order."""
    return [match[1] for line in lines if (match := re.match(r"\w+\[([a-z0-9-]+)\]: ", line))]


def test_what_was_there_before_fits_on_a_screen_however_much_it_is() -> None:
    lines = _shown(DRAFT)
    assert len(lines) + 1 <= SCREEN  # and the command's last line
    assert max(map(len, lines)) <= COLUMNS
    assert lines[0] == f"Intet er nyt siden {SINCE}. Dette var der før:"
    assert lines[-3:] == ["Se det hele med --alle", "Se én slags med --art t2-undervejs", ""] or WAYS[0] in lines
    assert _heads(lines) == []


def test_who_owes_something_is_named_as_far_as_there_is_room() -> None:
    gaps = [_gap(f"Hold {number} i det store udvalg", f"Lever {number}") for number in range(20)]
    assert list(overview(gaps, News(NOTHING, SINCE), lambda _: [], ()))[2:] == [
        "     hos Hold 0 i det store udvalg 1, Hold 1 i det store udvalg 1,",
        "         Hold 2 i det store udvalg 1, Hold 3 i det store udvalg 1,",
        "         Hold 4 i det store udvalg 1, Hold 5 i det store udvalg 1, …",
        "",
    ]


def test_every_finding_is_shown_or_counted() -> None:
    for count in (0, 1, 30, len(DRAFT)):
        for errors in (0, 1, 4, 130):
            wrong = [error("k", f"fejl {number}", TextSpan("a.md", number)) for number in range(1, errors + 1)]
            lines = _shown([*DRAFT, *wrong], frozenset(DRAFT[:count]))
            talt = [int(match[1]) for line in lines if (match := re.match(r" +(?:… og )?(\d+) [a-zø]", line))]
            assert len(_heads(lines)) + sum(talt) == len(DRAFT) + errors


def test_errors_come_first_and_among_them_files_that_cannot_be_read_then_new_ones() -> None:
    old = error("henvisning-ukendt", "a", TextSpan("a.md", 1))
    new = error("fakta-ukendt", "b", TextSpan("b.md", 1))
    form = error("yaml-kolon", "c", TextSpan("c.yaml", 9))
    told = warning("tankestreg", "d", TextSpan("0.md", 1))
    gone = error("fil-mangler", "e", FileSpan("z.md"))
    lines = _shown([told, old, new, form, gone, *DRAFT], frozenset([new, told]))
    assert _heads(lines) == ["yaml-kolon", "fil-mangler", "fakta-ukendt", "henvisning-ukendt", "tankestreg"]
    assert lines.index(f"Nyt siden {SINCE}:") < lines.index("advarsel[tankestreg]: d")
    assert lines.index("advarsel[tankestreg]: d") < lines.index("Resten var der før og er kun talt:")


def test_a_thousand_errors_of_one_file_do_not_drown_those_of_others() -> None:
    many = [error(kind, f"fejl {line}", TextSpan("a.csv", line)) for line in range(1, 999) for kind in ("p11-tal", "x")]
    last = error("p1-kode", "den sidste", FileSpan("z.csv"))
    lines = _shown([*many, last])
    heads = _heads(lines)
    assert len(heads) == 100 and heads[-1] == "p1-kode"
    assert {heads.count("p11-tal"), heads.count("x")} == {49, 50}
    counted = (re.match(r" *([0-9.]+) fejl", line) for line in lines)
    assert sum(int(match[1].replace(".", "")) for match in counted if match) == len(many) + 1 - len(heads)


def test_both_lists_as_they_are_printed() -> None:
    wrong, new = error("fakta-ukendt", "a", FileSpan("a.md")), warning("tankestreg", "b", FileSpan("b.md"))
    old, gap = warning("procenttegn", "c", FileSpan("c.md")), _gap("Styregruppen", "Tal")
    news = News(frozenset([new]), SINCE, "Noget er usikkert.")
    errors = ["fejl[fakta-ukendt]: a", "  --> a.md", ""]
    fresh = ["advarsel[tankestreg]: b", "  --> b.md", ""]
    assert list(overview([wrong, new, old, gap], news, lambda _: [], WAYS)) == [
        *errors,
        f"Nyt siden {SINCE}:",
        "Noget er usikkert.",
        "",
        *fresh,
        "Resten var der før og er kun talt:",
        "  1 advarsel    procenttegn  procenttegn i løbende tekst",
        "  1 udestående  udestaar     mangler at blive leveret",
        "     hos Styregruppen 1",
        "",
        "Se det hele med --alle",
        "Se én slags med --art procenttegn",
        "",
    ]
    assert list(whole([wrong, new, old, gap], news, lambda _: [], "")) == [
        *errors,
        f"Nyt siden {SINCE}:",
        "",
        *fresh,
        "Fra før:",
        "",
        "advarsel[procenttegn]: c",
        "  --> c.md",
        "",
        "Styregruppen skal levere (1):",
        "  a.md:1:1: Tal",
        "",
    ]


def test_what_is_new_and_only_counted_is_not_said_to_have_been_there() -> None:
    many = [warning("tankestreg", f"b {number}", FileSpan("b.md")) for number in range(21)]
    assert "Resten er kun talt:" in _shown(many, frozenset(many))
    assert "Resten er kun talt:" not in _shown(many, frozenset(many[:20]))


def test_the_counts_give_way_to_what_is_shown_in_full() -> None:
    wrong = error("k", "besked", TextSpan("a.md", 1))
    assert len(_shown([*DRAFT, wrong])) + 1 <= SCREEN
    many = [replace(wrong, message=f"besked {number}") for number in range(9)]
    gaps = [finding for finding in DRAFT if finding.severity is Severity.GAP]
    for more, lines in (((), 3), (many, 1)):
        assert sum("i det store udvalg" in line for line in _shown([*gaps, *more])) == lines
    counted = [line for line in _shown([*DRAFT, *many]) if re.match(r" +(?:… og )?\d+ [a-zø]", line)]
    assert len(counted) == 6  # five rows, of which the last says how many more there are, and what is missing
    five = [warning(kind, "besked", TextSpan("2031.csv", 1)) for kind in [*NAMES][:5]]
    assert len(_shown([*five, *many])) == 9 * 3 + 1 + 5 + 4
    assert not [line for line in _shown([*five, *many]) if "andre slags" in line]


def test_rows_of_counts_have_the_words_for_one_and_for_several_and_are_in_order() -> None:
    found = [
        *(warning("p9-pladser", f"{number}", TextSpan("a", number)) for number in (1, 2)),
        warning("t12-resultat", "a", TextSpan("a", 1)),
        warning("t5-grundlag", "a", TextSpan("a", 1)),
        note("t2-undervejs", "a", TextSpan("a", 1)),
        replace(warning("t9-belaegning", "a", TextSpan("a", 1)), severity=Severity.ACCEPTED),
        _gap("Styregruppen", "Tal"),
    ]
    assert _shown(found)[1:8] == [
        "  2 advarsler   p9-pladser     antal pladser er ændret",
        "  1 advarsel    t5-grundlag    takst, der ikke passer med grundlaget",
        "  1 advarsel    t12-resultat   over- eller underskud over grænsen",
        "  1 oplysning   t2-undervejs   reduktionen af taksterne indtil nu",
        "  1 accepteret  t9-belaegning  belægning uden for spændet",
        "  1 udestående  udestaar       mangler at blive leveret",
        "     hos Styregruppen 1",
    ]


def test_without_an_earlier_time_every_warning_is_shown_and_the_reason_when_it_helps() -> None:
    reason = "git findes ikke på denne maskine"
    accepted = replace(warning("t9-belaegning", "b", None), severity=Severity.ACCEPTED)
    few = [warning("tankestreg", "a", TextSpan("a.md", 1)), _gap("Styregruppen", "Tal"), accepted]
    lines = list(overview(few, News(frozenset(few), remark=reason), lambda _: [], WAYS))
    assert _heads(lines) == ["tankestreg"]
    assert not [line for line in lines if reason in line]
    lines = list(overview(few, News(frozenset(few), remark=reason, is_asked=True), lambda _: [], WAYS))
    assert f"Det vides ikke, hvad der er nyt: {reason}." in lines
    lines = list(overview(DRAFT, News(frozenset(DRAFT), remark=reason), lambda _: [], WAYS))
    assert len(_heads(lines)) == sum(finding.severity is not Severity.GAP for finding in DRAFT)
    assert f"Det vides ikke, hvad der er nyt: {reason}." in lines


def test_nothing_found_is_nothing_said() -> None:
    assert _shown([]) == []


def test_all_are_shown_when_they_are_asked_for_and_gaps_by_who_owes_them() -> None:
    lines = list(whole(DRAFT, News(frozenset(DRAFT[:3]), SINCE), lambda _: [], ""))
    assert sorted(_heads(lines)) == sorted(finding.kind for finding in DRAFT if finding.severity is not Severity.GAP)
    assert lines.index(f"Nyt siden {SINCE}:") < lines.index("Fra før:")
    owed = lines[lines.index("Hold 1 i det store udvalg skal levere (6):") :]
    assert owed[1:4] == ["  a.md:1:1: Lever 1", "  a.md:8:1: Lever 8", "  a.md:15:1: Lever 15"]
    assert sum(": Lever " in line for line in lines) == 40
    assert [line for line in lines if line.endswith("):") and "skal levere" in line] == [
        *(f"Hold {number} i det store udvalg skal levere (6):" for number in (1, 2, 3, 4, 5)),
        *(f"Hold {number} i det store udvalg skal levere (5):" for number in (6, 0)),
    ]


def test_ten_thousand_findings_do_not_flood_anybody() -> None:
    many = tuple(warning("tankestreg", f"besked {number}", TextSpan("a.md", number)) for number in range(1, 10_001))
    shown = list(overview(many, News(frozenset(many), SINCE), lambda _: [], WAYS))
    assert len(shown) < 100
    assert "  9.980 advarsler  tankestreg  bindestreg brugt som tankestreg" in shown
    every = list(whole(many, News(NOTHING, SINCE), lambda _: [], "Ret de første."))
    assert len(_heads(every)) == 2_000
    mixed = (*(replace(finding, severity=Severity.ERROR) for finding in many[:1_500]), *many[:1_500])
    assert len(_heads(list(whole(mixed, News(NOTHING, SINCE), lambda _: [], "")))) == 2_000
    assert every[-2] == "… og 8.000 fund mere. Ret de første."


def test_words_of_the_content_are_no_order_to_a_terminal() -> None:
    wrong = warning("uden-navn", "\x1b[31m" + "x" * 200, TextSpan("a.md", 1))
    lines = [
        *_shown([wrong, _gap("\x1b[31m::error::", "Tal")]),
        *whole([_gap("##[group]", "x")], News(NOTHING), list, ""),
    ]
    assert not [line for line in lines if "\x1b" in line or "##[" in line]
    assert max(map(len, lines)) <= COLUMNS


def test_every_kind_that_stops_nothing_has_a_name() -> None:
    """`warning(…)` and `note(…)` in the program, what tests were given by it, and what somebody may answer for."""
    program = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if path.name != "kinds.py")
    told = "\n".join([guide("meddelelser"), *(path.read_text("utf-8") for path in GOLDEN)])
    made, graded = set(_MADE.findall(program)), set(_GRADED.findall(told))
    accepted = {kind for kind, rule in _OF_A_RULE.findall(program) if rule.upper() in ACCEPTABLE}
    assert sorted((made | graded | accepted) - NAMES.keys()) == []
    assert [kind for kind in NAMES if f'"{kind}"' not in program] == []
    assert len(made) > 40
    assert len(graded) > 60
    assert len(accepted) >= len(ACCEPTABLE)


def test_names_are_short_and_in_order() -> None:
    assert [name for name in NAMES.values() if len(name) > LONGEST_NAME or name != name.strip(" .")] == []
    assert list(NAMES) == sorted(NAMES)
    assert listed_key("t5-grundlag") < listed_key("t12-resultat")


def test_rows_that_the_guides_show_are_as_they_are_printed() -> None:
    row = re.compile(r"^ +\d+ (?:advars\w+|oplysning\w*|udestående) +([a-z0-9-]+)  +(.+)$", re.MULTILINE)
    shown = [found for page in pages() for found in row.findall(page.read_text("utf-8"))]
    assert [(kind, name) for kind, name in shown if NAMES[kind] != name] == []
    assert len(shown) >= 8
