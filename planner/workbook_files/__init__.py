"""The bytes of a workbook to its sheets as plain data; knows nothing of scenarios.

Threat model: a workbook comes from a colleague or by mail and may be malicious. A small file may
unpack to gigabytes, claim a sheet of billions of cells, or crash the native reader. So sizes are
checked on what is unpacked, XML is scanned before it is laid out, and all of it is confined.

The only package that imports calamine. It runs in a process with limits
(`planner.processes.confined`) and imports little, so that the process starts quickly.
"""
