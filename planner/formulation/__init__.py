"""The mixed-integer programme that rules add to: sets, variables and rows as arrays; no solver.

``sets`` has the index sets, ``variables`` the decision variables that rules share. ``builder``
collects columns, rows and prices; ``rule_bounds`` are upper bounds that rules give on how many
posts move, and ``move_bounds`` combines them. ``program`` is the finished arrays. ``decisions``
turns a solution into a plan, and a plan into values of the variables.
"""
