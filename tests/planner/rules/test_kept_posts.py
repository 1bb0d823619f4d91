"""Some posts stay, some holders may not be dismissed, some may not leave the country."""

from datetime import date
from typing import Any

import pytest

from models.account import Verdict
from models.choices import Solver
from models.labour import Agreement, SigningWindow
from models.limits import Acceptance
from models.plan_in_force import Firmness, MoveInForce
from models.result import Status
from models.scenario import Scenario
from models.workforce import HeadcountStep, Mode, ModePolicies, ModePolicy
from tests.support.builders import (
    ASSUMED,
    cohort,
    entity,
    jurisdiction,
    move,
    office,
    pay,
    scenario,
    service,
    severance,
)
from tests.support.judging import (
    assert_limits_the_optimiser,
    cheapest,
    findings,
    found_by,
    judged,
    only,
    violations,
)

CHEAP_HOME = (("shanghai", "USD 36500"), ("beijing", "USD 71000"), ("bengaluru", "USD 73000"))


def company(
    *,
    transfers: bool = True,
    served: int = 10,
    falls_to: int | None = None,
    protected_count: int | None = None,
    **kyc: Any,
) -> Scenario:
    """The default company with length of service, an office in Beijing and some posts kept."""
    welcome = {} if transfers else {"relocation": None}
    return scenario(
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("beijing", "china", "bank_cn", **welcome),
            office("bengaluru", "india", "services_in", **welcome),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "beijing", "USD 71000"),
            pay("analyst", "bengaluru", "USD 36500"),
        ),
        cohorts=(cohort("kyc", **({"protected": protected_count} | kyc)),),
        service=(service("kyc", served, 1, "USD 100"),),
        headcount=()
        if falls_to is None
        else (HeadcountStep(cohort="kyc", effective_from=date(2027, 10, 1), posts=falls_to),),
    )


def test_posts_that_must_stay_stay() -> None:
    """Six of ten may go where four must stay; with the seventh, three are left."""
    four = company(must_stay=4)

    assert not violations(judged(four, [move(6)]), "kept_posts")
    broken = only(violations(judged(four, [move(7, period="2027-Q2")]), "kept_posts"))
    assert (broken.value, broken.limit, broken.violation) == (3, 4, 1)
    assert (broken.unit, broken.law, broken.period) == ("posts", False, "2027-Q2")
    assert (broken.cohorts, broken.offices) == (("kyc",), ("shanghai",))
    assert broken.words == "posts of kyc left at home in 2027-Q2: 3, at least 4"


def test_posts_that_must_stay_are_no_more_than_there_are() -> None:
    """Ten posts become three in July, of which all stay: staying put is no breach."""
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=3)
    shrinking = company(must_stay=4).model_copy(update={"headcount": (july,)})

    assert not violations(judged(shrinking), "kept_posts")
    broken = only(violations(judged(shrinking, [move(1, period="2027-Q3")]), "kept_posts"))
    assert (broken.value, broken.limit) == (2, 3)


def test_posts_that_must_stay_are_held_against_the_posts_of_each_day() -> None:
    """Ten posts are three in the second quarter only, and all stay; of the ten of July four do.

    So six go in July. With a seventh three are left: as many as there once were, but too few.
    """
    dip = tuple(
        HeadcountStep(cohort="kyc", effective_from=date(2027, month, 1), posts=posts)
        for month, posts in ((4, 3), (7, 10))
    )
    dipping = company(must_stay=4).model_copy(update={"headcount": dip})

    assert not violations(judged(dipping, [move(6, period="2027-Q3")]), "kept_posts")
    broken = only(violations(judged(dipping, [move(7, period="2027-Q3")]), "kept_posts"))
    assert (broken.value, broken.limit, broken.period) == (3, 4, "2027-Q3")
    assert sum(each.heads for each in cheapest(dipping).moves) == 6


def test_protected_holders_are_not_made_redundant() -> None:
    """Of ten, four are protected: six redundancies, whenever and wherever, and no seventh."""
    four = company(protected=4)
    six = [move(3, Mode.REDUNDANCY), move(3, Mode.REDUNDANCY, "2027-Q3", destination="beijing")]

    assert not violations(judged(four, six), "kept_posts")
    broken = only(
        violations(judged(four, [*six, move(1, Mode.REDUNDANCY, "2027-Q4")]), "kept_posts")
    )
    assert (broken.value, broken.limit, broken.violation, broken.law) == (3, 4, 1, True)
    assert (broken.unit, broken.cohorts, broken.offices) == ("posts", ("kyc",), ("shanghai",))
    assert broken.words == "holders in kyc not made redundant: 3, at least 4"


