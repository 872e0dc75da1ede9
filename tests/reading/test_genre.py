"""What a report as a whole is about: events of a review or a look back are labelled, and news among them is kept."""

from __future__ import annotations

import pytest

from dateline.model import NEWS, Document
from dateline.reading import RuleReader

READER = RuleReader()

REVIEW = """A thriller for long evenings

The new film by the Danish director Karin Holm begins with a murder. A soldier shoots a banker in a hotel in Rome.

The actor who plays the soldier hardly speaks. In the best scene rebels attack a convoy, and eleven men die.

The film is in cinemas from Friday. The audience at the premiere applauded for minutes."""

LOOK_BACK = """Town remembers the bombing, thirty years on

Hundreds of people laid wreaths in the town on Sunday to mark the anniversary of the bombing that killed 40 people.

A bomb exploded outside the bank in August 1993. Survivors read out the names of the victims.

A minute of silence was held at noon, as every year."""

RIOT = """Three killed in riot at football stadium

Three people were shot dead and forty were injured on Saturday when gunmen opened fire on fans outside the stadium in Rosario, police said.

The match between the two clubs of the city had just ended. The coach of the home side said that his players heard the shots in the dressing room.

The league called off all matches of the weekend. The club's captain visited the wounded in hospital."""

COMMEMORATION_ATTACKED = """Bomb kills nine at ceremony for war dead

A bomb killed nine people on Sunday at a ceremony in Kabul that marked the anniversary of a commander's death, the interior ministry said.

Wreaths had just been laid when the explosive went off beside the stage. Nobody has claimed responsibility for the attack.

The commander was killed ten years ago. His followers hold a procession every year."""


def told(text: str, published: str) -> list[tuple[str, str, str]]:
    document = Document(text=text, title=text.partition("\n")[0], published=published)
    return [(claim.event.type, claim.status.label, claim.status.rule) for claim in READER.read(document).claims]


@pytest.mark.parametrize(("text", "label"), [(REVIEW, "fiction"), (LOOK_BACK, "background")])
def test_what_a_review_or_a_look_back_tells_is_labelled_and_not_counted(text: str, label: str) -> None:
    found = told(text, "2023-08-20")
    assert found
    assert not [one for one in found if one[1] in NEWS]
    assert label in {one[1] for one in found}
    assert any(rule.startswith("status.genre:") for _, _, rule in found)


@pytest.mark.parametrize(("text", "published"), [(RIOT, "2023-08-20"), (COMMEMORATION_ATTACKED, "2018-09-09")])
def test_news_of_violence_stays_news_whatever_stands_around_it(text: str, published: str) -> None:
    assert ("ASSAULT", "actual") in {(kind, label) for kind, label, _ in told(text, published)}


def test_a_sentence_is_too_short_to_be_a_kind_of_text() -> None:
    assert ("ASSAULT", "actual", "status.told") in told("Gunmen stormed a cinema during the film on Saturday and shot four people.", "2023-08-20")
