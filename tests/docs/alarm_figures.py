"""Figures of an hour at which each alarm fires, and figures at which it does not."""

from __future__ import annotations

from collections.abc import Mapping

Series = Mapping[str, str]
"""Values by series, a minute apart, as promtool writes them: ``0+1x60``."""

OLD_DAY = 2 * 3600 - 2 * 86_400
"""In seconds: two days old two hours after the figures begin."""

ON: tuple[tuple[str, Series, int], ...] = (
    ("WorkerSilent", {'up{job="relocate", instance="a"}': "1x5 0x10"}, 10),
    ("WorkerSilent", {}, 10),
    (
        "PartitionsWithoutWorker",
        {"relocate_owned_partitions": "4x9", "relocate_partitions": "8x9"},
        8,
    ),
    (
        "PartitionsWithoutWorker",
        {
            'relocate_owned_partitions{instance="a"}': "8x9",
            'relocate_owned_partitions{instance="b"}': "1x9",
            "relocate_partitions": "8x9",
        },
        8,
    ),
    ("PartitionNotServing", {'relocate_serving{partition="0"}': "0x20"}, 16),
    ("LagHigh", {'relocate_lag_records{partition="0"}': "3000-50x9"}, 6),
    ("LagHigh", {'relocate_lag_records{partition="0"}': "5x30"}, 12),
    ("IntakesWait", {'relocate_waiting_records{partition="0", topic="events"}': "3x30"}, 16),
    ("DayWrong", {'relocate_day_seconds{partition="0"}': "86400x30"}, 16),
    ("DayWrong", {'relocate_day_seconds{partition="0"}': f"{OLD_DAY}x300"}, 240),
    (
        "BalanceBroken",
        {
            'relocate_position{partition="0"}': "13x5",
            'relocate_records{partition="0", standing="folded"}': "7x5",
            'relocate_records{partition="0", standing="dead"}': "1x5",
            'relocate_markers{partition="0"}': "1x5",
            'relocate_claims{partition="0"}': "2x5",
            'relocate_stale{partition="0"}': "1x5",
        },
        3,
    ),
    ("RecordsLost", {'relocate_lost_records{partition="0"}': "0x2 1x5"}, 3),
    ("IntakeRecordsLost", {"relocate_lost_intake_records": "0x2 1x5"}, 3),
    ("TopicsWrong", {"relocate_topic_problems": "0x2 1x5"}, 3),
    ("AgentRestarted", {"relocate_agent_restarts_total": "0x5 1x9"}, 8),
    ("DeadLetters", {"relocate_dead_letters_total": "0x5 3x9"}, 8),
    ("EventsUnfolded", {'relocate_unfolded{partition="0"}': "0x2 1x5"}, 4),
    (
        "EventsParked",
        {'relocate_records{partition="0", standing="parked", instance="a"}': "3x40 4x40"},
        65,
    ),
    ("SolversFail", {'relocate_failing_programmes{partition="0"}': "1x20"}, 16),
    ("ProgrammeUnanswered", {'relocate_unanswered_seconds{partition="0"}': "0+60x60"}, 40),
    (
        "ReplansSlow",
        {
            'relocate_replan_seconds_bucket{le="60"}': "0x90",
            'relocate_replan_seconds_bucket{le="120"}': "0+1x90",
            'relocate_replan_seconds_bucket{le="+Inf"}': "0+1x90",
        },
        80,
    ),
    (
        "MemoryHigh",
        {
            'process_resident_memory_bytes{job="relocate", instance="a"}': "8x9",
            'relocate_memory_bytes{job="relocate", instance="a"}': "10x9",
        },
        6,
    ),
)
"""What fires each alarm, and a minute at which it does."""

OFF: tuple[tuple[str, Series, int], ...] = (
    ("WorkerSilent", {'up{job="relocate", instance="a"}': "1x9 0 1x9"}, 10),
    (
        "PartitionsWithoutWorker",
        {
            'relocate_owned_partitions{instance="a"}': "5x9",
            'relocate_owned_partitions{instance="b"}': "3x9",
            'relocate_partitions{instance="a"}': "8x9",
            'relocate_partitions{instance="b"}': "8x9",
        },
        8,
    ),
    ("PartitionNotServing", {'relocate_serving{partition="0"}': "0x9 1x20"}, 16),
    ("LagHigh", {'relocate_lag_records{partition="0"}': "900-30x20"}, 12),
    ("IntakesWait", {'relocate_waiting_records{partition="0", topic="events"}': "3 3 0x6 3x9"}, 16),
    ("DayWrong", {'relocate_day_seconds{partition="0"}': f"{OLD_DAY}x300"}, 40),
    (
        "BalanceBroken",
        {
            'relocate_position{partition="0"}': "13x5",
            'relocate_records{partition="0", standing="folded"}': "7x5",
            'relocate_records{partition="0", standing="dead"}': "1x5",
            'relocate_markers{partition="0"}': "2x5",
            'relocate_claims{partition="0"}': "2x5",
            'relocate_stale{partition="0"}': "1x5",
        },
        3,
    ),
    ("RecordsLost", {'relocate_lost_records{partition="0"}': "0x5"}, 3),
    ("IntakeRecordsLost", {"relocate_lost_intake_records": "0x5"}, 3),
    ("TopicsWrong", {"relocate_topic_problems": "0x5"}, 3),
    # As of a worker that has long been at it.
    ("AgentRestarted", {"relocate_agent_restarts_total": "0 1x90"}, 80),
    ("DeadLetters", {"relocate_dead_letters_total": "0 3x90"}, 80),
    ("EventsUnfolded", {'relocate_unfolded{partition="0"}': "0x5"}, 4),
    # Another worker takes the partition over, and counts up to where the first one was.
    (
        "EventsParked",
        {
            'relocate_records{partition="0", standing="parked", instance="a"}': "3x40",
            'relocate_records{partition="0", standing="parked", instance="b"}': "_x40 0+1x3 3x20",
        },
        50,
    ),
    ("SolversFail", {'relocate_failing_programmes{partition="0"}': "1x9 0x9"}, 16),
    (
        "ProgrammeUnanswered",
        {'relocate_unanswered_seconds{partition="0"}': "0+60x9 0+60x9 0+60x30"},
        29,
    ),
    (
        "ReplansSlow",
        {
            'relocate_replan_seconds_bucket{le="60"}': "0+1x90",
            'relocate_replan_seconds_bucket{le="120"}': "0+1x90",
            'relocate_replan_seconds_bucket{le="+Inf"}': "0+1x90",
        },
        80,
    ),
    (
        "MemoryHigh",
        {
            'process_resident_memory_bytes{job="relocate", instance="a"}': "6x9",
            'relocate_memory_bytes{job="relocate", instance="a"}': "10x9",
        },
        6,
    ),
)
"""What looks like it, and is as it should be."""
