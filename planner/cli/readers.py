"""Who a paper is for, and in which language: the options that commands share."""

from __future__ import annotations

from typing import Annotated

import typer

from models.choices import Audience, Language

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
        "--lang", help="Language of the sheets on the decision and on what is to be signed."
    ),
]
