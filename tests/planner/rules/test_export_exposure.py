"""What cases about exports cost while data can be reached from abroad, by route and measures.

One case: 10 % a year of USD 365,000, so USD 100 a day. The quarters of 2027 have 90, 91, 92 and 92
days. Fifty thousand individuals need no route; a contract leaves 40 % of the loss at stake.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.account import Verdict
from models.calendar import Horizon
from models.data import Access, DataClass, ExemptGround
from models.risk import Channel
from models.routes import DataGroup, ExportLaw, RouteKind
from models.scenario import Scenario
from planner.audit import audit
from planner.books import books_of
from planner.rules.exposure.export_exposure import RULE
from tests.support.builders import (
    access,
    case,
    cohort,
    jurisdiction,
    money,
    move,
    office,
    pay,
    rate,
    scenario,
    topic,
)
from tests.support.duties import (
    Decision,
    china,
    cuts_access,
    cuts_case,
    data,
    employer,
    export_law,
    file,
    had,
    judge,
    measure,
    population,
    start,
    terms,
)
from tests.support.judging import (
    assert_moves_the_optimum,
    cheapest,
    cheapest_without,
    findings,
    found_by,
    only,
)

LAW = export_law(
    standard_contract=terms(remaining_share=0.4),
    security_assessment=terms(remaining_share=0.1),
    exempt_grounds=(ExemptGround.EMPLOYEES,),
)
TOPIC = topic("leak", Channel.EXPORT, fixed_share=1.0, per_head_share=0.0)


def company(**changes: Any) -> Scenario:
    """The default company, whose ``kyc`` reaches two datasets of the bank on one population."""
    defaults: dict[str, Any] = {
        "jurisdictions": (china(exports=LAW), jurisdiction("india")),
        "populations": (population("retail", 50_000),),
        "datasets": (data("clients", "retail"), data("files", "retail")),
        "access": (access("kyc", "clients"), access("kyc", "files")),
        "topics": (TOPIC,),
        "cases": (case("fine", "leak", 0.1, "USD 365000"),),
        "measures": (measure("cut"), measure("masking")),
        "effects": (cuts_case("masking", "fine", 0.5), cuts_access("cut", "clients")),
    }
    return scenario(**{**defaults, **changes})


def exposed(company: Scenario, *decisions: Decision) -> int:
    """Cents of exposure of this channel."""
    return judge(company, *decisions).amount("export_exposure")


def test_nothing_is_at_stake_while_nobody_is_outside() -> None:
    """All who reach the data sit where it is stored."""
    assert exposed(company()) == 0


def test_the_whole_loss_is_at_stake_while_anyone_is() -> None:
    """From Q2 on: 275 x USD 100 = USD 27,500, none of it cash."""
    judgement = judge(company(), move(1, period="2027-Q2"))

    (line,) = [line for line in judgement.price_list if line.rule == "export_exposure"]
    assert (line.amount, line.unweighted, line.one_off_cash) == (27_500_00, 27_500_00, 0)


@pytest.mark.parametrize("heads", [1, 10])
def test_no_case_costs_more_than_one_loss(heads: int) -> None:
    """One or ten outside, one dataset or two: 365 x USD 100 = USD 36,500."""
    one = company(access=(access("kyc", "clients"),))

    assert exposed(one, move(heads)) == 36_500_00
    assert exposed(company(), move(heads)) == 36_500_00


def test_a_share_of_the_loss_may_be_about_exports() -> None:
    """30 % of USD 36,500 are USD 10,950."""
    part = company(topics=(topic("leak", Channel.EXPORT, fixed_share=0.3, per_head_share=0.0),))

    assert exposed(part, move(1)) == 10_950_00


def test_the_periods_after_the_horizon_cost_as_the_last_one() -> None:
    """Two tail periods of 92 days: USD 36,500 + 18,400."""
    tail = company(horizon=Horizon(periods=4, tail_periods=2))

    assert exposed(tail, move(1)) == 54_900_00


def test_a_route_leaves_its_share_while_it_is_in_force() -> None:
    """A contract from Q2 up to Q4: 90 x 100 + 183 x 40 + 92 x 100 = USD 25,520."""
    contract = file(RouteKind.STANDARD_CONTRACT, "2027-Q2", "2027-Q4")

    assert exposed(company(), move(1), contract) == 25_520_00


def test_routes_follow_one_another() -> None:
    """A contract up to Q3, an assessment after: 181 x 40 + 184 x 10 = USD 9,080."""
    routes = (
        file(RouteKind.STANDARD_CONTRACT, "2027-Q1", "2027-Q3"),
        file(RouteKind.SECURITY_ASSESSMENT, "2027-Q3"),
    )

    assert exposed(company(), move(1), *routes) == 9_080_00


def test_a_route_of_the_start_counts_until_it_ends() -> None:
    """A contract that ends on 1 July: 181 x 40 + 184 x 100 = USD 25,640."""
    contract = company(routes=(had(RouteKind.STANDARD_CONTRACT, date(2027, 7, 1)),))

    assert exposed(contract, move(1)) == 25_640_00


def test_only_a_route_of_the_same_group_and_entity_counts() -> None:
    """An assessment for important data, or of another bank, leaves the whole loss at stake."""
    other = company(
        entities=(
            employer("bank_cn", "china"),
            employer("other_cn", "china"),
            employer("services_in", "india"),
        )
    )
    important = file(RouteKind.SECURITY_ASSESSMENT, group=DataGroup.IMPORTANT)
    elsewhere = file(RouteKind.SECURITY_ASSESSMENT, handler="other_cn")

    assert exposed(other, move(1), important, elsewhere) == 36_500_00


def exempt(share: float, **changes: Any) -> Scenario:
    """Below every threshold the law asks for nothing, and leaves a share at stake."""
    law = LAW.model_copy(update={"exempt_remaining_share": share})
    return company(jurisdictions=(china(exports=law), jurisdiction("india")), **changes)


def test_what_leaves_lawfully_without_a_route_keeps_its_share() -> None:
    """A tenth of USD 36,500: USD 3,650, and under masking half of it."""
    assert exposed(exempt(0.1), move(1)) == 3_650_00
    assert exposed(exempt(0.1), move(1), start("masking")) == 1_825_00


def test_a_route_that_nobody_asks_for_adds_nothing() -> None:
    """A contract leaves 40 %, what is exempt a tenth: filed all the same it leaves a tenth.

    Where what is exempt leaves 70 %, the contract leaves 40 % of it.
    """
    contract = file(RouteKind.STANDARD_CONTRACT)

    assert exposed(exempt(0.1), move(1), contract) == 3_650_00
    assert exposed(exempt(0.7), move(1), contract) == 14_600_00


def test_a_route_that_is_due_leaves_its_own_share() -> None:
    """From a hundred thousand individuals on: 40 % under the contract, though a tenth if exempt.

    Without the contract the export is unlawful, and all of the loss is at stake.
    """
    many = exempt(0.1, populations=(population("retail", 100_000),))

    assert exposed(many, move(1), file(RouteKind.STANDARD_CONTRACT)) == 14_600_00
    assert exposed(many, move(1)) == 36_500_00


def on_a_ground(individuals: int, *others: Access) -> Scenario:
    """``kyc`` reaches so many individuals' data on a ground that needs no route."""
    ground = Access(cohort="kyc", dataset="clients", exempt_ground=ExemptGround.EMPLOYEES)
    return exempt(
        0.1,
        populations=(population("retail", individuals), population("staff", 100_000)),
        datasets=(data("clients", "retail"), data("files", "staff"), data("memos", "staff")),
        access=(ground, *others),
    )


