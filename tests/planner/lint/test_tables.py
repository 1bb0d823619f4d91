"""Lints that read the tables: data, law, cases, signals, mandated posts, acceptance."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.data import DataClass, Population
from models.labour import Agreement, SigningWindow
from models.limits import Acceptance
from models.obligations import ObligationAbout
from models.plan import RouteFiling
from models.plan_in_force import UnderWay
from models.provenance import Certainty, Provenance
from models.risk import Channel
from models.routes import DataGroup, ExportLaw, RouteInForce, RouteKind
from models.scenario import Scenario
from models.signals import Stage
from models.workforce import HeadcountStep, PlaceKind, ResidualPresence
from tests.support.builders import (
    ASSUMED,
    access,
    base_rate,
    case,
    cohort,
    dataset,
    inspection,
    jurisdiction,
    matter,
    office,
    pay,
    role,
    scenario,
    service,
    severance,
    signal,
    topic,
)
from tests.support.duties import obligation, redundancy_law
from tests.support.lints import changed, look, rows

LAW = ExportLaw(
    contract_from_personal=100,
    contract_from_sensitive=10,
    assessment_from_personal=1000,
    assessment_from_sensitive=100,
    provenance=ASSUMED,
)
PLACES = (jurisdiction("china", exports=LAW), jurisdiction("india"))


def test_unknown_access_is_flagged_link_by_link() -> None:
    """Until somebody says yes."""
    company = scenario(
        datasets=(dataset("files"), dataset("logs")),
        access=(access("kyc", "files", known=False), access("kyc", "logs")),
    )

    assert rows("unknown_access", company) == ["kyc/files"]
    assert rows("unknown_access", changed(company, access=(access("kyc", "files"),))) == []


UNCOUNTED = (
    jurisdiction("china", protected_share=0.055, exit_barred_share=0.01),
    jurisdiction("india"),
)


def test_people_whom_nobody_has_counted_are_told_by_jurisdiction() -> None:
    """5.5 % of ten and of thirty are one and two; who has been counted, even as none, is known."""
    company = scenario(
        jurisdictions=UNCOUNTED,
        cohorts=(cohort("kyc"), cohort("ops", posts=30), cohort("tax", protected=0, exit_barred=0)),
        service=tuple(service(name, posts, 1, "USD 1") for name, posts in COUNTED),
    )
    protected, barred = look("unknown_counts", company)

    assert protected.words == (
        "nobody has counted who is protected from dismissal in kyc, ops; 5.5% of the people of "
        "each, rounded up, 3 in all, are assumed to be, the share of China"
    )
    assert (protected.field, barred.field, barred.row) == ("protected", "exit_barred", "kyc")

    unsaid = look("unknown_counts", changed(company, jurisdictions=UNSAID))[0]
    assert unsaid.words.endswith("assumed to be, the general share, since China has none")


COUNTED = (("kyc", 10), ("ops", 30), ("tax", 10))
UNSAID = (jurisdiction("china", protected_share=None), jurisdiction("india"))


def test_uncounted_people_matter_where_they_could_go() -> None:
    """Without length of service nobody is made redundant; without an expected share nobody is kept.

    A transfer inside the country needs no count of those who may not leave it.
    """
    alone = scenario(jurisdictions=UNCOUNTED)
    assert [each.field for each in look("unknown_counts", alone)] == ["exit_barred"]
    (nobody,) = look("unknown_counts", scenario())
    assert "kyc; nobody is assumed to be" in nobody.words
    inside = office("dalian", "india", "services_in", relocation=None)
    assert not look("unknown_counts", changed(alone, offices=(alone.offices[1], inside), pay=HOME))


HOME = (pay("analyst", "shanghai", "USD 73000"),)


def counted(data_class: DataClass = DataClass.PERSONAL, **changes: Any) -> list[str]:
    company = scenario(jurisdictions=PLACES, datasets=(dataset("files", data_class),))
    return rows("uncounted_data", changed(company, **changes))


def test_personal_data_about_nobody() -> None:
    """Only where a law counts people, and only of data about people."""
    people = Population(id="clients", name="Clients", individuals=1000)
    named = dataset("files").model_copy(update={"population": "clients"})

    assert counted() == ["files"]
    assert counted(DataClass.SENSITIVE) == ["files"]
    assert counted(DataClass.IMPORTANT) == []
    assert counted(jurisdictions=(jurisdiction("china"), jurisdiction("india"))) == []
    assert counted(populations=(people,), datasets=(named,)) == []


@pytest.mark.parametrize(
    ("data_class", "by", "told"),
    [
        (DataClass.IMPORTANT, "assumption: finance is a named sector", ["files"]),
        (DataClass.IMPORTANT, "the regulator, 2026-01-01", []),
        (DataClass.PERSONAL, "assumption: whatever", []),
    ],
)
def test_data_that_is_important_by_assumption(
    data_class: DataClass, by: str, told: list[str]
) -> None:
    """Only what was notified or published has to be treated as important."""
    files = dataset("files", data_class).model_copy(update={"notified_by": by})

    assert rows("assumed_important", scenario(datasets=(files,))) == told


def test_law_that_nobody_has_approved_is_one_line() -> None:
    """Three figures, of which India's is approved."""
    approved = Provenance(
        source="act", as_of=date(2026, 1, 1), certainty=Certainty.READ, approved_by="counsel"
    )
    india = jurisdiction("india", severance=severance(provenance=approved))
    (remark,) = look("unapproved_law", scenario(jurisdictions=(PLACES[0], india)))
    china = jurisdiction("china", severance=severance(provenance=approved))

    assert "2 of 3 figures of law (china)" in remark.words
    assert look("unapproved_law", scenario(jurisdictions=(china, india))) == []


