"""Odd questions to the API, by its own description: none of them is answered with an error of the server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from desks import fill
from hypothesis import HealthCheck, given, settings
from schemathesis.schemas import BaseSchema

from dateline.ledger import Ledger
from dateline.web import create_app
from dateline.web.access import Access
from dateline.web.guarding import Limits
from dateline.web.intake import Intake
from factories import FakeReader


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BaseSchema]:
    path: Path = tmp_path_factory.mktemp("fuzz") / "fuzz.db"
    with Ledger.open(path) as ledger:
        fill(ledger)
        app = create_app(ledger, Access(owner="Amal"), limits=Limits(requests=10**9, writes=10**9), intake=Intake(ledger, FakeReader))
        yield schemathesis.openapi.from_asgi("/api/openapi.json", app)


def test_no_question_breaks_the_server(described: BaseSchema) -> None:
    asked = 0
    for found in described.get_all_operations():

        @given(case=found.ok().as_strategy())
        @settings(max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: schemathesis.Case) -> None:
            nonlocal asked
            asked += 1
            answer = case.call()
            assert answer.status_code < 500, f"{case.method} {case.formatted_path} {case.query} {case.body}: {answer.text[:300]}"

        ask()
    assert asked > 200
