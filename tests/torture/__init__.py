"""What happens to a service in years, in minutes: kills, power cuts, bad lines, full disks, wrong clocks.

Each module has one kind of it, long or short. The suite runs the short form (`test_*.py` here), `make torture` the long
one, and prints the table of docs/reliability.md.
"""
