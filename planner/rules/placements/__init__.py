"""Placements of people whose posts are redeployed: the rule, its variables, its shares."""
