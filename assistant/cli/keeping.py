"""The commands that keep a ledger: backup, restore, export, forget, stats."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.commands import parsed_day
from assistant.cli.door import Call, app
from assistant.cli.printing import print_json, print_table, print_text

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write it; an earlier backup is replaced.")],
) -> None:
    """Write everything into one file, also while the service is at work."""
    from assistant.ledger.keeping import back_up

    back_up(context.obj.settings.database_url, file)
    print_text(
        f"{file}: {file.stat().st_size:,} bytes, checked. It holds your mail: keep it where only you can read it."
    )


@app.command()
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Also where there is mail already.")] = False,  # noqa: FBT002
) -> None:
    """Put a backup in the ledger's place. The service must not be running."""
    from assistant.app.figures import stats
    from assistant.ledger.keeping import restore as put_back

    call: Call = context.obj
    kept = put_back(call.settings.database_url, file, overwrite=overwrite)
    mails = sum(stats(call.settings, call.clock())["mails"].values())
    print_text(f"{file} is restored: {mails} mails." + (f" What was there before is kept in {kept}." if kept else ""))


@app.command()
def export(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new folder.")],
) -> None:
    """Write everything in open formats: mails as .eml, tables as CSV and JSON, events as a calendar."""
    from assistant.app.exporting import export as write

    call: Call = context.obj
    count = write(call.settings, folder, call.clock())
    print_text(f"{folder}: {count} mails and all that is recorded. See README.txt there.")


@app.command()
def forget(
    context: typer.Context,
    whom: Annotated[
        str | None, typer.Argument(metavar="ADDRESS|PROVIDER", help="A mail address, or a provider's name.")
    ] = None,
    before: Annotated[
        str | None, typer.Option(metavar="DAY", help="The bytes of all mail that came before; what was found stays.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without this it only says what it would do.")] = False,  # noqa: FBT002
) -> None:
    """Erase the mail of a person or a provider and what was found in it, or old mail. The numbers of issues stay."""
    call: Call = context.obj
    if (whom is None) == (before is None):
        raise typer.BadParameter("name a person or a provider, or a day by --before")
    what = _forget_whom(call, whom, really=yes) if whom else _forget_before(call, str(before), really=yes)
    if yes:
        print_text(f"Erased: {what}. Earlier backups and exports still have them, and so may the mailbox.")
    else:
        print_text(f"To be erased: {what}. This cannot be taken back. To do it, add --yes.")


def _forget_whom(call: Call, whom: str, *, really: bool) -> str:
    from assistant.app.forgetting import forget as erase

    plan = erase(call.settings, whom, call.clock(), really=really)
    return f"{len(plan.mails)} mails, {plan.findings} findings, {len(plan.posts)} sent mails that quote them"


def _forget_before(call: Call, day: str, *, really: bool) -> str:
    from assistant.app.retention import erase_before

    first = datetime.combine(parsed_day(day), time(), call.settings.zone)
    return f"the bytes of {erase_before(call.settings, first, call.clock(), really=really)} mails"


@app.command("renew-key")
def renew_key(context: typer.Context) -> None:
    """Sign from now on with a new key, when the old one may be known. Replies to mails sent before count 60 days."""
    from assistant.app.rounds import working_ledger
    from assistant.app.trust import renew_key as renew

    call: Call = context.obj
    with working_ledger(call.settings) as ledger:
        renew(ledger, call.clock())
    print_text("A new key signs the agenda and the answers. Replies to mails sent before are obeyed for 60 days more.")


@app.command()
def stats(context: typer.Context, json: Json = False) -> None:  # noqa: FBT002
    """A few figures: what was read, recorded and sent, and when the assistant last looked."""
    from assistant.app.figures import stats as figures

    call: Call = context.obj
    found = figures(call.settings, call.clock())
    if json:
        print_json(found)
    else:
        print_table(("Figure", ""), [(name.replace("_", " "), _said(value)) for name, value in found.items()], "")


def _said(value: Any) -> str:  # noqa: ANN401  a number, a word or a table of numbers
    if isinstance(value, dict):
        return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in value.items()) or "none"
    return "never" if value is None else str(value)