def test_protected_holders_may_transfer() -> None:
    """A transfer dismisses nobody."""
    assert not violations(judged(company(protected=10), [move(10)]), "kept_posts")


def test_barred_holders_do_not_leave_the_country() -> None:
    """Of ten, four are barred: six transfers to India, and no seventh."""
    four = company(exit_barred=4)

    assert not violations(judged(four, [move(6)]), "kept_posts")
    broken = only(violations(judged(four, [move(6), move(1, period="2027-Q2")]), "kept_posts"))
    assert (broken.value, broken.limit, broken.violation, broken.law) == (3, 4, 1, True)
    assert broken.words == "holders in kyc not sent abroad: 3, at least 4"


def test_barred_holders_may_move_inside_the_country_and_posts_may_leave_without_them() -> None:
    """To Beijing all ten may transfer; to India all ten posts may go by redundancy."""
    barred = company(exit_barred=10)

    assert not violations(judged(barred, [move(10, destination="beijing")]), "kept_posts")
    assert not violations(judged(barred, [move(10, Mode.REDUNDANCY)]), "kept_posts")


# Of ten, four are protected, two barred, all asked, half accept: floor(0.5 x 4 x 8/10) = 1 of the
# protected may go abroad, so that three stay whatever is mixed.
JOINT: dict[str, Any] = {"protected": 4, "exit_barred": 2}


def accepting(there: Scenario, share: float, withdraws: float = 0.0, **row: Any) -> Scenario:
    """The same, where a share of ``kyc`` accepts."""
    rows = (Acceptance(cohort="kyc", share=share, low=0.0, withdraws=withdraws, **row),)
    return there.model_copy(update={"acceptance": rows})


@pytest.mark.parametrize(("redundancies", "transfers"), [(6, 1), (5, 2), (2, 5)])
def test_who_can_neither_be_dismissed_nor_sent_abroad_stays(
    redundancies: int, transfers: int
) -> None:
    """Seven of ten may go by both ways together, and no eighth, whatever the mix."""
    mixed = accepting(company(**JOINT), 0.5)
    moves = [move(redundancies, Mode.REDUNDANCY), move(transfers)]

    assert not violations(judged(mixed, moves), "kept_posts")
    eighth = judged(mixed, [*moves, move(1, period="2027-Q2")])
    broken = only(violations(eighth, "kept_posts"))
    assert (broken.value, broken.limit, broken.law) == (2, 3, True)
    assert broken.words == "holders in kyc neither made redundant nor sent abroad: 2, at least 3"


def test_moves_inside_the_country_keep_nobody() -> None:
    """Beijing is no foreign office: seven leave China, three go there."""
    mixed = accepting(company(**JOINT), 0.5)
    moves = [move(6, Mode.REDUNDANCY), move(1), move(3, destination="beijing")]

    assert not violations(judged(mixed, moves), "kept_posts")


@pytest.mark.parametrize(
    ("share", "withdraws", "office_", "stuck"),
    [
        (0.5, 0.0, None, 3),
        (0.63, 0.0, None, 2),
        (0.63, 0.1, None, 3),
        (0.5, 0.0, "bengaluru", 3),
        (0.5, 0.0, "beijing", 1),
        (0.0, 0.0, None, 4),
    ],
)
def test_whoever_accepts_and_may_leave_goes(
    share: float, withdraws: float, office_: str | None, stuck: int
) -> None:
    """Of 4 x 8/10 = 3.2 who may leave the share that accepts the best foreign office goes.

    0.63 x 3.2 = 2.016; a tenth withdraws: 1.8. Who is asked to Beijing only would all go to India.
    """
    mixed = accepting(company(**JOINT), share, withdraws, office=office_)
    away = 10 - stuck
    moves = (
        [move(6, Mode.REDUNDANCY), move(away - 6)] if away > 6 else [move(away, Mode.REDUNDANCY)]
    )

    assert not violations(judged(mixed, moves), "kept_posts")
    more = [*moves, move(1, period="2027-Q2")]
    words = [each.words for each in violations(judged(mixed, more), "kept_posts")]
    assert any("neither made redundant nor" in each for each in words)


