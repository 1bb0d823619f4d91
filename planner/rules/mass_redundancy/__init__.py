"""Consultations on mass redundancies: the rule, who is separated, and who has to consult."""
