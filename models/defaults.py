"""Defaults that the library and the commands share.

Without pydantic, so that ``relocate --help``, which shows them, is instant.
"""

PLAN_GAP = 0.001
"""Gap of the objective at which a search ends."""

PLAN_SECONDS = 60.0
"""Seconds after which a search ends."""

REPLAN_GAP = 0.005
"""How much better a plan must be after an event to change the plan in force."""

REPLAN_SECONDS = 20.0
"""Seconds after which a search after an event ends."""

JUDGING_SECONDS = 120.0
"""Processor time that reading and judging one plan file may take: several times what a plan of
`shanghai-2026` takes with all its ranges, most of it for the sample of 500 draws."""

EXPLAIN_SECONDS = 7.0
"""Seconds after which the search for an answer to a question about a plan ends: with reading and
judging the file an answer takes ten on `shanghai-2026`."""

MANY_SEARCHES_SECONDS = 60.0
"""The same where there are many searches: for what binds, break-even and contingencies."""

FRONTIER_POINTS = 8
"""Most plans of a frontier."""

ALTERNATIVES, SLACK = 3, 0.02
"""Most alternatives, and how much more than the best plan they may cost, as a share."""

DEBOUNCE_SECONDS = 2.0
"""Time without a further event after which a host plans again."""

LONGEST_WAIT_SECONDS = 30.0
"""Time after an event after which it does so even if more keep coming."""

SOLVERS_AT_ONCE = 2
"""Number of programmes for which a host plans at the same time."""

WAITING_SECONDS = 10.0
"""Seconds that a comparison looks, for each plan, for what it costs to wait a quarter."""