def test_of_those_who_may_leave_a_vacancy_is_none() -> None:
    """Of ten posts five are vacant; of five people four are protected, two barred: of the four
    4 x 3/5 = 2.4 may leave, so that two stay. With all vacancies refilled abroad three may go.
    """
    half_full = company(vacant=5, served=5, protected=4, exit_barred=2)
    moves = [move(5, Mode.REFILL), move(1, Mode.REDUNDANCY), move(2)]

    assert not violations(judged(half_full, moves), "kept_posts")
    broken = only(violations(judged(half_full, [*moves, move(1, period="2027-Q2")]), "kept_posts"))
    assert (broken.value, broken.limit) == (1, 2)
    away = [each for each in cheapest(half_full).moves if each.destination == "bengaluru"]
    assert sum(each.heads for each in away) == 8


def test_where_nobody_may_leave_nobody_of_the_protected_does() -> None:
    """Five vacancies, and five people who are all protected and barred: five posts may go by both
    ways together, since each way alone leaves five; a sixth would be one of theirs.
    """
    barred = company(vacant=5, served=5, protected=5, exit_barred=5)
    five = [move(3, Mode.REDUNDANCY), move(2)]

    assert not violations(judged(barred, five), "kept_posts")
    assert violations(judged(barred, [*five, move(1, period="2027-Q2")]), "kept_posts")


@pytest.mark.parametrize(
    ("kyc", "hanoi", "has_role", "away"),
    [
        ({}, {}, True, 9),
        ({"never_to": ("hanoi",)}, {}, True, 7),
        ({"only_to": ("beijing", "bengaluru")}, {}, True, 7),
        ({}, {"relocation": None}, True, 7),
        ({}, {}, False, 7),
    ],
    ids=["open", "never", "only", "no_package", "no_such_role"],
)
def test_an_office_that_is_closed_to_them_lets_nobody_go(
    kyc: dict[str, Any], hanoi: dict[str, Any], has_role: bool, away: int
) -> None:
    """Half would go to India, all to Hanoi: floor(3.2) are free to go, one stays; where Hanoi is
    closed to them, or has no such role, floor(1.6) are, and three stay.
    """
    base = company(**JOINT)
    there = base.model_copy(
        update={
            "cohorts": (cohort("kyc", **JOINT, **kyc),),
            "jurisdictions": (*base.jurisdictions, jurisdiction("vietnam")),
            "entities": (*base.entities, entity("services_vn", "vietnam")),
            "offices": (*base.offices, office("hanoi", "vietnam", "services_vn", **hanoi)),
            "pay": (*base.pay, *([pay("analyst", "hanoi", "USD 36500")] if has_role else [])),
        }
    )
    half = accepting(there, 0.5, office="bengaluru")
    moves = [move(6, Mode.REDUNDANCY), move(away - 6)]

    assert not violations(judged(half, moves), "kept_posts")
    assert violations(judged(half, [*moves, move(1, period="2027-Q2")]), "kept_posts")
    assert sum(e.heads for e in cheapest(half).moves if e.destination != "beijing") == away


def test_whoever_signs_may_leave() -> None:
    """A quarter of four signs an agreement: seven redundancies and no eighth."""
    terms = Agreement(
        windows=(SigningWindow(months=6.0, share=1.0),), protected_sign=0.25, provenance=ASSUMED
    )
    signing = company(protected=4).model_copy(
        update={
            "jurisdictions": (
                jurisdiction("china", severance=severance(agreement=terms)),
                jurisdiction("india"),
            )
        }
    )

    assert not violations(judged(signing, [move(7, Mode.REDUNDANCY)]), "kept_posts")
    assert only(violations(judged(signing, [move(8, Mode.REDUNDANCY)]), "kept_posts")).limit == 3
    assert (
        only(
            violations(judged(company(protected=4), [move(7, Mode.REDUNDANCY)]), "kept_posts")
        ).violation
        == 1
    )


def test_who_signs_is_a_matter_of_the_place_where_they_work() -> None:
    """In China all protected people sign; the four of ten in Bengaluru have nothing to sign."""
    terms = Agreement(
        windows=(SigningWindow(months=6.0, share=1.0),), protected_sign=1.0, provenance=ASSUMED
    )
    base = company()
    abroad = base.model_copy(
        update={
            "jurisdictions": (
                jurisdiction("china", severance=severance(agreement=terms)),
                jurisdiction("india"),
            ),
            "cohorts": (cohort("kyc", office="bengaluru", entity="services_in", protected=4),),
            "pay": tuple(pay("analyst", name, wage) for name, wage in CHEAP_HOME),
        }
    )

    def gone(heads: int) -> list[int]:
        away = move(heads, Mode.REDUNDANCY, origin="bengaluru", destination="shanghai")
        return [each.violation for each in violations(judged(abroad, [away]), "kept_posts")]

    assert gone(6) == []
    assert gone(7)[0] == 1
    assert sum(e.heads for e in cheapest(abroad).moves if e.mode is Mode.REDUNDANCY) <= 6


