"""`assistant demo`: the whole job on sample mail, with real servers on loopback. Nothing leaves the machine."""

from assistant.demo.show import show

__all__ = ["show"]
