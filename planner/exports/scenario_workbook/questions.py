"""Ten questions in plain words, of which the sheets of a workbook are the detail."""

from __future__ import annotations

from dataclasses import dataclass

from models.ranges import SETTINGS
from planner.scenario_files.draft import FieldPath


@dataclass(frozen=True, slots=True)
class FirstQuestion:
    """A question that a company has to answer before there can be a plan."""

    words: str
    details: str
    """What is needed for the answer, and what happens without it."""
    ask: str
    """Who in a firm knows it."""
    places: tuple[tuple[str, FieldPath], ...]
    """Where the answer is written: sheets, with a field on each."""


def _place(sheet: str, field: str) -> tuple[str, FieldPath]:
    return sheet, tuple(field.split("."))


QUESTIONS = (
    FirstQuestion(
        "What is to be decided, from which day on, and in which currency?",
        "A name and a title; the first day of planning; the currency in which all amounts add up. "
        "Amounts in other currencies need a rate.",
        "whoever leads the programme; treasury",
        (
            _place(SETTINGS, "title"),
            _place(SETTINGS, "planning_date"),
            _place(SETTINGS, "currency"),
            _place("rates", "worth"),
        ),
    ),
    FirstQuestion(
        "How far ahead is planned, and how much may be spent once?",
        "Quarters or months, and one-off cash in all and by fiscal year. Without a budget, money "
        "is no limit.",
        "finance",
        (
            _place(SETTINGS, "horizon.periods"),
            _place(SETTINGS, "budget.total"),
            _place(SETTINGS, "budget.by_fiscal_year.1.limit"),
        ),
    ),
    FirstQuestion(
        "Which companies employ the people and hold the data, and under whose law?",
        "A row for each legal person. Law comes with the offices; legal approves it.",
        "legal",
        (_place("entities", "jurisdiction"), _place("jurisdictions", "severance.months_per_year")),
    ),
    FirstQuestion(
        "Which offices are there, how many seats have they, and what does it take to get there?",
        "Seats held and seats that can be added; languages and skills that can be hired; days and "
        "money for a permit, a move and a hire. An office without a relocation package takes no "
        "transfers; where a role's language is not to be had, nobody is hired for it.",
        "facilities, recruiting, global mobility",
        (
            _place("offices", "seats"),
            _place("offices", "block_seats"),
            _place("offices", "languages"),
            _place("offices", "relocation"),
            _place("offices", "hiring_days"),
        ),
    ),
    FirstQuestion(
        "What kinds of work are there, and what does a post cost a year at each office?",
        "Roles with the skills and languages that a hire must bring. A role without pay at an "
        "office cannot move there.",
        "HR, payroll",
        (_place("roles", "name"), _place("pay", "annual")),
    ),
    FirstQuestion(
        "Who works where?",
        "Groups of posts of one role, employer and office; never a person. How many of the posts "
        "are vacant, and what share of the people leaves in a year.",
        "HR",
        (
            _place("cohorts", "posts"),
            _place("cohorts", "vacant"),
            _place("cohorts", "attrition"),
        ),
    ),
    FirstQuestion(
        "What is owed to people whose posts go?",
        "Years of service and monthly pay, by group. A group without them cannot be made "
        "redundant.",
        "payroll",
        (_place("service", "years"), _place("service", "monthly_wage")),
    ),
    FirstQuestion(
        "Which posts have to stay, and who may not be dismissed?",
        "Posts that law or the business keeps, people protected from dismissal, and who would "
        "accept a move. What nobody has counted is assumed, and said to be.",
        "labour counsel, compliance, heads of functions",
        (
            _place("cohorts", "must_stay"),
            _place("cohorts", "protected"),
            _place("presence", "posts"),
            _place("acceptance", "share"),
        ),
    ),
    FirstQuestion(
        "Which data is there, whom is it about, and who can reach it?",
        "Datasets with their legal class, how many people they are about, and which groups open "
        "them. Exports need a route: which one is in force already?",
        "IT, the data protection officer",
        (
            _place("datasets", "data_class"),
            _place("populations", "individuals"),
            _place("access", "dataset"),
            _place("routes", "route"),
        ),
    ),
    FirstQuestion(
        "What could go wrong, how likely is it in a year, and what would it cost?",
        "A case for each event that the company is exposed to. Without cases, a plan weighs money "
        "only.",
        "risk and legal",
        (
            _place("cases", "likelihood"),
            _place("cases", "base_rate"),
            _place("cases", "loss"),
            _place("topics", "channel"),
        ),
    ),
)
"""In the order in which they are best answered."""

ASKED = frozenset(sheet for question in QUESTIONS for sheet, _ in question.places)
"""Sheets that hold answers; the others are for those who need more."""

FIRST_SETTINGS = (
    "name",
    "title",
    "programme",
    "planning_date",
    "currency",
    "horizon.period",
    "horizon.periods",
    "budget.total",
    "budget.by_fiscal_year",
)
"""Settings that a first-time user needs; most people never touch the others."""
