"""Which notices have been sent: kept in a small file, so that nobody is notified twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from pydantic import Field, ValidationError

from models.base import Frozen
from models.errors import InputError, Problem
from planner.exports.writing import replace_file


class LastNotice(Frozen):
    """The last notice of a recommendation."""

    revision: str
    content: str
    """Hash of what the notice said; empty once the recommendation is no longer open."""
    lapses: str | None = None
    """Day after which it lapses, once a notice has said that this is near."""

    def is_news(self, revision: str, content: str) -> bool:
        """Whether another revision has something new to say."""
        return revision != self.revision and content != self.content


class Notified(Frozen):
    """Everything that has been notified."""

    recommendations: Mapping[str, LastNotice] = Field(default_factory=dict)
    waiting: Mapping[str, datetime] = Field(default_factory=dict)
    """Since when each programme without a plan has had none."""
    stuck: Mapping[str, datetime] = Field(default_factory=dict)
    """Those of them that were notified as stuck."""
    dead: int = 0
    """Number of dead letters."""

    def with_recommendation(self, name: str, last: LastNotice) -> Notified:
        """Add a notice of a recommendation."""
        return self.model_copy(update={"recommendations": {**self.recommendations, name: last}})

    def with_stuck(self, programme: str, since: datetime) -> Notified:
        """Add a programme that is stuck."""
        return self.model_copy(update={"stuck": {**self.stuck, programme: since}})

    def with_dead(self, dead: int) -> Notified:
        """Set the number of dead letters."""
        return self.model_copy(update={"dead": dead})

    def after(
        self,
        without_plan: Iterable[str],
        planned: Iterable[str],
        gone: Iterable[str],
        now: datetime,
        dead: int,
    ) -> Notified:
        """Take over what has changed without calling for a notice.

        Parameters
        ----------
        without_plan, planned
            Programmes without and with a plan.
        gone
            Recommendations that are no longer open.
        now
            Time by the clock.
        dead
            Number of dead letters that were notified and are still there.
        """
        waiting = {name: self.waiting.get(name, now) for name in without_plan}
        others = {name: at for name, at in self.waiting.items() if name not in {*planned}}
        past = {
            name: LastNotice(revision=self.recommendations[name].revision, content="")
            for name in gone
        }
        return self.model_copy(
            update={
                "recommendations": {**self.recommendations, **past},
                "waiting": {**others, **waiting},
                "stuck": {name: at for name, at in self.stuck.items() if name not in {*planned}},
                "dead": dead,
            }
        )


def read_notified(path: Path) -> Notified:
    """Read what has been notified; nothing if there is no such file.

    Raises
    ------
    InputError
        The file cannot be read, or is another one.
    """
    try:
        return Notified.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Notified()
    except OSError as error:
        raise InputError.from_os_error(error, str(path), "read", "Choose another file.") from None
    except ValidationError:
        step = "Choose another file; or move it away, and all that is open is notified again."
        problem = Problem("not a record of notices", str(path), next_step=step)
        raise InputError([problem]) from None


def write_notified(path: Path, notified: Notified) -> None:
    """Write what has been notified, whole or not at all.

    Raises
    ------
    InputError
        It cannot be written.
    """
    replace_file(path, notified.model_dump_json(indent=1).encode() + b"\n")
