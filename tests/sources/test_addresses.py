"""Where a web address may lead: only to the public internet, by http and https."""

from __future__ import annotations

import pytest

from dateline.model.errors import AddressRefused, FetchFailed
from dateline.sources.addresses import check, is_public


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822", "::ffff:93.184.216.34"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.9",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b:1::a01:203",
        "2002:7f00:1::",
        "2001:0:53aa:64c:0:fffe:80ff:fffe",
        "no address",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    assert not is_public(address)


def test_the_checked_address_is_the_one_to_connect_to() -> None:
    target = check("https://Example.org/a?b=c#d", lambda _host, _port: ["93.184.216.34"])
    assert (target.scheme, target.host, target.port, target.path, target.ip) == ("https", "example.org", 443, "/a?b=c", "93.184.216.34")


def test_names_in_other_scripts_are_asked_for_in_ascii() -> None:
    asked = []

    def resolver(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["93.184.216.34"]

    assert check("http://bücher.example/", resolver).host == "xn--bcher-kva.example"
    assert asked == ["xn--bcher-kva.example"]


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("http://user:secret@example.org/", "user name"),
        ("http:///path", "host"),
        ("http://example.org:8080/", "port"),
        ("https://example.org:80/", "port"),
        ("http://example.org:99999/", "no web address"),
        ("http://exa mple.org/", "spaces"),
        ("http://example.org\\@inside/", "backslashes"),
        ("http://[::1", "no web address"),
    ],
)
def test_strange_addresses_are_refused_before_anything_is_asked(url: str, why: str) -> None:
    def resolver(_host: str, _port: int) -> list[str]:
        raise AssertionError("nothing was to be resolved")

    with pytest.raises(AddressRefused, match=why):
        check(url, resolver)


def test_one_inside_address_among_many_is_enough_to_refuse() -> None:
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1, which is not on the public internet"):
        check("http://example.org/", lambda _host, _port: ["93.184.216.34", "127.0.0.1"])


def test_a_literal_inside_address_is_refused() -> None:
    with pytest.raises(AddressRefused, match="public internet"):
        check("http://169.254.169.254/latest/meta-data/")


def test_an_unknown_host_is_a_failure_and_no_refusal() -> None:
    def resolver(_host: str, _port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(FetchFailed, match="not known"):
        check("http://nowhere.example/", resolver)
    with pytest.raises(FetchFailed, match="no address"):
        check("http://nowhere.example/", lambda _host, _port: [])
