"""What should happen: the decision engine, and the doors that people use."""
