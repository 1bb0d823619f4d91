"""Open recommendations and holds as they may leave the planner."""

from __future__ import annotations

import json
from datetime import date

from models.plan import Hold
from models.recommendation import Recommendation
from models.workforce import Mode
from planner.cli.changes import change_words, document, open_words
from streams.recommend import Snapshot
from tests.builders import move

NOTHING = Snapshot(programme="test", position=0, revision="")


def snapshot(*holds: int) -> Snapshot:
    """Two more posts are recommended where one goes already, and so many are on hold."""
    more = Recommendation(
        id="test/kyc/bengaluru/transfer/2027-Q2",
        revision="r",
        programme="test",
        move=move(2, period="2027-Q2"),
        worth=777,
        causes=(),
        prerequisites=("apply for permits: 3 at bengaluru, by 2027-02-01", "order 2 seat blocks"),
        start_by=date(2027, 2, 1),
        expires_on=date(2027, 2, 1),
    )
    held = tuple(
        Hold(
            cohort=f"c{n}", destination="bengaluru", mode=Mode.REDUNDANCY, period="2027-Q2", heads=n
        )
        for n in holds
    )
    return Snapshot(programme="test", position=1, revision="r", open=(more,), holds=held)


def test_prerequisites_do_not_tell_the_posts_that_had_been_accepted_before() -> None:
    """Three permits for two new posts: neither figure is shown; seat blocks are."""
    (row,) = document(snapshot())["open"]

    assert row["prerequisites"] == [
        "apply for permits: fewer than 5 at bengaluru, by 2027-02-01",
        "order 2 seat blocks",
    ]


def test_what_is_on_hold_is_told_without_small_counts() -> None:
    """To whoever looks, to whoever follows, and to machines; also when it goes on."""
    shown = snapshot(3, 9)

    for said in (open_words(shown), change_words(NOTHING, shown)):
        assert "on hold: fewer than 5 of c3 to bengaluru, redundancy, 2027-Q2" in said
        assert "on hold: 9 of c9" in said
    assert [each["heads"] for each in document(shown)["holds"]] == ["fewer than 5", "9"]
    assert json.loads(json.dumps(document(shown)))["holds"][0]["cohort"] == "c3"
    assert "nothing is on hold any longer" in change_words(shown, snapshot())
