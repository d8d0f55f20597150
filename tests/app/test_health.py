"""When it needs a hand it says so: to the owner by mail, in the agenda, to a monitor, to systemd, in the log."""

from __future__ import annotations

import io
import json
import logging
import re
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.app.alarms import words
from assistant.app.blindness import Blind
from assistant.app.clock import system_clock
from assistant.app.pulse import Pulse
from assistant.app.service import Stop, serve
from assistant.cli.log import handler_for
from assistant.config import load, parse
from assistant.mailbox.errors import MailboxError
from assistant.resources import rules
from tests.servers.places import until

from .offices import folder_office, mail, put, run, sent, text_of

PATIENCE = 60  # seconds, on a machine that has other things to do
SATURDAY, SUNDAY, MONDAY = "2026-03-07", "2026-03-08", "2026-03-09"


@pytest.fixture
def office(tmp_path):
    config = folder_office(tmp_path)
    put(config, "1", mail("vpn", "The VPN is down for everybody.\n"))
    return config


def blind_round(office, now: str) -> None:
    """A round while the mailbox is not there."""
    mails = office.parent / "mails"
    mails.rename(office.parent / "away")
    with pytest.raises(MailboxError):
        run(office, "run", "--once", now=now)
    (office.parent / "away").rename(mails)


def said(office) -> dict[str, str]:
    """Subject → words of every mail that went out."""
    return {one["Subject"]: text_of(one) for one in sent(office)}


def test_after_hours_without_sight_the_owner_gets_one_mail_that_says_why(office):
    run(office, "run", "--once", now=f"{SATURDAY}T08:00:00+00:00")
    for hour in ("09:00", "14:59"):
        blind_round(office, f"{SATURDAY}T{hour}:00+00:00")
        assert said(office) == {}
    for hour in ("15:00", "16:00", "23:00"):
        blind_round(office, f"{SATURDAY}T{hour}:00+00:00")
    (body,) = said(office).values()
    assert "since Saturday 7 March, 09:00" in body
    assert "There is no folder" in body
    assert "Create it" in body


def test_the_next_agenda_says_from_when_to_when_it_was_blind(office):
    run(office, "run", "--once", now=f"{SATURDAY}T08:00:00+00:00")
    blind_round(office, f"{SATURDAY}T10:00:00+00:00")
    run(office, "run", "--once", now=f"{SUNDAY}T04:30:00+00:00")
    run(office, "run", "--once", now=f"{MONDAY}T07:30:00+00:00")
    (agenda,) = [body for subject, body in said(office).items() if subject.startswith("IT this week")]
    assert "blind Sat 7 Mar 10:00 – Sun 8 Mar 04:30" in agenda


def test_an_agenda_that_is_due_while_it_is_blind_goes_out_and_says_so(office):
    run(office, "run", "--once", now=f"{SATURDAY}T08:00:00+00:00")
    blind_round(office, f"{SUNDAY}T10:00:00+00:00")
    blind_round(office, f"{MONDAY}T07:30:00+00:00")
    assert any("blind" in body for subject, body in said(office).items() if subject.startswith("IT this week"))


def test_a_short_outage_is_not_worth_a_word(office):
    run(office, "run", "--once", now=f"{SATURDAY}T08:00:00+00:00")
    blind_round(office, f"{SATURDAY}T10:00:00+00:00")
    run(office, "run", "--once", now=f"{SATURDAY}T10:20:00+00:00")
    blind_round(office, f"{SATURDAY}T18:00:00+00:00")  # a new spell: the hours count anew
    run(office, "run", "--once", now=f"{MONDAY}T07:30:00+00:00")
    (agenda,) = said(office).values()
    assert "10:00" not in agenda
    assert "18:00" in agenda


def test_a_clock_that_was_set_back_meanwhile_gives_no_negative_time(office):
    run(office, "run", "--once", now=f"{SATURDAY}T08:00:00+00:00")
    blind_round(office, f"{SUNDAY}T10:00:00+00:00")
    run(office, "run", "--once", now=f"{SATURDAY}T23:00:00+00:00")
    run(office, "run", "--once", now=f"{MONDAY}T07:30:00+00:00")
    assert not any("blind" in body for body in said(office).values())


