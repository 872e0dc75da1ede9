"""The actors of a claim: who did it, to whom, with what help, and how sure the document is of it."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span

from dateline.grounding.actors import same_actor
from dateline.model import Actor, ActorRole, Evidence, Responsibility, Role
from dateline.reading import phrases
from dateline.reading.attribution import speaker_kind, speaker_words
from dateline.reading.cast import Party
from dateline.reading.described import CLAD
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.ownership import Concluded, described_doers, owners_of_means, people_of_target, stakes_in_target, villagers_of_target
from dateline.reading.responsibility import Blame, blame_verbs, hedge, own_people
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.weighing import own_side

_ANYBODY = frozenset(("undetermined", "educator"))
"""Victim classes of those who are not told: "people", and whoever is in a school."""
_AUTHORITIES = frozenset(("official", "military", "police"))


def actors_of(event: ToldEvent, blame: Iterable[Blame], story: Story, events: Iterable[ToldEvent] = ()) -> tuple[ActorRole, ...]:
    """Everybody with a part in an event, in text order, each once in each role.

    Args:
        event: the tellings of the event.
        blame: what is said elsewhere in the document about who did it.
        story: the document.
        events: all its events; who took people by force is who let them go, where nobody else is told to have freed them.
    """
    found: dict[tuple[Role, str], ActorRole] = {}
    for draft in event.drafts:
        if own_dead(draft, event):
            continue
        _enter(found, "source", draft.sources, draft, story)
        _enter(found, "target", draft.targets, draft, story)
        if draft.type == VIOLENT and not event.sources():
            for mention in owners_of_means(draft, story):
                responsibility, by = _responsibility(mention.actor, draft, story)
                _conclude(found, "source", mention, story, responsibility, by)
        if draft.type == VIOLENT and not draft.targets:
            for mention in stakes_in_target(draft, story):
                _conclude(found, "target", mention, story)
        if draft.type == VIOLENT and not any(party.victim_class not in _ANYBODY for party in draft.targets):
            for mention in people_of_target(draft, story):
                _conclude(found, "target", mention, story)
        if draft.type == VIOLENT and not any(party.victim_class not in _ANYBODY for party in event.targets()) and not _known_target(found):
            for mention in villagers_of_target(draft, story):
                _conclude(found, "target", mention, story)
    for accusation in blame:
        _blame(found, accusation, story)
    if event.drafts[0].type == VIOLENT and not any(role == "source" for role, _ in found):
        for mention in described_doers(event, events, story):
            _conclude(found, "source", mention, story, "stated")
    if any(draft.mode == "release" for draft in event.drafts) and not any(role == "source" for role, _ in found):
        for party in _holders(event, events):
            for actor in party.actors():
                _conclude(found, "source", Concluded(actor, party.span, party.span, "roles.held_them"), story)
    return _without_vaguer(tuple(found.values()))


def _holders(event: ToldEvent, events: Iterable[ToldEvent]) -> tuple[Party, ...]:
    """Who took those who were released: the doers of the abduction told nearest to it, else the armed men told nearest."""
    told = [draft for other in events for draft in other.drafts if draft.type == VIOLENT]
    if not any(draft.mode == "abduct" for draft in told):
        return ()
    armed = [draft for draft in told if any(actor.sector in _TAKERS for party in draft.sources for actor in party.actors())]
    taken = [draft for draft in told if draft.mode == "abduct" and draft.sources] or armed
    here = event.drafts[0].index
    return min(taken, key=lambda draft: (abs(draft.index - here), draft.index)).sources if taken else ()


_TAKERS = frozenset(("UAF", "REB", "CRM"))


def own_dead(draft: Draft, event: ToldEvent) -> bool:
    """Whether those harmed are the attackers themselves, as the words ("the four assailants were shot dead") or the roles tell."""
    if own_side(draft, event):
        return True
    doers = {_identity(party, actor) for party in event.sources() if party not in draft.sources for actor in party.actors()}
    suffer = {_identity(party, actor) for party in draft.targets for actor in party.actors()}
    return draft.type == VIOLENT and bool(suffer) and suffer <= doers and draft.only_harm


def _known_target(found: dict[tuple[Role, str], ActorRole]) -> bool:
    """Whether somebody more than people is known to have been hit: an army, a party, a group."""
    return any(role == "target" and part.actor.sector not in ("CVL", "EDU", None) for (role, _), part in found.items())


def _identity(party: Party, actor: Actor) -> tuple[str, str]:
    """Who it is; of those only described also by which noun: a soldier shot by a sniper did not shoot himself."""
    return actor.id, party.head.lower_.removesuffix("s") if actor.kind == "generic" else ""


def _enter(found: dict[tuple[Role, str], ActorRole], role: Role, parties: tuple[Party, ...], draft: Draft, story: Story) -> None:
    for party in parties:
        for actor in party.actors():
            if (role, actor.id) not in found:
                violent_source = role == "source" and draft.type == VIOLENT
                responsibility, by = _responsibility(actor, draft, story) if violent_source else (None, None)
                found[role, actor.id] = ActorRole(
                    role=role,
                    actor=actor,
                    words=_fuller(_named(party, actor)).text,
                    responsibility=responsibility,
                    said_by=by,
                    evidence=_mention(party, story),
                    rule="roles.coreference" if party.stands_for else f"roles.{draft.event.form if draft.event is not None else 'toll'}",
                    inferred=bool(party.stands_for),
                )
        for backer in party.backers if role == "source" else ():
            found.setdefault(
                ("backer", backer.id),
                ActorRole(role="backer", actor=backer, words=party.words, evidence=story.quotes(party.span), rule="roles.backed"),
            )


def _named(party: Party, actor: Actor) -> Party:
    """The mention that says who it is: for a pronoun the one it points to, however many steps back."""
    if phrases.is_pronoun(party.head):
        for earlier in party.stands_for:
            if actor in earlier.actors():
                return _named(earlier, actor)
    return party


_LONGEST = 8
"""Words of dress beyond which a description is no name for anybody."""


def _fuller(party: Party) -> Span:
    """The words for somebody who is only described, with how he was dressed: "men dressed as policemen"."""
    if party.actor is None or party.actor.kind != "generic":
        return party.span
    doc, end = party.span.doc, party.span.end
    if end >= len(doc) or doc[end].lower_ not in CLAD:
        return party.span
    last = next((token for token in doc[end : end + _LONGEST] if token.tag_.startswith("NN") and not token.nbor().tag_.startswith("NN")), None)
    return doc[party.span.start : last.i + 1] if last is not None else party.span


def _conclude(
    found: dict[tuple[Role, str], ActorRole],
    role: Role,
    mention: Concluded,
    story: Story,
    responsibility: Responsibility | None = None,
    by: str | None = None,
) -> None:
    """Enter somebody whom the words name beside the event, marked as concluded."""
    found.setdefault(
        (role, mention.actor.id),
        ActorRole(
            role=role,
            actor=mention.actor,
            words=mention.phrase.text,
            responsibility=responsibility,
            said_by=by,
            evidence=story.quotes(mention.words, mention.phrase),
            rule=mention.rule,
            inferred=True,
        ),
    )


def _mention(party: Party, story: Story) -> tuple[Evidence, ...]:
    """The words of a party, and of those it stands for."""
    return story.quotes(_fuller(party), *(_fuller(other) for other in party.stands_for))


def _responsibility(actor: Actor, draft: Draft, story: Story) -> tuple[Responsibility, str | None]:
    """How sure the document is that this actor did it, and who says so where the document does not say it itself."""
    heads = draft.event.sources if draft.event is not None else ()
    suspected = ("suspected", "alleged", "presumed", "apparent")
    if any(token.lower_ in suspected for head in heads for token in phrases.core(head)):
        return "suspected", None
    for head in heads:
        reserve = hedge(head)
        party = story.cast.party(head)
        if reserve is not None and party is not None and actor in party.actors():
            return reserve[0], None
    accused = draft.event.govern if draft.event is not None else None
    if accused is not None and blame_verbs().get(accused.lower_) in ("blame", "suspect"):
        by = next((child for child in accused.children if child.dep_ in ("nsubj", "agent")), None)
        kind: Responsibility = "suspected" if blame_verbs()[accused.lower_] == "suspect" else "accused"
        if by is not None and kind == "accused" and speaker_kind(by, story.cast.party(by)) in _AUTHORITIES:
            kind = "accused_by_authorities"
        return kind, speaker_words(by, story.cast)[0] if by is not None else None
    if draft.status.hedged:
        return "possible", None
    for saying in reversed(draft.said):
        for head in saying.speakers:
            party = story.cast.party(head)
            name = speaker_words(head, story.cast)[0]
            if party is not None and (any(same_actor(actor, other) == "same" for other in party.actors()) or any(map(own_people, heads))):
                return "claimed", name
            if actor.kind == "generic" and not any(other.backers for other in draft.sources if actor in other.actors()):
                continue  # "gunmen killed two, police said": a description of whoever did it accuses nobody
            return ("accused_by_authorities" if speaker_kind(head, party) in _AUTHORITIES else "accused"), name
    return "stated", None


def _blame(found: dict[tuple[Role, str], ActorRole], blame: Blame, story: Story) -> None:
    accuser = story.cast.party(blame.by) if blame.by is not None else None
    kind: Responsibility = blame.kind
    if kind == "accused" and blame.by is not None and speaker_kind(blame.by, accuser) in _AUTHORITIES:
        kind = "accused_by_authorities"
    for head in blame.accused:
        party = story.cast.party(head)
        for actor in party.actors() if party is not None else ():
            assert party is not None
            if blame.groups_only and actor.kind != "group":
                continue
            known = found.get(("source", actor.id)) or (_alike(found, actor) if kind == "denied" else None)
            if known is None and kind == "denied":
                continue  # a denial answers an accusation; alone it names nobody who is said to have done it
            if known is not None and kind != "denied" and (known.responsibility != "stated" or kind != "claimed"):
                continue
            who = known.actor if known is not None else actor
            # A denial stands beside what it denies: both were said.
            found["source", f"{who.id} denied" if kind == "denied" else who.id] = ActorRole(
                role="source",
                actor=who,
                words=party.words,
                responsibility=kind,
                said_by=speaker_words(blame.by, story.cast)[0] if blame.by is not None else None,
                evidence=(*_mention(party, story), story.quote(blame.cue)),
                rule=f"responsibility.{blame.kind}",
            )


def _alike(found: dict[tuple[Role, str], ActorRole], actor: Actor) -> ActorRole | None:
    """The source that a denial answers: the same actor, or its state ("Moscow" for the Russian military)."""
    return next(
        (part for part in found.values() if part.role == "source" and part.actor.kind != "generic" and same_actor(part.actor, actor) != "different"),
        None,
    )


def _without_vaguer(roles: tuple[ActorRole, ...]) -> tuple[ActorRole, ...]:
    """Leave out a described actor where a named one in the same role can be the same ("militants" beside Islamic State)."""
    named = [role for role in roles if role.actor.kind != "generic" and role.rule != "roles.owner_of_target"]

    def told_better(role: ActorRole) -> bool:
        return role.actor.kind == "generic" and any(
            other.role == role.role and (same_actor(role.actor, other.actor) in ("same", "compatible") or _may_be_of(role.actor, other.actor))
            for other in named
        )

    return tuple(role for role in roles if not told_better(role))


def _may_be_of(described: Actor, group: Actor) -> bool:
    """Whether armed men who are only described can be of an armed group that is named: "masked men" of a little known front."""
    return group.kind == "group" and described.country is None and described.sector in _IRREGULAR


_IRREGULAR = frozenset(("REB", "UAF"))
