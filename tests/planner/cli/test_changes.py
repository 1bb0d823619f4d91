"""What is told of a programme."""

from __future__ import annotations

from datetime import date

from models.answer import AnswerKind
from planner.cli.changes import change_words, open_words
from planner.exports.recommendations import snapshot_document
from streams.recommend import Snapshot


def test_a_programme_that_has_no_day_yet_is_told_without_one() -> None:
    """Before the first answer a snapshot has none, and a year 1 would be told in its place."""
    first = Snapshot(programme="north", position=1, revision="")
    later = Snapshot(programme="north", position=2, revision="", day=date(2027, 1, 1))

    assert open_words(first).startswith("north: not planned yet.")
    assert change_words(first, first).startswith("north: not planned yet.")
    assert change_words(first, later).startswith("north on 2027-01-01: not planned yet.")


def test_a_failure_after_a_plan_that_breaks_a_rule_says_why_nothing_is_open() -> None:
    """What it was before: closed."""
    failed = Snapshot(
        programme="north", position=1, revision="r", kind=AnswerKind.FAILED, lawful=False
    )

    words = " ".join(open_words(failed).split())
    assert "asked again; the plan in force breaks a rule, so that nothing is open." in words


def test_facts_that_do_not_count_are_told_by_their_number() -> None:
    """To whoever looks, to whoever follows, and to machines; also when they count again."""
    plain = Snapshot(programme="north", position=1, revision="r", kind=AnswerKind.CONFIRMED)
    shown = plain.model_copy(update={"unmatched": 2})

    for said in (open_words(shown), change_words(plain, shown)):
        assert "2 kinds of facts do not count" in " ".join(said.split())
    assert "do not count" not in change_words(shown, shown)
    assert "every fact counts now" in change_words(shown, plain)
    assert snapshot_document(shown)["unmatched"] == 2
