"""A token server (OAuth 2.0): refresh, device code, code with PKCE; and the introspection that Dovecot asks for."""

from __future__ import annotations

import base64
import hashlib
import json
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from tests.servers.certificates import Certificates


class TokenServer:
    """Change the public fields as a test needs it; `asked` holds every form that came."""

    def __init__(self, certificates: Certificates) -> None:
        self.asked: list[dict[str, str]] = []
        self.valid: dict[str, str] = {}  # access token → user
        self.user = "anna"
        self.refresh_tokens = {"refresh-0"}
        self.pending = 0  # how often the device's question is answered with "not yet"
        self.challenge = ""  # of the browser visit
        self.broken = False
        self.lifetime = 3600
        self._count = 0
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificates.cert, certificates.key)
        self._secure = _listen(self, context)
        self._plain = _listen(self, None)

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self._secure.server_port}"

    @property
    def introspection(self) -> str:
        return f"http://127.0.0.1:{self._plain.server_port}/introspect?token="

    def stop(self) -> None:
        for server in (self._secure, self._plain):
            server.shutdown()
            server.server_close()

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        self.asked.append(form)
        if self.broken:
            return 503, {}
        if path == "/device":
            place = {"verification_uri": "https://sign.in.example/device", "user_code": "ABCD-EFGH"}
            return 200, {**place, "device_code": "device-1", "interval": 0.01, "expires_in": 5}
        return self._token(form)

    def introspect(self, token: str) -> dict[str, Any]:
        user = self.valid.get(token)
        return {"active": user is not None, "username": user or ""}

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        kind = form.get("grant_type", "").rpartition(":")[2]
        if kind == "device_code" and self.pending:
            self.pending -= 1
            return 400, {"error": "authorization_pending"}
        good = {
            "refresh_token": form.get("refresh_token") in self.refresh_tokens,
            "device_code": form.get("device_code") == "device-1",
            "authorization_code": form.get("code") == "code-1" and self._proven(form.get("code_verifier", "")),
        }
        if not good.get(kind):
            return 400, {"error": "invalid_grant", "error_description": "The grant was withdrawn."}
        return 200, self._issue()

    def _issue(self) -> dict[str, Any]:
        self._count += 1
        access, refresh = f"access-{self._count}", f"refresh-{self._count}"
        self.valid[access] = self.user
        self.refresh_tokens = {refresh}  # rotated, as Microsoft does
        return {
            "access_token": access,
            "refresh_token": refresh,
            "token_type": "Bearer",
            "expires_in": self.lifetime,
            "scope": "other words",
        }

    def _proven(self, verifier: str) -> bool:
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        return digest == self.challenge


def _listen(tokens: TokenServer, context: ssl.SSLContext | None) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {key: values[0] for key, values in parse_qs(body).items()}
            self._say(*tokens.answer(self.path, form))

        def do_GET(self) -> None:
            token = parse_qs(urlsplit(self.path).query).get("token", [""])[0]
            self._say(200, tokens.introspect(token))

        def _say(self, status: int, words: dict[str, Any]) -> None:
            body = json.dumps(words).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_words: object) -> None:
            """Silence: the tests look at `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    return server
