"""Random tiny companies under the limits that firms set, and the cheapest of all their plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from math import comb, prod

from models.calendar import Horizon
from models.limits import Acceptance, Continuity, Quota, QuotaKind, QuotaSpan, Team, TeamKind
from models.places import Office
from models.plan import Hold, Move, MoveKey, Plan, SeatRelease
from models.plan_in_force import Churn, Firmness, MoveInForce
from models.scenario import Scenario
from models.tables import row_key
from models.workforce import (
    Cohort,
    CostOverride,
    HeadcountStep,
    Mode,
    ModePolicies,
    ModePolicy,
    ServiceBand,
)
from planner.audit import audit
from planner.books import Books, books_of
from tests.builders import (
    AT_ONCE,
    cohort,
    entity,
    jurisdiction,
    office,
    pay,
    role,
    scenario,
    service,
    severance,
)
from tests.planner.rules.every_plan import counts, every_plan, slots
from tests.planner.rules.tiny_companies import Dice

PLACES = {"shanghai": "china", "bengaluru": "india", "dalian": "china", "manila": "philippines"}
EMPLOYERS = {"china": "bank_cn", "india": "services_in", "philippines": "services_ph"}
STARTS = (date(2027, 1, 1), date(2027, 4, 1), date(2027, 7, 1))

NEVER_MENDED = frozenset(
    {"posts", "acceptance", "vacancies", "kept_posts", "arrivals", "visas", "redundancies"}
    | {"continuity"}
)
"""Rules that moves of other cohorts never help to keep: what one cohort's moves break, stays."""


def tiny_company(seed: int, most_plans: int) -> Scenario:
    """A random company with at least ten and at most so many plans to judge; the same each time."""
    attempt, scarce = 0, (*QuotaKind, None)
    while True:
        company = _company(Dice(seed, attempt), scarce[seed % len(scarce)])
        if 10 <= Plans(company).number <= most_plans:
            return company
        attempt += 1


def _company(dice: Dice, scarce: QuotaKind | None) -> Scenario:
    """One company; what the scarce quota counts is what it has reason to do."""
    names = ("shanghai", "bengaluru", *dice.one_of(((), ("dalian",), ("manila",))))
    span = dice.one_of((2, 2, 3))
    risky = scarce is QuotaKind.PEOPLE_AT_RISK
    cohorts = _cohorts(dice, names, at_risk=10 if risky else 3, all_there=scarce is not None)
    packages = {QuotaKind.REDUNDANCIES: 1}.get(scarce, 9) if scarce else 9
    hires = {QuotaKind.REDUNDANCIES: 10, QuotaKind.VISAS: 1}.get(scarce, 5) if scarce else 5
    dear = "bengaluru" if risky else "shanghai" if scarce else dice.one_of(names[:2])
    return scenario(
        horizon=Horizon(periods=span, tail_periods=dice.one_of((0, 4, 8))),
        planning_date=dice.one_of((date(2026, 7, 1), date(2027, 1, 1))),
        discount_rate=dice.one_of((0.0, 0.06)),
        refill_window_periods=1,
        modes=ModePolicies(
            transfer=ModePolicy(ramp_up_months=2.0, ramp_up_loss=0.3),
            redundancy=ModePolicy(overlap_periods=dice.one_of((0, 0, 1))),
        ),
        continuity=_continuity(dice),
        churn=Churn(
            per_head=dice.amount("USD", 30) if dice.in_ten(7) else None,
            frozen_until=None,
        ),
        jurisdictions=tuple(
            jurisdiction(
                place,
                severance=severance(months_per_year=dice.one_of((0.5, 1.0))),
                protected_share=dice.one_of((0.0, 0.0, 0.3)),
                exit_barred_share=dice.one_of((0.0, 0.0, 0.0, 0.3)),
            )
            for place in EMPLOYERS
        ),
        entities=tuple(entity(name, place) for place, name in EMPLOYERS.items()),
        offices=tuple(_office(dice, name, packages) for name in names),
        roles=(role("analyst"), role("lead", function=dice.one_of(("analyst", None)))),
        pay=tuple(
            pay(who, name, f"USD {dice.upto(30) + (50 if name == dear else 25)}000")
            for who in ("analyst", "lead")
            for name in names
        ),
        cohorts=cohorts,
        headcount=(steps := _headcount(dice, cohorts)),
        service=tuple(band for each in cohorts for band in _service(dice, each, hires)),
        teams=_teams(dice, cohorts, {step.cohort for step in steps}),
        acceptance=tuple(row for each in cohorts for row in _acceptance(dice, each, names)),
        quotas=tuple(_quotas(dice, names, scarce)),
        costs=tuple(
            _listed(dice, each, name) for each in cohorts for name in names if dice.in_ten(4)
        ),
    )


