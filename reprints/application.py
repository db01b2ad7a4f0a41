"""What an applicant asks for, in one piece."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Application:
    """The applicant's words as the form has cleaned them; `channels` names one place in each line."""

    organisation: str
    applicant_kind: str
    contact: str
    phone: str
    email: str
    medium: str
    channels: str
    purpose: str
    wanted_from: date
    wanted_until: date
    promised_to_cite: bool
