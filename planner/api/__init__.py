"""The public Python face: the command line and the pages call only this.

Heavy libraries are imported by the functions that need them. What hosts do loads them at once, and
so is imported by name: `planner.api.embedded` for one machine, `planner.api.kafka` for a broker.
"""

from planner.api.exports import (
    baseline_words,
    document,
    figure_names,
    headline,
    holds,
    money_exact,
    money_words,
    no_effect_words,
    own_tasks,
    percent_words,
    recommendations,
    recommendations_table,
    rule_words,
    status_words,
    table_texts,
    tables,
    task_words,
    told_task,
    unwritable,
    write,
    write_comparison,
)
from planner.api.plan_files import compare, read, verify
from planner.api.plans import (
    plan,
    replay,
    search_hooks,
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
    "baseline_words",
    "bundled",
    "check",
    "compare",
    "document",
    "figure_names",
    "headline",
    "holds",
    "lint",
    "load",
    "money_exact",
    "money_words",
    "new",
    "no_effect_words",
    "own_tasks",
    "percent_words",
    "plan",
    "read",
    "recommendations",
    "recommendations_table",
    "replay",
    "rule_words",
    "rules",
    "search_hooks",
    "signals",
    "status_words",
    "table_texts",
    "tables",
    "task_words",
    "told_task",
    "unwritable",
    "verify",
    "write",
    "write_comparison",
    "write_replay",
]
