"""Fixtures for every room: real servers, and small makers of values."""

from tests.servers.fixtures import *  # noqa: F403  pytest finds fixtures by name
