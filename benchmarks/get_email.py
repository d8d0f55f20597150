"""django-helpdesk's `get_email` on a mailbox, for benchmarks/whole_way.py: `get_email.py PORT USER PASSWORD FOLDER`.

Runs in an environment of its own that has django-helpdesk (`pip install django-helpdesk`). Prints as JSON how many
mails became tickets or follow-ups, the seconds it took, and what it died of, if it did.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import ModuleType

import django
from django.conf import settings

_APPS = ("auth", "contenttypes", "sessions", "sites", "messages", "staticfiles", "humanize", "admin")


def main(port: str, user: str, password: str, folder: str) -> None:
    settings.configure(
        INSTALLED_APPS=[*(f"django.contrib.{name}" for name in _APPS), "helpdesk"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(Path(folder) / "helpdesk.db")}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        MIDDLEWARE=[],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        ROOT_URLCONF="benchmark_urls",
        SITE_ID=1,
        SECRET_KEY="of a benchmark",  # noqa: S106  it keeps nothing
        USE_TZ=True,
        MEDIA_ROOT=folder,
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        HELPDESK_TEAMS_MODE_ENABLED=False,
    )
    django.setup()
    _addresses()
    from django.core.management import call_command
    from helpdesk.models import FollowUp, Queue

    call_command("migrate", verbosity=0)
    server = {"email_box_host": "127.0.0.1", "email_box_port": int(port), "email_box_type": "imap"}
    account = {"email_box_user": user, "email_box_pass": password, "email_box_ssl": False}
    Queue.objects.create(
        title="IT", slug="it", allow_email_submission=True, email_box_imap_folder="INBOX", **server, **account
    )
    begin, used, died = time.perf_counter(), time.process_time(), ""
    try:
        call_command("get_email", quiet=True)
    except Exception as error:  # noqa: BLE001  what it dies of is part of the result
        died = f"{type(error).__name__}: {error}"
    seconds, processor = time.perf_counter() - begin, time.process_time() - used
    made = FollowUp.objects.count()  # one for each mail, a new ticket's too
    sys.stdout.write(
        json.dumps({"letters": made, "seconds": seconds, "processor": processor, "died": died[:200]}) + "\n"
    )


def _addresses() -> None:
    """Its mails hold addresses of its pages."""
    from django.urls import include, path

    pages = ModuleType("benchmark_urls")
    pages.urlpatterns = [path("", include("helpdesk.urls", namespace="helpdesk"))]
    sys.modules["benchmark_urls"] = pages


if __name__ == "__main__":
    main(*sys.argv[1:])
