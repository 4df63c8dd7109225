"""Text of many dialects has the same rows."""

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.data import tables
from engine.data.delimited_text import read_text, separator
from engine.data.tables import load_table
from engine.errors import DataError, UsageError
from tests.support.written_tables import assert_twelve_points, rows_of, table

MOST = 1_000_000
HEAD = "x1,x2,label"
BODY = rows_of("{x},{y},{label}")
KINDS = {
    "a comment": ["# made by a script", HEAD, *BODY],
    "comments": ["# made, by, a, script", "", "# on a Sunday", HEAD, *BODY],
    "a comment in percent": ["% made by a script", HEAD, *BODY],
    "a comment between rows": [HEAD, *BODY[:5], "# the second half, or so", *BODY[5:]],
    "a row made a comment": [HEAD, *BODY[:5], "#9,9,A", *BODY[5:]],
    "a comment at the end": [HEAD, *BODY, "# end"],
    "a separator line": ["sep=;", "x1;x2;label", *rows_of("{x};{y};{label}")],
    "a separator line with a tab": ["sep=\t", "x1\tx2\tlabel", *rows_of("{x}\t{y}\t{label}")],
    "tabs": ["x1\tx2\tlabel", *rows_of("{x}\t{y}\t{label}")],
    "simple quotes": ["'x1','x2', 'label'", *rows_of("'{x}','{y}', '{label}'")],
    "simple quotes around words": [HEAD, *rows_of("{x},{y},'{label}'")],
    "minus signs of a word processor": [HEAD, *(row.replace("-", "−") for row in BODY)],
    "semicolons": ["x1;x2;label", *rows_of("{x};{y};{label}")],
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_points_are_read_however_they_are_written(tmp_path: Path, kind: str) -> None:
    data = assert_twelve_points(table(tmp_path, KINDS[kind]))
    assert data.feature_names == ("x1", "x2")
    assert data.class_names == ("A", "B")


@pytest.mark.parametrize("name", ["O'Brien", "'s-Gravenhage", "rock 'n'", "'"])
def test_an_apostrophe_is_no_quote(tmp_path: Path, name: str) -> None:
    rows = rows_of("{x},{y},{label}", [name] * 6 + ["z"] * 6)
    assert assert_twelve_points(table(tmp_path, [HEAD, *rows])).class_names == (name, "z")


def test_names_in_a_comment_are_those_of_the_columns(tmp_path: Path) -> None:
    data = assert_twelve_points(table(tmp_path, ["# made by NumPy", "# u,v,label", *BODY]))
    assert data.feature_names == ("u", "v")


@pytest.mark.parametrize("cell", ["#N/A", "#DIV/0!", "#VALUE!"])
def test_an_error_of_a_spreadsheet_is_a_cell_and_no_comment(tmp_path: Path, cell: str) -> None:
    with pytest.raises(DataError, match=rf"row 4, column 'x1': the cell holds {cell}, an error"):
        load_table(table(tmp_path, [HEAD, *BODY[:2], f"{cell},0.5,A", *BODY[2:]]))


LONG = "q" * 200_000


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([HEAD, *BODY[:2], f"1,2,{LONG}", *BODY[2:]], 4),
        ([HEAD, *BODY[:2], f'1,2,"{LONG}"', *BODY[2:]], 4),
        (["# a comment", HEAD, *BODY[:2], f"{LONG},2,A", '1,2,"A"'], 5),
        ([f"x1,x2,{LONG}", *BODY], 1),
    ],
)
def test_a_cell_too_long_is_told_with_its_row(tmp_path: Path, rows: list[str], row: int) -> None:
    told = f"row {row}: a cell is longer than 131,072 signs; shorten it or remove the row"
    with pytest.raises(DataError, match=told):
        load_table(table(tmp_path, rows))


def test_a_comment_may_be_long(tmp_path: Path) -> None:
    assert_twelve_points(table(tmp_path, [f"# {LONG}", HEAD, *BODY]))


def test_numbers_of_rows_may_be_called_by_a_hash(tmp_path: Path) -> None:
    data = assert_twelve_points(
        table(tmp_path, ["#,x1,x2,label", *rows_of("{row},{x},{y},{label}")])
    )
    assert data.feature_names == ("x1", "x2")


def test_labels_that_begin_with_a_hash_are_no_comments(tmp_path: Path) -> None:
    rows = rows_of("{label},{x},{y}", ["#ff0000"] * 6 + ["#0000ff"] * 6)
    data = load_table(table(tmp_path, ["label,x1,x2", *rows]))
    assert data.samples == 12
    assert data.class_names == ("#0000ff", "#ff0000")


