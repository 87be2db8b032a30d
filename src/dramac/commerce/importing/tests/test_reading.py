"""Text files as merchants really have them are read, and what does not fit is said row by row."""

from __future__ import annotations

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dramac.commerce.importing.reading import CannotRead, Row, RowProblem, open_table
from dramac.commerce.importing.tests.files import a_csv, problems_of, rows_of

HEAD = ("Handle", "Title", "Price")
ROW = ("cafe", "Café, crème; “fort”", "4.50")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_separator_and_encoding_reads_the_same(delimiter: str, encoding: str) -> None:
    table = open_table(a_csv(HEAD, ROW, delimiter=delimiter, encoding=encoding))
    assert table.headers == HEAD
    assert list(table.rows()) == [Row(2, list(ROW))]
    assert [notice.code for notice in table.notices] == (["guessed_letters"] if encoding == "cp1252" else [])


def test_separators_inside_headings_and_texts_do_not_mislead() -> None:
    head = ("Name *", "Available (0 = No, 1 = Yes)", "Tags (x,y,z...)", "Weight")
    row = ("Lamp", "1", "a,b,c,d,e,f", "1,5")
    source = io.BytesIO("\n".join(";".join(cells) for cells in (head, row, row)).encode())
    assert open_table(source).headers == head
    assert rows_of(source) == [(2, list(row)), (3, list(row))]


def test_a_hint_for_spreadsheets_names_the_separator() -> None:
    source = io.BytesIO(b"sep=|\nHandle|Title\na;b;c;d|A, B\n")
    assert rows_of(source) == [(3, ["a;b;c;d", "A, B"])]


def test_a_title_above_the_table_and_blank_rows_are_passed_over() -> None:
    source = a_csv(("product_template", "", ""), (), HEAD, ROW, ("", "", ""), ("tea", "Tea", "3"))
    table = open_table(source)
    assert table.header_line == 3
    assert rows_of(source) == [(4, list(ROW)), (6, ["tea", "Tea", "3"])]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    source = a_csv(HEAD, ("a", "one\ntwo\r\nthree", "1"), ("b", "B", "2"))
    assert rows_of(source) == [(2, ["a", "one\ntwo\nthree", "1"]), (3, ["b", "B", "2"])]


def test_the_same_table_can_be_read_again() -> None:
    table = open_table(a_csv(HEAD, ROW))
    assert list(table.rows()) == list(table.rows())


def test_a_row_with_too_many_cells_is_refused_and_the_others_are_read() -> None:
    source = a_csv(HEAD, ("a", "A", "1"), ("b", "B", "oops", "2"), ("c", "C", "3", "", ""))
    assert rows_of(source) == [(2, ["a", "A", "1"]), (4, ["c", "C", "3"])]
    assert problems_of(source) == [(3, "too_many_cells")]


def test_a_row_with_too_few_cells_is_read_with_a_word_about_it() -> None:
    source = a_csv(HEAD, ("a", "A"), ("b", "B", "2"))
    assert rows_of(source) == [(2, ["a", "A"]), (3, ["b", "B", "2"])]
    assert problems_of(source) == [(2, "too_few_cells")]


def test_an_unclosed_quotation_mark_swallows_no_other_row() -> None:
    lines = [
        b"Handle,Title,Price",
        b'a,"Lamp 12",1',
        b'b,"Lamp 12 inch,2',
        b"c,Lamp,3",
        b'd,"Lamp, red",4',
        b"e,Lamp,5",
    ]
    source = io.BytesIO(b"\n".join(lines))
    assert [cells[0] for _, cells in rows_of(source)] == ["a", "c", "d", "e"]
    assert problems_of(source) == [(3, "wrong_quotes")]


def test_an_unclosed_quotation_mark_in_the_last_column_swallows_no_other_row() -> None:
    source = io.BytesIO(b'Handle,Price,Title\na,1,"Lamp\nb,2,Lamp\nc,3,Lamp\n')
    assert [cells[0] for _, cells in rows_of(source)] == ["b", "c"]
    assert problems_of(source) == [(2, "wrong_quotes")]


