"""What a decision rests on: its inputs by weight, where they come from, and who approved them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.base import Frozen
from models.decision_inputs import AssumedInput, InputPlace
from models.flaws.ranges import owner_of
from models.provenance import Certainty, Provenance
from models.ranges import SETTINGS, Range, figure_at, value_at
from models.scenario import Scenario
from models.sensitivity import Sensitivity
from models.signals import SignalStatus
from models.tables import TABLE_KEYS, keyed_rows
from planner.exposure.likelihoods import readings
from planner.wording.inputs import figure_words
from planner.wording.rows import row_words

ASSUMED = "assumption"
"""Word of a source that is none: the author of the scenario chose the figure."""


_ESTIMATED = frozenset({"remaining_share", "exempt_remaining_share"})
"""Figures beside those of law that no law gives: what remains of a loss under a route."""


class FigureOrigin(NamedTuple):
    """Where a figure comes from; empty where nobody says."""

    source: str = ""
    certainty: Certainty | None = None
    approved_by: str = ""


def assumed_inputs(scenario: Scenario, sensitivity: Sensitivity | None) -> tuple[AssumedInput, ...]:
    """The inputs with a range by their weight, then what nobody has approved.

    Parameters
    ----------
    scenario
        The scenario that the inputs are in.
    sensitivity
        A plan judged at the ends of their ranges. None if ranges were left out: then they are
        listed without a weight.
    """
    weighed = [_ranged(scenario, row, swing) for row, swing in _ranges(scenario, sensitivity)]
    by_weight = sorted(weighed, key=lambda each: -each.weight)
    return (*by_weight, *_unapproved_law(scenario), *_unapproved_signals(scenario))


def _ranges(scenario: Scenario, found: Sensitivity | None) -> Iterator[tuple[Range, int]]:
    if found is None:
        yield from ((row, 0) for row in scenario.ranges)
        return
    for each in found.inputs:
        place = {"table": each.table, "row": each.row, "field": each.field}
        yield Range(**place, low=each.low.value, high=each.high.value), each.swing


def _ranged(scenario: Scenario, row: Range, swing: int) -> AssumedInput:
    owner, path = owner_of(scenario, row), row.path
    base, low, high = (
        figure_words(owner, path, text) for text in (str(figure_at(owner, path)), row.low, row.high)
    )
    return AssumedInput(
        place=InputPlace(
            table=row.table,
            row=row.row,
            field=row.field,
            name="" if row.table == SETTINGS else row_words(scenario, row.table, owner),
        ),
        value=base,
        low=low,
        high=high,
        weight=swing,
        **origin_of(owner, path)._asdict(),
    )


def origin_of(owner: Frozen, path: Sequence[str]) -> FigureOrigin:
    """Where the figure in a field comes from: as the innermost group around it says.

    Parameters
    ----------
    owner
        The row with the field, or the scenario for a setting.
    path
        Names from there to the field.
    """
    groups = (value_at(owner, path[:depth]) for depth in reversed(range(len(path))))
    said = (_said_of(group) for group in groups if isinstance(group, Frozen))
    found = next((each for each in said if each != FigureOrigin()), FigureOrigin())
    if path[-1] in _ESTIMATED:
        return found._replace(certainty=Certainty.ASSUMPTION)
    return found


def _said_of(group: Frozen) -> FigureOrigin:
    """What a group of figures says of itself, with a provenance or in fields of its own."""
    for _, value in _parts(group):
        if isinstance(value, Provenance):
            return FigureOrigin(value.source, value.certainty, value.approved_by)
    source = getattr(group, "source", "") or getattr(group, "reason", "")
    by_source = Certainty.ASSUMPTION if ASSUMED in source.lower() else None
    certainty = getattr(group, "certainty", by_source)
    return FigureOrigin(source, certainty, getattr(group, "approved_by", ""))


def _parts(group: Frozen) -> Iterator[tuple[str, object]]:
    return ((name, getattr(group, name)) for name in type(group).model_fields)


def _unapproved_law(scenario: Scenario) -> Iterator[AssumedInput]:
    """Groups of legal figures that nobody has approved."""
    for table in TABLE_KEYS:
        for key, row in keyed_rows(scenario, table):
            for field, each in _provenances(row, ()):
                if not each.approved_by:
                    name = row_words(scenario, table, row)
                    place = InputPlace(table=table, row="/".join(key), field=field, name=name)
                    yield _without_weight(place, "", each.certainty, each.source)


def _provenances(group: Frozen, path: tuple[str, ...]) -> Iterator[tuple[str, Provenance]]:
    """Yield each provenance with the group that it is about: ``exports``, ``severance.dispute``."""
    for name, value in _parts(group):
        if isinstance(value, Provenance):
            about = name.removesuffix("provenance").removesuffix("_")
            yield ".".join((*path, about) if about else path), value
        elif isinstance(value, Frozen):
            yield from _provenances(value, (*path, name))


def _unapproved_signals(scenario: Scenario) -> Iterator[AssumedInput]:
    """Signals that count although nobody has approved them, where a scenario lets them."""
    if scenario.signal_weights.counted is SignalStatus.APPROVED:
        return
    for signals in readings(scenario).signals.values():
        for each in signals:
            if each.approved_at is None:
                place = InputPlace(table="signals", row=each.id, field="stage", name=each.about)
                yield _without_weight(place, each.stage.value, each.certainty, each.source)


def _without_weight(
    place: InputPlace, value: str, certainty: Certainty, source: str
) -> AssumedInput:
    return AssumedInput(place=place, value=value, weight=0, certainty=certainty, source=source)
