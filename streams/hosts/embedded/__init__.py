"""One machine, no broker: an append-only SQLite file with one writer."""
