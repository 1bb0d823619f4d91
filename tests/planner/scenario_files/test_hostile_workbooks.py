"""A workbook made to hurt is refused: in a message that names the file, soon, in little memory."""

from __future__ import annotations

import io
import random
import re
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from models.errors import InputError, Problem
from planner.scenario_files import load
from planner.scenario_files.assembly import assemble
from planner.scenario_files.workbooks import COMMENT
from planner.scenario_files.workbooks.reading import draft_of_sheets
from planner.workbook_files import archive
from planner.workbook_files.sheets import MOST_AREA, sheets_of
from planner.workbook_files.xml_parts import MOST_FLAWS, scan
from tests.support.processes import within
from tests.support.scenario_folders import problem_of, scenario_folder
from tests.support.workbooks import book_of, small, with_parts

SECONDS = 10.0
MOST_KILOBYTES = 900_000
SHEET = "xl/worksheets/sheet1.xml"
OPEN, CLOSE = "<sheetData>", "</sheetData>"
GOOD = book_of(small())


def refused(folder: Path, content: bytes, name: str = "company.xlsx") -> Problem:
    """The one problem of a file, found soon."""
    path = folder / name
    path.write_bytes(content)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with within(SECONDS):
        problem = problem_of(path)
    # The most of all children so far: it says something of this one only where it has risen.
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert most < MOST_KILOBYTES or most == before
    assert problem.file == name
    assert problem.next_step
    return problem


def with_entries(content: bytes, *entries: tuple[str, bytes]) -> bytes:
    """A workbook with further parts."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as book:
        for name, part in entries:
            book.writestr(name, part)
    return buffer.getvalue()


def with_rows(rows: str) -> bytes:
    """A workbook whose first sheet holds these rows besides."""
    return with_parts(GOOD, {SHEET: (CLOSE, f"{rows}{CLOSE}")})


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"", "a.xlsx", "is empty"),
        (b"id,name\n", "a.xlsx", "is not an XLSX workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "a.xlsx", "is encrypted, or in the"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "a.xls", "is encrypted, or in the"),
        (b"PK\x03\x04" + b"\0" * 100, "a.xlsx", "is damaged, or not an XLSX workbook"),
        (GOOD[: len(GOOD) // 2], "a.xlsx", "is damaged, or not an XLSX workbook"),
        (with_entries(GOOD, ("mimetype", b"x")), "a.ods", "is an OpenDocument file"),
        (with_entries(GOOD, ("../../etc/x.xml", b"<a/>")), "a.xlsx", "holds a part whose name"),
        (with_entries(GOOD, ("/etc/x.xml", b"<a/>")), "a.xlsx", "holds a part whose name"),
        (with_entries(GOOD, ("c:\\x.xml", b"<a/>")), "a.xlsx", "holds a part whose name"),
        (with_entries(GOOD, ("XL/Workbook.xml", b"<a/>")), "a.xlsx", "holds a part twice"),
        (
            with_entries(GOOD, *((f"{n}.xml", b"<a/>") for n in range(1000))),
            "a.xlsx",
            "holds more than 1,000 parts",
        ),
        (with_entries(GOOD, ("x.xml", b"<a><b></a>")), "a.xlsx", "is damaged: a part of it is not"),
        (with_entries(GOOD, ("x.xml", b"<a>" * 65)), "a.xlsx", "is damaged: a part of it is not"),
    ],
)
def test_what_is_no_plain_workbook_is_refused(
    tmp_path: Path, content: bytes, name: str, message: str
) -> None:
    """Another format, a broken file, names that climb, parts that do not belong."""
    assert refused(tmp_path, content, name).message.startswith(message)


def test_another_zip_is_no_workbook(tmp_path: Path) -> None:
    """A workbook without a list of sheets."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as other:
        other.writestr("word/document.xml", "<a/>")
    assert refused(tmp_path, buffer.getvalue()).message == "is damaged, or not an XLSX workbook"


def test_entries_that_are_locked_or_packed_oddly_are_refused(tmp_path: Path) -> None:
    """A password on the entries, and a method of packing that no spreadsheet program uses."""
    locked = bytearray(GOOD)
    at = GOOD.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refused(tmp_path, bytes(locked)).message == "is protected by a password"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_LZMA) as book:
        book.writestr("xl/workbook.xml", "<a/>")
    assert refused(tmp_path, buffer.getvalue()).message.startswith("is compressed in a way")


@pytest.mark.slow
def test_a_bomb_is_refused_while_it_is_unpacked(tmp_path: Path) -> None:
    """A kilobyte that would be a gigabyte: what comes out is counted, not what is claimed."""
    bomb = with_entries(GOOD, ("xl/x.xml", b" " * (archive.UNPACKED_BYTES + 1)))
    assert len(bomb) < 200_000
    assert refused(tmp_path, bomb).message == "holds more than 60 MB once unpacked"
    claimed = bomb.replace((archive.UNPACKED_BYTES + 1).to_bytes(4, "little"), b"\x01\0\0\0")
    assert claimed != bomb
    assert refused(tmp_path, claimed).message.startswith("is damaged")


