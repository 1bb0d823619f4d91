"""What a plan asks of whom by when, what its saving depends on, and why there is none."""
