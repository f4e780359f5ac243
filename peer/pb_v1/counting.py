"""Section 4: which of the valid entries count."""

from dataclasses import dataclass, field

from .ballot import Spoiled, choices, unseal


@dataclass
class Last:
    """What counts of the valid entries, before it is unsealed."""

    bodies: dict = field(default_factory=dict)  # (contest, voter) -> body
    superseded: int = 0
    duplicates: int = 0
    equivocations: int = 0


def last_votes(bodies):
    """`bodies` are the valid entries in log order."""
    last = Last()
    seen = set()
    for body in bodies:
        if body.bytes in seen:
            last.duplicates += 1
            continue
        seen.add(body.bytes)
        key = (body.contest, body.voter)
        highest = last.bodies.get(key)
        if highest is not None and body.seq == highest.seq:
            last.equivocations += 1
        if highest is None or body.seq >= highest.seq:
            last.bodies[key] = body
    last.superseded = len(bodies) - len(last.bodies)
    return last


def unsealed(last, manifest, secret):
    """Choices of the counted ballots per contest, and how many are spoiled, by reason."""
    counted = [[] for _ in manifest.contests]
    spoiled = {}
    for body in last.bodies.values():
        contest = manifest.contests[body.contest]
        try:
            counted[body.contest].append(choices(unseal(body, manifest, secret), contest))
        except Spoiled as reason:
            spoiled[str(reason)] = spoiled.get(str(reason), 0) + 1
    return counted, spoiled
