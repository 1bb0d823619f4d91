"""Unapproved law: figures of law that nobody in compliance stands behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.base import Frozen
from models.provenance import Provenance
from models.remarks import Remark
from planner.lint.lint import Lint, Subject, named


def find(subject: Subject) -> Iterable[Remark]:
    """One line for all figures of law without an approver."""
    places = subject.scenario.jurisdictions
    each = {place.id: list(_provenances(place)) for place in places}
    open_ = {name: [p for p in found if not p.approved_by] for name, found in each.items()}
    missing = sum(map(len, open_.values()))
    if missing:
        names = [name for name, found in open_.items() if found]
        yield Remark(
            lint=LINT.name,
            words=f"nobody has approved {missing} of {sum(map(len, each.values()))} figures of law "
            f"({named(names)})",
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


LINT = Lint(
    name="unapproved_law",
    sentence="Figures of law that nobody has approved, in one line.",
    find=find,
)
