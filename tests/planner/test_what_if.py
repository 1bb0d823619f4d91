"""What-ifs in words: each becomes an overlay, and is refused where it changes nothing."""

from __future__ import annotations

import stat
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.calendar import Horizon
from models.errors import InputError, Problem
from models.measures import MeasureEffect
from models.plan import BlockOrder
from models.plan_in_force import UnderWay
from models.requests import Request, RequestKind
from models.risk import Channel
from models.scenario import Scenario
from models.settings import Overlay
from models.signals import Stage
from models.what_if import WhatIf
from models.workforce import HeadcountStep
from planner import api
from planner.audit import audit
from planner.books import books_of
from planner.exposure.likelihoods import readings
from tests.support.builders import (
    access,
    case,
    cohort,
    dataset,
    matter,
    money,
    office,
    pay,
    role,
    scenario,
    service,
    signal,
    topic,
)
from tests.support.companies import exporting
from tests.support.duties import measure
from tests.support.judging import cheapest, found_by
from tests.support.random_companies.company import tiny_company
from tests.support.seeds import seeds

APRIL = date(2027, 4, 1)


def company(**changes: Any) -> Scenario:
    """Two cohorts in Shanghai, a measure that pays, and four offices.

    Everybody is cheaper in Bengaluru and Pune. Tokyo pays no analyst, Beijing takes no transfer.
    """
    defaults: dict[str, Any] = {
        "offices": (
            office("shanghai", "china", "bank_cn", seats=20),
            office("bengaluru", "india", "services_in", seats=30, hiring_days=80, visa_days=80),
            office("pune", "india", "services_in", seats=30, visa_days=400, hiring_days=400),
            office("tokyo", "india", "services_in"),
        ),
        "roles": (role("analyst"), role("lead")),
        "pay": (
            *(pay("analyst", name, "USD 73000") for name in ("shanghai",)),
            *(pay("analyst", name, "USD 36500") for name in ("bengaluru", "pune")),
        ),
        "cohorts": (cohort("kyc"), cohort("ops", posts=5, must_stay=2)),
        "service": (service("kyc", 10, 1, "USD 100"), service("ops", 5, 1, "USD 100")),
        "datasets": (dataset("files"),),
        "access": (access("kyc", "files"),),
        "topics": (topic("leak", Channel.PRESENCE, fixed_share=1.0, per_head_share=0.0),),
        "cases": (case("raid", "leak", 0.1, "USD 900"),),
        "matters": (
            matter("law"),
            matter("abroad", jurisdiction="india"),
            matter("old"),
        ),
        "signals": (signal("known", "old"),),
        "measures": (
            measure("masking"),
            measure("held", in_force=True),
            measure("slow", lead_days=3000),
        ),
        "effects": (MeasureEffect(measure="masking", case="raid", cut_share=0.9),),
    }
    return scenario(**{**defaults, **changes})


def asked(whole: Scenario, **what: Any) -> Scenario:
    """The scenario with a what-if applied."""
    return api.with_overlay(whole, api.what_if(whole, WhatIf(**what)))


def refused(whole: Scenario, **what: Any) -> tuple[Problem, ...]:
    """What is wrong with a what-if."""
    with pytest.raises(InputError) as raised:
        api.what_if(whole, WhatIf(**what))
    return raised.value.problems


