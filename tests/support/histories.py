"""Short ways to tell events of the default company, and to look at what follows from them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from models.account import PricedMove
from models.answer import Answer, AnswerKind, Proposal
from models.choices import DecisionKind, Reason
from models.plan import Plan
from models.scenario import Scenario
from models.workforce import Mode
from streams.events import (
    AnswerRecorded,
    DayPassed,
    Event,
    MoveExecuted,
    OfAll,
    RecommendationDecided,
    ScenarioPublished,
    Step,
)
from streams.fold import fold
from streams.state import World
from streams.view import View, view
from tests.support.builders import move, scenario

PROGRAMME = "test"
START = datetime(2027, 1, 1, tzinfo=UTC)


def identity(
    cohort: str = "kyc",
    destination: str = "bengaluru",
    mode: Mode = Mode.TRANSFER,
    period: str = "2027-Q2",
) -> str:
    """Id of a recommendation."""
    return f"{PROGRAMME}/{cohort}/{destination}/{mode}/{period}"


MOVE = identity()


def told(kind: type[Any], name: str, at: datetime = START, **fields: Any) -> Any:
    """An event of the programme, or of all where its kind is."""
    return kind(id=name, recorded_at=at, **whose(kind, PROGRAMME), **fields)


def whose(kind: type[Any], programme: str) -> dict[str, str]:
    """The programme that an event names, if its kind names one."""
    return {} if issubclass(kind, OfAll) else {"programme": programme}


def passed(day: date) -> DayPassed:
    return DayPassed(id=f"day/{day}", recorded_at=START, day=day)


def decided(
    verdict: DecisionKind,
    heads: int | None = None,
    reason: Reason = Reason.AGREED,
    recommendation: str = MOVE,
    at: datetime = START,
    **fields: Any,
) -> RecommendationDecided:
    """A decision; its id is the move and the moment."""
    event: RecommendationDecided = told(
        RecommendationDecided,
        f"decision/{recommendation}/{at:%Y%m%d}",
        at,
        recommendation=recommendation,
        revision="r",
        verdict=verdict,
        reason=reason,
        heads=heads,
        **fields,
    )
    return event


def accepted(heads: int, recommendation: str = MOVE, at: datetime = START) -> RecommendationDecided:
    return decided(DecisionKind.ACCEPT, heads, recommendation=recommendation, at=at)


def executed(
    step: Step, heads: int, on: date | None = None, recommendation: str = MOVE
) -> MoveExecuted:
    name = f"{step}/{recommendation}/{on}"
    event: MoveExecuted = told(
        MoveExecuted, name, recommendation=recommendation, step=step, heads=heads, on=on
    )
    return event


def proposal(
    heads: int = 4,
    *,
    worth: int = 1000,
    start_by: date = date(2027, 2, 1),
    committed: int = 0,
    needs: Plan | None = None,
    **where: Any,
) -> Proposal:
    """A move into the second quarter, to be started by February, worth ten dollars."""
    moved = move(heads, **{"period": "2027-Q2", **where})
    return Proposal(
        priced=PricedMove(move=moved, one_off=0, run_rate_delta=-worth, exposure_delta=0),
        start_by=start_by,
        expires_on=start_by,
        committed=committed,
        needs=needs or Plan(),
    )


def answered(*proposals: Proposal, number: int = 1, **fields: Any) -> AnswerRecorded:
    """An answer whose plan is the moves that it proposes."""
    needs = [each.needs for each in proposals]
    plan = Plan(
        moves=tuple(each.priced.move for each in proposals),
        **{
            kind: tuple(dict.fromkeys(row for need in needs for row in getattr(need, kind)))
            for kind in ("blocks", "measures", "routes", "consultations")
        },
    )
    defaults: dict[str, Any] = {"kind": AnswerKind.CHANGED, "revision": f"r{number}", "plan": plan}
    answer = Answer(**{**defaults, "proposals": proposals, **fields})
    event: AnswerRecorded = told(AnswerRecorded, f"answer/{number}", number=number, answer=answer)
    return event


def published(*events: Event, company: Scenario | None = None) -> World:
    """The default company, published, and further events."""
    first = told(ScenarioPublished, "scenario", scenario=company or scenario())
    return fold(World(), [first, *events])


def seen(world: World) -> View:
    """The view, which must exist."""
    found = view(world, PROGRAMME)
    assert isinstance(found, View), found
    return found
