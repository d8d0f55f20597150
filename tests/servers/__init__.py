"""Real servers for the tests: each on loopback, at a free port, with its own files, ended by whoever started it."""
