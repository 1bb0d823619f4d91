"""Cases, signals and routes without effect, and unapproved figures of law."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from models.account import ROW, Remark
from models.base import Frozen
from models.plan import RouteFiling
from models.provenance import Provenance
from models.risk import Channel
from models.routes import RouteInForce
from models.signals import Matter
from planner.exposure import is_affected_by
from planner.exposure.book import CaseFile
from planner.lint.lint import Subject, lint, short_list
from planner.lint.ways import Ways
from planner.rules.routes.export_columns import exporters, law_of, regulated_datasets


@lint("A case that concerns no cohort and no dataset in any plan.")
def idle_cases(subject: Subject) -> Iterable[Remark]:
    """Each case that concerns nobody today and can concern nobody later.

    On the export channel a case concerns datasets whose export the law regulates; on the others,
    cohorts at home where it could happen, or that some move could bring there.
    """
    for case in subject.books.exposure.cases:
        if not concerns(subject.ways, case):
            why, next_step = _why(subject, case)
            yield Remark(
                lint=idle_cases.name,
                sentence=f"case {ROW} has no effect: {why}",
                table="cases",
                row=case.id,
                field="topic",
                next_step=next_step,
            )


def _why(subject: Subject, case: CaseFile) -> tuple[str, str]:
    """Why a case has no effect, and what to do."""
    where = f"at {case.entity} in {case.jurisdiction} with data of its topic"
    if case.channel is not Channel.EXPORT:
        check = "Check entity, jurisdiction, and who has access to data of the topic's classes."
        return f"nobody is or can be {where}", check
    law = law_of(subject.books.scenario, case.jurisdiction)
    if law is None or not law.regulates(case.group):
        why = f"data may leave {case.jurisdiction} freely, which has no law on exports"
        return why, "Nothing to do, unless there is such a law: then add it."
    check = "Check entity and jurisdiction, and class and place of the datasets."
    return f"no dataset is {where}", check


def concerns(ways: Ways, case: CaseFile) -> bool:
    """Whether a case concerns anything: datasets on the export channel, else people."""
    if case.channel is Channel.EXPORT:
        return bool(
            case.datasets & {dataset.id for dataset in regulated_datasets(ways.sets.scenario)}
        )
    return bool(case.residents) or bool(ways.arriving(case).any())


@lint("Signals on a matter that moves no case that concerns anybody, and no obligation.")
def unfelt_signals(subject: Subject) -> Iterable[Remark]:
    """Matters with signals that affect no case and make no obligation due.

    One remark for all jurisdictions that the scenario does not have: a shared timeline covers more
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
        affected = [case for case in scenario.cases if is_affected_by(case, matter)]
        if matter.jurisdiction in here and not affected:
            yield _remark(
                matter, f"no case of {matter.jurisdiction} is about {short_list(matter.topics)}"
            )
        elif affected and not any(concerns(subject.ways, files[case.id]) for case in affected):
            idle = short_list([case.id for case in affected])
            yield _remark(matter, f"it only affects cases that concern nobody ({idle})")


def _elsewhere(matters: Sequence[Matter]) -> Iterator[Remark]:
    if matters:
        places = sorted({matter.jurisdiction for matter in matters})
        yield Remark(
            lint=unfelt_signals.name,
            sentence=f"{len(matters)} matters are of jurisdictions that the scenario does not have "
            f"({short_list(places)}): their signals have no effect",
            table="matters",
            field="jurisdiction",
            next_step="Nothing to do, unless one of them has another id here.",
        )


def _remark(matter: Matter, why: str) -> Remark:
    return Remark(
        lint=unfelt_signals.name,
        sentence=f"signals on {ROW} have no effect: {why}",
        table="matters",
        row=matter.id,
        field="topics",
        next_step="Add a case or an obligation that depends on it, or a topic that has one.",
    )


@lint("Routes of entities that have nothing whose export needs one.")
def idle_routes(subject: Subject) -> Iterable[Remark]:
    """Each route in force or filed for of an entity without regulated data of its group."""
    scenario, needed = subject.scenario, exporters(subject.scenario)
    found: list[tuple[str, str, RouteInForce | RouteFiling]] = [
        *(("routes", "route", each) for each in scenario.routes),
        *(("under_way", "routes", each) for each in scenario.under_way.routes),
    ]
    for table, field, each in found:
        if (each.entity, each.group) not in needed:
            yield Remark(
                lint=idle_routes.name,
                sentence=f"{each.route} of {each.entity} for {each.group} data has no effect but "
                "its cost: the entity has no such data whose export the law regulates",
                table=table,
                row=f"{each.entity}/{each.group}",
                field=field,
                next_step="Check entity and group, and entity, class and place of the datasets.",
            )


@lint("Figures of law that nobody has approved, in one line.")
def unapproved_law(subject: Subject) -> Iterable[Remark]:
    """One remark for all figures of law without an approver."""
    places = subject.scenario.jurisdictions
    each = {place.id: list(_provenances(place)) for place in places}
    open_ = {name: [p for p in found if not p.approved_by] for name, found in each.items()}
    missing = sum(map(len, open_.values()))
    if missing:
        names = [name for name, found in open_.items() if found]
        yield Remark(
            lint=unapproved_law.name,
            sentence=f"nobody has approved {missing} of {sum(map(len, each.values()))} figures of "
            f"law ({short_list(names)})",
            table="jurisdictions",
            field="approved_by",
            next_step="`relocate rules --scenario` lists them with their sources.",
        )


def _provenances(value: object) -> Iterator[Provenance]:
    if isinstance(value, Provenance):
        yield value
    elif isinstance(value, Frozen):
        for name in type(value).model_fields:
            yield from _provenances(getattr(value, name))
