"""Arguments and options that commands share."""

from __future__ import annotations

import math
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from models.scenario import Scenario


class SolverName(StrEnum):
    """Who looks for a plan: our own search, or one call to a solver beneath it."""

    SEARCH = "search"
    HIGHS = "highs"
    SCIP = "scip"
    CP_SAT = "cp_sat"


def share(text: object) -> float:
    """``0.001`` or ``0.1%`` as a share of one."""
    written = str(text).strip()
    number = _number(written.removesuffix("%").rstrip())
    value = number / 100 if written.endswith("%") else number
    if not 0 <= value < 1:
        said = f"Expected a share from 0 up to 1, such as 0.001 or 0.1%; got {written!r}."
        raise typer.BadParameter(said)
    return value


def seconds(text: object) -> float:
    """A length of time in seconds."""
    value = _number(str(text).strip().removesuffix("s").rstrip())
    if not 0 < value <= 1_000_000:
        raise typer.BadParameter(f"{str(text)!r} is not a number of seconds above 0.")
    return value


def few_seconds(text: object) -> float:
    """A length of time in seconds, which may be none."""
    written = str(text).strip().removesuffix("s").rstrip()
    return 0.0 if _number(written) == 0 else seconds(written)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a number.") from None
    if not math.isfinite(number):
        raise typer.BadParameter(f"{text!r} is not a number.")
    return number


ScenarioArgument = Annotated[
    str,
    typer.Argument(
        metavar="SCENARIO",
        help="A folder, a file (YAML, JSON, XLSX), or the name of a bundled scenario.",
        show_default=False,
    ),
]
OverlayOption = Annotated[
    list[str] | None,
    typer.Option(
        "--with", metavar="OVERLAY", help="Lay an overlay over it; repeat for more, later ones win."
    ),
]
SettingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set",
        metavar="KEY=VALUE",
        help="Change one setting, as in risk_weight=2; may be repeated.",
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print the result for machines on standard output.")
]
GapOption = Annotated[
    float,
    typer.Option(
        parser=share,
        metavar="SHARE",
        help="Stop once the plan is proven to be this close to the best.  [default: 0.1%]",
        show_default=False,
    ),
]
TimeLimitOption = Annotated[
    float,
    typer.Option(
        parser=seconds,
        metavar="SECONDS",
        help="Stop after this time.  [default: 60]",
        show_default=False,
    ),
]
SeedOption = Annotated[
    int, typer.Option(min=0, max=2**31 - 1, help="Seed of the solver's random choices.")
]
DeterministicOption = Annotated[
    bool,
    typer.Option(
        "--deterministic",
        help="Stop after a fixed effort, not a time: the same files, byte for byte, every time.",
    ),
]
PlanFileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", show_default=False, help="A plan file (.parquet) that `plan` wrote."
    ),
]
JudgingLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        parser=seconds,
        metavar="SECONDS",
        help="Give up a plan file that takes longer to judge.  [default: 120]",
        show_default=False,
    ),
]
JournalOption = Annotated[
    Path,
    typer.Option(
        metavar="FILE", help="The file that holds everything, as programme.db.", show_default=False
    ),
]
FewSecondsOption = Annotated[
    float,
    typer.Option(
        "--debounce",
        parser=few_seconds,
        metavar="SECONDS",
        help="Quiet after an event before a plan is asked for.  [default: 2]",
        show_default=False,
    ),
]
BrokerOption = Annotated[
    str,
    typer.Option(
        metavar="kafka://<HOST>:<PORT>",
        help="The broker; further ones after commas. Security by environment: docs/operations.md.",
        show_default=False,
    ),
]
JournalChoice = Annotated[
    Path | None,
    typer.Option(
        "--journal", metavar="FILE", help="The file of a host on one machine.", show_default=False
    ),
]
BrokerChoice = Annotated[
    str | None,
    typer.Option(
        "--broker",
        metavar="kafka://<HOST>:<PORT>",
        help="The broker of workers; docs/operations.md.",
        show_default=False,
    ),
]
LongestWaitOption = Annotated[
    float,
    typer.Option(
        "--longest-wait",
        parser=seconds,
        metavar="SECONDS",
        help="Ask for a plan at the latest so long after an event.  [default: 30]",
        show_default=False,
    ),
]
ChangeOption = Annotated[
    float,
    typer.Option(
        "--gap",
        parser=share,
        metavar="SHARE",
        help="How much better a plan must be to change the one in force.  [default: 0.5%]",
        show_default=False,
    ),
]
FewSecondsLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        parser=seconds,
        metavar="SECONDS",
        help="Stop looking for a plan after this time.  [default: 20]",
        show_default=False,
    ),
]
SolversOption = Annotated[
    int,
    typer.Option("--solvers", min=1, max=64, help="Programmes that are planned at the same time."),
]
MetricsPortOption = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=65_535,
        metavar="PORT",
        help="Health and Prometheus metrics on this port of 127.0.0.1; 0 takes a free one.",
        show_default=False,
    ),
]


def scenario_of(
    source: str, overlays: Sequence[str] | None, settings: Sequence[str] | None
) -> Scenario:
    """The scenario that a command line names, with what it lays over it.

    Raises
    ------
    InputError
        Everything that is wrong with it.
    """
    from planner import api

    found = api.parsed_settings(settings or ())
    return api.load(source, overlays or (), found, settings_from="--set")


def one_of(journal: Path | None, broker: str | None) -> Path | str:
    """Where the events are: in a journal, or with a broker."""
    if journal is not None and broker is None:
        return journal
    if broker is not None and journal is None:
        return broker
    raise typer.BadParameter("Give either --journal or --broker.")
