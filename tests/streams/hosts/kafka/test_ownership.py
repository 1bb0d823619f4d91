"""A log says who owns it, and what others write after a claim counts for nothing."""

from __future__ import annotations

from datetime import timedelta

from models.answer import Answer, AnswerKind
from models.plan import Plan
from streams.events import AnswerRecorded, Event
from streams.hosts.kafka.partition import Partition
from streams.hosts.kafka.records import (
    HEADER,
    Intake,
    LogRecord,
    claim_header,
    host_header,
    log_record,
)
from tests.streams.hosts.kafka.log_records import (
    HOME,
    NOW_MS,
    OF,
    OTHER,
    OWNER,
    copied,
    dispositions,
    record_of,
)
from tests.support.events import RECORDED, hired, published


def log(*told: tuple[Event | bytes, bytes]) -> Partition:
    """A log of what was told, under these marks, folded."""
    found = Partition(HOME, OF)
    records = [record_of(event, offset, mark) for offset, (event, mark) in enumerate(told)]
    found.take(records, RECORDED)
    return found


def answer(number: int, words: str, minutes: int = 0) -> AnswerRecorded:
    """An answer with an empty plan, recorded so many minutes later on the clock of its writer."""
    return AnswerRecorded(
        id=f"answer/north/{number}/{words}",
        programme="north",
        recorded_at=RECORDED + timedelta(minutes=minutes),
        number=number,
        answer=Answer(kind=AnswerKind.CHANGED, revision=words, plan=Plan()),
    )


def revision(found: Partition) -> str:
    """Of the view that the plan in force answers."""
    reference = found.memory.world.programmes["north"].reference
    return reference.answer.revision if reference is not None else ""


CLAIM, CLAIM_OF_OTHER = claim_header(OWNER), claim_header(OTHER)
SCENARIO = copied(Intake.EVENTS, 0, 1)


def test_an_answer_of_who_was_shut_out_is_not_read() -> None:
    """Whatever its number and its clock say; what it wrote before the claim stands."""
    found = log(
        (b"", CLAIM),
        (published("north"), SCENARIO),
        (answer(1, "before"), host_header(OWNER)),
        (b"", CLAIM_OF_OTHER),
        (answer(2, "successor", 5), host_header(OTHER)),
        (answer(3, "late"), host_header(OWNER)),
    )

    assert revision(found) == "successor"
    assert (found.ownership.owner, found.ownership.claims, found.ownership.stale) == (OTHER, 2, 1)
    assert dispositions(found) == {"folded": 3}
    assert found.position == 3 + 2 + 1


def test_its_copies_are_made_again_by_its_successor() -> None:
    """They do not count as relayed: else what they were copied from would be lost."""
    hire = hired("h", "north")
    found = log(
        (b"", CLAIM),
        (published("north"), SCENARIO),
        (b"", CLAIM_OF_OTHER),
        (hire, copied(Intake.EVENTS, 1, 2)),
    )
    assert found.relayed[Intake.EVENTS] == 1

    again = record_of(hire, 4, copied(Intake.EVENTS, 1, 2, OTHER))
    found.take([again], RECORDED)
    assert found.relayed[Intake.EVENTS] == 2
    assert dispositions(found) == {"folded": 2}


def test_of_two_answers_of_one_number_the_first_in_the_log_counts() -> None:
    """Not the one whose writer has the earlier clock, and whatever their ids."""
    found = log(
        (b"", CLAIM),
        (published("north"), SCENARIO),
        (answer(1, "first", minutes=20), host_header(OWNER)),
        (answer(1, "second", minutes=1), host_header(OWNER)),
    )

    assert revision(found) == "first"


def test_a_stranger_in_the_log_says_nothing() -> None:
    """Without a mark, under a claim that nobody made, or with two: dead, and nothing follows."""
    marks = [host_header(OTHER), copied(Intake.SIGNALS, 0, 999_999_999_999, OTHER), b"host", b""]
    found = Partition(HOME, OF)
    records = [record_of(b"", 0, CLAIM)]
    records += [record_of(answer(1, "forged"), n, mark) for n, mark in enumerate(marks, 1)]
    records.append(doubled(5))
    _, letters = found.take(records, RECORDED)

    assert dispositions(found) == {"dead": 5}
    assert {each.reason for each in letters} == {
        "was written into the log, which only workers may write"
    }
    assert set(found.relayed.values()) == {0}
    assert found.ownership.owner == OWNER


def doubled(offset: int) -> LogRecord:
    """A record with the header twice."""
    marks = [(HEADER, host_header(OWNER)), (HEADER, host_header(OWNER))]
    return log_record(offset, b"{}", NOW_MS, marks)
