"""The facts as they were laid down last, and the numbers they were given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import func, select

from assistant.ledger.opening import Database
from assistant.ledger.outbox import Post, add_post
from assistant.ledger.rows import (
    COMMITMENT,
    DECISION,
    EVENT,
    INVOICE,
    ISSUE,
    QUESTION,
    STALE,
    add_numbers,
    commitment_row,
    decision_row,
    event_row,
    invoice_row,
    issue_row,
    load,
    mark_stale,
    placed,
    question_row,
    replace,
    unread,
)
from assistant.ledger.tables import (
    CommitmentRow,
    DecisionRow,
    EntryRow,
    EventRow,
    InvoiceRow,
    IssueRow,
    Number,
    QuestionRow,
    Setting,
)
from assistant.vocabulary import Facts


class Sheet(Database):
    """The fact sheet."""

    def numbers(self) -> dict[str, int]:
        """The numbers given so far, by anchor."""
        with self._transaction() as session:
            return {row.anchor: row.number for row in session.exec(select(Number))}

    def lay_down(self, facts: Facts, numbers: Mapping[str, int], posts: Sequence[Post], now: datetime) -> None:
        """Write the facts, the numbers they were given and the mails they cause: one transaction."""
        with self._transaction() as session:
            replace(session, IssueRow, map(issue_row, facts.issues))
            replace(session, CommitmentRow, map(commitment_row, *placed(facts.commitments)))
            replace(session, EventRow, map(event_row, *placed(facts.events)))
            replace(session, InvoiceRow, map(invoice_row, *placed(facts.invoices)))
            replace(session, DecisionRow, map(decision_row, *placed(facts.decisions)))
            replace(session, QuestionRow, map(question_row, *placed(facts.questions)))
            add_numbers(session, numbers)
            for post in posts:
                add_post(session, post, now)
            mark_stale(session, stale=False)

    def stale(self) -> bool:
        """Has a mail been concluded since the facts were laid down? A program stopped in between left it so."""
        with self._transaction() as session:
            return session.get(Setting, STALE) is not None

    def facts(self) -> Facts:
        """The facts as they were laid down last."""
        with self._transaction() as session:
            return Facts(
                issues=load(session, IssueRow, IssueRow.number, ISSUE),
                commitments=load(session, CommitmentRow, CommitmentRow.place, COMMITMENT),
                events=load(session, EventRow, EventRow.place, EVENT),
                invoices=load(session, InvoiceRow, InvoiceRow.place, INVOICE),
                decisions=load(session, DecisionRow, DecisionRow.place, DECISION),
                questions=load(session, QuestionRow, QuestionRow.place, QUESTION),
                unread=unread(session),
                letters=session.exec(select(func.count()).select_from(EntryRow)).one(),
            )
