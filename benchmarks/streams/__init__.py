"""How fast a worker folds on Kafka, beside what carries it: Faust, and a bare client."""
