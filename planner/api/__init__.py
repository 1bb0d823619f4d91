"""The public Python face: the command line and the pages call only this.

Heavy libraries are imported by the functions that need them. What hosts do loads them at once, and
so is imported by name: `planner.api.embedded` for one machine, `planner.api.kafka` for a broker.
"""

from planner.api.exports import (
    compare,
    comparison_suffixes,
    document,
    figure_names,
    holds,
    money_exact,
    money_words,
    no_effect_words,
    percent_words,
    plan_suffixes,
    read,
    recommendations,
    recommendations_table,
    rule_words,
    status_words,
    table_texts,
    tables,
    write,
    write_comparison,
)
from planner.api.plans import (
    company,
    plan,
    replay,
    verify,
    write_replay,
)
from planner.api.scenarios import (
    bundled,
    check,
    lint,
    load,
    new,
    rules,
    signals,
)

__all__ = [
    "bundled",
    "check",
    "company",
    "compare",
    "comparison_suffixes",
    "document",
    "figure_names",
    "holds",
    "lint",
    "load",
    "money_exact",
    "money_words",
    "new",
    "no_effect_words",
    "percent_words",
    "plan",
    "plan_suffixes",
    "read",
    "recommendations",
    "recommendations_table",
    "replay",
    "rule_words",
    "rules",
    "signals",
    "status_words",
    "table_texts",
    "tables",
    "verify",
    "write",
    "write_comparison",
    "write_replay",
]
