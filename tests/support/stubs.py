"""Functions that plan, for hosts under test: quick, and ill-behaved on request."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

from models.account import PricedMove
from models.answer import Answer, AnswerKind, Proposal
from models.plan import Move, Plan
from models.scenario import Scenario
from models.workforce import Mode
from streams.solving import Ask, CutShort, Notes


def move_of(ask: Ask, heads: int = 6) -> Move:
    return Move(
        cohort="kyc",
        origin="shanghai",
        destination="bengaluru",
        mode=Mode.TRANSFER,
        period="2027-Q3",
        heads=heads,
    )


def answers(ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None) -> Answer:
    """Six posts go to Bengaluru, whatever is asked; a plan in force is confirmed."""
    priced = PricedMove(move=move_of(ask), one_off=10, run_rate_delta=-1000, exposure_delta=0)
    proposal = Proposal(priced=priced, start_by=date(2027, 6, 1), expires_on=date(2027, 6, 1))
    known = bool(ask.reference.moves)
    return Answer(
        kind=AnswerKind.CONFIRMED if known else AnswerKind.CHANGED,
        revision=ask.revision,
        plan=Plan(moves=(priced.move,)),
        objective=0,
        proposals=(proposal,),
    )


def moody(ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None) -> Answer:
    """As the programme is called: some hang, crash, raise or eat memory; the others answer."""
    if ask.programme == "hangs":
        time.sleep(3600)
    if ask.programme == "crashes":
        os.abort()
    if ask.programme == "raises":
        raise ValueError("the salary of somebody is 1")
    if ask.programme == "eats":
        hoard = []
        while True:
            hoard.append(bytearray(100_000_000))
    return answers(ask)


def thorough(ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None) -> Answer:
    """Takes an hour unless it is told to cut_short."""
    until = time.monotonic() + 3600
    while time.monotonic() < until and not (cut_short is not None and cut_short.is_set()):
        time.sleep(0.01)
    return answers(ask).model_copy(update={"kind": AnswerKind.LATE})


def hangs(ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None) -> Answer:
    """Says that it is at work where the environment wants to know, and hangs."""
    if told := os.environ.get("RELOCATE_TEST_AT_WORK"):
        Path(told).touch()
    time.sleep(3600)
    return answers(ask)


def waits(ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None) -> Answer:
    """Answers once there is a file where the environment says."""
    while not Path(os.environ["RELOCATE_TEST_GATE"]).exists():
        time.sleep(0.02)
    return answers(ask)


def remembers(ask: Ask, cut_short: CutShort | None = None, notes: Notes | None = None) -> Answer:
    """Says what it finds in its notes, and notes one question more."""
    found = notes.content if notes is not None else b""
    if notes is not None:
        notes.content += b"\0" + ask.programme.encode()
    return answers(ask).model_copy(update={"words": repr(found)})


def keeps(_scenario: Scenario, _plan: Plan) -> bool:
    """An audit that lets every plan pass."""
    return True
