"""Who is funded: the rules of the manifest that this peer recomputes, in exact fractions.

A rule sees a `Counted` and answers an `Outcome`. Others (Phragmen, the optimum) are left to
other verifiers and said to be.
"""

from dataclasses import dataclass, field
from typing import Callable

from . import equal_shares, greedy
from .counted import Counted, Outcome

__all__ = ["Counted", "Outcome", "rule_of", "needs_ballots"]

_GREEDY = {
    "greedy_votes": greedy.votes,
    "greedy_votes_per_cost": greedy.votes_per_cost,
    "greedy_votes_noskip": greedy.votes_noskip,
    "greedy_votes_threshold": greedy.votes_threshold,
    "greedy_votes_cheapest_tie": greedy.votes_cheapest_tie,
}


@dataclass(frozen=True)
class Rule:
    decide: Callable[[Counted], Outcome]
    # Whether it ranks projects by sums over ballots, so that totals are enough.
    by_sums: bool = field(default=False)


def rule_of(contest):
    """The contest's rule, or None where this peer does not have it."""
    name, params = contest.rule, contest.params
    if name in _GREEDY and set(params) == _params(name):
        decide = _GREEDY[name]
        return Rule(lambda counted: decide(counted, params), by_sums=True)
    variant = equal_shares.variant(name)
    if variant is not None and not params:
        return Rule(lambda counted: equal_shares.decide(counted, variant))
    return None


def _params(name):
    return {"threshold"} if name == "greedy_votes_threshold" else set()


def needs_ballots(contest):
    return contest.rule not in _GREEDY