def test_part_of_a_person_signs_nothing() -> None:
    """Half of three protected are one who signs, rounded down: two are kept, and eight may go."""
    terms = Agreement(
        windows=(SigningWindow(months=6.0, share=1.0),), protected_sign=0.5, provenance=ASSUMED
    )
    places = (jurisdiction("china", severance=severance(agreement=terms)), jurisdiction("india"))
    half = company(protected=3, transfers=False).model_copy(update={"jurisdictions": places})

    assert not violations(judged(half, [move(8, Mode.REDUNDANCY)]), "kept_posts")
    assert violations(judged(half, [move(9, Mode.REDUNDANCY)]), "kept_posts")[0].limit == 2
    away = [each for each in cheapest(half).moves if each.destination == "bengaluru"]
    assert sum(each.heads for each in away) == 8


def expecting(protected: float | None = 0.0, barred: float = 0.0, **kyc: Any) -> Scenario:
    """A company whose jurisdiction has expected shares."""
    place = jurisdiction("china", protected_share=protected, exit_barred_share=barred)
    return company(**kyc).model_copy(update={"jurisdictions": (place, jurisdiction("india"))})


def test_who_has_not_been_counted_is_expected_and_not_nobody() -> None:
    """5.5 % of ten are 0.55: one of them. Who has counted none knows that there are none."""
    one = expecting(protected=0.055)

    assert not violations(judged(one, [move(9, Mode.REDUNDANCY)]), "kept_posts")
    broken = only(violations(judged(one, [move(10, Mode.REDUNDANCY)]), "kept_posts"))
    assert (broken.value, broken.limit) == (0, 1)
    assert broken.words == (
        "holders in kyc not made redundant (nobody has counted the protected: as expected): "
        "0, at least 1"
    )
    counted = expecting(protected=0.055, protected_count=0)
    assert not violations(judged(counted, [move(10, Mode.REDUNDANCY)]), "kept_posts")


def test_expected_people_are_a_share_of_people() -> None:
    """Ten per cent of nine people are 0.9, of ten are one, of eleven 1.1: two. Exactly, not 1.0001.

    A vacancy has no holder.
    """
    for posts, vacant, barred in ((10, 1, 1), (10, 0, 1), (11, 0, 2), (11, 1, 1)):
        there = expecting(barred=0.1, posts=posts, vacant=vacant, served=posts - vacant)
        assert there.exit_barred == {"kyc": barred}
        assert there.protected == {"kyc": 0}
    broken = only(violations(judged(expecting(barred=0.1), [move(10)]), "kept_posts"))
    assert "not sent abroad (nobody has counted the barred: as expected)" in broken.words


@pytest.mark.parametrize(
    ("redundancies", "verdict"), [(4, Verdict.KEPT), (5, Verdict.TIGHT), (6, Verdict.VIOLATED)]
)
def test_a_legal_limit_is_tight_within_a_fifth(redundancies: int, verdict: Verdict) -> None:
    """Five of ten protected: one to spare is exactly a fifth and not tight, none to spare is."""
    moves = [move(redundancies, Mode.REDUNDANCY)]

    assert only(findings(judged(company(protected=5), moves), "kept_posts")).verdict is verdict


def test_a_limit_of_policy_is_never_tight() -> None:
    """Five must stay, five are left: kept, since policy stands behind it and no law."""
    finding = only(findings(judged(company(must_stay=5), [move(5)]), "kept_posts"))

    assert (finding.verdict, finding.headroom) == (Verdict.KEPT, 0)


def test_posts_that_must_go_have_gone_by_the_last_period() -> None:
    """Six of ten must have left: in the last quarter at the latest, and not five."""
    six = company(must_go=6)

    assert not violations(judged(six, [move(2), move(4, period="2027-Q4")]), "kept_posts")
    broken = only(violations(judged(six, [move(2), move(3, period="2027-Q4")]), "kept_posts"))
    assert (broken.value, broken.limit, broken.violation, broken.law) == (5, 4, 1, False)
    assert (broken.cohorts, broken.unit) == (("kyc",), "posts")
    assert broken.words == "posts of kyc still at home in the last period: 5, at most 4"


