"""Mail of a machine without a mail server: one file for each letter, which any mail program opens."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from email.utils import make_msgid
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class EmailBackend(BaseEmailBackend):
    """Writes EMAIL_FILE_PATH/NAME.eml whole or not at all; NAME is the Message-ID, so none arrives twice."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        folder = Path(settings.EMAIL_FILE_PATH)  # type: ignore[misc]  # newsroom.settings gives it
        folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            number = message.extra_headers.setdefault("Message-ID", make_msgid())
            name = re.sub(r"[^\w.-]", "", number.strip("<>").partition("@")[0])
            draft = folder / f".{name}.{os.getpid()}"
            draft.write_bytes(message.message().as_bytes())
            draft.rename(folder / f"{name}.eml")
        return len(email_messages)
