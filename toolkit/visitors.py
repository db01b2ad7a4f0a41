"""Who is asking, as far as a count needs to know: an address, and a stand-in for it that names nobody."""

from __future__ import annotations

import ipaddress

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def address_of(request: HttpRequest) -> str:
    """The visitor's IP address: the connection's own, or the last hop that no trusted proxy of ours added.

    X-Forwarded-For is read from its end, while the hop before is in TRUSTED_PROXIES: the rest is hearsay.
    """
    peer = request.META.get("REMOTE_ADDR", "")
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    while _trusted(peer) and hops:
        last = hops.pop()
        if _parsed(last) is None:
            break
        peer = last
    return peer


def hashed(address: str) -> str:
    """A stand-in for `address` that only this installation can make; IPv6 counts by /64, one household."""
    parsed = _parsed(address)
    if isinstance(parsed, ipaddress.IPv6Address):
        address = str(ipaddress.ip_network((parsed, 64), strict=False))
    elif parsed is not None:
        address = str(parsed)
    return salted_hmac("toolkit.visitors", address, algorithm="sha256").hexdigest()[:32]


def _parsed(address: str) -> Address | None:
    """The address; a socket for both families writes IPv4 as ::ffff:203.0.113.9."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return None
    return getattr(parsed, "ipv4_mapped", None) or parsed


def _trusted(address: str) -> bool:
    parsed = _parsed(address)
    networks = (ipaddress.ip_network(network, strict=False) for network in settings.TRUSTED_PROXIES)
    return parsed is not None and any(parsed in network for network in networks)
