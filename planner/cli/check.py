"""``relocate check``: whether the files can be planned with, and what it costs if nobody moves."""

from __future__ import annotations

import json
import shlex
from collections.abc import Sequence

from planner.cli.options import (
    JsonOption,
    OverlayOption,
    ScenarioArgument,
    SettingOption,
    scenario_of,
)
from planner.cli.terminal import mention, tell


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
    from planner.cli.check_report import check_document, check_report

    scenario = scenario_of(source, overlays, settings)
    baselines, remarks = api.check(scenario), api.lint(scenario)
    if as_json:
        tell(json.dumps(check_document(scenario, baselines, remarks), indent=2))
        return
    tell(check_report(scenario, baselines, remarks))
    mention(f"\nNext: {plan_command(source, overlays or (), settings or ())}")


def plan_command(
    source: str, overlays: Sequence[str], settings: Sequence[str], others: Sequence[str] = ()
) -> str:
    """The command that plans a scenario with overlays, settings and other options."""
    pairs = [("--with", overlay) for overlay in overlays] + [("--set", each) for each in settings]
    words = [word for pair in pairs for word in pair]
    return shlex.join(["relocate", "plan", source, *words, *others])
