"""The tense in which a clause tells its event."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.tenses import tense_of


@pytest.mark.parametrize(
    ("text", "word", "tense"),
    [
        ("Rebels shelled the town.", "shelled", "past"),
        ("The town was shelled by rebels.", "shelled", "past"),
        ("Rebels had shelled the town before.", "shelled", "pluperfect"),
        ("Rebels have shelled the town for weeks.", "shelled", "perfect"),
        ("Rebels shell the town every night.", "shell", "present"),
        ("Rebels may shell the town.", "shell", "open"),
        ("They want to shell the town.", "shell", "open"),
        ("Rebels had surrounded and shelled the town.", "shelled", "pluperfect"),
        ("Rebels attacked the town, killing nine.", "killing", "past"),
    ],
)
def test_tense(text: str, word: str, tense: str) -> None:
    assert tense_of(lay_out(text).word(word)) == tense
