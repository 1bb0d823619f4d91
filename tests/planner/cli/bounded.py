"""A program of its own: runs a command within bounds and reports the memory that it took.

A process is charged with the memory of the one it was forked from, and a test that makes bombs is
large; this one is small.
"""

import resource
import subprocess
import sys
from pathlib import Path


def main(report: str, seconds: str, most_written: str, *command: str) -> int:
    """Run the command, write its peak of memory in kilobytes to a file, return its exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    if most_written:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most_written), int(most_written)))
    done = subprocess.run(command, check=False)
    Path(report).write_text(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
