"""Idle cases: what could happen to nobody."""

from __future__ import annotations

from collections.abc import Iterable

from models.remarks import Remark
from models.risk import Channel
from planner.exposure.book import CaseFile
from planner.lint.lint import Lint, Subject
from planner.lint.ways import Ways
from planner.rules.routes.exports import law_of, regulated


def find(subject: Subject) -> Iterable[Remark]:
    """Each case that concerns nobody today and can concern nobody later.

    On the export channel a case is about datasets whose export a law knows of; on the others about
    cohorts that are at home where it could happen, or that some move could bring there.
    """
    for case in subject.books.exposure.cases:
        if not concerns(subject.ways, case):
            why, next_step = _why(subject, case)
            yield Remark(
                lint=LINT.name,
                words=f"case {case.id} is about nothing: {why}",
                table="cases",
                row=case.id,
                field="topic",
                next_step=next_step,
            )


def _why(subject: Subject, case: CaseFile) -> tuple[str, str]:
    """Why a case is about nothing, and what to do."""
    where = f"at {case.entity} in {case.jurisdiction} with data of its topic"
    if case.channel is not Channel.EXPORT:
        check = "Check entity, jurisdiction, and who has access to data of the topic's classes."
        return f"nobody is or can be {where}", check
    law = law_of(subject.books.scenario, case.jurisdiction)
    if law is None or not law.regulates(case.group):
        why = f"data may leave {case.jurisdiction} freely, which has no exports"
        return why, f"Nothing to do, unless {case.jurisdiction} has a law on exports."
    check = "Check entity and jurisdiction, and class and place of the datasets."
    return f"no dataset is {where}", check


def concerns(ways: Ways, case: CaseFile) -> bool:
    """Whether a case is about anything: datasets on the export channel, else people."""
    if case.channel is Channel.EXPORT:
        return bool(case.datasets & {dataset.id for dataset in regulated(ways.sets.scenario)})
    arriving = ways.open[ways.sets.cohorts_in(case.concerned)][:, ways.sets.offices_in(case.sites)]
    return bool(case.residents) or bool(arriving.any())


LINT = Lint(
    name="idle_cases",
    sentence="A case that concerns no cohort and no dataset, whatever moves.",
    find=find,
)
