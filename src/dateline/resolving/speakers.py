"""Who says what a claim says."""

from __future__ import annotations

from dateline.model import Claim, Speaker
from dateline.resolving.facts import DocumentFacts


def speaker_name(speaker: Speaker) -> str:
    """A speaker's name; the document's own words for one who is only described ("a doctor at the main hospital")."""
    return speaker.actor.name if speaker.actor is not None and speaker.actor.kind != "generic" else speaker.name


def said_by(claim: Claim, document: DocumentFacts) -> tuple[str, ...]:
    """Who says what a claim says: its speakers, else the publisher."""
    return tuple(dict.fromkeys(speaker_name(speaker) for speaker in claim.speakers)) or ((document.publisher,) if document.publisher else ())
