"""The ledger: keeps every mail as it came and what was found in it, and derives the facts from them.

`store` talks SQL and nothing else does; `reconcile` is the pure fold from entries to facts; `settle` adds what time
alone changes. Numbers once given stay (`numbering`).
"""
