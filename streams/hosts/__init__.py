"""Hosts: where events come from, and where answers go."""
