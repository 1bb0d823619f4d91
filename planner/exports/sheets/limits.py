"""Routes of data exports, limits and how much of them is used, and settings that differ."""

from __future__ import annotations

from models.briefing import Briefing
from models.choices import Audience
from models.compared import LimitUse
from models.plan import RouteFiling
from planner.exports.paper import PaperSheet
from planner.exports.sheets.labels import name_of, rule_name
from planner.exports.sheets.speech import Speech
from planner.exports.sheets.tables import plan_columns, plans_of, table_by_plan
from planner.exports.table import Column, ColumnKind, Table, Value, text_columns

_ROUTES = text_columns(
    entity="Entity", group="Data", route="Route", period="In force from", until="Until"
)

_LIMITS = (
    *text_columns(subject="What is limited", rule="Rule", by="Set by", period="Period"),
    Column("used", "Used", ColumnKind.PERCENT),
    Column("value", "Value", ColumnKind.COUNT),
    Column("limit", "Limit", ColumnKind.COUNT),
    *text_columns(unit="Unit", remark="Remark"),
)

_MONEY = "money"
"""Unit of rules that limit amounts."""


def routes_sheet(briefing: Briefing) -> PaperSheet | None:
    """Legal routes that each plan files."""
    rows = (
        (plan.name, _route_row(briefing, route))
        for plan in plans_of(briefing)
        for route in plan.routes
    )
    table = table_by_plan(briefing, "routes", "Routes in force", _ROUTES, rows)
    if table is None:
        return None
    return PaperSheet("Routes", "By which legal route data leaves", tables=(table,))


def _route_row(briefing: Briefing, route: RouteFiling) -> tuple[Value, ...]:
    return (
        name_of(briefing.names, route.entity),
        route.group.value.capitalize(),
        route.route.value.replace("_", " ").capitalize(),
        route.period,
        route.until or "the end",
    )


def limits_sheet(briefing: Briefing, speech: Speech) -> PaperSheet | None:
    """How close each plan comes to limits of law and policy."""
    rows = (
        (plan.name, _limit_row(each, speech)) for plan in plans_of(briefing) for each in plan.limits
    )
    table = table_by_plan(briefing, "limits", "Limits, the most used first", _LIMITS, rows)
    if table is None:
        return None
    withheld = ("Limits on posts, people and seats are not shown.",)
    return PaperSheet(
        "Limits",
        "How much room is left under each limit",
        tables=(table,),
        notes=(
            "Tight: less than a fifth of a legal limit is left. Broken: more than all is used.",
            *(withheld if briefing.audience is Audience.BOARD else ()),
        ),
    )


def _limit_row(each: LimitUse, speech: Speech) -> tuple[Value, ...]:
    remark = "Broken" if each.used > 1 else "Tight" if each.is_tight else None
    is_money = each.unit == _MONEY
    return (
        each.subject,
        rule_name(each.rule, speech),
        "Law" if each.law else "Policy",
        each.period or None,
        each.used,
        _amount(each.value, speech) if is_money else each.value,
        _amount(each.limit, speech) if is_money else each.limit,
        None if is_money else each.unit or None,
        remark,
    )


def _amount(amount: int | None, speech: Speech) -> Value:
    """An amount with its currency, since other rows of its column count posts or days."""
    return None if amount is None else speech.money(amount)


def settings_sheet(briefing: Briefing) -> PaperSheet | None:
    """Settings in which the plans' scenarios differ."""
    if not briefing.settings:
        return None
    columns = (Column("setting", "Setting"), *plan_columns(briefing))
    rows = tuple(
        (each.what, *(value or None for value in each.values)) for each in briefing.settings
    )
    table = Table("settings", "Settings that differ", columns, rows)
    hidden = any(not value for each in briefing.settings for value in each.values)
    return PaperSheet(
        "Settings that differ",
        "What the plans assume differently",
        tables=(table,),
        notes=("Values that would tell of few people or of pay are not shown.",)
        if hidden and briefing.audience is Audience.BOARD
        else (),
    )