def test_posts_that_end_have_gone() -> None:
    """Ten posts become three: all three must go. They become twelve: six go and six stay."""

    def july(posts: int) -> Scenario:
        step = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=posts)
        return company(must_go=6).model_copy(update={"headcount": (step,)})

    assert only(violations(judged(july(3)), "kept_posts")).limit == 0
    assert not violations(judged(july(3), [move(3)]), "kept_posts")
    assert only(violations(judged(july(12), [move(5)]), "kept_posts")).limit == 6
    assert not violations(judged(july(12), [move(6)]), "kept_posts")


def test_a_hand_over_has_to_end_in_time() -> None:
    """Replaced in Q3 and gone in Q4 is gone by the last period."""
    slow = company(must_go=6).model_copy(
        update={"modes": ModePolicies(redundancy=ModePolicy(overlap_periods=1))}
    )

    assert not violations(judged(slow, [move(6, Mode.REDUNDANCY, "2027-Q3")]), "kept_posts")
    assert violations(judged(slow, [move(6, Mode.REDUNDANCY, "2027-Q4")]), "kept_posts")


def test_posts_that_must_go_limit_the_optimiser() -> None:
    """Where Shanghai is cheapest nobody would leave: six go, as late as they may."""
    dear = company(must_go=6).model_copy(
        update={"pay": tuple(pay("analyst", name, wage) for name, wage in CHEAP_HOME)}
    )

    assert [(each.period, each.heads) for each in cheapest(dear).moves] == [("2027-Q4", 6)]
    assert_limits_the_optimiser(dear, "kept_posts")


@pytest.mark.parametrize("solver", list(Solver))
@pytest.mark.parametrize("promised", [True, False])
def test_no_plan_where_fewer_are_left_than_must_stay(solver: Solver, *, promised: bool) -> None:
    """Ten posts become five in July: six at most must stay, so all five, but three must go.

    With a promised move as well, since a plan is then looked for that puts it on hold.
    """
    july = HeadcountStep(cohort="kyc", effective_from=date(2027, 7, 1), posts=5)
    announced = MoveInForce(
        cohort="kyc",
        destination="bengaluru",
        mode=Mode.TRANSFER,
        period="2027-Q1",
        heads=2,
        standing=Firmness.ANNOUNCED,
    )
    changes = {"headcount": (july,), "incumbent": (announced,) if promised else ()}
    found = found_by(company(must_stay=6, must_go=3).model_copy(update=changes), solver)

    assert (found.status, found.plan) == (Status.INFEASIBLE, None)


@pytest.mark.parametrize(
    ("transfers", "kept"),
    [(True, {"must_stay": 4}), (False, {"protected": 4}), (True, {"exit_barred": 4})],
)
def test_it_limits_the_optimiser(transfers: bool, kept: dict[str, int]) -> None:
    """Everyone in Bengaluru is cheapest; four of each kind are kept from it, one kind at a time."""
    assert_limits_the_optimiser(company(transfers=transfers, **kept), "kept_posts")


def test_both_together_limit_the_optimiser() -> None:
    """All would be dismissed or sent to India; three can be neither, and Beijing takes them."""
    mixed = accepting(company(**JOINT), 0.5, office="bengaluru")
    away = [each for each in cheapest(mixed).moves if each.destination == "bengaluru"]

    assert sum(each.heads for each in away) == 7
    assert_limits_the_optimiser(mixed, "kept_posts")


def test_expected_people_limit_the_optimiser() -> None:
    """Nobody has counted: one in ten is expected to stay, or to move inside the country."""
    one = expecting(protected=0.055, transfers=False)
    away = [each for each in cheapest(one).moves if each.destination == "bengaluru"]

    assert sum(each.heads for each in away) == 9
    assert_limits_the_optimiser(one, "kept_posts")


def test_the_optimiser_moves_barred_holders_inside_the_country() -> None:
    """Nobody may go to India; Beijing is cheaper by USD 2,000 a post and all ten go there."""
    stuck = company(exit_barred=10, protected=10)

    assert [(each.heads, each.destination) for each in cheapest(stuck).moves] == [(10, "beijing")]


