"""The threats of docs/security.md, each with its test."""
