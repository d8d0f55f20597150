"""The commands. Each reads its arguments, calls `app` and prints."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from assistant.cli.door import Call, app
from assistant.cli.printing import print_json, print_line, print_table, print_text
from assistant.cli.progress import tracked

if TYPE_CHECKING:
    from assistant.agenda import Agenda
    from assistant.app.learning import Learnt

Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


@app.command()
def demo(
    keep: Annotated[bool, typer.Option("--keep", help="Leave the files to look at.")] = False,  # noqa: FBT002  typer's flags
) -> None:
    """Show the whole job on sample mail; nothing to configure, nothing leaves this machine."""
    from assistant.demo import show

    show(keep=keep)


@app.command()
def init(context: typer.Context) -> None:
    """Ask a few questions, test the connections, write config.yaml."""
    from assistant.cli.dialogue import ask

    ask(context.obj.config or Path("config.yaml"))


@app.command()
def doctor(context: typer.Context, json: Json = False) -> None:  # noqa: FBT002
    """Check configuration, mailbox, outgoing mail, database, clock and rules; say what to do about each failure."""
    from assistant.app.doctor import examine

    findings = examine(context.obj.settings, context.obj.clock())
    rows = [{"check": f.check, "ok": f.ok, "what": f.what, "remedy": f.remedy or None} for f in findings]
    if json:
        print_json(rows)
    else:
        print_table(
            ("", "Check", "What was found", "What to do"),
            [("ok" if r["ok"] else "!!", r["check"], r["what"], r["remedy"]) for r in rows],
            "Nothing was checked.",
        )
    raise typer.Exit(0 if all(f.ok for f in findings) else 1)


@app.command()
def run(
    context: typer.Context,
    once: Annotated[bool, typer.Option("--once", help="One round: read, act, send what is due, stop.")] = False,  # noqa: FBT002
) -> None:
    """Work: wait for mail, file it, obey replies, send agendas when due, until stopped."""
    from assistant.app.rounds import run_once
    from assistant.app.service import Stop, serve

    call: Call = context.obj
    if once:
        run_once(call.settings, call.clock())
        return
    stop = Stop()
    stop.listen()
    serve(call.settings, call.clock, stop)


@app.command()
def reread(context: typer.Context) -> None:
    """Read all stored mail again with what the program knows now; numbers and your words stay."""
    from assistant.app.rounds import reread_all

    count = reread_all(context.obj.settings, context.obj.clock(), lambda mails: tracked(mails, "Reading again"))
    print_text(f"{count} mails read again.")


@app.command()
def learn(context: typer.Context, json: Json = False) -> None:  # noqa: FBT002
    """Learn from your corrections (dropped issues, severities); used only where `understanding.habits` names a file."""
    from assistant.app.learning import learn_habits

    learnt = learn_habits(context.obj.settings, context.obj.clock())
    if json:
        file = str(learnt.file) if learnt.file else None
        print_json({"trial": asdict(learnt.trial), "helps": learnt.trial.helps, "file": file, **asdict(learnt.habits)})
        return
    print_text(_learnt(learnt))


def _learnt(learnt: Learnt) -> str:
    """What was learnt, and what it is worth, in a few lines."""
    trial = learnt.trial
    lines = [
        f"Dropped by you: {trial.dropped} findings, of which it would have doubted {trial.doubted}.",
        f"Kept: {trial.kept}, of which it would have doubted {trial.wronged}.",
        f"Severities set by you: {trial.weighed}, of which {trial.right} were right before, {trial.righted} with it.",
    ]
    if not trial.helps:
        return "\n".join([*lines, "That is not enough to learn from yet: nothing is changed."])
    if learnt.file is None:
        return "\n".join([*lines, "It is off. To use it, add to config.yaml: understanding: {habits: habits.json}"])
    return "\n".join([*lines, f"Kept in {learnt.file}. New mail is read with it; old mail after `assistant reread`."])


@app.command()
def backfill(
    context: typer.Context,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="Only mail that came on this day or later.")] = None,
    processes: Annotated[int | None, typer.Option(min=1, help="How many at once (default: one for each core).")] = None,
) -> None:
    """Read years of mail in one go; old orders are obeyed, but not answered. Stopped, it goes on where it was."""
    from assistant.app.backfill import Extent
    from assistant.app.backfill import backfill as fill

    call: Call = context.obj
    count = fill(call.settings, Extent(_parsed(since), processes), call.clock(), tracked)
    print_text(f"{count} new mails are read. See them with: assistant issues, assistant invoices, assistant agenda")


@app.command()
def extract(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Raw messages (.eml).")],
    json: Json = False,  # noqa: FBT002
    explain: Annotated[bool, typer.Option("--explain", help="Say what each finding rests on.")] = False,  # noqa: FBT002
) -> None:
    """Say what would be recorded from raw messages; nothing is recorded."""
    from assistant.app.extract import extract as extract_file

    office = context.obj.settings.office
    failed = False
    for path in tracked(files, "Reading"):
        found = extract_file(path, office)
        failed = failed or bool(found.get("failed"))
        if json:
            print_line(found)
        else:
            print_text(_summary(found))
            if explain:
                print_text(_explained(found))
    raise typer.Exit(1 if failed else 0)


def _summary(found: dict[str, Any]) -> str:
    """One mail's findings in a few lines."""
    sender = (found["sender"] or {}).get("address", "unknown sender")
    lines = [f"{found['file']}: {found['kind']}, {sender}, {found['subject'] or '(no subject)'}"]
    lines += [f"  issue       {i['status']}, {i['severity']}: {i['title']}" for i in found["issues"]]
    lines += [f"  promise     {c['due'] or 'no day'}: {c['what']}" for c in found["commitments"]]
    lines += [f"  event       {e['start']}: {e['kind']}, {e['title']}" for e in found["events"]]
    lines += [f"  {i['kind']:<11} {i['number']}: {i['total']} {i['currency']}" for i in found["invoices"]]
    lines += [f"  order       {c['command']} {c['numbers'] or c['about'] or ''}" for c in found["commands"]]
    lines += [f"  problem     {found['problem']}"] if found.get("problem") else []
    return "\n".join(lines)