def risky(**changes: Any) -> Scenario:
    """Ten posts with client files in Shanghai and a case about them."""
    company = scenario(
        datasets=(dataset("files"),),
        access=(access("kyc", "files"),),
        topics=(topic("leak", Channel.PRESENCE),),
        cases=(case("raid", "leak", 0.1, "USD 900000"),),
    )
    return changed(company, **changes)


def test_a_case_that_concerns_nobody() -> None:
    """Without access; but not where a move could bring somebody."""
    abroad = case("abroad", "leak", 0.1, "USD 9", entity="services_in", jurisdiction="india")

    assert rows("idle_cases", risky()) == []
    assert rows("idle_cases", risky(access=())) == ["raid"]
    assert rows("idle_cases", risky(cases=(abroad,))) == []
    stay = cohort("kyc", never_to=("bengaluru",))
    assert rows("idle_cases", risky(cases=(abroad,), cohorts=(stay,))) == ["abroad"]


@pytest.mark.parametrize(("lawful", "found"), [(True, []), (False, ["sent"])])
def test_a_case_of_exports_needs_a_law_on_exports(lawful: bool, found: list[str]) -> None:
    """Where data may leave freely no export is ever counted."""
    sent = topic("sent", Channel.EXPORT, fixed_share=1.0, per_head_share=0.0)
    company = risky(
        jurisdictions=PLACES if lawful else (jurisdiction("china"), jurisdiction("india")),
        topics=(sent,),
        cases=(case("sent", "sent", 0.1, "USD 9"),),
    )

    assert rows("idle_cases", company) == found
    assert [
        "data may leave china freely" in each.words for each in look("idle_cases", company)
    ] == [True for _ in found]


def test_a_case_of_exports_without_data_says_so() -> None:
    """The law is there, so what is missing is a dataset, and not the law."""
    sent = topic("sent", Channel.EXPORT, fixed_share=1.0, per_head_share=0.0)
    (remark,) = look(
        "idle_cases",
        risky(
            jurisdictions=PLACES,
            topics=(sent,),
            cases=(case("sent", "sent", 0.1, "USD 9"),),
            datasets=(dataset("files", DataClass.NONE),),
        ),
    )

    assert "no dataset is at" in remark.words


def test_routes_of_whoever_has_nothing_to_export() -> None:
    """The bank has client files, but no important data; the services company has no data at all."""
    contract, assessment = RouteKind.STANDARD_CONTRACT, RouteKind.SECURITY_ASSESSMENT
    routes = (
        RouteInForce(entity="bank_cn", group=DataGroup.PERSONAL, route=contract),
        RouteInForce(entity="bank_cn", group=DataGroup.IMPORTANT, route=assessment),
    )
    filed = RouteFiling(
        entity="services_in", group=DataGroup.PERSONAL, route=contract, period="2027-Q2"
    )
    company = risky(jurisdictions=PLACES, routes=routes, under_way=UnderWay(routes=(filed,)))
    remarks = look("idle_routes", company)

    assert [(each.table, each.row) for each in remarks] == [
        ("routes", "bank_cn/important"),
        ("under_way", "services_in/personal"),
    ]
    assert remarks[0].words == (
        "security_assessment of bank_cn for important data has no effect but its cost: the entity "
        "has no such data whose export the law regulates"
    )
    assert look("idle_routes", risky(jurisdictions=PLACES, routes=routes[:1])) == []


def test_signals_that_move_nothing() -> None:
    """On a topic without a case, or with cases of nobody; places not here make one line."""
    matters = (
        matter("leaks"),
        matter("labour", topics=("strike",)),
        matter("far", jurisdiction="japan"),
        matter("further", jurisdiction="korea"),
        matter("silent", topics=("strike",)),
    )
    signals = tuple(signal(f"on-{m.id}", m.id) for m in matters if m.id != "silent")
    company = risky(matters=matters, signals=signals)
    remarks = look("unfelt_signals", company)

    assert [remark.row for remark in remarks] == ["", "labour"]
    assert "2 matters are of jurisdictions that the scenario does not have (japan, korea)" in (
        remarks[0].words
    )
    assert rows("unfelt_signals", changed(company, access=())) == ["", "labour", "leaks"]
    felt = changed(company, matters=matters[:1], signals=signals[:1])
    assert rows("unfelt_signals", felt) == []