@pytest.mark.slow
def test_pictures_and_macros_are_not_unpacked(tmp_path: Path) -> None:
    """What is no XML is left out: it costs nothing and does nothing."""
    path = tmp_path / "company.xlsm"
    path.write_bytes(with_entries(GOOD, ("xl/media/a.png", b" " * 100_000_000)))
    assert load(path).name == "small"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "covers more than"),
        ('<row r="1048576"><c><v>1</v></c><c r="XFD1048576"><v/></c></row>', "covers more"),
        (
            "".join(f"<row>{'<c><v>1</v></c>' * 1_000}</row>" for _ in range(401)),
            "has filled in more",
        ),
        ('<row r="9"><c r="-"><v>1</v></c></row>', "holds a cell without a reference"),
        ('<row r="3000000"><c r="A1"/><c><v>1</v></c></row>', "covers more than 2,000,000"),
    ],
)
def test_sheets_without_end_are_refused(tmp_path: Path, rows: str, message: str) -> None:
    """A reader would lay out the whole rectangle for one cell in its far corner."""
    assert refused(tmp_path, with_rows(rows)).message.startswith(message)


@pytest.mark.parametrize("number", ["99999999", "4000000000", "010000000", "B3000000", "0", "-1"])
def test_a_row_with_a_number_that_no_row_has_is_refused(tmp_path: Path, number: str) -> None:
    """A reader would lay out all rows up to it."""
    problem = refused(tmp_path, with_rows(f'<row r="{number}"><c><v>1</v></c></row>'))

    assert (problem.message, problem.row) == ("holds a row without a number", f"part {SHEET}")


def test_a_count_of_shared_texts_that_are_not_there_is_refused(tmp_path: Path) -> None:
    """The reader makes room for them, and is ended for it."""
    book = with_parts(GOOD, {"xl/sharedStrings.xml": (' count="', ' count="4000000')})
    book = with_parts(book, {"xl/sharedStrings.xml": (' uniqueCount="', ' uniqueCount="4000000')})

    assert refused(tmp_path, book).message.startswith("is damaged, or takes more than 800 MB")


def test_sheets_that_are_all_one_part_are_counted_each_time(tmp_path: Path) -> None:
    """Eighty sheets of one part with a value far down."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        [about] = re.findall(rb"<sheet [^>]*/>", book.read("xl/workbook.xml"))[:1]
    entry = about.decode()
    copies = "".join(entry.replace('"settings"', f'"again {number}"') for number in range(80))
    far = with_rows('<row r="90000"><c r="T90000"><v>1</v></c></row>')
    problem = refused(tmp_path, with_parts(far, {"xl/workbook.xml": (entry, entry + copies)}))

    assert problem.message == "covers more than 2,000,000 cells"
    assert problem.row.startswith("sheet again")


def test_sheets_that_are_comments_are_not_read(tmp_path: Path) -> None:
    """However many of them share a part, and however far it stretches."""
    sheets = {**small(), "#notes": [["x"]]}
    with zipfile.ZipFile(io.BytesIO(book_of(sheets))) as book:
        entry = re.findall(rb"<sheet [^>]*/>", book.read("xl/workbook.xml"))[-1].decode()
        part = f"xl/worksheets/sheet{len(sheets)}.xml"
    copies = "".join(entry.replace("#notes", f"#again {number}") for number in range(80))
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    content = with_parts(
        book_of(sheets),
        {"xl/workbook.xml": (entry, entry + copies), part: (CLOSE, f"{far}{CLOSE}")},
    )
    path = tmp_path / "company.xlsx"
    path.write_bytes(content)

    assert load(path).name == "small"


def test_a_cell_far_away_that_holds_nothing_does_no_harm(tmp_path: Path) -> None:
    """Spreadsheet programs leave such cells behind, for their colour."""
    path = tmp_path / "company.xlsx"
    path.write_bytes(with_rows('<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert load(path).name == "small"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (100, "holds more than 60 MB of text in cells"),
        (3_000, "is damaged, or takes more than 800 MB of memory to read"),
    ],
)
@pytest.mark.parametrize("index", ["0", "000000000"])
def test_a_text_that_every_cell_repeats_is_counted_each_time(
    tmp_path: Path, cells: int, message: str, index: str
) -> None:
    """A megabyte shared by a hundred cells is a hundred megabytes."""
    texts = "".join(f'<c t="s"><v>{index}</v></c>' for _ in range(cells))
    book = with_parts(
        with_rows(f'<row r="100">{texts}</row>'),
        {"xl/sharedStrings.xml": ("<si><t>", f"<si><t>{'x' * 1_000_000}")},
    )
    assert refused(tmp_path, book).message == message


def many_attributes() -> str:
    return "<row " + " ".join(f'a{number}=""' for number in range(3_000_000)) + "/>"


def many_open_tags() -> str:
    return "<a>" * 7_000_000 + "</a>" * 7_000_000


@pytest.mark.slow
@pytest.mark.parametrize("made", [many_attributes, many_open_tags])
def test_xml_without_end_takes_no_more_than_is_allowed(
    tmp_path: Path, made: Callable[[], str]
) -> None:
    """A parser keeps the attributes of a tag, and the tags that are open."""
    path = tmp_path / "company.xlsx"
    path.write_bytes(with_rows(made()))
    started = time.monotonic()

    assert problem_of(path).message.startswith("takes more than")
    assert time.monotonic() - started < 60


@pytest.mark.parametrize(
    "entity",
    [
        '<!DOCTYPE a [<!ENTITY b "x">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    ],
)
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_document_types_are_refused(tmp_path: Path, part: str, entity: str) -> None:
    """No entity is ever declared, so none explodes and none reads a file."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        start = book.read(part).decode().index("?>") + 2
        declaration = book.read(part).decode()[:start]
    content = with_parts(GOOD, {part: (declaration, f"{declaration}{entity}")})
    assert refused(tmp_path, content).message == "holds a document type, which no workbook needs"


