"""Arguments and options that commands share: what they accept, their help and their defaults."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from models import defaults
from planner.cli.naming import as_options

if TYPE_CHECKING:
    from models.scenario import Scenario


class _ShareDefault(float):
    """A default that is written as people write it: ``0.1%``."""

    def __str__(self) -> str:
        return f"{100 * self:g}%"


class _Seconds(float):
    """The same for a length of time: ``60``."""

    def __str__(self) -> str:
        return f"{self:g}"


def as_seconds(length: float) -> float:
    """A default length of time, as its help text writes it."""
    return _Seconds(length)


PLAN_GAP: float = _ShareDefault(defaults.PLAN_GAP)
PLAN_SECONDS: float = _Seconds(defaults.PLAN_SECONDS)
REPLAN_GAP: float = _ShareDefault(defaults.REPLAN_GAP)
"""How much better a plan must be to change the plan in force."""
SLACK: float = _ShareDefault(defaults.SLACK)
REPLAN_SECONDS: float = _Seconds(defaults.REPLAN_SECONDS)
DEBOUNCE_SECONDS: float = _Seconds(defaults.DEBOUNCE_SECONDS)
LONGEST_WAIT_SECONDS: float = _Seconds(defaults.LONGEST_WAIT_SECONDS)
JUDGING_SECONDS: float = _Seconds(defaults.JUDGING_SECONDS)


def share(text: object) -> float:
    """``0.001`` or ``0.1%`` as a share of one."""
    written = str(text).strip()
    number = _number(written.removesuffix("%").rstrip())
    value = number / 100 if written.endswith("%") else number
    if not 0 <= value < 1:
        raise typer.BadParameter(
            f"{written!r} is not a share: give one from 0 up to 1, such as 0.001 or 0.1%."
        )
    return value


def seconds(text: object) -> float:
    """A length of time in seconds."""
    value = _number(str(text).strip().removesuffix("s").rstrip())
    if not 0 < value <= 1_000_000:
        raise typer.BadParameter(f"{str(text)!r} is not a number of seconds above 0.")
    return value


def seconds_or_none(text: object) -> float:
    """A length of time in seconds, which may be 0."""
    written = str(text).strip().removesuffix("s").rstrip()
    return 0.0 if _number(written) == 0 else seconds(written)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
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
        "--with",
        metavar="OVERLAY",
        help="Apply an overlay of the scenario, by name or file; may be repeated, later ones win.",
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
JsonOption = Annotated[bool, typer.Option("--json", help="Print the result as JSON, for programs.")]
PlanFileArgument = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", show_default=False, help="A plan file (.parquet) that `plan` wrote."
    ),
]

# How hard to look for a plan.

GapOption = Annotated[
    float,
    typer.Option(
        parser=share,
        metavar="SHARE",
        help="Stop once the plan is proven to be this close to the best.",
    ),
]
TimeLimitOption = Annotated[
    float, typer.Option(parser=seconds, metavar="SECONDS", help="Stop after this time.")
]
FirstTimeLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        parser=seconds,
        metavar="SECONDS",
        help="Stop the search for the cheapest plan after this time; the others take a share of "
        "what it took.",
    ),
]
SeedOption = Annotated[
    int,
    typer.Option(min=0, max=2**31 - 1, metavar="N", help="Seed of the solver's random choices."),
]
DeterministicOption = Annotated[
    bool,
    typer.Option(
        "--deterministic",
        help="Stop after a fixed effort, not a time: the same files, byte for byte, every time.",
    ),
]
JudgingLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        parser=seconds,
        metavar="SECONDS",
        help="Give up a plan file that takes longer to judge.",
    ),
]

# Where the events are.

JournalOption = Annotated[
    Path,
    typer.Option(
        metavar="FILE",
        help="The journal, one file that holds all events and answers, such as programme.db.",
        show_default=False,
    ),
]
JournalChoice = Annotated[
    Path | None,
    typer.Option(
        "--journal",
        metavar="FILE",
        help="The journal of a host on one machine.",
        show_default=False,
    ),
]
BrokerOption = Annotated[
    str,
    typer.Option(
        metavar="kafka://<HOST>:<PORT>",
        help="The Kafka broker; further ones after commas. Passwords and certificates come from "
        "the environment: docs/operations.md.",
        show_default=False,
    ),
]
BrokerChoice = Annotated[
    str | None,
    typer.Option(
        "--broker",
        metavar="kafka://<HOST>:<PORT>",
        help="The Kafka broker of several workers: docs/operations.md.",
        show_default=False,
    ),
]

# When to plan again.

DebounceOption = Annotated[
    float,
    typer.Option(
        "--debounce",
        parser=seconds_or_none,
        metavar="SECONDS",
        help="Plan once no event has come for this long.",
    ),
]
LongestWaitOption = Annotated[
    float,
    typer.Option(
        "--longest-wait",
        parser=seconds,
        metavar="SECONDS",
        help="Plan this long after an event at the latest, even if more keep coming.",
    ),
]
ReplanGapOption = Annotated[
    float,
    typer.Option(
        "--gap",
        parser=share,
        metavar="SHARE",
        help="How much better a plan must be to change the plan in force.",
    ),
]
ReplanLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit",
        parser=seconds,
        metavar="SECONDS",
        help="Stop looking for a plan after this time.",
    ),
]
SolversOption = Annotated[
    int,
    typer.Option(
        "--solvers",
        min=1,
        max=64,
        metavar="N",
        help="How many programmes may be planned at the same time.",
    ),
]
MetricsPortOption = Annotated[
    int | None,
    typer.Option(
        min=0,
        max=65_535,
        metavar="PORT",
        help="Serve health and Prometheus metrics on this port of 127.0.0.1; 0 takes a free one.",
        show_default=False,
    ),
]


def scenario_of(
    source: str, overlays: Sequence[str] | None, settings: Sequence[str] | None
) -> Scenario:
    """The scenario that a command line names, with its overlays and settings.

    Raises
    ------
    InputError
        Everything that is wrong with it.
    """
    from planner import api

    with as_options(scenario="SCENARIO", overlays="--with", settings="--set"):
        return api.load(source, overlays or (), api.parsed_settings(settings or ()))


def log_place(journal: Path | None, broker: str | None) -> Path | str:
    """Where the events are: in a journal, or with a broker.

    Raises
    ------
    InputError
        It is not an address of brokers.
    """
    if journal is not None and broker is None:
        return journal
    if broker is not None and journal is None:
        from planner.api.logs import broker_address

        with as_options(broker="--broker"):
            return broker_address(broker)
    raise typer.BadParameter("Give either --journal or --broker.")