@pytest.mark.parametrize("language", ["en", "de", "fr", "nl", "es"])
def test_the_alarm_speaks_the_offices_language_and_leaves_no_blank(language, office):
    settings = parse(f"{office.read_text()}\noffice: {{locale: {language}}}\n", office)
    spell = Blind(system_clock(), None, "The {password} was\nrefused", "")
    told = words(spell, settings)
    assert told.subject == rules("alarms")[language]["subject"]
    assert "The {password} was refused" in told.text
    assert not re.search(r"\{(mailbox|since|why|remedy)\}", told.text)


class Monitor:
    """Notes the paths that are asked for."""

    def __init__(self, status: int = 200) -> None:
        asked = self.asked = []

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked.append(self.path)
                self.send_response(status)
                self.end_headers()

            def log_message(self, *_):
                """Silence."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/check"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self):
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def monitor():
    made = Monitor()
    yield made
    made.stop()


def test_the_monitor_is_told_at_once_when_something_changes_and_else_now_and_then(monitor):
    pulse = Pulse(monitor.url)
    for well in (True, True, False, False, True):
        pulse.beat(well=well)
        assert until(lambda: len(monitor.asked) > 0, 5)
    assert until(lambda: len(monitor.asked) == 3, 5)
    assert sorted(monitor.asked) == ["/check", "/check", "/check/fail"]


def test_a_monitor_that_is_down_is_said_and_harms_nothing(caplog):
    Pulse("http://127.0.0.1:1/check").beat(well=True)
    assert until(lambda: "could not be told" in caplog.text, 5)


@pytest.fixture
def serving(office):
    """Start the service on the office, with what the test adds to the configuration."""
    stop = Stop()
    threads = []

    def start(more: str = "") -> None:
        office.write_text(office.read_text() + more)
        threads.append(threading.Thread(target=serve, args=(load(office), system_clock, stop, 0.1)))
        threads[0].start()

    yield start
    stop.given = True
    threads[0].join(PATIENCE)


def test_a_round_that_failed_is_told_to_the_monitor(office, serving, monitor):
    serving(f"\nhealth: {{url: '{monitor.url}'}}\n")
    assert until(lambda: monitor.asked == ["/check"], PATIENCE)
    (office.parent / "mails").rename(office.parent / "away")
    assert until(lambda: monitor.asked == ["/check", "/check/fail"], PATIENCE)


def test_systemd_hears_that_it_is_ready_and_then_that_it_is_alive(serving, tmp_path, monkeypatch):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(PATIENCE)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        serving()
        assert manager.recv(100) == b"READY=1"
        assert manager.recv(100) == b"WATCHDOG=1"


@pytest.fixture
def log():
    """A logger whose lines end up as the program's do: `log(as_json)` gives the logger and the lines."""
    logger, handlers = logging.getLogger("assistant.of.a.test"), []

    def to(*, as_json: bool) -> tuple[logging.Logger, io.StringIO]:
        lines = io.StringIO()
        handlers.append(handler_for(lines, as_json=as_json))
        logger.addHandler(handlers[-1])
        return logger, lines

    yield to
    for handler in handlers:
        logger.removeHandler(handler)


def test_the_log_can_be_json_for_programs(log):
    logger, lines = log(as_json=True)
    logger.warning("filed “%s”\n2026", "a")
    (line,) = lines.getvalue().splitlines()
    found = json.loads(line)
    assert (found["level"], found["from"], found["message"]) == ("warning", "assistant.of.a.test", "filed “a”\n2026")


def test_nothing_that_a_stranger_wrote_begins_a_line_of_the_log_or_colours_the_terminal(log):
    logger, lines = log(as_json=False)
    logger.warning("mail %s", "<x>\r\n2026-03-09 07:30:00 ERROR all is lost\x1b[31m")
    assert len(lines.getvalue().splitlines()) == 1
    assert "\x1b" not in lines.getvalue()
