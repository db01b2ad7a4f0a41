"""Leaving the site: which addresses outside open at once, and the signed way to the notice for all others.

Norms 1.30 and 1.30a. The address that is judged, shown and opened is the one this module has put together, so it
can't mean one host to the judge and another to a browser.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.core.signing import Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare

LONGEST = 2_000  # characters of an address; a longer one would not fit into a request either
# How browsers read what an attacker writes (WHATWG URL): blanks inside vanish, \ is /, any number of them.
VANISHING = re.compile(r"[\t\r\n]")
AROUND = "".join(map(chr, range(0x21)))
ADDRESS = re.compile(r"(?P<scheme>https?):[/\\]*(?P<authority>[^/\\?#]*)(?P<rest>.*)", re.I | re.S)
OUTSIDE, NO_SCHEME = re.compile(r"https?:", re.I), re.compile(r"[/\\]{2}")
AUTHORITY = re.compile(r"(?P<host>\[[0-9a-f:.]+\]|[^:\[\]]+)(?::(?P<port>\d{0,5}))?", re.I | re.A)
HOST = re.compile(r"(?!-)[a-z0-9_-]+(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\]")
UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")
ARTICLE = re.compile(r"/\d{4}-\d{2}/\d{2}/content_\d{1,18}\.htm", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """An address outside: `host` in ASCII without the port, `address` as a browser opens it, without a sign-in name."""

    host: str
    address: str

    @property
    def readable(self) -> str:
        """The host in the letters of its language where those differ; else empty."""
        try:
            words = self.host.encode("ascii").decode("idna")
        except UnicodeError:
            return ""
        return words if words != self.host and not UNSEEN.search(words) else ""


def target(href: str) -> Target | None:
    """Where a browser would go; None for anything but a whole http or https address with a proper host."""
    found = ADDRESS.fullmatch(VANISHING.sub("", href.strip(AROUND)))
    authority = AUTHORITY.fullmatch(found["authority"].rpartition("@")[2]) if found else None
    if found is None or authority is None or UNSEEN.search(found["rest"]):
        return None
    host = ascii_host(authority["host"])
    port = int(authority["port"] or 0)
    if not host or port > 0xFFFF:
        return None
    scheme, rest = found["scheme"].lower(), found["rest"]
    path, mark, asked = re.fullmatch(r"([^?#]*)([?#]?)(.*)", rest, re.S).groups()  # type: ignore[union-attr]
    rest = path.replace("\\", "/") + mark + asked
    return Target(host, f"{scheme}://{host}{f':{port}' if port else ''}{rest if path else f'/{rest}'}")


def ascii_host(host: str) -> str:
    """The name as it is looked up: lower case, Punycode, no dot at the end; empty if it is none."""
    try:
        name = unquote(host, errors="strict").encode("idna").decode("ascii").lower().rstrip(".")
    except UnicodeError:
        return ""
    return name if HOST.fullmatch(name) else ""


def is_free(host: str, free_hosts: str) -> bool:
    """`host` is ours, or a line of the newsroom's list names it; *.gov.cn names gov.cn and all below."""
    if host == own_host():
        return True
    for line in free_hosts.split():
        below = line.removeprefix("*.")
        if host == below or (line != below and host.endswith(f".{below}")):
            return True
    return False


def own_host() -> str:
    return ascii_host(urlsplit(settings.BASE_URL).hostname or "")


def notice(href: str, free_hosts: str, back: str = "") -> str:
    """What a link to `href` says: itself within the site, to free hosts and for mail, else the way to the notice.

    Empty for an address without a proper host or of more than LONGEST characters: there is nowhere to go.
    `free_hosts` is Masthead.free_hosts; `back` the address of the article that links, for 放弃.
    """
    href = VANISHING.sub("", href.strip(AROUND))
    whole = f"https:{href}" if NO_SCHEME.match(href) else href
    if not OUTSIDE.match(whole):
        return href
    found = target(whole)
    if found is None or len(found.address) > LONGEST:
        return ""
    if is_free(found.host, free_hosts):
        return found.address
    asked = {"to": found.address, "sign": sign(found.address)} | ({"back": back} if back else {})
    return f"{reverse('articles:leaving')}?{urlencode(asked)}"


def sign(address: str) -> str:
    """The same every time, so that pages can be kept."""
    return signer().signature(address)


def signed(address: str, signature: str) -> Target | None:
    """Where the notice may lead: only to what this site has signed."""
    return target(address) if constant_time_compare(sign(address), signature) else None


def way_back(path: str) -> str:
    """An article of this site, or the home page for whatever else was asked."""
    return path if ARTICLE.fullmatch(path) else reverse("articles:home")


def signer() -> Signer:
    return Signer(salt="articles.leaving")
