"""Writes docs/formulation.md from the rules themselves; ``make docs`` runs it."""

from __future__ import annotations

from pathlib import Path

from planner.rules import RULES, Rule

PAGE = Path(__file__).resolve().parents[2] / "docs" / "formulation.md"

PREFACE = """\
# Formulation

One mixed-integer programme: minimise what people and risk cost, subject to law and policy. This
page is written from the rules (`make docs`); a test holds it to them. Each rule is one file of
`planner/rules`, or one folder; what it says of a finished plan shares no code with the rows it
adds.

Each line is one constraint or price, with its name before the colon. Valid inequalities follow from
the constraints for whole posts: no plan is lost by them, and they tighten the relaxation.

## Sets

| set | index | is |
|---|---|---|
| cohorts | `c` | interchangeable posts of one role, one entity, one home office |
| offices | `o` | places to sit, each in a jurisdiction `j`, with the entity that employs arrivals |
| modes | `m` | `transfer`, `redundancy`, `refill`, `redeploy` |
| periods | `t`, `s` | months or quarters `0 .. T-1`; the tail goes at the last one's rates |
| entities | `e` | employers and data handlers |
| datasets, populations | `d`, `p` | what data there is, and the people it is about |
| routes | `r` | legal routes of an export |
| measures | `a` | what lowers exposure without a move |
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
| `hold[i]` | whole | heads of a committed move that are put on hold |

A moved post leaves home at `t + overlap[m]`. Everything else follows from these, and the audit
derives it again: `home[c,t]`, seats taken, `there[k,t]`, `present[k,t]`, `exported[d,t]`,
`counted[p,t]`.

## Conventions

- Money is at present value: `years[t]` is the length of a period in years of 365 days times the
  discount factor of its first day; a payment on the first day carries that factor alone.
- Each coefficient is rounded once, to the smallest unit of the planning currency; formulation and
  audit use the same integers, so the price list adds up to the objective.
- A lead time is met if it has elapsed by the first day of the period, counted from the planning
  date. A route counts in a period only if it is valid to the period's last day.
- The likelihood of case `k` in period `t` is that of the period's middle day, as the signals known
  and approved at the planning date have it; the tail keeps the last one:
  `logit p[k,t] = logit p[k] + sum over u felt by k of push[u,t]`, where `push` is that of the
  matter's strongest live signal: severity x weight of its stage x confidence of its grade x decay.
  Rumours, drafts and enforcement decay; law adopted or in force does not. `relocate signals` shows
  each of them.
- Exposure enters the objective times the risk weight; the exposure cap and every table know it
  without.
- Of plans that cost no more than the cheapest found and `indifference` times what it saves against
  the better baseline, the one with the fewest dismissals is taken, of those the one that moves
  the fewest people with their posts, of those the one with the fewest moves. Gap and bound are the
  cheapest's.
- A rule of law is never relaxed or switched off, nor is an identity; a policy may be.
"""


def page() -> str:
    """The whole page."""
    contents = "\n".join(f"| [{rule.name}](#{rule.name}) | {_stands_on(rule)} |" for rule in RULES)
    table = f"## Rules\n\n| rule | stands on |\n|---|---|\n{contents}\n"
    return "\n".join([PREFACE, table, *(_section(rule) for rule in RULES)])


def _section(rule: Rule) -> str:
    cuts = f"Valid inequalities:\n\n{_lines(rule.cuts)}\n\n" if rule.cuts else ""
    return (
        f"### {rule.name}\n\n{rule.sentence}\n\n{_lines(rule.formula)}\n\n{cuts}"
        f"Unit: {rule.unit}. Stands on {_stands_on(rule)}: {rule.source}.\n"
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
