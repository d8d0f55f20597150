"""A letter that came attached to a note."""

from __future__ import annotations

from dataclasses import replace

from assistant.reading.posted import NEVER
from assistant.vocabulary import Letter, Stretch


def covered(cover: Letter, original: Letter, others: tuple[Letter, ...]) -> Letter:
    """The attached letter with the covering note above it."""
    note = cover.text.rstrip("\n") + "\n\n" if cover.text.strip() else ""
    shift = len(note)
    above = tuple(Stretch(s.start, min(s.end, shift), s.role) for s in cover.stretches if note and s.start < shift)
    if above:
        above = (*above[:-1], Stretch(above[-1].start, shift, above[-1].role))
    below = tuple(Stretch(s.start + shift, s.end + shift, s.role) for s in original.stretches)
    return replace(
        original,
        message_id=cover.message_id,
        sent_at=cover.sent_at if original.sent_at == NEVER else original.sent_at,
        text=note + original.text,
        stretches=(*above, *below),
        references=tuple(dict.fromkeys((*cover.references, *original.references, original.message_id))),
        in_reply_to=cover.in_reply_to or original.in_reply_to,
        forwarded_by=cover.sender,
        forwarded_at=cover.sent_at,
        outer_subject=cover.subject,
        automatic=cover.automatic,
        attachments=(*original.attachments, *cover.attachments),
        invitations=(*original.invitations, *cover.invitations),
        enclosed=(*original.enclosed, *others),
        problems=(*cover.problems, *original.problems),
        headers=cover.headers,
    )