@pytest.mark.parametrize(
    ("sep", "sign"),
    [
        *(("|", "|"), ("pipe", "|"), ("tab", "\t"), ("\\t", "\t")),
        *(("space", "  "), (" ", " "), (":", ":")),
    ],
)
def test_another_separator_can_be_named(tmp_path: Path, sep: str, sign: str) -> None:
    rows = [row.replace(",", sign) for row in [HEAD, *BODY]]
    assert_twelve_points(table(tmp_path, rows), sep=sep)


def test_a_comma_in_text_is_no_separator_if_another_is_named(tmp_path: Path) -> None:
    rows = ["x1|x2|label", *rows_of("{x}|{y}|{label}", ["a, b, c, d"] * 6 + ["b"] * 6)]
    data = assert_twelve_points(table(tmp_path, rows), sep="|")
    assert data.class_names == ("a, b, c, d", "b")


@pytest.mark.parametrize("sep", ["ab", "", "1", '"', "\n"])
def test_what_is_no_separator_is_refused(sep: str) -> None:
    with pytest.raises(UsageError, match=r"(?s)--sep .*: give one sign, or tab, space"):
        separator(sep)


def test_a_compressed_file_is_unpacked(tmp_path: Path) -> None:
    text = "\n".join([HEAD, *BODY]).encode()
    path = tmp_path / "points.csv.gz"
    path.write_bytes(gzip.compress(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n")))
    data = assert_twelve_points(path)
    assert (data.name, data.feature_names) == ("points", ("x1", "x2"))


def test_a_damaged_compressed_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "points.csv.gz"
    path.write_bytes(gzip.compress("\n".join([HEAD, *BODY]).encode())[:-20])
    with pytest.raises(DataError, match="is damaged or cut off"):
        read_text(path, None, MOST)


def test_a_file_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "MAX_BYTES", MOST)
    path = tmp_path / "bomb.csv.gz"
    path.write_bytes(gzip.compress(b"1,2,a\n" * 200_000))
    with pytest.raises(DataError, match="unpacks to more than 1 MB"):
        tables.load_table(path)


CELLS = st.sampled_from(["", "a", "1", "b;c", "d\te", "|, ,", "it's"])


@given(cells=st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=6))
def test_quoted_cells_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, cells: list[list[str]]
) -> None:
    path = tmp_path_factory.getbasetemp() / "quoted.csv"
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in cells))
    rows, _ = read_text(path, ",", MOST)
    assert [row for _, row in rows] == [row for row in cells if any(row)]
    assert all(cells[line - 1] == row for line, row in rows)


@pytest.mark.parametrize("row", ['1,2,"A', '1,"2,A', '"1,2,A'])
@pytest.mark.parametrize(("closing", "told"), [("", "opens in row 6"), ('3,2,"A"', "row 6: a quo")])
def test_a_quote_that_is_not_closed_in_its_row_is_told(
    tmp_path: Path, row: str, closing: str, told: str
) -> None:
    rows = [HEAD, *BODY[:4], row, *BODY[4:8], *([closing] if closing else []), *BODY[8:]]
    with pytest.raises(DataError, match=told):
        load_table(table(tmp_path, rows))


def test_a_quoted_cell_may_have_lines(tmp_path: Path) -> None:
    rows = [HEAD, *rows_of('{x},{y},"{label}\nand, well, more"')]
    data = assert_twelve_points(table(tmp_path, rows))
    assert data.class_names == ("A\nand, well, more", "B\nand, well, more")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le"])
def test_another_encoding_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "points.csv"
    path.write_bytes("\n".join([HEAD, *BODY]).encode(encoding))
    with pytest.raises(DataError, match=r"is UTF-16 or the like, .* save it as a UTF-8 CSV"):
        read_text(path, None, MOST)


def test_a_sign_that_is_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"row 7: it holds a sign that is no text \(NUL\)"):
        read_text(table(tmp_path, [HEAD, *BODY[:5], "1,2,\0", *BODY]), None, MOST)


@pytest.mark.parametrize(
    "text",
    [
        '[{"x": 1, "y": 2, "label": "a"}]',
        '{"x": 1, "y": 2}\n{"x": 3, "y": 4}\n',
        '{\n "x": {"0": 1.5}\n}',
        '["x", "y"]\n[1, 2]\n',
        "[[1, 2], [3, 4]]",
    ],
)
def test_json_is_told_by_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "points.json"
    path.write_text(text)
    with pytest.raises(DataError, match=r"is JSON, not delimited text; save it as a CSV"):
        read_text(path, None, MOST)


def test_a_header_in_brackets_is_no_json(tmp_path: Path) -> None:
    rows, _ = read_text(table(tmp_path, ["[x],[y],[label]", *BODY]), None, MOST)
    assert rows[0][1] == ["[x]", "[y]", "[label]"]
