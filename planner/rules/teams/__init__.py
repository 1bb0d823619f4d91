"""Teams: the rule, and the binaries that say where a team lands."""