def test_what_leaves_on_an_exempt_ground_keeps_its_share_whatever_its_volume() -> None:
    """A tenth of USD 36,500 for ten million; once its access is cut from Q3 on, 181 days of it."""
    many = on_a_ground(10_000_000)

    assert exposed(many, move(1)) == 3_650_00
    assert exposed(many, move(1), start("cut", "2027-Q3")) == 1_810_00


def test_one_case_is_under_the_route_that_any_of_its_data_needs() -> None:
    """``files`` of a hundred thousand need the contract: 40 % and not 50 % for both."""
    both = on_a_ground(1, access("kyc", "files"))

    assert exposed(both, move(1), file(RouteKind.STANDARD_CONTRACT)) == 14_600_00


def test_what_is_due_for_data_of_other_cases_leaves_an_exempt_ground_as_it_is() -> None:
    """``files`` need a contract, but the case is about sensitive data, reached on a ground."""
    ground = Access(cohort="kyc", dataset="clients", exempt_ground=ExemptGround.EMPLOYEES)
    sensitive = exempt(
        0.1,
        populations=(population("retail", 1), population("staff", 100_000)),
        datasets=(data("clients", "retail", DataClass.SENSITIVE), data("files", "staff")),
        access=(ground, access("kyc", "files")),
        topics=(TOPIC.model_copy(update={"data_classes": (DataClass.SENSITIVE,)}),),
    )

    assert exposed(sensitive, move(1), file(RouteKind.STANDARD_CONTRACT)) == 3_650_00