def _continuity(dice: Dice) -> Continuity:
    if dice.in_ten(7):
        return AT_ONCE
    return Continuity(
        periods=dice.one_of((1, 2)),
        max_share=dice.one_of((0.34, 0.5, 0.75)),
        max_replaced_share=1.0,
    )


def _office(dice: Dice, name: str, packages: int) -> Office:
    place, growing, leased = PLACES[name], dice.in_ten(5), dice.in_ten(2)
    return office(
        name,
        place,
        EMPLOYERS[place],
        seats=4 if leased else dice.one_of((100,) if name == "shanghai" else (100, 100, 4, 2, 0)),
        block_seats=dice.one_of((1, 2, 3)) if growing else 0,
        max_blocks=dice.one_of((1, 1, 2)) if growing else 0,
        block_fit_out=dice.amount("USD", 4) if growing else None,
        block_lease=dice.amount("USD", 4) if growing else None,
        relocation=dice.amount("USD", 6) if dice.in_ten(packages) else None,
        hiring_share=0.2,
        lease=dice.amount("USD", 12) if leased else None,
        lease_break=dice.one_of((date(2026, 9, 1), *STARTS[1:])) if leased else None,
    )


def _cohorts(
    dice: Dice, names: Sequence[str], *, at_risk: int, all_there: bool
) -> tuple[Cohort, ...]:
    sizes = dice.one_of(((4,), (3,), (2, 2), (2, 1), (1, 1), (3, 1)))
    shared = names[0] if all_there or dice.in_ten(4) else None
    return tuple(
        _cohort(dice, f"team_{i}", shared or dice.one_of(names), posts, at_risk)
        for i, posts in enumerate(sizes)
    )


def _cohort(dice: Dice, name: str, where: str, posts: int, at_risk: int) -> Cohort:
    vacant = 1 if dice.in_ten(2) else 0
    must_go = 1 + dice.upto(posts - 1) if dice.in_ten(1) else 0
    return cohort(
        name,
        role=dice.one_of(("analyst", "analyst", "lead")),
        entity=EMPLOYERS[PLACES[where]],
        office=where,
        posts=posts,
        vacant=vacant,
        must_go=must_go,
        must_stay=1 if dice.in_ten(1) and must_go < posts else 0,
        # Whoever is kept at risk by law leaves nothing for a quota to ask.
        exit_barred=0 if at_risk == 10 else dice.one_of((None, 0, 0, 0, 1)),
        protected=0 if at_risk == 10 else dice.one_of((None, 0, 0, 0, 1)),
        at_risk=dice.in_ten(at_risk),
        seats_per_head=dice.one_of((1.0, 1.0, 0.5, 1.25)),
    )


def _headcount(dice: Dice, cohorts: Sequence[Cohort]) -> tuple[HeadcountStep, ...]:
    return tuple(
        HeadcountStep(
            cohort=each.id,
            effective_from=STARTS[1],
            posts=max(0, each.posts + dice.one_of((-1, 1))),
        )
        for each in cohorts
        if dice.in_ten(2)
    )


