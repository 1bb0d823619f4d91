"""Loaded by the server that forks solvers, and by nothing else: it dies with its host.

The server would go by itself once nobody holds its pipe, but a solver that hangs holds it.
"""

from streams.hosts.mortality import die_with_parent

die_with_parent()
