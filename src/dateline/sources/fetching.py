"""Getting pages from the web, carefully: addresses come from strangers, and so do the answers."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit

from dateline.model import errors
from dateline.sources.addresses import Resolver, Target, check, is_public, system_resolver

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connectionpool import HTTPConnectionPool

AGENT = "dateline"
"""What the program calls itself to servers, and the name under which it looks for itself in robots.txt."""

_REDIRECTS = (301, 302, 303, 307, 308)
_CHUNK = 65_536
_TRY_LATER = "Try again later, or save the page with a browser and give the file"
_BY_HAND = "Save the page with a browser and give the file"
_SAFE = "/?&=;:@+$,!~*'()%[]-._"


@dataclass(frozen=True)
class Limits:
    """What an answer may cost.

    Args:
        wire_bytes: bytes on the wire.
        page_bytes: bytes after decompression.
        ratio: how many times a body may grow when it is decompressed.
        seconds: for one request, all redirects of it included.
        redirects: how many are followed.
    """

    wire_bytes: int = 5_000_000
    page_bytes: int = 20_000_000
    ratio: int = 100
    seconds: float = 30.0
    redirects: int = 5


@dataclass(frozen=True)
class Fetched:
    """One answer, as it came.

    Args:
        asked: the address that was asked for.
        url: the address that answered, after redirects.
        status: HTTP status, 200 to 299.
        headers: names (lower case) and values, in the server's order.
        body: the page, decompressed.
        time: when it came, ISO 8601 in UTC.
        sha256: of the body, hexadecimal.
    """

    asked: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    time: str
    sha256: str

    def header(self, name: str) -> str | None:
        """The first header of that name."""
        return next((value for key, value in self.headers if key == name.lower()), None)


class Fetcher:
    """Gets pages one at a time; keeps the rules of a host's robots.txt for as long as it lives.

    No cookies, no credentials, no referrer. Certificates that cannot be checked fail. Every redirect is checked like the first address.

    Args:
        limits: what an answer may cost.
        robots: whether to respect robots.txt (RFC 9309).
        resolver, allowed: for tests; how names become addresses, and which addresses are gone to.
        pool: for tests; makes the connection to a target.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        robots: bool = True,
        resolver: Resolver = system_resolver,
        allowed: Callable[[str], bool] = is_public,
        pool: Callable[[Target, float], HTTPConnectionPool] | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._robots = robots
        self._resolver = resolver
        self._allowed = allowed
        self._pool = pool or _connect
        self._rules: dict[str, Any] = {}

    def fetch(self, url: str) -> Fetched:
        """Get a page.

        Raises:
            AddressRefused: if the address, or one it redirects to, may not be gone to, or the host's robots.txt asks programs to stay away.
            FetchFailed: if the host does not answer, answers with an error, or its certificate is not good.
            TooLarge: if the answer is over a limit.
        """
        return self._get(url, ask=self._robots)

    def _get(self, url: str, *, ask: bool) -> Fetched:
        deadline = time.monotonic() + self.limits.seconds
        here = url
        for _ in range(self.limits.redirects + 1):
            target = check(here, self._resolver, self._allowed)
            if ask and not self._may(here):
                raise errors.AddressRefused(here, "the host's robots.txt asks programs to stay away from this page", _BY_HAND)
            answer = self._once(target, here, deadline)
            if answer.status in _REDIRECTS and (there := answer.header("location")):
                here = urljoin(here, quote(there, safe=_SAFE + "#")).partition("#")[0]
                continue
            if not 200 <= answer.status < 300:
                raise errors.FetchFailed(here, f"the host answered with the status {answer.status}", _TRY_LATER, answer.status)
            return Fetched(url, here, answer.status, answer.headers, answer.body, answer.time, answer.sha256)
        raise errors.FetchFailed(url, f"it redirects more than {self.limits.redirects} times", _BY_HAND)

    def _once(self, target: Target, url: str, deadline: float) -> Fetched:
        import urllib3

        left = deadline - time.monotonic()
        if left <= 0:
            raise self._late(url)
        headers = {"Host": target.host, "User-Agent": AGENT, "Accept": "text/html, text/plain, */*;q=0.5", "Accept-Encoding": "gzip"}
        pool = self._pool(target, left)
        try:
            response = pool.urlopen(
                "GET",
                quote(target.path, safe=_SAFE),
                headers=headers,
                redirect=False,
                retries=False,
                preload_content=False,
                decode_content=False,
                assert_same_host=False,
            )
            named = tuple((name.lower(), value) for name, value in response.headers.items())
            body = b"" if response.status in _REDIRECTS else self._body(response, url, deadline)
        except urllib3.exceptions.HTTPError as error:
            raise errors.FetchFailed(url, f"the host did not answer as it should ({type(error).__name__}: {error})", _TRY_LATER) from error
        finally:
            pool.close()
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return Fetched(url, url, response.status, named, body, now, hashlib.sha256(body).hexdigest())

    def _body(self, response: BaseHTTPResponse, url: str, deadline: float) -> bytes:
        parts: list[bytes] = []
        wire = 0
        while chunk := response.read1(_CHUNK):
            if time.monotonic() > deadline:
                raise self._late(url)
            wire += len(chunk)
            if wire > self.limits.wire_bytes:
                raise _too_large(url, self.limits)
            parts.append(chunk)
        return unpacked(url, b"".join(parts), response.headers.get("Content-Encoding"), self.limits)

    def _late(self, url: str) -> errors.FetchFailed:
        return errors.FetchFailed(url, f"the answer took longer than {self.limits.seconds:g} seconds", _TRY_LATER)

    def _may(self, url: str) -> bool:
        """Whether robots.txt lets us: none there (4xx) allows all, one that cannot be got forbids all (RFC 9309, section 2.3.1)."""
        from urllib.robotparser import RobotFileParser

        parts = urlsplit(url)
        home = f"{parts.scheme}://{parts.netloc}"
        if home not in self._rules:
            rules = RobotFileParser()
            try:
                rules.parse(self._get(f"{home}/robots.txt", ask=False).body.decode("utf-8", "replace").splitlines())
            except errors.FetchFailed as error:
                if error.status is None or not 400 <= error.status < 500:
                    raise
                rules.parse(())
            self._rules[home] = rules
        return bool(self._rules[home].can_fetch(AGENT, url))