def _service(dice: Dice, each: Cohort, hires: int) -> tuple[ServiceBand, ...]:
    people = each.posts - each.vacant
    if not people or not dice.in_ten(hires):
        return ()
    return (service(each.id, people, dice.upto(9), str(dice.amount("USD", 4))),)


def _teams(dice: Dice, cohorts: Sequence[Cohort], stepped: set[str]) -> tuple[Team, ...]:
    teams = []
    for each in cohorts:
        if dice.in_ten(2) and each.id not in stepped:
            teams.append(Team(id=f"i_{each.id}", kind=TeamKind.INDIVISIBLE, cohorts=(each.id,)))
        elif dice.in_ten(2):
            teams.append(
                Team(id=f"b_{each.id}", kind=TeamKind.MINIMUM_BATCH, cohorts=(each.id,), minimum=2)
            )
    if len(cohorts) > 1 and dice.in_ten(5):
        both = tuple(each.id for each in cohorts)
        near = len({each.office for each in cohorts}) == 1 and not stepped
        kind = TeamKind.TOGETHER if near and dice.in_ten(5) else TeamKind.APART
        teams.append(Team(id="both", kind=kind, cohorts=both))
    return tuple(teams)


def _acceptance(dice: Dice, each: Cohort, names: Sequence[str]) -> Iterator[Acceptance]:
    for where in (None, *names):
        if dice.in_ten(1):
            share = dice.one_of((0.3, 0.5, 0.67, 0.75))
            withdraws = dice.one_of((0.0, 0.0, 0.25))
            yield Acceptance(
                cohort=each.id, office=where, share=share, low=0.3, withdraws=withdraws
            )


def _quotas(dice: Dice, names: Sequence[str], scarce: QuotaKind | None) -> Iterator[Quota]:
    abroad = tuple(sorted({PLACES[name] for name in names} - {"china"}))
    for kind in QuotaKind:
        if kind is scarce or dice.in_ten(2):
            levels = kind is QuotaKind.PEOPLE_AT_RISK
            places = {
                QuotaKind.ARRIVALS: names[1:],
                QuotaKind.DEPARTURES: names,
                QuotaKind.VISAS: abroad,
                QuotaKind.REDUNDANCIES: ("china",),
                QuotaKind.PEOPLE_AT_RISK: ("china", "china", abroad[0]),
            }[kind]
            yield Quota(
                id=f"quota_{kind}",
                kind=kind,
                at=dice.one_of(places),
                span=QuotaSpan.PERIOD if levels else dice.one_of(tuple(QuotaSpan)),
                effective_from=STARTS[1] if levels else dice.one_of((None, None, STARTS[1])),
                heads=dice.upto(1 if kind is scarce else 2),
                law=dice.in_ten(5),
                source="assumption",
            )


def _listed(dice: Dice, each: Cohort, where: str) -> CostOverride:
    return CostOverride(
        cohort=each.id,
        office=where,
        one_off=dice.amount("USD", 20) if dice.in_ten(6) else None,
        annual=dice.amount("USD", 70) if dice.in_ten(4) else None,
        seats_per_head=dice.one_of((0.4, 2.0)) if dice.in_ten(4) else None,
    )


def under_way(company: Scenario, seed: int) -> Scenario:
    """The same with a plan in force, some of its moves promised, some of them impossible."""
    dice = Dice(seed, 99)
    every = [
        MoveInForce(
            cohort=each.id,
            destination=place.id,
            mode=mode,
            period=period.label,
            heads=1 + dice.upto(1),
            standing=dice.one_of((Firmness.PLANNED, *Firmness)),
        )
        for each in company.cohorts
        for place in company.offices
        for mode in (Mode.TRANSFER, Mode.REDUNDANCY, Mode.REFILL)
        for period in company.periods
        if place.id != each.office and _ends(company, mode, period.index)
    ]
    chosen = [move for move in every if dice.upto(len(every)) < 2]
    frozen = dice.one_of((None, company.periods[0].label))
    churn = company.churn.model_copy(update={"frozen_until": frozen})
    chosen.sort(key=lambda move: row_key("incumbent", move))
    return company.model_copy(update={"incumbent": tuple(chosen), "churn": churn})


