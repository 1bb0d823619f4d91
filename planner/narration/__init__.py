"""What came in and what changed, in sentences for people: the text of `relocate replay`."""
