"""The Method of Equal Shares and its completions."""

import re
from dataclasses import dataclass
from fractions import Fraction

from . import greedy
from .counted import Outcome
from .growing import ZERO, Amount, Horizon

_NAME = re.compile(
    r"mes_(cost|card|points|points_cost|borda|borda_cost)"
    r"(?:_(?=.)(add1|esnet_add1)?(u?)(_city)?)?"
)


@dataclass(frozen=True)
class Variant:
    utility: str
    completion: str | None = None  # add1, esnet or city
    then_greedy: bool = False


def variant(name):
    """What a rule's name says, or None when it is not of this family."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    utility, growth, greedy_after, city = found.groups()
    if city and growth != "add1":
        return None
    completion = {None: None, "add1": "add1", "esnet_add1": "esnet"}[growth]
    return Variant(utility, "city" if city else completion, bool(greedy_after))


def decide(counted, variant):
    voters = _voters(counted, variant.utility)
    if counted.voters == 0:
        outcome = Outcome()
    elif variant.completion is None:
        share = Fraction(counted.envelope, counted.voters)
        outcome, _ = run(counted, voters, Amount(share))
    else:
        outcome = _completed(counted, voters, variant.completion)
    return greedy.complete(counted, outcome) if variant.then_greedy else outcome


def _completed(counted, voters, completion):
    """Runs with a share that grows by 1 until the completion's end is reached."""
    share = Fraction(counted.envelope, counted.voters)
    if completion != "add1":
        share = Fraction(share.numerator // share.denominator)
    supported = {project for utilities, _ in voters for project in utilities}
    previous = Outcome()
    while True:
        outcome, steps = run(counted, voters, Amount(share, Fraction(1)))
        if outcome.total > counted.envelope:
            return previous
        if _is_end(counted, outcome, supported, completion) or steps is None:
            return outcome
        previous = outcome
        share += steps + 1


def _is_end(counted, outcome, supported, completion):
    """add1: no supported project fits; esnet: none at all fits; city: all supported are bought.

    What no limit allows any more is not looked at.
    """
    left = counted.envelope - outcome.total
    bought = set(outcome.winners)
    looked_at = set(counted.takes_part()) if completion == "esnet" else supported
    others = [one for one in looked_at - bought if counted.allows(one, outcome.winners)]
    if completion == "city":
        return not others
    return all(counted.costs[project] > left for project in others)


def run(counted, voters, share):
    """One run; also for how many further units of share the outcome stays the same."""
    horizon = Horizon()
    money = [share for _ in voters]
    # The least rho of each project. It never falls, so one of an earlier round is a lower bound.
    offers = {project: ZERO for utilities, _ in voters for project in utilities}
    fresh = set()
    outcome = Outcome()
    while offers:
        best = _least(offers, counted.tie_order, horizon)
        if not counted.allows(best, outcome.winners):
            del offers[best]
            continue
        if best not in fresh:
            rho = _offer(counted.costs[best], best, voters, money, horizon)
            fresh.add(best)
            if rho is None:
                del offers[best]
            else:
                offers[best] = rho
            continue
        _pay(voters, money, best, offers.pop(best), horizon)
        fresh.clear()
        outcome.winners.append(best)
        outcome.total += counted.costs[best]
    return outcome, horizon.steps


def _pay(voters, money, project, rho, horizon):
    for group, (utilities, _) in enumerate(voters):
        if project in utilities:
            pays = rho.times(utilities[project])
            all_in = horizon.order(money[group], pays) <= 0
            money[group] = ZERO if all_in else money[group] - pays


def _offer(cost, project, voters, money, horizon):
    """The least rho with sum min(money, rho * utility) = cost, or None if they cannot pay."""
    supporters = [
        (money[group], utilities[project], number)
        for group, (utilities, number) in enumerate(voters)
        if project in utilities
    ]
    cost = Amount(Fraction(cost))
    together = ZERO
    for purse, _, number in supporters:
        together += purse.times(number)
    if horizon.order(together, cost) < 0:
        return None
    demand = sum(utility * number for _, utility, number in supporters)
    # Those who have least for their utility give all they have.
    for purse, utility, number in horizon.sorted(supporters, key=lambda s: s[0].over(s[1])):
        rho = cost.over(demand)
        if horizon.order(rho, purse.over(utility)) <= 0:
            return rho
        cost -= purse.times(number)
        demand -= utility * number
    raise AssertionError("supporters who hold the cost can pay it")


def _least(offers, tie_order, horizon):
    """Of equal offers, bounds included, the one that comes first in the order of ties."""
    best = None
    for project in sorted(offers, key=lambda project: tie_order[project]):
        if best is None or horizon.order(offers[project], offers[best]) < 0:
            best = project
    return best


def _voters(counted, utility):
    """Utilities of each group of equal ballots, and its size."""
    found = []
    candidates = set(counted.takes_part())
    for ballot, number in counted.groups.items():
        points = counted.points(ballot)
        worth = {p: _utility(utility, v, counted.costs[p]) for p, v in points.items()}
        found.append(({p: v for p, v in worth.items() if p in candidates}, number))
    return found


def _utility(utility, points, cost):
    match utility:
        case "cost":
            return cost
        case "card":
            return 1
        case "points" | "borda":
            return points
        case _:
            return points * cost
