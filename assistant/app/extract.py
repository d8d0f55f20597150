"""What one would record from raw mails, as the JSON of CONTRACT.md; nothing is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.app.desk import Reading, read_mail
from assistant.app.notation import Json, money, when
from assistant.reading import Unreadable
from assistant.vocabulary import (
    CommitmentFinding,
    EventFinding,
    InvoiceFinding,
    IssueFinding,
    Kind,
    Office,
    Order,
)


def extract(path: Path, office: Office) -> Json:
    """The findings of one mail. One that cannot be read says so under `problem`; a file that cannot be is `failed`."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        said = f"The file cannot be read: {error.strerror}."
        return {"file": path.name, "message_id": None, "kind": Kind.NOISE, "problem": said, "failed": True} | _NOTHING
    try:
        readings = read_mail(raw, office)
    except Unreadable as error:
        return {"file": path.name, "message_id": None, "kind": Kind.NOISE, "problem": str(error)} | _NOTHING
    return {"file": path.name} | _mail(readings)


_NOTHING: Json = {
    **dict.fromkeys(("sender", "sent_at", "subject", "forwarded_by", "remark", "text")),
    **{name: [] for name in ("issues", "commitments", "events", "invoices", "commands")},
}


def _mail(readings: Sequence[Reading]) -> Json:
    letter = readings[0].letter
    found = [reading.findings for reading in readings]
    return {
        "message_id": letter.message_id,
        "kind": min((f.kind for f in found), key=list(Kind).index),
        "sender": {"name": letter.sender.name or None, "address": letter.sender.address},
        "sent_at": letter.sent_at.isoformat(),
        "subject": letter.subject,
        "forwarded_by": letter.forwarded_by.address if letter.forwarded_by else None,
        "remark": letter.remark or None,
        "text": letter.new,
        "language": letter.language,
        "automatic": letter.automatic or None,
        "problems": list(letter.problems),
        "issues": [issue_json(issue) for f in found for issue in f.issues],
        "commitments": [commitment_json(commitment) for f in found for commitment in f.commitments],
        "events": [event_json(event) for f in found for event in f.events],
        "invoices": [invoice_json(invoice) for f in found for invoice in f.invoices],
        "commands": [order_json(order) for reading in readings for order in reading.orders],
    }


def issue_json(issue: IssueFinding) -> Json:
    return {
        "title": issue.title,
        "status": issue.status,
        "severity": issue.severity,
        "tickets": list(issue.tickets),
        "evidence": issue.evidence.quote,
        "confidence": round(issue.confidence, 3),
        "reasons": list(issue.reasons),
    }


def commitment_json(commitment: CommitmentFinding) -> Json:
    return {
        "what": commitment.what,
        "due": when(commitment.due),
        "evidence": commitment.evidence.quote,
        "confidence": round(commitment.confidence, 3),
    }


def event_json(event: EventFinding) -> Json:
    return {
        "kind": event.kind,
        "title": event.title,
        "start": when(event.start),
        "end": when(event.end),
        "state": "cancelled" if event.cancelled else "planned",
        "evidence": event.evidence.quote,
        "confidence": round(event.confidence, 3),
    }


def invoice_json(invoice: InvoiceFinding) -> Json:
    return {
        "kind": invoice.kind,
        "number": invoice.number,
        "issued": when(invoice.issued),
        "due": when(invoice.due),
        "currency": invoice.currency,
        "net": money(invoice.net),
        "tax": money(invoice.tax),
        "total": money(invoice.total),
        "supplier": invoice.supplier,
        "iban": invoice.iban,
        "evidence": invoice.evidence.quote,
        "lines": [
            {
                "description": line.description,
                "quantity": money(line.quantity),
                "unit_price": money(line.unit_price),
                "amount": money(line.amount),
            }
            for line in invoice.lines
        ],
        "payable": money(invoice.payable),
        "paid": invoice.paid,
        "vat_id": invoice.vat_id,
        "customer": invoice.customer,
        "order": invoice.order,
    }


def order_json(order: Order) -> Json:
    return {
        "command": order.verb,
        "numbers": list(order.numbers),
        "about": order.about,
        "until": when(order.until),
        "text": order.text,
    }