def test_signals_that_make_an_obligation_due_move_something() -> None:
    """No case is about labour; the obligation is due once the matter has come to a draft."""
    company = risky(
        matters=(matter("labour", topics=("strike",)),), signals=(signal("on-labour", "labour"),)
    )
    due = obligation(
        "officer", ObligationAbout.POSTS_WITH_ACCESS, matter="labour", stage=Stage.DRAFT
    )

    assert rows("unfelt_signals", company) == ["labour"]
    assert rows("unfelt_signals", changed(company, obligations=(due,))) == []


def mandated(lead: dict[str, Any], **changes: Any) -> list[str]:
    asked = ResidualPresence(
        id="lead", name="Lead", roles=("lead",), place=PlaceKind.JURISDICTION, at="china",
        posts=1, source="act",
    )  # fmt: skip
    company = scenario(
        roles=(role("analyst"), role("lead")),
        pay=tuple(
            line.model_copy(update={"role": name})
            for line in scenario().pay
            for name in ("analyst", "lead")
        ),
        cohorts=(cohort("kyc"), cohort("leads", **lead)),
        presence=(asked.model_copy(update=changes),),
    )
    return [f"{remark.table} {remark.row}" for remark in look("hidden_posts", company)]


def test_mandated_posts_in_small_cohorts() -> None:
    """Two posts under a floor of five; what policy asks for may be merged."""
    assert mandated({"role": "lead", "posts": 2}) == ["cohorts leads"]
    assert mandated({"role": "lead", "posts": 5}) == []
    assert mandated({"role": "lead", "posts": 2}, law=False) == []


def test_mandated_posts_that_merging_has_hidden() -> None:
    """No cohort in China has the role any more."""
    assert mandated({"role": "analyst", "posts": 12}) == ["presence lead"]


def accepting(*offices: str | None, **changes: Any) -> list[str]:
    asked = tuple(Acceptance(cohort="kyc", office=each, share=0.5, low=0.3) for each in offices)
    return rows("sure_acceptance", scenario(acceptance=asked, **changes))


def test_a_cohort_that_accepts_in_whole() -> None:
    """A row for all destinations or for each that it could be asked to go to; or no transfer."""
    closed = office("bengaluru", "india", "services_in", relocation=None)

    assert accepting() == ["kyc"]
    assert accepting("shanghai") == ["kyc"]
    assert accepting("bengaluru") == []
    assert accepting(None) == []
    assert accepting(offices=(office("shanghai", "china", "bank_cn"), closed)) == []
    assert accepting(switched_off=("acceptance",)) == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (0.01, []),
        (0.104, []),
        (0.21, ["is 2.0 times the upper end of base rate peers: 1.0% to 10.4%, at 2.0%"]),
        (0.005, ["is 0.50 of the lower end of base rate peers: 1.0% to 10.4%, at 2.0%"]),
    ],
)
def test_a_likelihood_outside_its_base_rate(written: float, told: list[str]) -> None:
    """1.5 in 75 firm-years: 2 %, of which half to twice the upper quantile would be defended."""
    rate = base_rate("peers", 1, 75.0, factor_low=0.5, factor_high=2.0)
    leak = topic("leak", Channel.PRESENCE)
    company = scenario(
        topics=(leak,),
        base_rates=(rate,),
        inspections=(inspection("visit", written, base_rate="peers"),),
        cases=(
            case("raid", "leak", written, "USD 1", base_rate="peers"),
            case("alone", "leak", 0.9, "USD 1"),
        ),
    )
    found = look("base_rates", company)

    both = [("inspections", "visit"), ("cases", "raid")]
    assert [(each.table, each.row) for each in found] == (both if told else [])
    assert all(each.words.endswith(told[0]) for each in found)


@pytest.mark.parametrize(("days", "hurried"), [(60, False), (61, True)])
def test_posts_that_fall_away_too_soon_to_hear_and_to_sign(days: int, hurried: bool) -> None:
    """On 1 April, 90 days after the planning date: 30 to consult, and 60 of the 61 to sign."""
    terms = Agreement(
        windows=(SigningWindow(months=1.0, share=1.0),), days=days, provenance=ASSUMED
    )
    china = jurisdiction(
        "china", severance=severance(agreement=terms), mass_redundancy=redundancy_law()
    )
    falls = HeadcountStep(cohort="kyc", effective_from=date(2027, 4, 1), posts=4)
    company = scenario(jurisdictions=(china, jurisdiction("india")), headcount=(falls,))

    found = look("hurried_falls", company)

    assert [each.row for each in found] == ["kyc/2027-04-01"] * hurried
    assert not hurried or "takes 30 and 61 days" in found[0].words