def test_important_data_is_never_exempt() -> None:
    """Without an assessment it leaves unlawfully, and all of the loss is at stake."""
    important = exempt(
        0.1,
        datasets=(data("clients", None, DataClass.IMPORTANT),),
        access=(access("kyc", "clients"),),
        topics=(TOPIC.model_copy(update={"data_classes": (DataClass.IMPORTANT,)}),),
    )

    assert exposed(important, move(1)) == 36_500_00


def test_a_route_and_a_measure_both_count() -> None:
    """40 % under the contract, half of it under masking: 365 x USD 20 = USD 7,300."""
    both = exposed(company(), move(1), file(RouteKind.STANDARD_CONTRACT), start("masking"))

    assert both == 7_300_00


def test_an_access_cut_ends_the_export() -> None:
    """Cut off from Q3 on the one dataset costs 181 x 100 = USD 18,100; a second one is not cut."""
    one = company(access=(access("kyc", "clients"),))

    assert exposed(one, move(1), start("cut", "2027-Q3")) == 18_100_00
    assert exposed(company(), move(1), start("cut", "2027-Q3")) == 36_500_00


def test_of_two_measures_that_cut_an_access_the_first_ends_the_export() -> None:
    """In Q3 and in Q4: 181 x 100 = USD 18,100 up to Q3, whatever comes later."""
    cuts = (cuts_access("cut", "clients"), cuts_access("masking", "clients"))
    one = company(access=(access("kyc", "clients"),), effects=cuts)
    both = start("cut", "2027-Q3"), start("masking", "2027-Q4")

    assert exposed(one, move(1), *both) == 18_100_00


def test_only_a_ground_of_the_law_exempts() -> None:
    """Employees' data may be reached on one, where that leaves nothing; a contract is no ground."""

    def on(ground: ExemptGround) -> Scenario:
        return exempt(
            0.0,
            access=(Access(cohort="kyc", dataset="clients", exempt_ground=ground),),
            populations=(population("retail", 100_000),),
        )

    assert exposed(on(ExemptGround.EMPLOYEES), move(1)) == 0
    assert exposed(on(ExemptGround.CONTRACT), move(1)) == 36_500_00


def test_an_access_that_nobody_knows_of_counts() -> None:
    """Unknown access is access."""
    unknown = company(access=(access("kyc", "clients", known=False),))

    assert exposed(unknown, move(1)) == 36_500_00


def test_data_leaves_freely_where_no_law_is() -> None:
    """Without a law on exports there is nothing to break."""
    assert (
        exposed(company(jurisdictions=(china(exports=None), jurisdiction("india"))), move(1)) == 0
    )


