"""Unfelt signals: reports that move nothing, because nothing hangs on their matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.remarks import Remark
from models.signals import Matter
from planner.exposure import feels
from planner.lint.idle_cases import concerns
from planner.lint.lint import Lint, Subject, named


def find(subject: Subject) -> Iterable[Remark]:
    """Matters with signals that no case of anybody feels, and that make no obligation due.

    One line for all jurisdictions that the scenario does not have: a shared timeline covers more
    places than one company has offices in.
    """
    scenario = subject.scenario
    about = {signal.matter for signal in scenario.signals}
    about -= {each.matter for each in scenario.obligations if each.matter is not None}
    here = {place.id for place in scenario.jurisdictions}
    matters = [matter for matter in scenario.matters if matter.id in about]
    yield from _elsewhere([matter for matter in matters if matter.jurisdiction not in here])
    files = {case.id: case for case in subject.books.exposure.cases}
    for matter in matters:
        felt = [case for case in scenario.cases if feels(case, matter)]
        if matter.jurisdiction in here and not felt:
            yield _remark(
                matter, f"no case of {matter.jurisdiction} is about {named(matter.topics)}"
            )
        elif felt and not any(concerns(subject.ways, files[case.id]) for case in felt):
            idle = named([case.id for case in felt])
            yield _remark(matter, f"only cases that concern nobody feel it ({idle})")


def _elsewhere(matters: Sequence[Matter]) -> Iterator[Remark]:
    if matters:
        places = sorted({matter.jurisdiction for matter in matters})
        yield Remark(
            lint=LINT.name,
            words=f"{len(matters)} matters are of jurisdictions that the scenario does not have "
            f"({named(places)}): their signals move nothing",
            table="matters",
            field="jurisdiction",
            next_step="Nothing to do, unless a jurisdiction goes by another name here.",
        )


def _remark(matter: Matter, why: str) -> Remark:
    return Remark(
        lint=LINT.name,
        words=f"signals on {matter.id} move nothing: {why}",
        table="matters",
        row=matter.id,
        field="topics",
        next_step="Add a case or an obligation that hangs on it, or name a topic that has one.",
    )


LINT = Lint(
    name="unfelt_signals",
    sentence="Signals on a matter that no case feels, or only cases that concern nobody, and that "
    "makes no obligation due.",
    find=find,
)
