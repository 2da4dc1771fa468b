"""CSV files as Excel and the municipalities' systems write them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rammeaftale.read.tables.sheet import CellFault
from tests.takster.read_files import book_of, kinds, read, sheet_of, values_of

TEXT = "Tilbud;Adresse;Takst\r\nBirkegården;Ærøvej 1, 8700;1.234,50\r\nÅhuset;;995,00\r\n"
TABLE = [["Tilbud", "Adresse", "Takst"], ["Birkegården", "Ærøvej 1, 8700", "1.234,50"], ["Åhuset", None, "995,00"]]


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1252", "Windows-1252"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_character_sets(encoding: str, name: str) -> None:
    data = TEXT.encode(encoding)
    assert values_of(data, "fil.csv") == TABLE
    assert kinds(data, "fil.csv") == []
    book = book_of(data, "fil.csv")
    assert (book.kind, book.remark) == ("csv", f"skilletegn »;«, tegnsæt {name}")
    assert str(sheet_of(data, "fil.csv").rows[1][2].span) == "ind/fil.csv, celle C2"


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_older_character_sets_are_a_guess(encoding: str) -> None:
    data = TEXT.encode(encoding)
    assert values_of(data, "fil.csv") == TABLE
    assert kinds(data, "fil.csv") == [("advarsel", "csv-tegnsaet")]


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("last", [True, False])
def test_line_ends(end: str, last: bool) -> None:
    text = TEXT.replace("\r\n", end)
    assert values_of((text if last else text.removesuffix(end)).encode(), "fil.csv") == TABLE


@pytest.mark.parametrize(
    ("text", "separator"),
    [
        (TEXT, "»;«"),
        ("a\tb\tc\n1,5\t2,5\t3,5\n1,5\t2,5\t3;5\n", "tabulator"),
        ('Tilbud,Takst\n"Nord; og Syd","1.234,50"\n"Vest; og Øst","95,5"\n', "»,«"),
        ("a,b,c\n1,2,3\n4,5,6\n", "»,«"),
        ("Takster 2021, version 2, udkast\n\nTilbud;Takst;Moms\nNord;1,5;2,5\nSyd;3,5;4,5\nNote: ja, nej\n", "»;«"),
        ("1,5;2,5\n1,5;2,5\n1,5;2,5\n", "»;«"),
        ("1,5;2,5;3,5;4,5\n1,5;2,5;3,5;4,5\n", "»;«"),
        ("Tilbud\nNord\n", "»;«"),
        ("sep=,\r\na,b;c\r\n", "»,«"),
        ("sep=\t\na\tb\n", "tabulator"),
    ],
)
def test_the_separator_is_found(text: str, separator: str) -> None:
    assert book_of(text.encode(), "fil.csv").remark == f"skilletegn {separator}, tegnsæt UTF-8"


def test_a_line_that_names_the_separator_is_no_row() -> None:
    assert values_of(b"sep=;\r\na;b\r\n", "fil.csv") == [["a", "b"]]


def test_quotes_hold_separators_line_breaks_and_quotes() -> None:
    text = 'a;"b;b";"c\r\nc"\r\n"d ""d""";"""e""";"";"f" g\r\nh "h" ;x"\r\n'
    assert values_of(text.encode(), "fil.csv") == [
        ["a", "b;b", "c\r\nc", None],
        ['d "d"', '"e"', None, "f g"],
        ['h "h"', 'x"', None, None],
    ]


def test_a_quote_that_never_ends_is_told_where_it_begins() -> None:
    (found,) = read(b'a;b\nc;"d;e\nf;g\n', "fil.csv").diagnostics
    assert (found.kind, str(found.span)) == ("csv-citationstegn", "ind/fil.csv, celle B2")


@pytest.mark.parametrize("all_lines", [True, False])
def test_lines_that_stand_in_quotes_as_a_whole_are_split(all_lines: bool) -> None:
    first = '"Tilbud,Sted,Takst"' if all_lines else "Tilbud,Sted,Takst"
    data = f'{first}\r\n"Nord,Århus,""1.234,50"""\r\n"Syd,Ry,""995,00"""\r\n'.encode()
    rows = [["Tilbud", "Sted", "Takst"], ["Nord", "Århus", "1.234,50"], ["Syd", "Ry", "995,00"]]
    assert values_of(data, "fil.csv") == rows
    assert kinds(data, "fil.csv") == [("oplysning", "csv-linjer-i-citationstegn")]


def test_a_note_in_quotes_is_left_alone() -> None:
    text = '"Takster; version 2; udkast"\n"Tilbud";"Takst"\n"Nord";"1"\n"Note: a; b"\n'
    assert values_of(text.encode(), "fil.csv") == [
        ["Takster; version 2; udkast", None],
        ["Tilbud", "Takst"],
        ["Nord", "1"],
        ["Note: a; b", None],
    ]


