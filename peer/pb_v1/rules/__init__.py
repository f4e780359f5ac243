"""Who is funded: the rules of the manifest that this peer recomputes, in exact fractions.

A rule sees a `Counted` and answers an `Outcome`. Others (Phragmen, the optimum) are left to
other verifiers and said to be.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from . import equal_shares, greedy
from .counted import Counted, Outcome

__all__ = ["Counted", "Outcome", "rule_of", "needs_ballots"]

DECIMAL = re.compile(r"[0-9]{1,30}(\.[0-9]{1,30})?", re.ASCII)

_GREEDY = {
    "greedy_votes": greedy.votes,
    "greedy_votes_per_cost": greedy.votes_per_cost,
    "greedy_votes_noskip": greedy.votes_noskip,
    "greedy_votes_threshold": greedy.votes_threshold,
    "greedy_votes_cheapest_tie": greedy.votes_cheapest_tie,
}


@dataclass(frozen=True)
class Rule:
    of_one: Callable[[Counted], Outcome]
    # Whether it ranks projects by sums over ballots, so that totals are enough.
    by_sums: bool = field(default=False)

    def decide(self, counted):
        """Each part of the envelope is an election of its own, with all voters."""
        outcome = Outcome()
        for amount, projects in counted.constraints.parts or [(counted.envelope, None)]:
            part = self.of_one(replace(counted, envelope=amount, candidates=projects))
            outcome.winners += part.winners
            outcome.total += part.total
        return outcome


def rule_of(contest):
    """The contest's rule, or None where this peer does not have it."""
    name, params = contest.rule, contest.params
    if name in _GREEDY and _are_params(name, params):
        decide = _GREEDY[name]
        return Rule(lambda counted: decide(counted, params), by_sums=True)
    variant = equal_shares.variant(name)
    if variant is not None and not params:
        return Rule(lambda counted: equal_shares.decide(counted, variant))
    return None


def _are_params(name, params):
    if name != "greedy_votes_threshold":
        return not params
    return params.keys() == {"threshold"} and bool(DECIMAL.fullmatch(str(params["threshold"])))


def needs_ballots(contest):
    return contest.rule not in _GREEDY
