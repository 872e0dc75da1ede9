"""Which addresses of the network a program may be sent to by a web address that somebody else wrote."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dateline.model import errors

Resolver = Callable[[str, int], Sequence[str]]
"""Host name and port to IP addresses as text."""

_PORTS = {"http": 80, "https": 443}
_NAT64 = tuple(ipaddress.IPv6Network(network) for network in ("64:ff9b::/96", "64:ff9b:1::/48"))
_REMEDY = "Save the page with a browser and give the file"


@dataclass(frozen=True)
class Target:
    """Where one request goes.

    Args:
        scheme: ``http`` or ``https``.
        host: the name in the address, in ASCII; what the certificate must bear.
        port: 80 or 443.
        path: path and query.
        ip: the checked IP address to connect to.
    """

    scheme: str
    host: str
    port: int
    path: str
    ip: str


def system_resolver(host: str, port: int) -> list[str]:
    """All IP addresses of a host, by the operating system.

    Raises:
        OSError: if the name is not known.
    """
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also by the IPv4 address that an IPv6 address may carry within.

    Carried addresses: IPv4-mapped (RFC 4291), 6to4 (RFC 3056), Teredo (RFC 4380), NAT64 (RFC 6052, RFC 8215).
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _NAT64):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if carried is not None:
            return is_public(str(carried))
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def check(url: str, resolver: Resolver = system_resolver, allowed: Callable[[str], bool] = is_public) -> Target:
    """The target of a web address, after all that speaks against going there was looked at.

    The name is resolved once, and the answer is what gets connected to: a name server cannot give another answer later.

    Raises:
        AddressRefused: for other schemes than http and https, other ports than theirs, user names or passwords in the address, and hosts
            with any address outside the public internet.
        FetchFailed: if the host is not known.
    """
    if any(ord(character) <= 32 or ord(character) == 127 for character in url) or "\\" in url:
        raise errors.AddressRefused(url, "a web address holds no spaces, control characters or backslashes", "Check the address")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise errors.AddressRefused(url, f"this is no web address ({error})", "Check the address") from error
    if parts.scheme not in _PORTS:
        raise errors.AddressRefused(url, f"got the scheme {parts.scheme!r}, expected http or https", _REMEDY)
    if not host or parts.username is not None or parts.password is not None:
        raise errors.AddressRefused(url, "expected a host, and neither user name nor password before it", _REMEDY)
    standard = _PORTS[parts.scheme]
    if port not in (None, standard):
        raise errors.AddressRefused(url, f"got the port {port}, expected {standard}", _REMEDY)
    try:
        name = host if ":" in host else host.encode("idna").decode("ascii")
        addresses = list(resolver(name, standard))
    except (OSError, UnicodeError) as error:
        raise errors.FetchFailed(url, f"the host {host!r} is not known ({error})", "Check the address and the network") from error
    for address in addresses:
        if not allowed(address):
            raise errors.AddressRefused(url, f"the host {host!r} is at {address}, which is not on the public internet", _REMEDY)
    if not addresses:
        raise errors.FetchFailed(url, f"the host {host!r} has no address", "Check the address and the network")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, name, standard, path, addresses[0])
