"""The bytes of a workbook -> its sheets as plain data; knows nothing of scenarios.

The only package that imports calamine. It is run in a process that may take so much and no more
(`planner.processes.confined`), and imports little, so that the process starts soon.
"""
