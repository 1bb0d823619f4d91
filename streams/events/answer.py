"""An answer is recorded: from then on it is the reference."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.answer import Answer
from streams.events.envelope import OfProgramme


class AnswerRecorded(OfProgramme):
    """What was solved, for the view it was solved for; written by the host, never by hand."""

    type: Literal["answer_recorded"] = "answer_recorded"
    version: Literal[3] = 3
    number: Annotated[int, Field(ge=1, le=1_000_000_000)]
    """One more than that of the answer it started from.

    Of two of one number the first in the log counts.
    """
    answer: Answer
