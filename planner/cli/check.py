"""``relocate check``: whether the files can be planned with, and what it costs if nobody moves."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from models.baselines import BaselineName, Baselines
from models.readable import counted
from planner.cli.findings import limit_lines, remarks_words
from planner.cli.options import (
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SettingOption,
    scenario_of,
)
from planner.cli.terminal import aligned, mention, tell, wrapped

if TYPE_CHECKING:
    from models.account import Judgement
    from models.scenario import Scenario


def check(
    source: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check a scenario and price staying put.

    Every mistake in its files is listed at once; where there is none, it says what it costs if
    nobody moves, which limits are close, and what is worth a second look.
    """
    from planner import api

    scenario = scenario_of(source, overlays, settings)
    baselines, remarks = api.check(scenario), api.lint(scenario)
    if as_json:
        document = _document(scenario, baselines)
        remarked = [remark.model_dump(mode="json") for remark in remarks]
        tell(json.dumps(document | {"remarks": remarked}, indent=2))
        return
    parts = _parts(scenario, baselines)
    tell("\n\n".join([*parts, *([remarks_words(remarks)] if remarks else [])]))
    mention(f"\nNext: {_plan_command(source, overlays or (), settings or ())}")


def _plan_command(source: str, overlays: Sequence[str], settings: Sequence[str]) -> str:
    pairs = [("--with", overlay) for overlay in overlays] + [("--set", each) for each in settings]
    return shlex.join(["relocate", "plan", source, *(word for pair in pairs for word in pair)])


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


def _parts(scenario: Scenario, baselines: Baselines) -> list[str]:
    return [
        _heading(scenario),
        _contents(counts(scenario)),
        _prices(scenario, baselines),
        *(_limits(baselines, name) for name in BaselineName),
    ]


def _heading(scenario: Scenario) -> str:
    from planner.exports.names import scenario_title

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
    from planner.exports.words import baseline_words, money_words, rule_words

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
    from planner.exports.words import baseline_words

    words = baseline_words(name).capitalize()
    broken, close = limit_lines(baselines.of(name).judgement)
    shown = close if name is BaselineName.STAYING_PUT else []
    return "\n".join(
        [
            *([f"{words} breaks:", *broken] if broken else [f"{words} breaks no rule."]),
            *(["Close to their limits:", *shown] if shown else []),
        ]
    )


def _document(scenario: Scenario, baselines: Baselines) -> dict[str, Any]:
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
    }


def _figures(judgement: Judgement) -> dict[str, Any]:
    return {
        "total": judgement.total,
        "money": judgement.money,
        "expected_loss": judgement.expected_loss,
        **judgement.model_dump(mode="json", include={"price_list", "findings"}),
    }