def _explained(found: dict[str, Any]) -> str:
    """The sentence behind each finding, how sure it is, and what weighed most."""
    lines = []
    for name in ("issues", "commitments", "events", "invoices"):
        for finding in found[name]:
            lines.append(f"  {name[:-1]}: “{' '.join(finding['evidence'].split())}”")
            sure = f"    sure {finding['confidence']:.0%}" if "confidence" in finding else "    read from a document"
            lines.append(f"{sure}; {', '.join(finding.get('reasons', ())) or 'by its form'}")
    return "\n".join(lines) or "  nothing was found"


@app.command()
def issues(context: typer.Context, json: Json = False) -> None:  # noqa: FBT002
    """The issues that are recorded."""
    from assistant.app.facts import issues_json

    facts = facts_of(context)
    if json:
        print_json(issues_json(facts))
        return
    rows = [(i.number, i.title, i.provider, _plain(i.status), i.severity, _day(i.updated_at)) for i in facts.issues]
    print_table(("#", "Issue", "Provider", "Status", "Severity", "Last word"), rows, "No issues are recorded.")


@app.command()
def events(context: typer.Context, json: Json = False) -> None:  # noqa: FBT002
    """The dated events that are recorded."""
    from assistant.app.facts import events_json

    facts = facts_of(context)
    if json:
        print_json(events_json(facts))
        return
    zone = context.obj.settings.zone
    rows = [(_moment(e.start, zone), _moment(e.end, zone), e.kind, e.title, e.provider, e.state) for e in facts.events]
    print_table(("Start", "End", "Kind", "What", "Provider", "State"), sorted(rows), "No events are recorded.")


@app.command()
def commitments(context: typer.Context, json: Json = False) -> None:  # noqa: FBT002
    """The promises that are recorded."""
    from assistant.app.facts import commitments_json

    facts = facts_of(context)
    if json:
        print_json(commitments_json(facts))
        return
    rows = [(c.due or "no day", c.what, c.provider, c.issue, c.state) for c in facts.commitments]
    print_table(("Due", "Promise", "Provider", "#", "State"), rows, "No promises are recorded.")