def test_dos_end_of_file_and_a_line_break_from_word() -> None:
    text = "Tilbud;Takst\r\n" + "Nord;1\r\n" * 100 + "a\x0bb;2\r\n\x1a"
    assert values_of(text.encode(), "fil.csv")[-1] == ["a\x0bb", "2"]


def test_empty_rows_count_and_spaces_do_not() -> None:
    assert values_of("a; \n\n;;\n\u00a0b\u00a0;c\n;;;;\n".encode(), "fil.csv") == [
        ["a", None],
        [None, None],
        [None, None],
        ["b", "c"],
    ]


def test_nothing_is_taken_for_a_number_or_a_formula() -> None:
    assert values_of(b"0042;1.000;=1+1;-5;+5;@x\n", "fil.csv") == [["0042", "1.000", "=1+1", "-5", "+5", "@x"]]


@pytest.mark.parametrize(
    "shown", ["#REFERENCE!", "#VÆRDI!", "#NAVN?", "#DIVISION/0!", "#I/T", "#N/A", "########", "Err:502"]
)
def test_what_excel_writes_for_a_fault_is_a_fault(shown: str) -> None:
    assert values_of(f"a;{shown}\n".encode(), "fil.csv") == [["a", CellFault(shown)]]


@pytest.mark.parametrize("text", ["#1 i rækken", "# pladser", "Error", "Fejl", "#"])
def test_other_words_are_words(text: str) -> None:
    assert values_of(f"a;{text}\n".encode(), "fil.csv") == [["a", text]]


@pytest.mark.parametrize(
    ("word", "wrong", "meant"),
    [
        ("Gør", "Ã¸", "ø"),
        ("Åhus", "Ã…", "Å"),
        ("Næs", "Ã¦", "æ"),
        ("Ågård", "Ã…", "Å"),
        ("§ 85", "Â§", "§"),
        ("2 – 3", "â€“", "–"),
    ],
)
def test_letters_encoded_twice_are_an_error_at_the_first_cell(word: str, wrong: str, meant: str) -> None:
    twice = word.encode().decode("cp1252").encode()
    (found,) = read(b"Tilbud;Takst\nNord;" + twice + b"\nSyd;" + twice + b"\n", "fil.csv").diagnostics
    assert (found.kind, str(found.span)) == ("p12-tegnsaet", "ind/fil.csv, celle B2")
    assert found.message == f"filen viser »{wrong}« i stedet for »{meant}«"
    assert found.hints == ("gem den igen som »CSV UTF-8« eller som Excel",)


def test_a_lost_letter_is_the_same_error() -> None:
    assert kinds("Tilbud;Takst\nG\ufffdr;1\n".encode(), "fil.csv") == [("fejl", "p12-tegnsaet")]
    assert kinds("Å;Ã;Café;São Tomé;Ølgod – «x»\n".encode(), "fil.csv") == []


WORDS = st.text(st.sampled_from('aø1,.;"\t\n\r é§'), max_size=12)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from([";", "\t", ","]))
def test_every_table_comes_back(rows: list[list[str]], separator: str) -> None:
    quoted = [separator.join('"' + word.replace('"', '""') + '"' for word in row) for row in rows]
    data = f"sep={separator}\r\n" + "\r\n".join(quoted)
    cleaned = [[word.strip() or None for word in row] for row in rows]
    read_rows = values_of(data.encode(), "fil.csv")
    width = max(map(len, read_rows), default=0)
    expected = [row[:width] for row in cleaned]
    while expected and not any(expected[-1]):
        expected.pop()
    assert read_rows == expected


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_one_hurt_letter_does_not_make_the_file_another(mark: bytes) -> None:
    text = ("Tilbud;Takst\n" + "Rønnen på Ærø;1\n" * 5).encode()
    data = mark + text.replace("ø".encode(), b"\xc3", 1)
    assert kinds(data, "a.csv") == [("fejl", "p12-tegnsaet")]
    assert values_of(data, "a.csv")[1:3] == [["R\ufffdnnen på Ærø", "1"], ["Rønnen på Ærø", "1"]]
    assert kinds(mark + text.replace(b"nnen", b"n\0nen", 1), "a.csv") == [("advarsel", "celle-tegn")]


def test_a_half_letter_at_the_end_of_utf_16_is_told() -> None:
    data = "Tilbud;Takst\nRønnen;1\n".encode("utf-16") + b"x"
    assert kinds(data, "a.csv") == [("fejl", "p12-tegnsaet")]
    assert values_of(data, "a.csv")[:2] == [["Tilbud", "Takst"], ["Rønnen", "1"]]
