"""Sets, variables and rows as arrays; no solver.

``sets`` names the index sets, ``draft`` collects columns, rows and prices, ``moves`` declares the
decisions that every rule speaks of, ``program`` is the finished arrays, ``readback`` turns a
solution into a plan.
"""
