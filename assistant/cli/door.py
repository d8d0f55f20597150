"""The door: the global options, and the one place where an error becomes a sentence and an exit status."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from assistant.app.clock import Clock, stopped_clock, system_clock
from assistant.cli.log import write_log
from assistant.config import ConfigError, Settings, load
from assistant.vocabulary import Trouble


class _WholeSummaries(TyperGroup):
    """The list of commands with what each does in whole sentences, on two lines where need be."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401  classes that Typer keeps to itself
        named = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        rows = [(name, " ".join((command.help or "").split())) for name, command in named if command]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


app = typer.Typer(
    name="assistant",
    cls=_WholeSummaries,
    help="Reads your IT providers' mail, keeps track, and writes the agenda of your weekly meeting with them.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@dataclass(frozen=True, slots=True)
class Call:
    """The global options of one call."""

    config: Path | None
    now: datetime | None

    @property
    def settings(self) -> Settings:
        return load(self.config)

    @property
    def clock(self) -> Clock:
        """The clock; a time without offset counts in the owner's zone."""
        if self.now is None:
            return system_clock
        return stopped_clock(self.now if self.now.tzinfo else self.now.replace(tzinfo=self.settings.zone))


@app.callback()
def options(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The configuration (default: config.yaml, where there is one).")
    ] = None,
    now: Annotated[
        str | None, typer.Option(metavar="TIME", help="Pretend that it is this time (ISO 8601): to rehearse or replay.")
    ] = None,
    log_json: Annotated[bool, typer.Option("--log-json", help="Write the log as one JSON object a line.")] = False,  # noqa: FBT002  typer's way of writing a flag
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more about what is going on.")] = False,  # noqa: FBT002  typer's way of writing a flag
) -> None:
    """Global options."""
    write_log(sys.stderr, as_json=log_json, verbose=verbose)
    context.obj = Call(config, _moment(now))


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ConfigError(f"--now: {text!r} is no time; write it as 2026-03-09T07:30+00:00") from error


def main() -> None:
    """Run the command line. Exit status: 0 done; 1 not done; 2 the command line or the configuration is wrong."""
    from assistant.cli import bills, commands, keeping  # noqa: F401  they register themselves

    try:
        app()
    except ConfigError as error:
        sys.exit(_say(str(error), 2))
    except KeyboardInterrupt:
        sys.exit(_say("Stopped.", 1))
    except (Trouble, OSError) as error:
        sys.exit(_say(str(error), 1))


def _say(sentence: str, status: int) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201  the one place where errors are printed
    return status
