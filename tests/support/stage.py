"""What tests see of a host, whichever it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from streams.events import AnswerRecorded, DayPassed, Event
from streams.fold import fold
from streams.log import Disposition
from streams.log import Log as Door
from streams.recommend import Snapshot, same, snapshot
from streams.state import World


class Log(Protocol):
    """What can be seen of a host from outside."""

    def log(self) -> Sequence[Event]:
        """What has been folded, each event once for each log that it is in."""

    def balance(self) -> Mapping[Disposition, int]:
        """Records by what became of them."""

    def snapshots(self) -> Mapping[str, Snapshot]:
        """What is open, as readers see it, by programme."""


class Stage(Log, Protocol):
    """A host in a process of its own, and the log that it works on."""

    @property
    def door(self) -> Door:
        """The log as people and programs use it."""

    def start(self, stub: str = "answers") -> None:
        """Start it, with a function of `tests.support.stubs` that plans."""

    def kill(self) -> None:
        """SIGKILL."""

    def stop(self) -> None:
        """End it politely; its own balance is that of the log."""

    def tell(self, *told: Event | bytes) -> None:
        """Hand events to it, or bytes as they are."""


def world(stage: Log) -> World:
    """The fold of the log."""
    return fold(World(), {each.id: each for each in stage.log()}.values())


def facts(stage: Log) -> list[Event]:
    """What others than the host have told, each once."""
    once = {each.id: each for each in stage.log()}
    return [each for each in once.values() if not isinstance(each, AnswerRecorded | DayPassed)]


def answers(stage: Log, programme: str) -> list[AnswerRecorded]:
    """The answers of a programme, in the order of the log."""
    log = stage.log()
    return [e for e in log if isinstance(e, AnswerRecorded) and e.programme == programme]


def whole(stage: Log) -> bool:
    """Whether what is open is the fold of the log, of every programme with a scenario."""
    state, shown = world(stage), stage.snapshots()
    expected = {name: snapshot(state, name, 0) for name in state.programmes}
    return all(
        (name in shown and same(shown[name], each)) or (name not in shown and not each.open)
        for name, each in expected.items()
    )


def answered(stage: Log, *programmes: str) -> bool:
    """Whether these have been answered and that is what is open."""
    return all(answers(stage, name) for name in programmes) and whole(stage)
