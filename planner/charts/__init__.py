"""Charts as data, which every format draws, on screen, on paper and in office files."""