@pytest.mark.parametrize(
    ("option", "text", "row"),
    [
        ("forbid", "bengaluru", {"office": "bengaluru"}),
        ("forbid", "kyc:bengaluru", {"cohort": "kyc", "office": "bengaluru"}),
        ("keep", "kyc", {"cohort": "kyc"}),
        ("keep", "kyc:3", {"cohort": "kyc", "posts": 3}),
        (
            "pin",
            "kyc:bengaluru:2027-Q2:3",
            {"cohort": "kyc", "office": "bengaluru", "period": "2027-Q2", "posts": 3},
        ),
        (
            "pin",
            "kyc:bengaluru:2027-q2:3:redundancy",
            {
                "cohort": "kyc",
                "office": "bengaluru",
                "period": "2027-Q2",
                "posts": 3,
                "mode": "redundancy",
            },
        ),
        ("without", "masking", {"measure": "masking"}),
    ],
)
def test_each_request_is_a_row_with_its_reason(option: str, text: str, row: dict[str, Any]) -> None:
    """Its kind, what it is about, and why; its key comes from its words and is always the same."""
    what: dict[str, Any] = {option: (text,)}
    overlay = api.what_if(company(), WhatIf(**what, because="the landlord"))
    ((key, found),) = overlay.changes["requests"].items()

    assert found == {"kind": option, **row, "reason": "the landlord"}
    assert key == "-".join([option, *text.lower().split(":")])
    assert overlay.name == f"{option}={text}, because=the landlord"
    (request,) = api.with_overlay(company(), overlay).requests
    assert (request.kind, request.reason) == (RequestKind(option), "the landlord")


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("standard_contract", {"route": "standard_contract"}),
        (
            "bank_cn/personal/certification",
            {"entity": "bank_cn", "group": "personal", "route": "certification"},
        ),
    ],
)
def test_a_route_is_named_for_all_or_for_one(text: str, row: dict[str, Any]) -> None:
    """By its kind alone, or as tasks name it."""
    overlay = api.what_if(exporting(), WhatIf(without=(text,)))

    assert list(overlay.changes["requests"].values()) == [{"kind": "without", **row}]


def test_what_is_asked_for_is_what_the_cheapest_plan_does() -> None:
    """Each for itself: the plan keeps it, is lawful, and is no cheaper than before."""
    whole = company()
    before = audit(cheapest(whole), books_of(whole)).total
    for what in (
        {"forbid": ("bengaluru",)},
        {"keep": ("kyc:4",)},
        {"pin": ("kyc:bengaluru:2027-Q4:4",)},
        {"without": ("masking",)},
        {"wait": 1},
    ):
        changed = asked(whole, **what)
        assert audit(cheapest(changed), books_of(changed)).total > before, what
        assert changed.overlays


def test_a_full_office_has_the_seats_that_its_own_posts_take() -> None:
    """Posts that are added later keep theirs, and blocks that are ordered still come."""
    blocks = {
        "block_seats": 5,
        "block_fit_out": money("USD 1"),
        "block_lease": money("USD 1"),
        "max_blocks": 3,
    }
    whole = company(
        offices=(
            office("shanghai", "china", "bank_cn", seats=40, **blocks),
            office("bengaluru", "india", "services_in", seats=30, **blocks),
        ),
        pay=(
            pay("analyst", "shanghai", "USD 73000"),
            pay("analyst", "bengaluru", "USD 36500"),
        ),
        headcount=(HeadcountStep(cohort="kyc", effective_from=APRIL, posts=14),),
        under_way=UnderWay(blocks=(BlockOrder(office="bengaluru", period="2027-Q2", blocks=1),)),
    )
    changed = asked(whole, full=("shanghai", "bengaluru"))

    assert [(each.id, each.seats, each.max_blocks) for each in changed.offices] == [
        ("bengaluru", 0, 1),
        ("shanghai", 19, 0),
    ]


@pytest.mark.parametrize(
    ("planned", "quarters", "first_act"),
    [
        (date(2027, 1, 1), 1, date(2027, 4, 1)),
        (date(2026, 11, 30), 1, date(2027, 2, 28)),
        (date(2026, 11, 30), 4, date(2027, 11, 30)),
        (date(2026, 12, 31), 2, date(2027, 6, 30)),
    ],
)
def test_waiting_begins_on_the_same_day_some_quarters_later(
    planned: date, quarters: int, first_act: date
) -> None:
    """Or on the last day of a shorter month; planning date and horizon stay."""
    whole = company(planning_date=planned, horizon=Horizon(periods=8, tail_periods=0))
    changed = asked(whole, wait=quarters)

    assert changed.first_act == first_act
    assert (changed.planning_date, changed.periods) == (whole.planning_date, whole.periods)