def test_a_file_above_the_limit_is_not_read(tmp_path: Path) -> None:
    """As for every table."""
    path = tmp_path / "company.xlsx"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(100_000_000)
    assert problem_of(path).message == "is larger than 20 MB"


@pytest.mark.slow
def test_a_workbook_at_the_limit_fits_into_memory(tmp_path: Path) -> None:
    """The most cells that are let through take less than a gigabyte and a few seconds."""
    rows = MOST_AREA // 20 - 100
    far = f'<row r="{rows}"><c r="T{rows}" t="str"><v>x</v></c></row>'
    path = tmp_path / "company.xlsx"
    path.write_bytes(with_rows(far))
    code = (
        "import sys\nfrom models.errors import InputError\n"
        "from planner.scenario_files import load\n"
        "try:\n load(sys.argv[1])\nexcept InputError as error:\n print(error)"
    )

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))

    done = subprocess.run(
        [sys.executable, "-c", code, str(path)],
        preexec_fn=bounded,
        capture_output=True,
        text=True,
        check=True,
        timeout=20,
    )
    assert f"sheet settings, cell T{rows}: has no heading above it" in done.stdout


def test_noise_in_a_workbook_is_told_in_words() -> None:
    """Bytes changed at random: a problem or a scenario, never another error."""
    noise = random.Random(4)  # noqa: S311
    with zipfile.ZipFile(io.BytesIO(GOOD)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    for _ in range(150):
        name = noise.choice(sorted(parts))
        part = bytearray(parts[name])
        for _ in range(noise.randint(1, 4)):
            part[noise.randrange(len(part))] = noise.choice(b"<>\"'=/&0159AZaz ;\x00\xff")
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as copy:
            for each, content in parts.items():
                copy.writestr(each, bytes(part) if each == name else content)
        read_or_refuse(buffer.getvalue())
    for _ in range(150):
        whole = bytearray(GOOD)
        whole[noise.randrange(len(whole))] = noise.randrange(256)
        read_or_refuse(bytes(whole))


def read_or_refuse(content: bytes) -> None:
    """Read a workbook, or refuse it in words."""
    with suppress(InputError):
        assemble(draft_of_sheets(sheets_of(content, "noise.xlsx", COMMENT), "noise.xlsx"))


def test_a_link_to_nowhere_and_a_folder_of_that_name_are_refused(tmp_path: Path) -> None:
    """What is not a regular file is not opened; a folder is a folder, whatever it is called."""
    (tmp_path / "gone.xlsx").symlink_to(tmp_path / "nowhere")
    assert problem_of(tmp_path / "gone.xlsx").message == "does not exist"
    assert load(scenario_folder(tmp_path / "folder.xlsx")).name == "small"


def test_no_more_flaws_are_noted_than_anybody_is_told_of() -> None:
    """A thousand of a sheet, and ten thousand of a workbook with many sheets full of errors."""
    sheet = b"<sheet>" + b'<c t="e"><v>#N/A</v></c>' * (MOST_FLAWS + 200) + b"</sheet>"
    parts = scan({f"sheet{number}.xml": sheet for number in range(12)}, "company.xlsx")

    assert [len(part.flaws) for part in parts.values()] == [MOST_FLAWS] * 10 + [0, 0]