@app.command()
def agenda(  # noqa: PLR0913, PLR0917  the options of a command line
    context: typer.Context,
    json: Json = False,  # noqa: FBT002
    html: Annotated[bool, typer.Option("--html", help="Print the HTML part.")] = False,  # noqa: FBT002
    text: Annotated[bool, typer.Option("--text", help="Print the plain text part (the default).")] = False,  # noqa: ARG001, FBT002
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help="The summary of a month instead, as 2026-02.")
    ] = None,
    copy: Annotated[
        str | None, typer.Option("--copy", metavar="PROVIDER", help="The copy that a provider would get instead.")
    ] = None,
) -> None:
    """The agenda as it would be now; sends nothing."""
    from assistant.agenda import render

    call: Call = context.obj
    composed, values = _composed(call, _parsed(month and f"{month}-01"), copy)
    if json:
        print_json(values)
        return
    rendered = render(composed, call.settings.assistant.address)
    print_text(rendered.html if html else rendered.text)


def _composed(call: Call, month: date | None, provider: str | None) -> tuple[Agenda, dict[str, Any]]:
    """The agenda, or the summary or copy that is asked for, and the same as values."""
    from assistant.agenda import as_json
    from assistant.agenda.copies import copy_json
    from assistant.agenda.monthly import month_json
    from assistant.app.agendas import agenda_as_of
    from assistant.app.copies import copy_as_of
    from assistant.app.months import month_as_of
    from assistant.app.rounds import opened_ledger

    with opened_ledger(call.settings) as ledger:
        if month is not None:
            summary = month_as_of(ledger, call.settings, month, call.clock())
            return summary, month_json(summary)
        if provider is not None:
            theirs = copy_as_of(ledger, call.settings, provider, call.clock())
            return theirs, copy_json(theirs)
        composed = agenda_as_of(ledger, call.settings, call.clock())
        return composed, as_json(composed)


@app.command()
def report(  # noqa: PLR0913, PLR0917  the options of a command line
    context: typer.Context,
    provider: Annotated[str, typer.Argument(help="The provider's name, or a part of it.")],
    start: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day (default: 13 weeks ago).")
    ] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day (default: today).")] = None,
    json: Json = False,  # noqa: FBT002
    leave: Annotated[
        Path | None, typer.Option("--exit", metavar="DIR", help="Write all that a successor needs into this folder.")
    ] = None,
) -> None:
    """The facts about a provider over a period, with evidence, as an HTML page (or JSON)."""
    from assistant.app.reports import Span, provider_report, write_exit_pack

    call: Call = context.obj
    if leave is not None:
        for path in write_exit_pack(call.settings, provider, leave, call.clock()):
            print_text(str(path))
        return
    page, values = provider_report(call.settings, provider, Span(_parsed(start), _parsed(end)), call.clock())
    if json:
        print_json(values)
    else:
        print_text(page)


def _parsed(text: str | None) -> date | None:
    return None if text is None else parsed_day(text)


def parsed_day(text: str) -> date:
    """A day as the command line has it."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2026-03-09") from error


def facts_of(context: typer.Context) -> Any:  # noqa: ANN401  vocabulary.Facts; imported late
    from assistant.app.deriving import facts_as_of, facts_at
    from assistant.app.rounds import opened_ledger

    call: Call = context.obj
    facts = facts_at if call.now is None else facts_as_of
    with opened_ledger(call.settings) as ledger:
        return facts(ledger, call.settings, call.clock())


def _plain(word: str) -> str:
    return word.replace("_", " ")


def _day(moment: Any) -> str:  # noqa: ANN401
    return f"{moment:%Y-%m-%d}"


def _moment(value: datetime | date | None, zone: ZoneInfo) -> str:
    """A day, or an hour in the owner's zone."""
    if not isinstance(value, datetime):
        return value.isoformat() if value else ""
    return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
