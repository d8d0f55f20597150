"""What gave the users of other programs a bad week (each was reported in the open), and does not give ours one."""

from __future__ import annotations

import pytest

from assistant.mailbox.errors import MailboxError
from tests.servers.dovecot import Options
from tests.servers.tokens import TokenServer

from .offices import ASSISTANT, OUTBOX, OWNER, imap_account, mail, put, rows, run, sent, text_of, write_config

TUESDAY = "2026-03-10T12:00:00+00:00"
LATER = "Mon, 09 Mar 2026 07:00:00 +0000"


def issues(office, now: str = TUESDAY) -> list[tuple[str, int]]:
    """(status, how many letters) of each issue."""
    return [(issue["status"], len(issue["messages"])) for issue in rows(office, "issues", now=now)]


VPN = mail("vpn", "The VPN is down for everybody since this morning.\n", subject="VPN down")


def test_a_message_id_that_different_mails_share_does_not_make_them_one(office):
    printer = mail("vpn", "The printer at reception does not print any more.\n", subject="Printer at reception")
    put(office, "1", VPN)
    put(office, "2", printer)
    run(office, "run", "--once")
    assert issues(office) == [("open", 1), ("open", 1)]


def test_a_mail_without_a_message_id_is_recorded_once_however_often_it_is_found(office):
    bare = VPN.replace(b"Message-ID: <vpn@northgate-it.example>\n", b"")
    assert bare != VPN
    for name in ("1", "2"):
        put(office, name, bare)
        run(office, "run", "--once")
    assert issues(office) == [("open", 1)]


@pytest.mark.parametrize("sender", ["desk@northgate-it.example", OWNER])
def test_thanks_reopens_nothing(sender, office):
    put(office, "1", VPN)
    put(office, "2", mail("vpn-2", "The VPN is fixed.\n", subject="RE: VPN down", date=LATER))
    thanks = mail("vpn-3", "Thanks!\n", sender, subject="RE: VPN down", date="Mon, 09 Mar 2026 07:10:00 +0000")
    put(office, "3", thanks)
    run(office, "run", "--once")
    assert [status for status, _ in issues(office)] == ["fixed"]


def test_a_thread_that_outlook_broke_is_one_matter(office):
    """Outlook and help desks leave out References and In-Reply-To; the ticket in the subject still tells."""
    put(office, "1", mail("a", "The VPN is down for everybody.\n", subject="[NG-48213] VPN down"))
    put(office, "2", mail("b", "The VPN is fixed.\n", subject="AW: [NG-48213] VPN down", date=LATER))
    run(office, "run", "--once")
    assert issues(office) == [("fixed", 2)]


def test_equal_subjects_of_two_providers_are_two_matters(office):
    put(office, "1", mail("a", "Your internet line is down since this morning.\n", subject="Update on your ticket"))
    words = "The card terminal at the till does not print receipts.\n"
    put(office, "2", mail("b", words, "help@till-firm.example", subject="Update on your ticket", date=LATER))
    run(office, "run", "--once")
    assert issues(office) == [("open", 1), ("open", 1)]


def test_a_reply_with_a_new_topic_is_a_matter_of_its_own(office):
    put(office, "1", VPN)
    words = "The printer at reception jams on every page.\n"
    headers = {"In_Reply_To": "<vpn@northgate-it.example>", "References": "<vpn@northgate-it.example>"}
    put(office, "2", mail("p", words, subject="Printer at reception jams", date=LATER, **headers))
    run(office, "run", "--once")
    assert issues(office) == [("open", 1), ("open", 1)]


def test_the_owners_mail_is_not_marked_as_read(tmp_path, dovecot):
    config = write_config(tmp_path, imap_account(dovecot), OUTBOX)
    dovecot.deliver(VPN)
    run(config, "run", "--once")
    assert list(dovecot.flags().values()) == [()]


@pytest.mark.server
def test_a_token_that_was_withdrawn_does_not_stay_unnoticed(tmp_path, make_dovecot, certificates):
    tokens = TokenServer(certificates)
    try:
        server = make_dovecot(Options(introspection=tokens.introspection, password="another"))
        where = f"token_url: {tokens.url}/token, scope: mail, ca_file: {certificates.ca}"
        oauth = f"{{provider: custom, client_id: delegate, token_file: token.json, {where}}}"
        account = f"port: {server.port}, security: none, username: anna, oauth: {oauth}"
        config = write_config(tmp_path, f"{{kind: imap, host: 127.0.0.1, {account}}}", OUTBOX)
        (tmp_path / "token.json").write_text('{"access": "access-0", "refresh": "refresh-0", "ends_at": 0}')
        run(config, "run", "--once", now="2026-03-04T08:00:00+00:00")
        tokens.valid, tokens.refresh_tokens = {}, set()
        for hour in ("09", "12", "15", "18"):
            with pytest.raises(MailboxError):
                run(config, "run", "--once", now=f"2026-03-04T{hour}:00:00+00:00")
    finally:
        tokens.stop()
    (alarm,) = sent(config)
    said = text_of(alarm)
    assert "withdrawn" in said
    assert "Run `assistant init` and sign in again." in said
    assert alarm["From"] == f"Delegate <{ASSISTANT}>"
