"""``relocate rules``: the rules in words, with a scenario's figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.options import JsonOption, OverlayOption, SettingOption, scenario_of
from planner.cli.terminal import tell, wrapped

if TYPE_CHECKING:
    from models.scenario import Scenario
    from planner.api.types import RuleCard


def rules(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Show this rule in full.", show_default=False),
    ] = None,
    *,
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO",
            help="Show the rules with the figures of this scenario.",
            show_default=False,
        ),
    ] = None,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the rules that a plan has to keep, with their sources.

    A rule is shown in full if it is named, and all are with --scenario.
    """
    from planner import api

    chosen = _scenario(scenario, overlays, settings)
    cards = _named(api.rules(chosen), name)
    if as_json:
        tell(json.dumps([asdict(card) for card in cards], indent=2))
    elif name is None and chosen is None:
        tell(_list(cards))
    else:
        tell("\n\n".join(_card(card, with_figures=chosen is not None) for card in cards))


def _scenario(
    scenario: str | None, overlays: list[str] | None, settings: list[str] | None
) -> Scenario | None:
    if scenario is not None:
        return scenario_of(scenario, overlays, settings)
    if overlays or settings:
        raise typer.BadParameter("--with and --set go with --scenario.")
    return None


def _named(cards: Sequence[RuleCard], name: str | None) -> Sequence[RuleCard]:
    if name is None:
        return cards
    chosen = [card for card in cards if card.name == name]
    if not chosen:
        known = ", ".join(card.name for card in cards)
        raise typer.BadParameter(f"{name!r} is not a rule. Known: {known}.", param_hint="NAME")
    return chosen


def _list(cards: Sequence[RuleCard]) -> str:
    from planner.cli.tables import Heading, grid

    headings = (Heading("Rule"), Heading("Basis"), Heading("In words"))
    rows = [(card.name, _basis(card), f"{card.sentence} ({card.source})") for card in cards]
    return grid(headings, rows)


def _basis(card: RuleCard, *, with_source: bool = False) -> str:
    words: str = card.stands_on
    if with_source:
        words = card.source if card.source.startswith(words) else f"{words}: {card.source}"
    return words if card.in_force else f"{words} (switched off)"


def _card(card: RuleCard, *, with_figures: bool) -> str:
    lines = [card.name, "", wrapped(card.sentence), ""]
    facts = [
        ("Basis:", _basis(card, with_source=True)),
        *(("" if i else "Formula:", line) for i, line in enumerate(card.formula.splitlines())),
        ("Unit:", card.unit),
    ]
    lines += [wrapped(f"{label:<9}{text}", hanging=9) for label, text in facts]
    if with_figures:
        lines += ["", "In this scenario:", *_figures(card)]
    return "\n".join(lines)


def _figures(card: RuleCard) -> list[str]:
    figures = card.values or ("no figures of its own",)
    return [wrapped(f"- {figure}", indent=2, hanging=2) for figure in figures]
