"""Plans beside the cheapest: a frontier of trade-offs, and alternatives of similar cost."""
