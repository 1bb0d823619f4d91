"""The end of a story: all is answered and quiet, and workers, log and snapshots agree."""

from __future__ import annotations

from collections.abc import Sequence

from streams.events import Event
from streams.fold import fold
from streams.state import World
from tests.streams.hosts.kafka.workers import Workers
from tests.support.stage import answered, answers, facts, whole
from tests.support.waiting import until


def finish(workers: Workers, events: Sequence[Event], *programmes: str) -> None:
    """Wait until everything is answered and quiet, end the workers, and account for everything."""
    settle(workers, events, *programmes)
    ids = [(each.programme, each.number) for name in programmes for each in answers(workers, name)]
    assert len(ids) == len(set(ids))


def settle(workers: Workers, events: Sequence[Event], *programmes: str) -> None:
    """The same where a worker that was shut out may have answered the question before last."""
    until(lambda: len(facts(workers)) == len(events) and answered(workers, *programmes))
    until(lambda: quiet(workers))
    until(lambda: counted(workers))
    owned: dict[int, object] = {}
    for process in list(workers.running):
        owned |= workers.stop(process)
    log = workers.balances()
    assert owned == {number: log[number] for number in owned}
    assert whole(workers)
    assert fold(World(), facts(workers)).hash == fold(World(), events).hash


def until_told(workers: Workers, events: Sequence[Event]) -> None:
    until(lambda: len(facts(workers)) == len(events))


def counted(workers: Workers) -> bool:
    """Whether each worker has folded its logs to their ends, and each log is somebody's."""
    ends = {each.number: each.position for each, _ in workers.partitions()}
    said = [pair for each in workers.said("relocate_position") for pair in each.items()]
    return sorted(said) == sorted(ends.items())


def shared(workers: Workers) -> bool:
    """Whether each worker serves some partitions, and each partition has one owner."""
    serving = workers.said("relocate_serving")
    owned = sorted(number for each in serving for number in each)
    return all(all(each.values()) and each for each in serving) and owned == [0, 1, 2, 3]


def quiet(workers: Workers) -> bool:
    """Whether nobody has anything left to say."""
    return workers.at_rest() and whole(workers)
