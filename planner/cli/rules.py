"""``relocate rules``: what is planned by, in words, with a scenario's figures."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from planner.cli.options import JsonOption, OverlayOption, SettingOption, scenario_of
from planner.cli.screen import tell, wrapped

if TYPE_CHECKING:
    from models.scenario import Scenario
    from planner.rules.cards import RuleCard


def rules(
    name: Annotated[
        str | None, typer.Argument(metavar="NAME", help="One rule, in full.", show_default=False)
    ] = None,
    *,
    scenario: Annotated[
        str | None,
        typer.Option(
            metavar="SCENARIO", help="Show the figures of this scenario.", show_default=False
        ),
    ] = None,
    overlays: OverlayOption = None,
    settings: SettingOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the rules of the model with their sources; in full for one, or for a scenario."""
    from planner import api

    given = _given(scenario, overlays, settings)
    cards = _named(api.rules(given), name)
    if as_json:
        tell(json.dumps([asdict(card) for card in cards], indent=2))
    elif name is None and given is None:
        tell(_list(cards))
    else:
        tell("\n\n".join(_card(card, with_figures=given is not None) for card in cards))


def _given(
    scenario: str | None, overlays: list[str] | None, settings: list[str] | None
) -> Scenario | None:

    if scenario is not None:
        return scenario_of(scenario, overlays, settings)
    if overlays or settings:
        raise typer.BadParameter("--with and --set need --scenario.")
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
    from planner.cli.grids import Heading, grid

    headings = (Heading("Rule"), Heading("Stands on"), Heading("In words"))
    rows = [(card.name, _standing(card), f"{card.sentence} ({card.source})") for card in cards]
    return grid(headings, rows)


def _standing(card: RuleCard) -> str:
    return card.stands_on if card.in_force else f"{card.stands_on} (switched off)"


def _card(card: RuleCard, *, with_figures: bool) -> str:
    lines = [card.name, "", wrapped(card.sentence), ""]
    facts = [
        ("Stands on:", f"{_standing(card)}: {card.source}"),
        *(("" if i else "Formula:", line) for i, line in enumerate(card.formula.splitlines())),
        ("Unit:", card.unit),
    ]
    lines += [wrapped(f"{label:<11}{text}", hanging=11) for label, text in facts]
    if with_figures:
        lines += ["", "In this scenario:", *_figures(card)]
    return "\n".join(lines)


def _figures(card: RuleCard) -> list[str]:
    figures = card.values or ("no figures of its own",)
    return [wrapped(f"- {figure}", indent=2, hanging=2) for figure in figures]
