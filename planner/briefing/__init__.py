"""What a paper on plans says, worked out once from the plans and the audit."""
