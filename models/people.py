"""People and vacancies that a plan concerns, counted."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.base import Frozen

Number = Annotated[int, Field(ge=0)]


class People(Frozen):
    """How many people, or vacancies, a plan concerns."""

    dismissals: Number = 0
    """People made redundant, whatever for."""
    asked_to_move: Number = 0
    """People who have to be asked to move with their post, so that as many do as are transferred:
    at the planned share of those who accept and do not withdraw."""
    transferred: Number = 0
    """People who move with their post."""
    redeployed: Number = 0
    """People who take a vacant post at home when theirs is filled elsewhere."""
    vacancies_filled_elsewhere: Number = 0
    """Vacant posts that are filled at another office than their own."""
