"""Delegate."""
