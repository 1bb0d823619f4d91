"""Names in place of ids: options, places of inputs, tasks, measures, rules."""

from __future__ import annotations

import re
from decimal import Decimal

from models.briefing import BriefingNames
from models.compared import ComparedKind, ComparedPlan
from models.decision_inputs import InputPlace
from models.money import minor_digits
from models.plan import TaskKind
from models.ranges import SETTINGS
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.terms import FIELDS, STAGES, TABLES
from planner.exports.tasks import FILING_TITLE, TASK_TITLES, owner_words
from planner.wording.amounts import money_in
from planner.wording.fields import FIELD_WORDS, field_words, path_words
from planner.wording.labels import rule_words

_AMOUNT = re.compile(
    r"(?P<currency>[A-Z]{3}) (?P<number>-?[0-9][0-9,]*(\.[0-9]+)?)(?P<unit> (k|m|bn|tn)\b)?"
)
_POWERS = {"": 0, "k": 3, "m": 6, "bn": 9, "tn": 12}

_ALONE = "Plan"
"""What a plan is called on a paper about it alone."""

_COUNTED_TASKS = {
    TaskKind.OFFER: "ask who moves",
    TaskKind.ORDER_SEATS: "order seat blocks",
    TaskKind.OPEN_HIRES: "open hires",
    TaskKind.PERMIT: "apply for permits",
    TaskKind.AGREEMENT: "sign agreements",
    TaskKind.NOTICE: "give notice",
    TaskKind.PLACEMENT: "offer vacant posts",
    TaskKind.HAND_OVER: "hand over",
}
"""Tasks that count posts, people or seats, of which a board sees the first of each kind."""


def option_words(option: ComparedPlan, speech: Speech) -> str:
    """Name of an option; baselines are named in the language of the paper."""
    if option.kind is ComparedKind.PLAN:
        return plan_name(option.name, speech)
    return kind_words(option.kind, speech)


def plan_name(name: str, speech: Speech) -> str:
    """Name of a plan, or of the world that it was made for; a plan alone has no name of its own."""
    return speech.say("Plan") if name == _ALONE else name


def kind_words(kind: ComparedKind, speech: Speech) -> str:
    """Name of a baseline at the head of a column: ``Staying put``."""
    return speech.say(kind.value.replace("_", " ").capitalize())


def baseline_words(kind: ComparedKind, speech: Speech) -> str:
    """Name of a baseline within a sentence: ``staying put``."""
    words = kind_words(kind, speech)
    return words if speech.is_chinese else words.lower()


def name_of(names: BriefingNames, key: str) -> str:
    """Name of an office, entity, measure, jurisdiction or cohort; the id itself if it has none."""
    for known in (
        names.offices,
        names.entities,
        names.measures,
        names.jurisdictions,
        names.cohorts,
    ):
        if found := known.get(key):
            return found
    return key.replace("_", " ")


def input_name(place: InputPlace, names: BriefingNames, speech: Speech) -> str:
    """Name an input by its row and field: ``China, inspection: loss``."""
    field = _field(place, speech)
    if place.table == SETTINGS:
        return _begun(field)
    parts = [name_of(names, part) for part in place.row.split("/") if part]
    row = place.name or speech.listed(parts) or _table(place, speech)
    return speech.say("{row}: {field}", row=row, field=field) if field else row


def _table(place: InputPlace, speech: Speech) -> str:
    """Name a table, where the row is not told."""
    return TABLES[place.table] if speech.is_chinese else _begun(place.table.replace("_", " "))


def _field(place: InputPlace, speech: Speech) -> str:
    """Name a field by its own words, or by those of the groups it is in."""
    if known := FIELD_WORDS.get((place.table, place.field)):
        return speech.say(known)
    if not speech.is_chinese:
        return field_words(place.table, place.field)
    return path_words(place.field, FIELDS, comma="，")


def rule_name(rule: str, speech: Speech) -> str:
    """Name of a rule: ``Run rate``."""
    return speech.say(rule_words(rule))


def task_name(kind: TaskKind, what: str, names: BriefingNames, speech: Speech) -> str:
    """Name a task: ``Open hires at Bengaluru``; without what it is about, the first of its kind."""
    if not what:
        first = speech.say("{task}, the first of all", task=speech.say(_COUNTED_TASKS[kind]))
        return _begun(first)
    if kind is TaskKind.FILING:
        entity, group, route = what.split("/")
        parts = {
            "entity": name_of(names, entity),
            "group": speech.say(group),
            "route": speech.say(route.replace("_", " ")),
        }
        return _begun(speech.say(FILING_TITLE, **parts))
    return _begun(speech.say(TASK_TITLES[kind], what=name_of(names, what)))


def owner_name(owner: str, speech: Speech) -> str:
    """Name of a responsible role: ``Real estate``."""
    return speech.say(owner_words(owner))


def value_name(text: str, speech: Speech) -> str:
    """Write a value of an input, with its amounts in the language of the paper."""
    if not speech.is_chinese:
        return text.replace("_", " ")
    parts = (STAGES.get(part, part) for part in text.split(" or "))
    return "或".join(_AMOUNT.sub(lambda found: _amount(found, speech), part) for part in parts)


def _amount(found: re.Match[str], speech: Speech) -> str:
    power = _POWERS[(found["unit"] or "").strip()]
    whole = Decimal(found["number"].replace(",", "")).scaleb(power)
    smallest = int(whole.scaleb(minor_digits(found["currency"])))
    return money_in(speech.language, smallest, found["currency"])


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]
