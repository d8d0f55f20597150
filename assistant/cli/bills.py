"""`assistant invoices`: the bills as a table, as JSON, as CSV for the bookkeeper; their files put in order."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.commands import Json, facts_of
from assistant.cli.door import Call, app
from assistant.cli.printing import print_json, print_table, print_text
from assistant.vocabulary import Facts, Flag

bills = typer.Typer(invoke_without_command=True, no_args_is_help=False, help="The bills that are recorded.")
app.add_typer(bills, name="invoices")


@bills.callback()
def invoices(
    context: typer.Context,
    json: Json = False,  # noqa: FBT002  typer's flags
    csv: Annotated[bool, typer.Option("--csv", help="Print a table for the bookkeeper's program.")] = False,  # noqa: FBT002
) -> None:
    """The bills that are recorded."""
    if context.invoked_subcommand:
        return
    from assistant.app.bookkeeping import invoices_csv
    from assistant.app.facts import invoices_json

    facts = facts_of(context)
    if json:
        print_json(invoices_json(facts))
    elif csv:
        print_text(invoices_csv(facts))
    else:
        _table(facts)


def _table(facts: Facts) -> None:
    rows = [
        (b.number, b.supplier or i.provider, b.issued, b.due, b.total, b.currency, i.state, _watch(i.flags))
        for i in facts.invoices
        for b in [i.document]
    ]
    head = ("Number", "Supplier", "Issued", "Due", "Total", "", "State", "Watch")
    print_table(head, rows, "No bills are recorded.")


def _watch(flags: tuple[Flag, ...]) -> str:
    return ", ".join(flag.name.replace("_", " ") for flag in flags)


@bills.command()
def export(
    context: typer.Context,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="Where to put the files.")],
) -> None:
    """Put the bills' own files in order: YEAR/Supplier/date_number.pdf."""
    from assistant.app.bookkeeping import export_bills
    from assistant.app.rounds import opened_ledger

    call: Call = context.obj
    with opened_ledger(call.settings) as ledger:
        for path in export_bills(ledger, facts_of(context), to):
            print_text(str(path))
