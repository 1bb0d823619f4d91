"""A frontier and alternatives as tables, as a chart and as files: exactly, or for a board."""
