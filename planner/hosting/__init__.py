"""Hosts with the planner in them, and what people leave for them: on one machine, and on Kafka."""
