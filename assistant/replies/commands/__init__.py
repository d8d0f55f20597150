"""The owner's commands, one file each. A new file is found by itself, and explains itself in the help mail."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb


@cache
def commands() -> Mapping[Verb, Command]:
    """All commands by verb, in the order in which the help mail explains them."""
    names = [module.name for module in iter_modules(__path__) if module.name != "base"]
    found: list[Command] = [import_module(f"{__name__}.{name}").COMMAND for name in names]
    return {command.verb: command for command in sorted(found, key=lambda command: command.place)}
