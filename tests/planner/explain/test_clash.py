"""Rules that clash: each is needed, or it is said that this is not known."""

from models.choices import Solver
from models.result import Clash, Result
from models.workforce import PlaceKind, ResidualPresence
from planner.books import Books, books_of
from planner.cli.report import report
from planner.explain.clash import clash_of
from planner.exports.words import clash_words
from tests.support.builders import cohort, scenario
from tests.support.exported_company import no_plan
from tests.support.exported_company import scenario as exported

DESK = ResidualPresence(
    id="desk",
    name="Desk in India",
    roles=("analyst",),
    place=PlaceKind.JURISDICTION,
    at="india",
    posts=1,
    source="assumption",
    law=False,
)
"""One post must be in India, where nobody may go: all ten posts have to stay."""

COMPANY = scenario(cohorts=(cohort("kyc", must_stay=10),), presence=(DESK,))


def _books() -> Books:
    return books_of(COMPANY)


def test_with_time_enough_only_rules_that_are_needed_are_left() -> None:
    """Without either of the two a plan exists, and the clash says that this is known."""
    clash = clash_of(_books(), solver=Solver.HIGHS, time_limit_seconds=60.0)

    assert clash.irreducible
    assert [words.split(":")[0] for words in clash.rules] == ["kept_posts", "residual_presence"]


def test_out_of_time_every_rule_is_left_and_none_is_said_to_be_needed() -> None:
    """Nothing was tried: all that could be left out is listed, the two that clash among it."""
    clash = clash_of(_books(), solver=Solver.HIGHS, time_limit_seconds=0.0)

    assert not clash.irreducible
    assert {words.split(":")[0] for words in clash.rules} > {"kept_posts", "residual_presence"}


def test_the_screen_claims_no_more_than_is_known() -> None:
    """That a plan exists without any one of them is said only where it has been shown."""
    rules = ("Exposure stays under USD 5,000,000.00", "Singapore has 5 seats")
    shown, unknown = (_screen(Clash(rules=rules, irreducible=known)) for known in (True, False))

    assert "Without any single one of them, a plan exists." in shown
    assert "a plan exists" not in unknown
    assert "the list may be longer than necessary" in unknown


def test_a_single_rule_is_not_spoken_of_as_several() -> None:
    """One rule that cannot be kept by itself."""
    alone = Clash(rules=("seats: ...",), irreducible=True)

    assert clash_words(alone) == "This rule cannot be kept. Without it, a plan exists."


def test_a_list_of_rules_is_read_as_one_that_may_be_too_long() -> None:
    """Plan files held lists before a clash said more of itself."""
    of = exported()
    kept = no_plan(of).model_copy(update={"clash": Clash(rules=("seats",), irreducible=False)})

    assert kept.model_dump(mode="json")["clash"] == ["seats"]
    assert Result.model_validate_json(kept.model_dump_json()).clash == kept.clash


def _screen(clash: Clash) -> str:
    of = exported()
    text = report(no_plan(of).model_copy(update={"clash": clash}), of)
    return " ".join(text.split())
