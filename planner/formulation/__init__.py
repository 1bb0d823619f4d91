"""The mixed-integer programme that rules add to: sets, variables and rows as arrays; no solver.

``sets`` names the index sets, ``variables`` the decision variables that every rule speaks of,
``builder`` collects columns, rows and prices, ``rule_bounds`` is what a rule says of how many posts
move at most and ``move_bounds`` combines it, ``program`` is the finished arrays, ``readback`` turns
a solution into a plan and ``fixing`` a plan into values of the variables.
"""
