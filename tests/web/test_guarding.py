"""The door: hosts, sizes, rates and headers."""

from __future__ import annotations

import pytest
from desks import Desk, open_desk

from dateline.ledger import Ledger
from dateline.web import create_app
from dateline.web.access import Access
from dateline.web.guarding import LOOPBACK, Limits, Rates, host_name


@pytest.mark.parametrize(
    ("host", "name"), [("localhost:8321", "localhost"), ("127.0.0.1", "127.0.0.1"), ("[::1]:80", "::1"), ("EVIL.example:1", "evil.example"), ("", "")]
)
def test_names_of_hosts(host: str, name: str) -> None:
    assert host_name(host) == name


def test_a_name_that_others_point_here_is_refused(ledger: Ledger) -> None:
    with Desk(create_app(ledger, Access(), hosts=LOOPBACK), base_url="http://localhost") as desk:
        assert desk.get("/").status_code == 200
        assert desk.get("/", headers={"host": "evil.example"}).status_code == 421


@pytest.mark.parametrize("path", ["/", "/nothing", "/static/desk.css", "/api/incidents", "/api/incidents/i-0", "/sign-in"])
def test_every_answer_carries_the_headers(desk: Desk, path: str) -> None:
    headers = desk.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "cache-control" in headers


def test_too_much_is_refused_whether_it_is_announced_or_not(ledger: Ledger) -> None:
    with open_desk(ledger, limits=Limits(body=1000)) as desk:
        assert desk.post("/api/documents", content=b"x" * 1001).status_code == 413
        assert desk.post("/api/documents", content=(b"x" * 300 for _ in range(5))).status_code == 413
        assert desk.post("/api/documents", content=b"x", headers={"content-length": "no"}).status_code == 413


def test_too_often_is_refused(ledger: Ledger) -> None:
    with open_desk(ledger, limits=Limits(requests=5)) as desk:
        answers = [desk.get("/static/desk.css").status_code for _ in range(7)]
    assert answers == [200] * 5 + [429] * 2


def test_rates_fill_up_again_and_are_kept_apart() -> None:
    now = 0.0
    rates = Rates(lambda: now)
    assert [rates.allows("a", "writes", 2) for _ in range(3)] == [True, True, False]
    assert rates.allows("b", "writes", 2)
    now = 30.0
    assert [rates.allows("a", "writes", 2) for _ in range(2)] == [True, False]


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fledger/store.py",
        "/static//etc/passwd",
        "/documents/../../etc/passwd",
        "/add/..%2f..%2fetc",
    ],
)
def test_no_path_leads_out(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code in (404, 405)
    assert "import " not in answer.text
    assert "root:" not in answer.text


def test_passwords_are_tried_ten_times_a_minute(ledger: Ledger, guarded: Access) -> None:
    with open_desk(ledger, guarded, Limits(sign_ins=3)) as desk:
        answers = [desk.submit("/sign-in", "/sign-in", name="Amal", secret="wrong but long").status_code for _ in range(4)]
    assert answers == [401, 401, 401, 429]
