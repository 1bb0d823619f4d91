"""How fast plans are proven: a family of scenarios, and the planner beside the solvers beneath."""
