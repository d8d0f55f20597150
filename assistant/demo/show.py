"""Two weeks at Berg Dental: letters in, agenda out, the owner's reply, the answer; and a line for each step."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from assistant.demo.servers import local_servers
from assistant.demo.story import Step, Told, steps


def show(*, keep: bool) -> None:
    """Play the story and print it. `keep` leaves the mails, the configuration and the ledger to look at."""
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("mail.log").setLevel(logging.ERROR)  # the sample server's talk about itself
    console = Console(highlight=False, width=min(Console().width, 100))
    folder = Path(tempfile.mkdtemp(prefix="assistant-demo-"))
    handle, name = tempfile.mkstemp(prefix="assistant-demo-", suffix=".html")
    os.close(handle)
    page = Path(name)
    try:
        told = _play(folder, page, console)
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    console.print(_summary(told))
    console.print(f"The agenda as a mail program shows it: {page}", soft_wrap=True)
    if keep:
        console.print(f"Mails, configuration and ledger: {folder}", soft_wrap=True)
        console.print(f"Look into it with: assistant --config {folder / 'config.yaml'} issues", soft_wrap=True)


def _play(folder: Path, page: Path, console: Console) -> list[tuple[str, str, float]]:
    told = []
    with local_servers(folder / "mail") as servers:
        for step in steps(folder, servers, page):
            what, seconds = _timed(step)
            told.append((step.title, what.short, seconds))
            if what.mail:
                console.print(Rule(step.title, align="left"), "", Text(what.mail), "", sep="\n")
    return told


def _timed(step: Step) -> tuple[Told, float]:
    begun = time.perf_counter()
    result = step()
    return result, time.perf_counter() - begun


def _summary(told: list[tuple[str, str, float]]) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False)
    for title, what, seconds in told:
        table.add_row(Text("✓", style="green"), title, what, Text(f"{seconds:5.2f} s", style="dim"))
    return table
