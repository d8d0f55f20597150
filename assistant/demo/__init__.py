"""The demo: see servers.py for its mail servers."""