@pytest.mark.parametrize(
    ("kept", "mode"), [({"protected": 1}, Mode.REDUNDANCY), ({"exit_barred": 1}, Mode.TRANSFER)]
)
def test_a_vacancy_has_no_holder_to_keep(kept: dict[str, Any], mode: Mode) -> None:
    """Ten posts, one vacant, so nine people, one of them kept: with the vacancy refilled abroad
    eight people may go and not nine, though nine posts less one would still count as ten less one.
    """
    nine = company(vacant=1, served=9, **kept)
    refilled = move(1, Mode.REFILL)

    assert not violations(judged(nine, [refilled, move(8, mode)]), "kept_posts")
    broken = only(violations(judged(nine, [refilled, move(9, mode)]), "kept_posts"))
    assert (broken.value, broken.limit, broken.law) == (0, 1, True)


def test_falling_headcount_dismisses_nobody_who_is_protected() -> None:
    """Ten posts fall to six; two holders are protected: four may be made redundant, not five."""
    falling = company(protected=2, falls_to=6)

    assert not violations(judged(falling, [move(4, Mode.REDUNDANCY)]), "kept_posts")
    assert (
        only(violations(judged(falling, [move(5, Mode.REDUNDANCY)]), "kept_posts")).violation == 1
    )


def test_posts_that_come_back_held_nobody_meanwhile() -> None:
    """Ten posts are six in the second quarter only: four may be made redundant, not five, as where
    they stay six. Where nobody is protected all ten may go, six at once and four when the posts
    are back.
    """
    dip = tuple(
        HeadcountStep(cohort="kyc", effective_from=date(2027, month, 1), posts=posts)
        for month, posts in ((4, 6), (7, 10))
    )
    dipping = company(protected=2, transfers=False).model_copy(update={"headcount": dip})

    assert not violations(judged(dipping, [move(4, Mode.REDUNDANCY)]), "kept_posts")
    assert violations(judged(dipping, [move(5, Mode.REDUNDANCY)]), "kept_posts")[0].limit == 2

    def away(there: Scenario) -> int:
        moves = cheapest(there).moves
        return sum(each.heads for each in moves if each.destination == "bengaluru")

    assert away(dipping) == 4
    assert away(company(transfers=False).model_copy(update={"headcount": dip})) == 10


@pytest.mark.parametrize(("falls_to", "left_over"), [(5, 3), (7, 1), (8, 0), (None, 0)])
def test_protected_people_whose_posts_fall_away_are_told(
    falls_to: int | None, left_over: int
) -> None:
    """Of ten eight are protected: with five posts left three of them have none. No plan mends it.

    What is told breaks nothing: the number of posts is not the plan's to choose.
    """
    judgement = judged(company(protected=8, falls_to=falls_to), [])
    told = [each for each in findings(judgement, "kept_posts") if "left without" in each.words]

    assert not violations(judgement, "kept_posts")
    assert [((each.limit or 0) - each.value, each.law, each.verdict) for each in told] == [
        (left_over, True, Verdict.TIGHT)
    ] * bool(left_over)
    if told:
        assert told[0].cohorts == ("kyc",)
        assert told[0].words == (
            f"8 holders in kyc are protected from dismissal, and its posts fall to {falls_to}: "
            f"{left_over} of them at least are left without a post"
        )


def test_whoever_signs_is_not_left_without_a_post() -> None:
    """Of eight two sign and leave by agreement: six posts are enough for the others, five not."""
    terms = Agreement(
        windows=(SigningWindow(months=6.0, share=1.0),), protected_sign=0.25, provenance=ASSUMED
    )
    place = jurisdiction("china", severance=severance(agreement=terms))

    def told(posts: int) -> int:
        falling = company(protected=8, falls_to=posts).model_copy(
            update={"jurisdictions": (place, jurisdiction("india"))}
        )
        return sum("left without" in f.words for f in findings(judged(falling, []), "kept_posts"))

    assert (told(6), told(5)) == (0, 1)


def test_where_nobody_has_said_people_are_expected_all_the_same() -> None:
    """5.5 % of ten are one; of eighteen 0.99, of nineteen 1.045: two. A written zero is a word."""
    for posts, protected in ((10, 1), (18, 1), (19, 2)):
        silent = expecting(protected=None, posts=posts, served=posts)
        assert silent.protected == {"kyc": protected}
        assert expecting(protected=0.0, posts=posts, served=posts).protected == {"kyc": 0}
    one = expecting(protected=None)
    assert not violations(judged(one, [move(9, Mode.REDUNDANCY)]), "kept_posts")
    assert violations(judged(one, [move(10, Mode.REDUNDANCY)]), "kept_posts")
    away = cheapest(expecting(protected=None, transfers=False)).moves
    assert sum(each.heads for each in away if each.destination == "bengaluru") == 9