def test_two_unclosed_quotation_marks_do_not_make_one_row_of_two() -> None:
    source = io.BytesIO(b'Handle,Title,Price\na,"Lamp,1\nb,"Lamp,2\nc,Lamp,3\n')
    found = [row for row in open_table(source).rows() if isinstance(row, RowProblem)]
    assert [(problem.line, problem.code, problem.params) for problem in found] == [(2, "wrong_quotes", {"lines": 2})]
    assert rows_of(source) == [(3, ["c", "Lamp", "3"])]


def test_a_quotation_mark_within_a_text_is_read_as_it_was_meant() -> None:
    source = io.BytesIO(b'Handle,Title,Price\na,12" lamp,1\nb,"A "big" lamp",2\n')
    assert [cells[2] for _, cells in rows_of(source)] == ["1", "2"]
    assert problems_of(source) == []


def test_every_line_of_a_file_full_of_unclosed_quotation_marks_is_accounted_for() -> None:
    rows = b"".join(b'a%d,"x,1\n' % number for number in range(3_000))
    found = list(open_table(io.BytesIO(b"Handle,Title,Price\n" + rows)).rows())
    assert sum(int(row.params["lines"]) for row in found if isinstance(row, RowProblem)) == 3_000


def test_a_text_of_several_lines_with_commas_stays_one_text() -> None:
    text = 'Sizes: S, M\nor L, XL\n5" wide'
    assert rows_of(a_csv(HEAD, ("a", text, "1"))) == [(2, ["a", text, "1"])]


def test_a_text_of_a_hundred_thousand_letters_is_read() -> None:
    text = 'long, "words"\n' * 10_000
    assert rows_of(a_csv(HEAD, ("a", text, "1"))) == [(2, ["a", text, "1"])]


def test_a_text_beyond_all_measure_costs_only_its_row() -> None:
    source = a_csv(HEAD, ("a", "x" * 1_100_000, "1"), ("b", "B", "2"))
    assert rows_of(source) == [(3, ["b", "B", "2"])]
    assert problems_of(source) == [(2, "wrong_quotes")]


def test_characters_that_no_database_keeps_are_dropped() -> None:
    source = io.BytesIO(b"Handle,Title,Price\na\x00,La\x00mp\x1f \x7f,1\nb,B,2\nc,C,3\nd,D,4\n")
    assert rows_of(source)[0] == (2, ["a", "Lamp ", "1"])


def test_a_few_damaged_letters_do_not_turn_the_others_into_windows_text() -> None:
    text = "Handle,Title,Price\n" + "".join(f"a{number},é è ü,1\n" for number in range(50))
    source = io.BytesIO(text.encode() + b"z,\xff,1\n")
    table = open_table(source)
    assert [(notice.code, notice.params) for notice in table.notices] == [("damaged_letters", {"count": 1})]
    assert rows_of(source)[0][1][1] == "é è ü"


def test_text_that_another_program_damaged_is_left_as_it_is() -> None:
    table = open_table(a_csv(HEAD, ("a", "Caf\ufffd", "1")))
    assert table.notices == ()
    assert [row.cells[1] for row in table.rows() if isinstance(row, Row)] == ["Caf\ufffd"]


LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufeff\ufffe\uffff")
CELLS = st.text(st.one_of(LETTERS, st.sampled_from(',;|\t"\n')), max_size=12)


@given(rows=st.lists(st.tuples(st.just("x"), CELLS, CELLS, CELLS), min_size=1, max_size=8), data=st.data())
def test_whatever_is_written_as_a_table_is_read_back(
    rows: list[tuple[str, str, str, str]], data: st.DataObject
) -> None:
    delimiter = data.draw(st.sampled_from(",;\t|"))
    head = ("Handle", "Title", "Price", "Body (HTML)")
    source = a_csv(head, *rows, delimiter=delimiter, encoding="utf-8-sig")
    read = rows_of(source)
    assert [cells for _, cells in read] == [list(row) for row in rows]


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_code(data: bytes) -> None:
    with suppress(CannotRead):
        list(open_table(io.BytesIO(data)).rows())
