"""When to decide again: events are folded into a view, and a view asks for a plan."""
