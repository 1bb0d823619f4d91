"""Why a plan is as it is, what it asks of whom by when, and why there is none."""
