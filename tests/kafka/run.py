"""``make kafka``: the broker of the tests, for a person, until Ctrl-C."""

from __future__ import annotations

import signal
import sys
import tempfile
from pathlib import Path

from tests.kafka.cluster import running
from tests.kafka.jars import NoKafkaError, jars

PORT = 9092
TOLD = """\
Kafka is at kafka://{servers}. Ctrl-C ends it, and what is in it goes with it.

  relocate topics --create --replication 1 --broker kafka://{servers}"""


def main() -> None:
    """Start a broker, say where it is, and wait."""
    try:
        jars()
    except NoKafkaError as error:
        sys.exit(str(error))
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="kafka-") as folder:
        try:
            with running(Path(folder), port=PORT) as cluster:
                sys.stdout.write(TOLD.format(servers=cluster.servers) + "\n")
                sys.stdout.flush()
                signal.pause()
        except KeyboardInterrupt:
            sys.stdout.write("\n")


if __name__ == "__main__":
    main()
