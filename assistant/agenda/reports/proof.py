"""The proof of one row: its issue's life with each sentence, and the letters with these sentences marked, as a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from assistant.agenda.period import Period
from assistant.agenda.rendering import set_in
from assistant.agenda.reports.entries import issue_entries, promise_entries
from assistant.agenda.reports.page import Chapter, Page, readings
from assistant.agenda.reports.story import story
from assistant.agenda.wording import title_of
from assistant.vocabulary import Facts, Issue, Letter, Office


def proof(issue: Issue, facts: Facts, office: Office, period: Period, letters: Mapping[str, Letter]) -> str:
    """A self-contained HTML page. `letters` by Message-ID; what rests on one that is not among them is told alone."""
    own = Facts(issues=(issue,), commitments=tuple(one for one in facts.commitments if one.issue == issue.number))
    whole = replace(period, start=min(period.start, issue.opened_at) - timedelta(minutes=1))
    told = story(own, office, issue.provider, whole, letters)
    say, voice = told.view.voice.say, told.view.voice
    chapters = (Chapter(say("Issues"), issue_entries(told)), Chapter(say("Promises"), promise_entries(told)))
    page = Page(
        language=str(voice.locale).replace("_", "-"),
        title=f"{issue.number}  {title_of(issue)}",
        dated=" · ".join(part for part in (issue.provider, voice.full_day(period.end)) if part),
        lede=say("Every line rests on a sentence in a letter. Follow its date to the letter, where it is marked."),
        numbers=(),
        bars=(),
        overview="",
        marks=(),
        lives=(),
        legend=(),
        chapters=tuple(chapter for chapter in chapters if chapter.entries),
        letters_title=say("The letters"),
        letters=readings(told),
    )
    return set_in("report/page.html", {"page": page})
