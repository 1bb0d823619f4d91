"""The host on Kafka: the same stream, shared by workers."""
