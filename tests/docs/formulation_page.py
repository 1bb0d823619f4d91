"""Writes docs/formulation.md from the rules themselves; ``make docs`` runs it."""

from __future__ import annotations

from pathlib import Path

from planner.rules import RULES, Rule

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formulation.md"

PREFACE = """\
# Formulation

The planner solves one mixed-integer programme: minimise the cost of people and risk, subject to
law and policy. `make docs` writes this page from the rules, and a test keeps it up to date. Each
rule is one file of `planner/rules`, or one folder. The code that checks a finished plan against a
rule is not the code that adds the rule to the programme.

Each line is one constraint or price, with its name before the colon. A valid inequality follows
from the constraints for whole posts: it excludes no plan and tightens the relaxation.

## Sets

| set | index | contains |
|---|---|---|
| cohorts | `c` | interchangeable posts of one role, one entity, one home office |
| offices | `o` | places to sit, each in a jurisdiction `j`, with the entity that employs arrivals |
| modes | `m` | `transfer`, `redundancy`, `refill`, `redeploy` |
| periods | `t`, `s` | months or quarters `0 .. T-1`; the tail keeps the last one's rates |
| entities | `e` | employers and data handlers |
| datasets, populations | `d`, `p` | data assets, and the people they are about |
| routes | `r` | legal routes of an export |
| measures | `a` | ways to lower exposure without a move |
| cases | `k` | (entity, jurisdiction, topic) with a likelihood a year and one loss |
| matters | `u` | regulatory matters; each has dated signals |

## Decisions

| variable | kind | means |
|---|---|---|
| `heads[c,o,m,t]` | whole | posts of `c` filled in `o` by `m` from the first day of `t` on |
| `blocks[o,t]` | whole | seat blocks usable from `t` |
| `released[o,t]` | whole | seats given up from `t` |
| `measure[a,t]` | 0 or 1 | measure in force |
| `spell[e,g,r,s,u]` | 0 or 1 | route in force for an entity's group of data from `s` up to `u` |
| `consultation[e,t]` | 0 or 1 | redundancies of `e` in `t` are covered by a consultation |
| `team[g,o,t]`, `batch[c,o,t]`, `lands[c,o]` | 0 or 1 | where a team goes, in which period |
| `hold[i]` | whole | posts of a committed move that are put on hold |

A moved post leaves home at `t + overlap[m]`. All other quantities follow from these decisions,
and the audit works them out again: `home[c,t]`, seats taken, `there[k,t]`, `present[k,t]`,
`exported[d,t]`, `counted[p,t]`.

## Conventions

- Money is at present value: `years[t]` is the length of a period in years of 365 days times the
  discount factor of its first day; a payment on the first day carries that factor alone.
- Each coefficient is rounded once, to the smallest unit of the planning currency; formulation and
  audit use the same integers, so the price list adds up to the objective.
- A lead time is met if it has elapsed by the first day of the period, counted from the planning
  date. A route counts in a period only if it is valid to the period's last day.
- The likelihood of case `k` in period `t` is that of the period's middle day, as the signals known
  and approved at the planning date have it; the tail keeps the last one:
  `logit p[k,t] = logit p[k] + sum over u that affect k of push[u,t]`, where `push` is that of the
  matter's strongest live signal: severity x weight of its stage x confidence of its grade x decay.
  Rumours, drafts and enforcement decay; law adopted or in force does not. `relocate signals` shows
  each of them.
- Exposure enters the objective multiplied by the risk weight; the exposure cap and all tables show
  it without the weight.
- Plans count as equally cheap if they cost no more than the cheapest one found plus `indifference`
  times its saving against the better baseline. Of these the planner takes the one with the fewest
  redundancies, then with the fewest transfers, then with the fewest moves. Gap and bound are
  those of the cheapest plan.
- A rule whose basis is law or identity is never relaxed or switched off; a policy may be.
"""


def page() -> str:
    """The whole page."""
    contents = "\n".join(f"| [{rule.name}](#{rule.name}) | {_stands_on(rule)} |" for rule in RULES)
    table = f"## Rules\n\n| rule | basis |\n|---|---|\n{contents}\n"
    return "\n".join([PREFACE, table, *(_section(rule) for rule in RULES)])


def _section(rule: Rule) -> str:
    cuts = f"Valid inequalities:\n\n{_lines(rule.cuts)}\n\n" if rule.cuts else ""
    return (
        f"### {rule.name}\n\n{rule.sentence}\n\n{_lines(rule.formula)}\n\n{cuts}"
        f"Unit: {rule.unit}. Basis: {_stands_on(rule)} ({rule.source}).\n"
    )


def _lines(formulas: tuple[str, ...]) -> str:
    return "\n".join(["```text", *formulas, "```"])


def _stands_on(rule: Rule) -> str:
    if rule.law:
        return "law"
    if rule.structural:
        return "identity"
    return "policy" if rule.checks is not None else "price"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
