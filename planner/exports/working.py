"""What files say that hold exact counts and prices."""

WORKING_FILE = "working file: exact counts and prices; keep it with the planner"
