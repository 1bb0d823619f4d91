"""What exists: the nouns of workforce relocation as frozen, strict types.

Nothing here reads a file, solves a programme or talks to a broker.
"""
