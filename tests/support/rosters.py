"""Rosters made for tests; every person in them is invented."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

SECRETS = ("Planted", "planted@mail", "E-77", "31010119900307")
"""Parts of what columns about persons hold; nothing may keep them."""

ENGLISH = (
    "Employee ID", "Full name", "Email", "Office", "Job family", "Department", "Company",
    "Annual salary", "Currency", "Hire date", "Status", "National ID", "Cost centre",
)  # fmt: skip
CHINESE = (
    "工号", "姓名", "邮箱", "城市", "岗位", "部门", "公司", "年薪", "币种", "入职日期", "在职状态",
    "身份证", "成本中心",
)  # fmt: skip

SETTINGS = ("planning_date=2026-12-01", "planning_currency=CNY", "rates.SGD=5")

Row = Sequence[object]


def person(office: str, role: str, pay: object, hired: object, **other: str) -> Row:
    """A row as an HR system exports it; others are status, function, company and currency."""
    usual = {"status": "Active", "function": "Operations", "company": "Harbour China",
             "currency": "CNY"}  # fmt: skip
    cells = usual | other
    return ("E-77", "Planted Person", "planted@mail", office, role, cells["function"],
            cells["company"], pay, cells["currency"], hired, cells["status"],
            "31010119900307", "CC-1")  # fmt: skip


def company() -> Iterator[Row]:
    """24 people in Shanghai and Singapore, 1 open post, 2 leavers and 3 rows that are wrong."""
    for n in range(8):
        yield person("Shanghai", "AML analyst", 240_000 + 12_000 * n, date(2015 + n, 6, 1))
    for n in range(6):
        yield person("上海", "KYC analyst", 300_000, date(2020, 1 + n, 1))
    for _ in range(2):
        yield person("Shanghai", "Screening analyst", 316_000, date(2024, 12, 1))
    for n in range(8):
        yield person("Singapore", "KYC analyst", 90_000 + 1_000 * n, date(2022, 3, 1),
                     company="Harbour SG", currency="SGD")  # fmt: skip
    yield person("Shanghai", "AML analyst", "", "", status="Open")
    for _ in range(2):
        yield person("Shanghai", "AML analyst", 250_000, date(2019, 1, 1), status="Terminated")
    yield person("Shanghai", "AML analyst", "a lot", date(2019, 1, 1))
    yield person("Shanghai", "AML analyst", 250_000, date(2027, 1, 1))
    yield person("Atlantis", "AML analyst", 250_000, date(2019, 1, 1))


def write_xlsx(path: Path, rows: Sequence[Row], headings: Row = ENGLISH, above: int = 0) -> Path:
    """A workbook with the roster on its first sheet, and a sheet that is hidden."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("Staff")
        for number, row in enumerate([headings, *rows]):
            sheet.write_row(number + above, 0, row)
        hidden = book.add_worksheet("Old")
        hidden.write_row(0, 0, headings)
        hidden.hide()
    return path


def write_csv(
    path: Path, rows: Sequence[Row], headings: Row = ENGLISH, delimiter: str = ",",
    encoding: str = "utf-8",
) -> Path:  # fmt: skip
    """A CSV in some encoding, with some delimiter."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    path.write_bytes(text.getvalue().encode(encoding))
    return path
