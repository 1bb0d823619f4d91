"""Who a paper is for, in which language, and how long it is worked on: options of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from models.choices import Audience, Language
from models.defaults import WAITING_SECONDS
from planner.cli.options import as_seconds, seconds_or_none

WAITING: float = as_seconds(WAITING_SECONDS)

AudienceOption = Annotated[
    Audience,
    typer.Option(
        "--for",
        help="For the board: counts and amounts rounded, no cohorts, no pay. For the planner: "
        "exact.",
    ),
]
LanguageOption = Annotated[
    Language,
    typer.Option(
        "--lang",
        help="Language of the sheets on the decision and on what is to be signed, and of what "
        "`compare` prints.",
    ),
]
WaitingOption = Annotated[
    float,
    typer.Option(
        parser=seconds_or_none,
        metavar="SECONDS",
        help="Look this long for what waiting a quarter costs; 0 to leave it out.",
    ),
]
