"""The report of ``relocate check``: contents, prices, limits and remarks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.account import Judgement, Remark
from models.baselines import BaselineName, Baselines
from models.readable import counted
from models.scenario import Scenario
from planner.cli.findings import limit_lines, remark_document, remarks_words
from planner.cli.terminal import aligned, wrapped
from planner.wording.amounts import money_words
from planner.wording.labels import baseline_words, rule_words
from planner.wording.names import scenario_title


def counts(scenario: Scenario) -> dict[str, int]:
    """How much there is of everything in a scenario."""
    tables = ("offices", "entities", "jurisdictions", "roles", "datasets", "topics", "cases")
    return {
        "cohorts": len(scenario.cohorts),
        "posts": sum(cohort.posts for cohort in scenario.cohorts),
        "vacant": sum(cohort.vacant for cohort in scenario.cohorts),
        "seats": sum(office.seats for office in scenario.offices),
        **{name: len(getattr(scenario, name)) for name in tables},
    }


def check_report(scenario: Scenario, baselines: Baselines, remarks: Sequence[Remark]) -> str:
    """What a scenario has, what it costs if nobody moves, and what is worth a second look."""
    parts = [
        _heading(scenario),
        _contents(counts(scenario)),
        _prices(scenario, baselines),
        *(_limits(baselines, name) for name in BaselineName),
        *([remarks_words(remarks)] if remarks else []),
    ]
    return "\n\n".join(parts)


def _heading(scenario: Scenario) -> str:
    first, last = scenario.periods[0].label, scenario.periods[-1].label
    lines = [scenario_title(scenario)]
    lines += [f"With {', '.join(scenario.overlays)}."] if scenario.overlays else []
    lines += [f"No mistake found. Planned on {scenario.planning_date} for {first} to {last}."]
    return "\n".join(wrapped(line) for line in lines)


def _contents(count: dict[str, int]) -> str:
    posts = f"{counted(count['posts'], 'post')}, {count['vacant']:,} of them vacant"
    parts = [
        f"{counted(count['cohorts'], 'cohort')} with {posts}",
        f"{counted(count['offices'], 'office')} with {counted(count['seats'], 'seat')}",
        counted(count["entities"], "entity", "entities"),
        counted(count["jurisdictions"], "jurisdiction"),
        counted(count["roles"], "role"),
        counted(count["datasets"], "dataset"),
        counted(count["cases"], "case"),
    ]
    return wrapped(f"{'; '.join(parts)}.")


def _prices(scenario: Scenario, baselines: Baselines) -> str:
    judgements = [baselines.of(name).judgement for name in BaselineName]
    rules = dict.fromkeys(line.rule for each in judgements for line in each.price_list)
    amounts = {rule_words(rule): [each.amount(rule) for each in judgements] for rule in rules}
    amounts |= {"Total": [each.total for each in judgements]}
    titles = [baseline_words(name).capitalize() for name in BaselineName]
    rows = [("", titles)] + [
        (words, [money_words(amount, scenario.currency) for amount in each])
        for words, each in amounts.items()
        if any(each)
    ]
    title = "What it costs if nobody moves, at present value over the horizon and its tail:"
    width = max(map(len, titles))
    lines = [(words, "".join(f"{cell:>{width + 2}}" for cell in cells)) for words, cells in rows]
    return f"{wrapped(title)}\n{aligned(lines)}"


def _limits(baselines: Baselines, name: BaselineName) -> str:
    """What a baseline breaks, and what of staying put is close to its limit."""
    words = baseline_words(name).capitalize()
    broken, close = limit_lines(baselines.of(name).judgement)
    shown = close if name is BaselineName.STAYING_PUT else []
    return "\n".join(
        [
            *([f"{words} breaks:", *broken] if broken else [f"{words} breaks no rule."]),
            *(["Close to their limits:", *shown] if shown else []),
        ]
    )


def check_document(
    scenario: Scenario, baselines: Baselines, remarks: Sequence[Remark]
) -> dict[str, Any]:
    """The same for programs."""
    judgement = baselines.staying_put.judgement
    return {
        "scenario": scenario.name,
        "scenario_hash": scenario.hash,
        "overlays": list(scenario.overlays),
        "planning_date": scenario.planning_date.isoformat(),
        "currency": scenario.currency,
        "counts": counts(scenario),
        "lawful": judgement.lawful,
        **_figures(judgement),
        "baselines": {name.value: _figures(baselines.of(name).judgement) for name in BaselineName},
        "mistakes": [],
        "remarks": list(map(remark_document, remarks)),
    }


def _figures(judgement: Judgement) -> dict[str, Any]:
    return {
        "total": judgement.total,
        "money": judgement.money,
        "expected_loss": judgement.expected_loss,
        **judgement.model_dump(mode="json", include={"price_list", "findings"}),
    }
