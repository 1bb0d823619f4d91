"""A first-time user fills in a new workbook: an invented bank of three offices, twelve cohorts."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from python_calamine import CalamineWorkbook

from tests.support.workbooks import Rows

OFFICES = "shanghai,singapore,kuala-lumpur"

SETTINGS = {
    "title": "Harbour Bank: where do the Shanghai teams work?",
    "planning_date": "2026/12/1",
    "budget.total": "USD 3,000,000",
}

_CHINA, _SINGAPORE, _MALAYSIA = "HB China", "HB Singapore", "HB KL"
_LANGUAGES = "english; mandarin"
_ROLES = {
    "AML analyst": ("english", 320_000, 89_500, 159_500),
    "KYC analyst": ("english; mandarin", 300_000, 83_900, 149_600),
    "Payments operator": ("english", 260_000, 72_700, 129_600),
    "Client service agent": ("mandarin", 240_000, 67_200, 119_600),
    "Data engineer": ("english", 480_000, 134_300, 239_300),
    "Risk modeller": ("english", 620_000, 173_500, 0),
    "Compliance officer": ("mandarin", 550_000, 153_900, 0),
    "IT support": ("english", 260_000, 72_700, 129_600),
    "Reporting analyst": ("english", 300_000, 83_900, 149_600),
    "Relationship manager": ("english", 700_000, 195_900, 0),
}
_COHORTS = [
    ("sha-aml", "AML analyst", "Shanghai", 60, 6, "14%"),
    ("sha-kyc", "KYC analyst", "Shanghai", 45, 4, "16%"),
    ("sha-payments", "Payments operator", "Shanghai", 40, 3, "12%"),
    ("sha-service", "Client service agent", "Shanghai", 30, 2, "18%"),
    ("sha-data", "Data engineer", "Shanghai", 25, 3, "20%"),
    ("sha-risk", "Risk modeller", "Shanghai", 15, 1, "10%"),
    ("sha-compliance", "Compliance officer", "Shanghai", 6, 0, "8%"),
    ("sha-it", "IT support", "Shanghai", 20, 2, "15%"),
    ("sha-reporting", "Reporting analyst", "Shanghai", 18, 1, "12%"),
    ("sg-aml", "AML analyst", "Singapore", 12, 0, "15%"),
    ("sg-rm", "Relationship manager", "Singapore", 15, 1, "12%"),
    ("kl-payments", "Payments operator", "Kuala Lumpur", 25, 2, "18%"),
]
_EMPLOYERS = {"Shanghai": _CHINA, "Singapore": _SINGAPORE, "Kuala Lumpur": _MALAYSIA}
_CURRENCIES = {"Shanghai": "RMB", "Singapore": "SGD", "Kuala Lumpur": "RM"}

TABLES: dict[str, list[dict[str, Any]]] = {
    "entities": [
        {"id": _CHINA, "name": "Harbour Bank (China)", "jurisdiction": "Mainland China"},
        {"id": _SINGAPORE, "name": "Harbour Bank Singapore", "jurisdiction": "Singapore"},
        {"id": _MALAYSIA, "name": "Harbour Services", "jurisdiction": "Malaysia"},
    ],
    "offices": [
        {
            "id": "shanghai",
            "entity": _CHINA,
            "seats": 270,
            "languages": _LANGUAGES,
            "lease": "CNY 34,000",
            "hiring_days": 60,
        },
        {
            "id": "singapore",
            "entity": _SINGAPORE,
            "seats": 40,
            "block_seats": 10,
            "max_blocks": 2,
            "languages": _LANGUAGES,
            "block_fit_out": "SGD 150,000",
            "block_lease": "SGD 120,000",
            "visa_days": 60,
            "hiring_days": 75,
            "visa": "SGD 3,000",
            "relocation": "USD 30,000",
            "hiring_share": "18%",
        },
        {
            "id": "kuala-lumpur",
            "entity": _MALAYSIA,
            "seats": 40,
            "block_seats": 20,
            "max_blocks": 5,
            "languages": _LANGUAGES,
            "block_fit_out": "MYR 400,000",
            "block_lease": "MYR 240,000",
            "hiring_days": 75,
            "hiring_share": "15%",
        },
    ],
    "roles": [{"name": name, "languages": row[0]} for name, row in _ROLES.items()],
    "pay": [
        {"role": name, "office": office, "annual": f"{_CURRENCIES[office]} {pay:,}"}
        for name, (_, *pays) in _ROLES.items()
        for office, pay in zip(_EMPLOYERS, pays, strict=True)
        if pay
    ],
    "cohorts": [
        {
            "id": name,
            "role": role,
            "entity": _EMPLOYERS[office],
            "office": office,
            "posts": posts,
            "vacant": vacant,
            "attrition": attrition,
        }
        for name, role, office, posts, vacant, attrition in _COHORTS
    ],
    "service": [
        {
            "cohort": name,
            "posts": posts - vacant,
            "years": 4,
            "months": 6,
            "monthly_wage": f"RMB {_ROLES[role][1] * 6 // 100:,}",
        }
        for name, role, office, posts, vacant, _ in _COHORTS
        if office == "Shanghai"
    ],
    "populations": [
        {"id": "retail", "name": "Retail clients", "individuals": "85,000"},
        {"id": "payers", "name": "Payment parties", "individuals": "400,000"},
    ],
    "datasets": [
        {
            "id": "client files",
            "name": "Client due-diligence files",
            "entity": _CHINA,
            "data_class": "sensitive",
            "population": "Retail clients",
            "stored_in": "China",
        },
        {
            "id": "payment records",
            "name": "Payment records",
            "entity": _CHINA,
            "data_class": "personal",
            "population": "payers",
            "stored_in": "China",
        },
    ],
    "access": [
        {"cohort": cohort, "dataset": dataset}
        for cohort, dataset in [
            ("sha-aml", "client files"),
            ("sha-kyc", "client files"),
            ("sha-service", "client files"),
            ("sha-payments", "payment records"),
            ("sha-data", "payment records"),
            ("sha-aml", "payment records"),
        ]
    ],
    "cases": [
        {
            "id": "inspection",
            "entity": _CHINA,
            "jurisdiction": "China",
            "topic": "sensitive-data",
            "likelihood": "5% (2% to 10%)",
            "loss": "CNY 60,000,000",
            "source": "assumption",
        },
        {
            "id": "export",
            "entity": _CHINA,
            "jurisdiction": "China",
            "topic": "sensitive-export",
            "base_rate": "bank-export",
            "source": "counted events",
        },
    ],
    "routes": [
        {
            "entity": _CHINA,
            "group": "personal",
            "route": "standard contract",
            "until": "1 Jul 2028",
        }
    ],
}
"""As a person would write it: names for ids, commas, per cents, dates in two ways."""


def sheets_in(content: bytes) -> dict[str, Rows]:
    """The cells of a workbook, sheet by sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def filled_in(
    sheets: Mapping[str, Rows],
    settings: Mapping[str, Any] = SETTINGS,
    tables: Mapping[str, list[dict[str, Any]]] = TABLES,
) -> dict[str, Rows]:
    """The sheets with what a user writes: beside a setting, or in the first free row."""
    filled = {name: [list(row) for row in rows] for name, rows in sheets.items()}
    for row in filled["settings"]:
        row[1] = settings.get(row[0], row[1])
    for name, records in tables.items():
        for record in records:
            _write(filled[name], record)
    return filled


def _write(rows: Rows, record: Mapping[str, Any]) -> None:
    headings = rows[0]
    own = [column for column, heading in enumerate(headings) if heading and heading[0] != "#"]
    known = [row for row in rows if row[0] and row[0] == record.get("id")]
    free = [row for row in rows if not any(row[column] for column in own)]
    if not known and not free:
        free = [[""] * len(headings)]
        rows += free
    row = (known or free)[0]
    for field, value in record.items():
        row[headings.index(field)] = value
