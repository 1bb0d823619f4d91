"""Tables of alternatives, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from models.analysis import AlternativePlan, Alternatives, Aspect, SharedDecisions
from models.readable import counted, in_percent
from models.scenario import Scenario
from planner.exports.plan_changes import change_words
from planner.exports.table import Column, ColumnKind, Table, text_columns
from planner.exports.tradeoffs.columns import FIGURES, READING, figure_cells
from planner.wording.amounts import money_words
from planner.wording.labels import DISCLAIMER
from planner.wording.names import asked_lines, cohort_names, office_names

_ASPECTS = {
    Aspect.FEWER_POSTS: "Fewer posts move",
    Aspect.OTHER_DESTINATIONS: "Other destinations",
    Aspect.LESS_CASH: "Less one-off cash",
    Aspect.FEWER_DISMISSALS: "Fewer dismissals",
    Aspect.MORE_POSTS: "More posts move",
}

MORE = Column("more", "More than the best", ColumnKind.MONEY, signed=True)


def alternatives_tables(found: Alternatives, scenario: Scenario) -> tuple[Table, ...]:
    """The best plan above its alternatives, and what all have in common; none if there is none."""
    best = found.best
    if best is None:
        return ()
    rows = [("Best", *figure_cells(best, 0), 0, None)]
    rows += [
        (
            name,
            *figure_cells(each, 0),
            each.total - best.total,
            change_words(each.change, scenario),
        )
        for name, each in zip(_names(found.alternatives), found.alternatives, strict=True)
    ]
    plans = Table(
        "alternatives",
        alternatives_title(scenario),
        (Column("plan", "Plan"), *FIGURES, MORE, Column("change", "Changes")),
        tuple(rows),
        found.currency,
        notes=(
            *asked_lines(scenario),
            *proof_sentence(found.gap),
            *_slack(found),
            READING,
            DISCLAIMER,
        ),
    )
    if not found.alternatives:
        return (plans,)
    otherwise = Table(
        "differences",
        "What each does otherwise than the best plan",
        text_columns(plan="Plan", change="Changes"),
        tuple((row[0], row[-1]) for row in rows[1:]),
    )
    shared = (*_shared_moves(found.shared, scenario), *shared_acts(found.shared, scenario))
    return (plans, otherwise, *shared_tables(shared))


def alternatives_title(scenario: Scenario) -> str:
    """What the plans are."""
    return f"{scenario.name}: the best plan and its alternatives"


def proof_sentence(gap: float | None) -> Iterator[str]:
    """How much less the best plan may still cost; nothing if that is not known."""
    if gap:
        yield f"No plan costs less than the best here by more than {in_percent(gap)}."


def shared_acts(shared: SharedDecisions, scenario: Scenario) -> Iterator[tuple[str, str]]:
    """Measures and routes that all plans have in common."""
    measures = {each.id: each.name or each.id for each in scenario.measures}
    for measure in shared.measures:
        yield "measure", measures.get(measure, measure)
    for route in shared.routes:
        yield "route", route


def shared_tables(rows: Sequence[tuple[str, str]]) -> tuple[Table, ...]:
    """What all plans do; no table if that is nothing."""
    columns = text_columns(kind="Kind", what="What")
    return (Table("shared", "What all of these plans do", columns, tuple(rows)),) if rows else ()


def _names(others: Sequence[AlternativePlan]) -> list[str]:
    """By aspect, numbered where several have the same."""
    counts = Counter(each.aspect for each in others)
    so_far: Counter[Aspect] = Counter()
    names = []
    for each in others:
        so_far[each.aspect] += 1
        number = f" {so_far[each.aspect]}" if counts[each.aspect] > 1 else ""
        names.append(f"{_ASPECTS[each.aspect]}{number}")
    return names


def _slack(found: Alternatives) -> Iterator[str]:
    if found.best is None or found.most is None:
        return
    slack = money_words(found.most - found.best.total, found.currency)
    most = f"at most {in_percent(found.within)} more ({slack})"
    if found.most - found.best.total < int(found.within * abs(found.best.total)):
        most = f"at most {slack} more, half of what the best plan saves,"
    if not found.alternatives:
        yield f"No plan was found that costs {most} and truly differs."
        return
    yield (
        f"Each alternative costs {most} and differs from all others by a twentieth in where posts "
        "go, in dismissals or in one-off cash."
    )


def _shared_moves(shared: SharedDecisions, scenario: Scenario) -> Iterator[tuple[str, str]]:
    offices, cohorts = office_names(scenario), cohort_names(scenario)
    for move in shared.moves:
        posts = counted(move.heads, "post")
        office = offices.get(move.destination, move.destination)
        yield "move", f"{posts} of {cohorts.get(move.cohort, move.cohort)} to {office}"