def test_whoever_is_at_home_abroad_exports_already() -> None:
    """``support`` in Bengaluru reaches the data today: USD 36,500 for staying put."""
    abroad = company(
        cohorts=(cohort("support", office="bengaluru", entity="services_in"),),
        access=(access("support", "clients"),),
    )
    back = move(10, cohort="support", origin="bengaluru", destination="shanghai", period="2027-Q2")

    assert exposed(abroad) == 36_500_00
    assert exposed(abroad, back) == 9_000_00


@pytest.mark.parametrize(
    ("datasets", "cents"),
    [
        ((data("clients", "retail"),), 36_500_00),
        ((data("clients", "retail", DataClass.SENSITIVE),), 0),
        ((data("clients", "retail", entity="other_cn"),), 0),
        ((data("clients", None, DataClass.IMPORTANT),), 0),
    ],
)
def test_a_case_is_about_data_of_its_entity_and_classes(datasets: Any, cents: int) -> None:
    """It is about personal data of the bank, not about sensitive, important or another's."""
    other = company(
        entities=(
            employer("bank_cn", "china"),
            employer("other_cn", "china"),
            employer("services_in", "india"),
        ),
        datasets=datasets,
        access=(access("kyc", "clients"),),
        effects=(),
        measures=(),
    )

    assert exposed(other, move(1)) == cents


@pytest.mark.parametrize("weight", [0.0, 0.5, 2.0])
def test_the_risk_weight_scales_the_objective_and_not_the_unweighted_money(weight: float) -> None:
    """USD 36,500 times the weight in the objective, USD 36,500 beside it."""
    (line,) = [
        line
        for line in judge(company(risk_weight=weight), move(1)).price_list
        if line.rule == "export_exposure"
    ]

    assert (line.amount, line.unweighted) == (round(36_500_00 * weight), 36_500_00)


def test_it_is_converted_and_discounted() -> None:
    """JPY 50,000,000 at 0.0073 are USD 365,000. At 10 % a year 9,000 + 9,100 x 0.9767729 + 9,200 x
    0.9538361 + 9,200 x 0.9311948 = 9,000.00 + 8,888.63 + 8,775.29 + 8,566.99 = USD 35,230.91.
    """
    in_yen = company(
        rates=(rate("JPY", "0.0073"),),
        cases=(case("fine", "leak", 0.1, "JPY 50000000"),),
        discount_rate=0.1,
    )

    assert exposed(in_yen, move(1)) == 35_230_91


def test_it_says_what_it_costs_and_by_which_cases() -> None:
    """Its finding carries the sentence and the amount; each case is one line."""
    finding = only(findings(judge(company(), move(1)), "export_exposure"))

    assert (finding.verdict, finding.price, finding.unit) == (Verdict.PRICED, 36_500_00, "money")
    assert finding.words == RULE.sentence
    assert RULE.values(company()) == ("fine: 10.0% a year, USD 365000.00 (assumption)",)


# ---------------------------------------------------------------- the optimiser


def bought(contract: str, *, cut: str = "USD 90000", saved: int = 5_000) -> Scenario:
    """Ten posts save so many dollars each in Bengaluru; a contract and a cut have their price."""
    law = LAW.model_copy(
        update={
            "standard_contract": terms(remaining_share=0.4, set_up=money(contract)),
            "certification": None,
            "security_assessment": None,
        }
    )
    return company(
        jurisdictions=(china(exports=law), jurisdiction("india")),
        access=(access("kyc", "clients"),),
        offices=(
            office("shanghai", "china", "bank_cn"),
            office("bengaluru", "india", "services_in"),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", f"USD {73_000 - saved}"),
        ),
        measures=(
            measure("cut", set_up=money(cut)),
            measure("masking", set_up=money("USD 90000")),
        ),
    )


CONTRACTS_ONLY = (
    china(
        exports=LAW.model_copy(
            update={
                "exempt_remaining_share": 0.1,
                "certification": None,
                "security_assessment": None,
            }
        )
    ),
    jurisdiction("india"),
)
"""Jurisdictions where no other route is on offer, and a tenth is left of what needs none."""


