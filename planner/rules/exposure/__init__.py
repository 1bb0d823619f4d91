"""Expected losses: one rule for each channel, the cap on their sum, and what they share."""
