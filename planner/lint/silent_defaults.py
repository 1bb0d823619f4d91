"""Inputs left empty that stand for at once, or for never, where it matters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from models.account import ROW, Remark
from models.places import Office
from models.workforce import Mode
from planner.formulation.sets import MODES
from planner.lint.lint import Subject, lint

_TRANSFER = MODES.index(Mode.TRANSFER)


@lint("An input left empty that stands for at once, or for never, where it matters.")
def silent_defaults(subject: Subject) -> Iterable[Remark]:
    """Lead times that are empty, and so none, and dates or bands that are empty, and so never.

    Only where some move that is possible depends on them. A zero that is written is meant.
    """
    for o, office in enumerate(subject.scenario.offices):
        yield from _at_once(subject, o, office)
        leaving = subject.ways.movable[subject.ways.sets.home == o].any()
        if office.lease is not None and office.lease_break is None and leaving:
            yield silent_defaults.remark(
                f"seats of {ROW} are never given up, whoever leaves: lease_break is empty",
                "offices",
                office.id,
                "lease_break",
                "Write the day from which the lease can be ended.",
            )
    yield from _never_redundant(subject)


def _at_once(subject: Subject, o: int, office: Office) -> Iterator[Remark]:
    """Lead times of an office that are left empty."""
    possible, homes = subject.ways.possible[:, o], subject.ways.sets.home
    places = np.array([each.jurisdiction for each in subject.scenario.offices])
    abroad = places[homes] != office.jurisdiction
    hires = np.delete(possible, _TRANSFER, axis=1).any()
    transfers = possible[abroad, _TRANSFER].any()
    leads = (
        ("hiring_days", hires, "people who are hired at {} start on the planning date"),
        ("visa_days", transfers, "people from abroad arrive at {} on the planning date"),
        ("block_lead_days", office.max_blocks, "more seats at {} can be used at once"),
    )
    for field, matters, words in leads:
        if matters and field not in office.model_fields_set and not getattr(office, field):
            yield silent_defaults.remark(
                f"{words.format(ROW)}: {field} is empty",
                "offices",
                office.id,
                field,
                "Write how many days it takes; write 0 if it takes none.",
            )


def _never_redundant(subject: Subject) -> Iterator[Remark]:
    """Cohorts that move without length of service, beside others of their office that have it."""
    served = {band.cohort for band in subject.scenario.service}
    offices = {cohort.office for cohort in subject.scenario.cohorts if cohort.id in served}
    for c, cohort in enumerate(subject.scenario.cohorts):
        filled = cohort.posts > cohort.vacant and cohort.office in offices
        if filled and subject.ways.possible[c].any() and cohort.id not in served:
            yield silent_defaults.remark(
                f"nobody in {ROW} can be made redundant: service has no rows of it, though it has "
                "of others at its office",
                "cohorts",
                cohort.id,
                "id",
                "Add rows to service: posts, years of service, monthly wage.",
            )