def test_the_optimiser_leaves_the_share_of_the_contract_that_is_due() -> None:
    """200,000 people ask for a contract, not for an assessment: 40 % of USD 36,500, not a tenth."""
    due = bought("USD 0").model_copy(
        update={
            "jurisdictions": CONTRACTS_ONLY,
            "populations": (population("retail", 200_000),),
        }
    )
    found = found_by(due)

    assert found.plan is not None
    judgement = audit(found.plan, books_of(due))
    assert judgement.amount("export_exposure") == 14_600_00
    assert found.claimed == judgement.total


def test_it_moves_the_optimum() -> None:
    """Ten posts save USD 30,000 a year and put USD 36,500 at stake: they stay."""
    dear = bought("USD 90000", saved=3_000)

    assert not cheapest(dear).moves
    assert_moves_the_optimum(dear, "export_exposure")


NO_THRESHOLDS = export_law(
    contract_from_personal=None,
    contract_from_sensitive=None,
    assessment_from_personal=None,
    assessment_from_sensitive=None,
)


@pytest.mark.parametrize("law", [None, NO_THRESHOLDS])
def test_the_optimiser_prices_no_export_that_no_law_is_about(law: ExportLaw | None) -> None:
    """Ten posts save USD 30,000 a year, less than the loss of the case: they go, for no law asks
    where their data goes."""
    free = bought("USD 90000", saved=3_000).model_copy(
        update={"jurisdictions": (china(exports=law), jurisdiction("india"))}
    )

    assert sum(each.heads for each in cheapest(free).moves) == 10


def test_a_programme_without_routes_prices_no_exports() -> None:
    """A search for a clash leaves rules out; without routes nothing says what leaves: ten go."""
    dear = bought("USD 90000", saved=3_000)

    assert sum(each.heads for each in cheapest_without(dear, "routes").moves) == 10


@pytest.mark.parametrize(("contract", "filed"), [("USD 21899", True), ("USD 21901", False)])
def test_the_optimiser_files_a_route_that_no_law_asks_for_where_it_pays(
    contract: str, filed: bool
) -> None:
    """It takes 60 % of USD 36,500 away: worth USD 21,900."""
    found = cheapest(bought(contract))

    assert sum(each.heads for each in found.moves) == 10
    assert [each.route for each in found.routes] == ([RouteKind.STANDARD_CONTRACT] if filed else [])


def test_the_optimiser_cannot_have_a_lighter_route_beside_the_one_that_is_due() -> None:
    """A million ask for the assessment of the start, which leaves 10 %; a contract leaves nothing.

    Ten save USD 50,000 and cost USD 3,650 of exposure: they go, and no contract is filed.
    """
    law = LAW.model_copy(
        update={
            "standard_contract": terms(remaining_share=0.0),
            "security_assessment": terms(remaining_share=0.1, set_up=money("USD 1")),
        }
    )
    due = bought("USD 0").model_copy(
        update={
            "jurisdictions": (china(exports=law), jurisdiction("india")),
            "populations": (population("retail", 1_000_000),),
            "routes": (had(RouteKind.SECURITY_ASSESSMENT),),
        }
    )
    found = cheapest(due)

    assert sum(each.heads for each in found.moves) == 10
    assert not found.routes


@pytest.mark.parametrize(("cut", "taken"), [("USD 36499", True), ("USD 36501", False)])
def test_the_optimiser_cuts_access_where_it_pays(cut: str, taken: bool) -> None:
    """Without access nothing is exported: worth USD 36,500."""
    found = cheapest(bought("USD 90000", cut=cut))

    assert [each.measure for each in found.measures] == (["cut"] if taken else [])


def test_what_the_optimiser_claims_is_what_the_audit_finds() -> None:
    """Route, measure, tail and discount at once: the same to the cent."""
    priced = bought("USD 777.77").model_copy(
        update={
            "discount_rate": 0.083,
            "horizon": Horizon(periods=4, tail_periods=3),
            "risk_weight": 1.37,
            "measures": (measure("cut", set_up=money("USD 90000")), measure("masking")),
        }
    )
    found = found_by(priced)

    assert found.plan is not None
    assert found.plan.routes
    assert found.plan.measures
    assert found.claimed == audit(found.plan, books_of(priced)).total