def _ends(company: Scenario, mode: Mode, period: int) -> bool:
    return period + company.modes.of(mode).overlap_periods < len(company.periods)


class Plans:
    """All plans of a company that could be lawful."""

    def __init__(self, company: Scenario) -> None:
        self._company, self._books = company, books_of(company)
        self._choices = slots(company, self._books)
        self._releases = [_releases(company, each) for each in company.offices]

    @property
    def number(self) -> int:
        """How many there are, before any is left out."""
        number, span = prod(len(ways) for ways in self._releases), len(self._company.periods)
        for each, moves in zip(self._company.cohorts, self._choices, strict=True):
            most = self._company.posts[each.id][-1]
            number *= comb(len(moves) + most, most)
        for place in self._company.offices:
            number *= comb(span + place.max_blocks, place.max_blocks)
        return number

    def cheapest(self) -> tuple[int, int] | None:
        """Heads on hold and total of the lawful plan with fewest on hold, then the cheapest."""
        promised = _promised(self._company, self._books)
        best: tuple[int, int] | None = None
        for plan in self._all():
            holds = tuple(_holds(plan, promised))
            judgement = audit(plan.model_copy(update={"holds": holds}), self._books)
            found = sum(hold.heads for hold in holds), judgement.total
            if judgement.lawful and (best is None or found < best):
                best = found
        return best

    def _all(self) -> Iterator[Plan]:
        releases = [
            tuple(each for office in ways for each in office) for ways in product(*self._releases)
        ]
        for plan in every_plan(self._company, self._choices, self._may_be_part):
            for given in releases:
                yield plan.model_copy(update={"releases": given})

    def _may_be_part(self, moves: tuple[Move, ...]) -> bool:
        """Whether moves of one cohort break no rule that no other cohort could mend."""
        mine = {move.cohort for move in moves}
        return not any(
            finding.rule in NEVER_MENDED and (not finding.cohorts or mine & set(finding.cohorts))
            for finding in audit(Plan(moves=moves), self._books).violations
        )


def _releases(company: Scenario, place: Office) -> list[tuple[SeatRelease, ...]]:
    free = [
        period.label
        for period in company.periods
        if place.lease_break is not None and period.starts >= place.lease_break
    ]
    return [
        tuple(
            SeatRelease(office=place.id, period=period, seats=seats)
            for period, seats in zip(free, given, strict=True)
            if seats
        )
        for given in counts(len(free), place.seats)
    ]


def _promised(company: Scenario, books: Books) -> list[Move]:
    """Moves that are due, one head after another as long as posts are left."""
    homes = {each.id: each.office for each in company.cohorts}
    frozen = company.churn.frozen_until
    due: list[Move] = []
    for old in sorted(company.incumbent, key=lambda move: move.period):
        if old.standing is Firmness.PLANNED and (frozen is None or old.period > frozen):
            continue
        for _ in range(old.heads):
            head = Move(
                cohort=old.cohort,
                origin=homes[old.cohort],
                destination=old.destination,
                mode=old.mode,
                period=old.period,
                heads=1,
            )
            broken = audit(Plan(moves=(*due, head)), books).violations
            if not any(finding.rule == "posts" for finding in broken):
                due.append(head)
    return due


def _holds(plan: Plan, promised: Sequence[Move]) -> Iterator[Hold]:
    done = {MoveKey.of(move): move.heads for move in plan.moves}
    for key, heads in Counter(map(MoveKey.of, promised)).items():
        missing = heads - done.get(key, 0)
        if missing > 0:
            yield Hold(**key._asdict(), heads=missing)
