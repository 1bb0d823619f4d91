"""A seeded family of whole scenarios that exercises every rule; nothing in it is real.

Law, exchange rates, roles and kinds of cases are those of the worked example ``shanghai-2026``;
who is where, what it costs and what could happen is drawn. Kinds say how open a company is.
"""

from benchmarks.family.kinds import Kind
from benchmarks.family.size import Size
from benchmarks.family.whole import scenario_of

__all__ = ["Kind", "Size", "scenario_of"]