def test_the_optimiser_counts_what_leaves_on_an_exempt_ground() -> None:
    """Ten posts save USD 3,500 a year and put a tenth of USD 36,500 at stake: they stay.

    At a saving of USD 3,800 they go, and what is claimed is what is found.
    """
    for saved, gone in ((350, 0), (380, 10)):
        few = bought("USD 90000", saved=saved).model_copy(
            update={
                "jurisdictions": on_a_ground(1).jurisdictions,
                "access": on_a_ground(1).access,
            }
        )
        found = found_by(few)
        assert found.plan is not None
        assert sum(each.heads for each in found.plan.moves) == gone
        assert found.claimed == audit(found.plan, books_of(few)).total


def test_the_optimiser_counts_an_exempt_ground_whole_for_some_of_a_cohort() -> None:
    """Five of ten may go and would save USD 2,500: less than a tenth of USD 36,500, more than half
    of that."""
    some = bought("USD 90000", saved=500).model_copy(
        update={
            "jurisdictions": on_a_ground(1).jurisdictions,
            "cohorts": (cohort("kyc", must_stay=5),),
            "access": on_a_ground(1).access,
        }
    )

    assert not cheapest(some).moves


def test_the_optimiser_counts_an_exempt_ground_beside_access_without_one() -> None:
    """``desk`` has no ground and stays. A tenth of USD 36,500 is still more than the USD 3,500 that
    ``kyc`` would save abroad."""
    few = bought("USD 90000", saved=350).model_copy(
        update={
            "jurisdictions": on_a_ground(1).jurisdictions,
            "cohorts": (cohort("desk", must_stay=10), cohort("kyc")),
            "access": (access("desk", "clients"), *on_a_ground(1).access),
        }
    )

    assert not cheapest(few).moves


def test_the_optimiser_counts_an_exempt_ground_beside_a_contract_that_is_due() -> None:
    """The contract is due for ``files``, which the case is not about: a tenth is left, not 40 %."""
    ground = Access(cohort="kyc", dataset="clients", exempt_ground=ExemptGround.EMPLOYEES)
    due = bought("USD 0").model_copy(
        update={
            "jurisdictions": CONTRACTS_ONLY,
            "populations": (population("retail", 1), population("staff", 100_000)),
            "datasets": (data("clients", "retail", DataClass.SENSITIVE), data("files", "staff")),
            "access": (ground, access("kyc", "files")),
            "topics": (TOPIC.model_copy(update={"data_classes": (DataClass.SENSITIVE,)}),),
        }
    )
    found = found_by(due)

    assert found.plan is not None
    judgement = audit(found.plan, books_of(due))
    (line,) = [line for line in judgement.price_list if line.rule == "export_exposure"]
    assert [each.route for each in found.plan.routes] == [RouteKind.STANDARD_CONTRACT]
    assert line.amount == 3_650_00
    assert found.claimed == judgement.total


def test_the_optimiser_pays_for_no_contract_that_nobody_asks_for() -> None:
    """A tenth at stake without one, 40 % under one: ten go and nothing is filed.

    With a population above the threshold the contract is due, and 40 % are what it leaves.
    """
    few = bought("USD 0", saved=5_000).model_copy(update={"jurisdictions": CONTRACTS_ONLY})
    many = few.model_copy(update={"populations": (population("retail", 100_000),)})

    for whole, routes, at_stake in (
        (few, [], 3_650_00),
        (many, [RouteKind.STANDARD_CONTRACT], 14_600_00),
    ):
        found = found_by(whole)
        assert found.plan is not None
        assert [each.route for each in found.plan.routes] == routes
        judgement = judge(whole, *found.plan.moves, *found.plan.routes)
        assert judgement.amount("export_exposure") == at_stake
        assert judgement.total == found.claimed
