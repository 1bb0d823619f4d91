"""``relocate check``: whether the files can be planned with, and what staying put costs."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planner.cli.limits import limit_lines
from planner.cli.looks import remarks_in_words
from planner.cli.options import JsonOption, OverlayOption, ScenarioArgument, SettingOption
from planner.cli.screen import aligned, counted, mention, tell, wrapped

if TYPE_CHECKING:
    from models.account import Judgement
    from models.baselines import Baselines
    from models.scenario import Scenario


def check(
    scenario: ScenarioArgument,
    *,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read a scenario, list what is wrong, and judge staying put."""
    from planner import api

    loaded = api.load(scenario, overlays or (), settings or ())
    baselines, remarks = api.check(loaded.scenario), api.lint(loaded.scenario)
    if as_json:
        document = _document(loaded.scenario, loaded.overlays, baselines)
        remarked = [remark.model_dump(mode="json") for remark in remarks]
        tell(json.dumps(document | {"remarks": remarked}, indent=2))
        return
    parts = _parts(loaded.scenario, loaded.overlays, baselines)
    tell("\n\n".join([*parts, *([remarks_in_words(remarks)] if remarks else [])]))
    mention(f"\nNext: {_plan_command(scenario, overlays or (), settings or ())}")


def _plan_command(scenario: str, overlays: Sequence[str], settings: Sequence[str]) -> str:
    laid = [("--with", overlay) for overlay in overlays] + [("--set", each) for each in settings]
    return shlex.join(["relocate", "plan", scenario, *(word for pair in laid for word in pair)])


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


def _parts(scenario: Scenario, overlays: tuple[str, ...], baselines: Baselines) -> list[str]:
    judgement = baselines.staying_put.judgement
    return [
        _heading(scenario, overlays),
        _contents(counts(scenario)),
        _prices(scenario, judgement),
        _limits(judgement),
    ]


def _heading(scenario: Scenario, overlays: tuple[str, ...]) -> str:
    first, last = scenario.periods[0].label, scenario.periods[-1].label
    lines = [f"{scenario.name}: {scenario.title}" if scenario.title else scenario.name]
    lines += [f"With {', '.join(overlays)}."] if overlays else []
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


def _prices(scenario: Scenario, judgement: Judgement) -> str:
    from planner import api

    def line(label: str, amount: int) -> tuple[str, str]:
        return label, api.money_words(amount, scenario.currency)

    rows = [line(api.rule_words(p.rule), p.amount) for p in judgement.price_list if p.amount]
    title = "Staying put costs, at present value over the horizon and its tail:"
    return f"{wrapped(title)}\n{aligned([*rows, line('Total', judgement.total)])}"


def _limits(judgement: Judgement) -> str:
    broken, close = limit_lines(judgement)
    kept = [] if broken else ["Staying put breaks no rule."]
    return "\n".join(
        [
            *kept,
            *(["Staying put breaks:", *broken] if broken else []),
            *(["Close to their limits:", *close] if close else []),
        ]
    )


def _document(
    scenario: Scenario, overlays: tuple[str, ...], baselines: Baselines
) -> dict[str, Any]:
    judgement = baselines.staying_put.judgement
    return {
        "scenario": scenario.name,
        "scenario_hash": scenario.hash,
        "overlays": list(overlays),
        "planning_date": scenario.planning_date.isoformat(),
        "currency": scenario.currency,
        "counts": counts(scenario),
        "lawful": judgement.lawful,
        **judgement.model_dump(mode="json", include={"total", "price_list", "findings"}),
    }