@pytest.mark.parametrize(
    ("text", "stage"), [("law", Stage.IN_FORCE), ("law:inspection", Stage.INSPECTION)]
)
def test_an_assumed_matter_moves_likelihoods_as_a_confirmed_signal(text: str, stage: Stage) -> None:
    """It counts from the planning date on, and says that it is assumed."""
    whole = company()
    changed = asked(whole, matters=(text,), because="a rumour")
    (added,) = set(changed.signals) - set(whole.signals)

    assert (added.matter, added.stage, added.grade) == ("law", stage, "A1")
    assert (added.certainty, added.about) == ("assumption", "a rumour")
    assert added.published_at.date() == whole.planning_date
    assert "law" in readings(changed).signals
    assert books_of(changed).exposure != books_of(whole).exposure


@pytest.mark.parametrize(
    ("what", "words", "step"),
    [
        ({"forbid": ("tokio",)}, "'tokio' is not an office", "Did you mean 'tokyo'?"),
        ({"forbid": ("a:b:c",)}, "cannot be read", "Write OFFICE or COHORT:OFFICE."),
        ({"forbid": ("kyc:",)}, "cannot be read", "Write OFFICE"),
        ({"keep": ("kyk",)}, "'kyk' is not a cohort", "Did you mean 'kyc'?"),
        ({"keep": ("kyc:0",)}, "'0' is not a number of posts above 0", "whole number"),
        ({"keep": ("kyc:x",)}, "'x' is not a number of posts", "whole number"),
        ({"pin": ("kyc:pune",)}, "cannot be read", "Write COHORT:OFFICE:PERIOD:POSTS or"),
        ({"pin": ("kyc:pune:2031-Q1:1",)}, "'2031-Q1' is not a period", "Known: 2027-Q1"),
        ({"pin": ("kyc:pune:2027-Q1:1:fly",)}, "'fly' is not a mode", "Known: transfer"),
        ({"without": ("maskin",)}, "'maskin' is not a measure, a route", "'masking'"),
        ({"without": ("exempt",)}, "'exempt' is not a measure", "standard_contract"),
        ({"without": ("x/personal/certification",)}, "'x' is not an entity", "bank_cn"),
        ({"matters": ("laws",)}, "'laws' is not a matter", "Did you mean 'law'?"),
        ({"matters": ("law:gone",)}, "'gone' is not a stage", "Known: rumour"),
        ({"full": ("nowhere",)}, "'nowhere' is not an office", "Known:"),
        ({}, "There is nothing to try", "such as forbid"),
        ({"wait": 1, "because": "a\u200bb"}, "is not a line that people can read", "plain"),
        ({"wait": 1, "because": "x" * 501}, "is longer than 500", "one sentence"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(
    what: dict[str, Any], words: str, step: str
) -> None:
    (problem,) = refused(company(), **what)

    assert words in problem.message
    assert step in problem.next_step


@pytest.mark.parametrize(
    ("what", "words", "step"),
    [
        ({"forbid": ("tokyo",)}, "no posts can move there anyway", "Shut by known_costs:"),
        ({"forbid": ("kyc:pune",)}, "no posts can move there anyway", "Shut by lead_times:"),
        ({"forbid": ("kyc:shanghai",)}, "no posts can move there anyway", "Leave it out."),
        ({"keep": ("ops:2",)}, "so many of its posts stay anyway", "Shut by kept_posts:"),
        ({"keep": ("kyc:11",)}, "cannot be kept: the cohort has 10 posts", "Keep fewer"),
        (
            {"pin": ("kyc:pune:2027-Q3:1",)},
            "no post can land there in 2027-Q3",
            "Shut by lead_times:",
        ),
        (
            {"pin": ("kyc:bengaluru:2027-Q1:1",)},
            "no post can land there in 2027-Q1",
            "Shut by lead_times:",
        ),
        ({"pin": ("ops:bengaluru:2027-Q2:4",)}, "at most 3 posts can land", "kept_posts"),
        ({"pin": ("kyc:shanghai:2027-Q2:1",)}, "it is the cohort's own office", "keep holds"),
        ({"without": ("held",)}, "no plan starts it anyway", "Shut by measures:"),
        ({"without": ("slow",)}, "no plan starts it anyway", "Shut by measures:"),
        ({"without": ("certification",)}, "no plan starts it anyway", "Shut by routes:"),
        ({"full": ("tokyo",)}, "no free seats", "Leave it out."),
        ({"wait": 4}, "leaves nothing to plan: the last period starts on 2027-10-01", "fewer"),
        ({"matters": ("abroad",)}, "no likelihood or obligation depends on it", "Leave it out."),
        ({"matters": ("old",)}, "it has gone as far already", "Leave it out."),
        ({"matters": ("old:rumour",)}, "it has gone as far already", "Leave it out."),
    ],
)
def test_what_has_no_effect_is_refused_with_the_rule_that_shuts_it(
    what: dict[str, Any], words: str, step: str
) -> None:
    """What was asked for, why it changes nothing or cannot be, and what to do."""
    whole = company(
        offices=tuple(
            each.model_copy(update={"seats": 0}) if each.id == "tokyo" else each
            for each in company().offices
        )
    )
    (problem,) = refused(whole, **what)
    ((option, value),) = what.items()

    assert words in problem.message
    assert step in problem.next_step
    assert problem.field == option
    assert problem.found == (value[0] if isinstance(value, tuple) else str(value))


def test_requests_are_held_against_those_before_them() -> None:
    """What is forbidden once cannot be forbidden again or pinned; nor what an overlay asks for."""
    forbidden = asked(company(), forbid=("bengaluru",))

    again, pinned = refused(
        company(),
        forbid=("bengaluru", "kyc:bengaluru"),
        pin=("kyc:bengaluru:2027-Q2:1",),
    )
    assert "no posts can move there anyway" in again.message
    assert "requests" in again.next_step
    assert "no post can land there" in pinned.message
    assert "requests" in pinned.next_step
    (known,) = refused(forbidden, forbid=("bengaluru",))
    assert known.message == "is asked for already"


def test_fewer_posts_than_are_to_be_kept_anyway_ask_for_nothing() -> None:
    """The rule that keeps them is named: it is another request."""
    (problem,) = refused(asked(company(), keep=("kyc:5",)), keep=("kyc:3",))

    assert "so many of its posts stay anyway" in problem.message
    assert "Shut by requests:" in problem.next_step


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(range(40)))
@pytest.mark.parametrize("kind", ["mixed", "requests"])
def test_what_is_refused_truly_changes_nothing_or_cannot_be(kind: str, seed: int) -> None:
    """Of random companies: as a row of the table it leaves the cheapest plan at its price; what is
    pinned leaves no plan, or only one that puts a promise on hold.
    """
    whole = tiny_company(seed, 200, kind).scenario
    before = found_by(whole)
    for request in possible_requests(whole):
        text = ":".join(map(str, filter(None, (request.cohort, request.office, request.period))))
        pin = request.kind is RequestKind.PIN
        what: dict[str, Any] = {request.kind.value: (f"{text}:1" if pin else text,)}
        try:
            api.what_if(whole, WhatIf(**what))
        except InputError:
            with_it = whole.model_copy(update={"requests": (*whole.requests, request)})
            after = found_by(with_it)
            if pin and after.plan is not None and before.plan is not None:
                assert len(after.plan.holds) > len(before.plan.holds), what
            elif not pin:
                assert after.claimed == before.claimed, what


def possible_requests(whole: Scenario) -> list[Request]:
    """Each cohort kept, forbidden each office, and one post of it pinned to each period."""
    kinds = RequestKind.KEEP, RequestKind.FORBID, RequestKind.PIN
    return [
        Request(
            id="wish",
            kind=kind,
            cohort=each.id,
            office=None if kind is RequestKind.KEEP else place.id,
            period=period.label if kind is RequestKind.PIN else None,
            posts=1 if kind is RequestKind.PIN else None,
        )
        for each in whole.cohorts
        for place in whole.offices
        for period in whole.periods
        for kind in kinds
    ]


def test_where_requests_are_switched_off_none_is_taken() -> None:
    (problem,) = refused(company(switched_off=("requests",)), forbid=("bengaluru",))

    assert problem.message == "changes nothing: requests are switched off"


def test_waiting_for_less_than_is_waited_anyway_is_refused() -> None:
    (problem,) = refused(company(first_act=date(2027, 5, 1)), wait=1)

    assert "nothing is started before 2027-05-01 anyway" in problem.message


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """Of all options; the texts first, then what has no effect."""
    texts = refused(company(), forbid=("x",), keep=("y",), matters=("z",), full=("w",))
    effects = refused(
        company(), forbid=("tokyo", "bengaluru"), keep=("ops:1",), matters=("abroad",)
    )

    assert [each.field for each in texts] == ["forbid", "keep", "full", "matters"]
    assert [each.field for each in effects] == ["forbid", "keep", "matters"]


def test_every_field_of_a_what_if_counts() -> None:
    """But the reason, which asks for nothing by itself."""
    values = {each.name: 1 if each.name == "wait" else ("x",) for each in fields(WhatIf)}

    asks = {name: WhatIf(**{name: value}).asks for name, value in values.items()}  # type: ignore[arg-type]
    assert asks == {name: name != "because" for name in values}


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the smallest example."""
    api.new(tmp_path / "mine", "tiny")
    return tmp_path / "mine"


EVERYTHING = WhatIf(
    keep=("analysts:1",),
    pin=("officers:bengaluru:2027-Q2:1",),
    full=("bengaluru",),
    wait=1,
    because='the "landlord": 30% more',
)


def test_a_saved_overlay_is_the_same_scenario(tiny: Path) -> None:
    """Whatever was tried together, with ranges, quotes and umlauts; only its owner may read it."""
    whole = api.load(tiny)
    overlay = api.what_if(whole, EVERYTHING)
    path = api.save_overlay(tiny, replace(overlay, name="later"))

    assert path == tiny / "overlays" / "later.yaml"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert api.load(tiny, ["later"]) == api.with_overlay(whole, overlay)
    assert [each.name for each in path.parent.iterdir()].count("later.yaml") == 1
    assert not list(path.parent.glob(".*.part"))


def test_an_existing_overlay_is_never_replaced(tiny: Path) -> None:
    before = (tiny / "overlays" / "full-office.yaml").read_bytes()
    with pytest.raises(InputError, match="exists already"):
        api.save_overlay(tiny, Overlay("full-office", "", {"risk_weight": 2}))

    assert (tiny / "overlays" / "full-office.yaml").read_bytes() == before
    assert not list((tiny / "overlays").glob(".*.part"))


def test_nothing_is_saved_where_it_cannot_be_found_again(tiny: Path, tmp_path: Path) -> None:
    """Bundled scenarios, single files, names that are none, and links that lead elsewhere."""
    overlay = Overlay("later", "", {"risk_weight": 2})
    single = tmp_path / "one.yaml"
    single.write_text("name: one\n")
    (tiny / "overlays").rename(tmp_path / "elsewhere")
    (tiny / "overlays").symlink_to(tmp_path / "elsewhere")

    for source, named, words in (
        ("tiny", overlay, "relocate new DIR --template tiny"),
        (single, overlay, "single file"),
        (tiny, overlay, "points outside"),
        (tiny, replace(overlay, name="../x"), "points outside"),
    ):
        with pytest.raises(InputError, match=words):
            api.save_overlay(source, named)
    (tiny / "overlays").unlink()
    with pytest.raises(InputError, match="is not a name for an overlay"):
        api.save_overlay(tiny, replace(overlay, name="../x"))
    assert api.save_overlay(tiny, overlay).is_file()
