"""What has been told: kept in a small file, so that nobody is told twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import Field, ValidationError

from models.base import Frozen
from models.errors import InputError, Problem
from planner.exports.writing import replace_file


class Said(Frozen):
    """What has been told of a recommendation."""

    revision: str
    content: str
    """Hash of what it said; empty once it was gone."""
    lapses: str | None = None
    """The day after which it lapses, once that has been told to be near."""

    def news(self, revision: str, content: str) -> bool:
        """Whether another revision says something else."""
        return revision != self.revision and content != self.content


class Told(Frozen):
    """All that has been told."""

    recommendations: Mapping[str, Said] = Field(default_factory=dict)
    waiting: Mapping[str, datetime] = Field(default_factory=dict)
    """Since when programmes have been without a plan."""
    stuck: Mapping[str, datetime] = Field(default_factory=dict)
    """Programmes of which that has been told, with since when."""
    dead: int = 0
    """Dead letters."""

    def with_said(self, name: str, said: Said) -> Told:
        """With what has been told of a recommendation."""
        return self.model_copy(update={"recommendations": {**self.recommendations, name: said}})

    def with_stuck(self, programme: str, since: datetime) -> Told:
        """With a programme that has been told to be stuck."""
        return self.model_copy(update={"stuck": {**self.stuck, programme: since}})

    def with_dead(self, dead: int) -> Told:
        """With dead letters that have been told."""
        return self.model_copy(update={"dead": dead})

    def after(
        self,
        without_plan: Iterable[str],
        planned: Iterable[str],
        gone: Iterable[str],
        now: datetime,
        dead: int,
    ) -> Told:
        """With what has changed without anybody having been told."""
        waiting = {name: self.waiting.get(name, now) for name in without_plan}
        others = {name: at for name, at in self.waiting.items() if name not in {*planned}}
        past = {
            name: Said(revision=self.recommendations[name].revision, content="") for name in gone
        }
        return self.model_copy(
            update={
                "recommendations": {**self.recommendations, **past},
                "waiting": {**others, **waiting},
                "stuck": {name: at for name, at in self.stuck.items() if name not in {*planned}},
                "dead": dead,
            }
        )


def read_told(path: Path) -> Told:
    """What a file says that has been told; nothing if it is not there.

    Raises
    ------
    InputError
        It cannot be read, or is another file.
    """
    try:
        return Told.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Told()
    except OSError as error:
        found = (error.strerror or type(error).__name__).lower()
        step = "Choose another file."
        raise InputError([Problem(f"cannot be read: {found}", str(path), next_step=step)]) from None
    except ValidationError:
        step = "Move it away: all that is open is told anew then. Or choose another file."
        problem = Problem("does not say what has been told", str(path), next_step=step)
        raise InputError([problem]) from None


def keep_told(path: Path, told: Told) -> None:
    """Write down what has been told, whole or not at all.

    Raises
    ------
    InputError
        It cannot be written.
    """
    replace_file(path, told.model_dump_json(indent=1).encode() + b"\n")