def unpacked(url: str, body: bytes, packing: str | None, limits: Limits) -> bytes:
    """The body of an answer without its packing.

    Args:
        url: for errors.
        body: as it came.
        packing: the header ``Content-Encoding``, where there was one.
        limits: how large it may get.

    Raises:
        TooLarge: if it is over a limit; no more than that is unpacked.
        FetchFailed: if it is packed in a way that is not understood, damaged, or cut.
    """
    kind = (packing or "").strip().lower()
    if kind in ("", "identity"):
        return body
    if kind not in ("gzip", "x-gzip"):
        raise errors.FetchFailed(url, f"the answer is packed as {kind!r}, expected gzip or nothing", _BY_HAND)
    most = min(limits.page_bytes, max(_CHUNK, len(body) * limits.ratio))
    unpack = zlib.decompressobj(wbits=31)
    try:
        plain = unpack.decompress(body, most + 1)
    except zlib.error as error:
        raise errors.FetchFailed(url, f"its gzip data is damaged ({error})", _TRY_LATER) from error
    if len(plain) > most:
        raise _too_large(url, limits)
    if not unpack.eof:
        raise errors.FetchFailed(url, "its gzip data ends too early", _TRY_LATER)
    return plain


def _too_large(url: str, limits: Limits) -> errors.TooLarge:
    return errors.TooLarge(url, f"the answer is larger than {limits.page_bytes // 1_000_000} MB, or packed too tightly", _BY_HAND)


def _connect(target: Target, seconds: float) -> HTTPConnectionPool:
    """A connection to the checked IP address; the certificate must bear the host's name."""
    import certifi
    import urllib3

    timeout = urllib3.Timeout(connect=min(10.0, seconds), read=min(15.0, seconds))
    if target.scheme == "http":
        return urllib3.HTTPConnectionPool(target.ip, target.port, timeout=timeout, retries=False)
    return urllib3.HTTPSConnectionPool(
        target.ip,
        target.port,
        timeout=timeout,
        retries=False,
        cert_reqs="CERT_REQUIRED",
        ca_certs=certifi.where(),
        server_hostname=target.host,
        assert_hostname=target.host,
    )
