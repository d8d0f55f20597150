"""Signing in by token: a real Dovecot asks our token server, and so does SMTP; renewal, refusal, first sign-in."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.mailbox.errors import Deferred, Misconfigured, Unreachable
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import ImapSettings, OAuthSettings, SmtpSettings
from assistant.mailbox.signin import begin_browser, begin_device, finish_browser, finish_device
from assistant.mailbox.tokens import TokenFile, Tokens, endpoints
from tests.servers.dovecot import Options
from tests.servers.tokens import TokenServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.servers.certificates import Certificates
    from tests.servers.dovecot import Dovecot
    from tests.servers.smtp import SmtpServer

RAW = b"Subject: hello\r\n\r\nworld\r\n"


@pytest.fixture
def tokens(certificates: Certificates) -> Iterator[TokenServer]:
    server = TokenServer(certificates)
    yield server
    server.stop()


@pytest.fixture
def oauth(tokens: TokenServer, certificates: Certificates) -> OAuthSettings:
    given = {"provider": "custom", "client_id": "delegate", "token_file": "tokens.json", "scope": "mail"}
    where = {"token_url": f"{tokens.url}/token", "device_url": f"{tokens.url}/device", "ca_file": certificates.ca}
    return OAuthSettings.model_validate({**given, **where})


@pytest.fixture
def signed_in(oauth: OAuthSettings, tmp_path: Path) -> TokenFile:
    """Tokens of yesterday: the access token has run out, the refresh token lives."""
    file = TokenFile(oauth, tmp_path)
    file.store(Tokens("access-0", "refresh-0", 0.0))
    return file


def never() -> bool:
    return False


def test_a_token_that_ran_out_is_renewed_and_kept_readable_by_nobody_else(
    signed_in: TokenFile, tokens: TokenServer, tmp_path: Path
) -> None:
    assert signed_in.access() == "access-1"
    assert signed_in.access() == "access-1"
    assert len(tokens.asked) == 1
    kept = tmp_path / "tokens.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert json.loads(kept.read_text())["refresh"] == "refresh-1"


def test_a_token_is_renewed_before_its_end(signed_in: TokenFile, tokens: TokenServer) -> None:
    tokens.lifetime = 60
    assert [signed_in.access(), signed_in.access()] == ["access-1", "access-2"]


def test_a_withdrawn_grant_needs_a_hand_and_says_so(signed_in: TokenFile, tokens: TokenServer) -> None:
    tokens.refresh_tokens = set()
    with pytest.raises(Misconfigured, match="withdrawn") as caught:
        signed_in.access()
    assert "sign in again" in caught.value.remedy


def test_a_token_server_that_is_down_is_a_reason_to_wait(signed_in: TokenFile, tokens: TokenServer) -> None:
    tokens.broken = True
    with pytest.raises(Unreachable, match="503"):
        signed_in.access()
    tokens.broken = False
    assert signed_in.access() == "access-1"


def test_a_token_server_of_an_unknown_authority_gets_nothing(
    oauth: OAuthSettings, tokens: TokenServer, tmp_path: Path
) -> None:
    careless = oauth.model_copy(update={"ca_file": None})
    TokenFile(careless, tmp_path).store(Tokens("access-0", "refresh-0", 0.0))
    with pytest.raises(Misconfigured, match="not to be trusted"):
        TokenFile(careless, tmp_path).access()
    assert tokens.asked == []


def test_without_a_sign_in_the_remedy_is_named(oauth: OAuthSettings, tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="Nobody has signed in yet"):
        TokenFile(oauth, tmp_path).access()
    (tmp_path / "tokens.json").write_text("not tokens")
    with pytest.raises(Misconfigured, match="holds no tokens"):
        TokenFile(oauth, tmp_path).access()


def test_signing_in_by_a_code_on_another_device(oauth: OAuthSettings, tokens: TokenServer, tmp_path: Path) -> None:
    tokens.pending = 3
    begun = begin_device(oauth, tmp_path)
    assert (begun.page, begun.code) == ("https://sign.in.example/device", "ABCD-EFGH")
    finish_device(oauth, tmp_path, begun, never)
    assert tokens.pending == 0
    assert TokenFile(oauth, tmp_path).access() == "access-1"


def test_a_code_that_nobody_enters_runs_out(oauth: OAuthSettings, tokens: TokenServer, tmp_path: Path) -> None:
    tokens.pending = 10**6
    begun = begin_device(oauth, tmp_path)
    hurried = type(begun)(begun.page, begun.code, begun.secret, 0.01, 0.1)
    with pytest.raises(Misconfigured, match="in time"):
        finish_device(oauth, tmp_path, hurried, never)


def test_signing_in_by_the_address_that_the_browser_ends_up_at(
    oauth: OAuthSettings, tokens: TokenServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    google = oauth.model_copy(update={"provider": "google"})
    monkeypatch.setattr("assistant.mailbox.signin.endpoints", lambda s: _with_page(endpoints(s)))
    begun = begin_browser(google)
    asked = {key: values[0] for key, values in parse_qs(urlsplit(begun.page).query).items()}
    assert asked["code_challenge_method"] == "S256"
    tokens.challenge = asked["code_challenge"]
    finish_browser(google, tmp_path, begun, f"  http://127.0.0.1:1/?state={asked['state']}&code=code-1\n")
    assert TokenFile(google, tmp_path).access() == "access-1"


def _with_page(found: Any) -> Any:
    return type(found)(found.token, found.device, found.authorize or "https://sign.in.example/authorize", found.scope)


def test_an_address_of_another_sign_in_is_refused(oauth: OAuthSettings, tokens: TokenServer, tmp_path: Path) -> None:
    google = oauth.model_copy(update={"provider": "google"})
    begun = begin_browser(google)
    for address in ("http://127.0.0.1:1/?state=forged&code=code-1", "http://127.0.0.1:1/?error=access_denied", "hello"):
        with pytest.raises(Misconfigured):
            finish_browser(google, tmp_path, begun, address)
    assert tokens.asked == []


def test_the_large_providers_are_known() -> None:
    given = {"client_id": "x", "token_file": "t.json"}
    microsoft = endpoints(OAuthSettings.model_validate({**given, "provider": "microsoft", "tenant": "firm.example"}))
    assert microsoft.token == "https://login.microsoftonline.com/firm.example/oauth2/v2.0/token"
    assert "offline_access" in microsoft.scope
    google = endpoints(OAuthSettings.model_validate({**given, "provider": "google"}))
    assert (google.scope, google.device) == ("https://mail.google.com/", "")


@pytest.mark.server
def test_dovecot_lets_in_who_has_a_token_and_a_stale_one_is_renewed_at_once(
    make_dovecot: Callable[[Options], Dovecot],
    tokens: TokenServer,
    oauth: OAuthSettings,
    signed_in: TokenFile,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("DEBUG")
    server = make_dovecot(Options(introspection=tokens.introspection))
    given = {"host": "127.0.0.1", "port": server.port, "security": "none", "username": "anna"}
    settings = ImapSettings.model_validate({**given, "oauth": oauth, "timeout": 5})
    account = server.account("anna")
    account.deliver(RAW)
    account.close()
    assert read(settings, signed_in) == [RAW]
    # what the file holds looks good, but the server does not know it any more
    signed_in.store(Tokens("access-stale", "refresh-1", time.time() + 3600))
    assert read(settings, signed_in) == [RAW]
    assert "access-" not in caplog.text
    assert "refresh-" not in caplog.text
    tokens.valid, tokens.refresh_tokens = {}, set()
    with pytest.raises(Misconfigured, match="withdrawn"):
        read(settings, signed_in)


def read(settings: ImapSettings, signed_in: TokenFile) -> list[bytes]:
    with open_incoming(settings, signed_in.base) as incoming:
        return [arrived.raw for arrived in incoming.new(lambda *_: ())]


def test_smtp_lets_in_who_has_a_token(
    smtp_server: SmtpServer, oauth: OAuthSettings, signed_in: TokenFile, tokens: TokenServer, tmp_path: Path
) -> None:
    smtp_server.post.token_user = tokens.valid.get
    given = {"host": smtp_server.host, "port": smtp_server.port, "security": "none", "username": "anna"}
    outgoing = open_outgoing(SmtpSettings.model_validate({**given, "oauth": oauth, "timeout": 5}), tmp_path)
    outgoing.send(RAW, "anna@x.example", ["ben@x.example"])
    signed_in.store(Tokens("access-stale", "refresh-1", time.time() + 3600))
    with pytest.raises(Deferred, match="535"):
        outgoing.send(RAW, "anna@x.example", ["ben@x.example"])
    outgoing.send(RAW, "anna@x.example", ["ben@x.example"])
    assert len(smtp_server.post.taken) == 2
