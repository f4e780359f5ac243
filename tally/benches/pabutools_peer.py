"""What pabutools takes for the rules that benches/peer.rs measures; called by it.

Usage: python3 pabutools_peer.py FILE SECONDS. Prints one JSON object a cell: seconds of processor
time and winners, or why there is no number. Exact fractions (its default), identical ballots
grouped by its own as_multiprofile. Each rule runs in a forked child with a limit of its own, so
that no cell warms another and none takes longer than it may.
"""

import json
import os
import resource
import sys
import time

from pabutools.election import parse_pabulib
from pabutools.election.ballot import AbstractApprovalBallot, AbstractOrdinalBallot
from pabutools.election.satisfaction import AdditiveSatisfaction
from pabutools.fractions import frac
from pabutools.rules import (
    exhaustion_by_budget_increase,
    greedy_utilitarian_welfare,
    method_of_equal_shares,
    sequential_phragmen,
)
from pabutools.tiebreaking import TieBreakingRule

# Ids as Unicode strings, as everywhere here.
TIES = TieBreakingRule(lambda instance, profile, project: project.name)


def worth_times_cost(instance, profile, ballot, project, precomputed_values):
    """1, points or Borda points, times the cost: the utility of mes_cost and its like."""
    if project not in ballot:
        return 0
    if isinstance(ballot, AbstractApprovalBallot):
        return project.cost
    if isinstance(ballot, AbstractOrdinalBallot):
        return (precomputed_values["k"] - ballot.position(project)) * project.cost
    return ballot[project] * project.cost


class WorthTimesCost(AdditiveSatisfaction):
    k = 0

    def __init__(self, instance, profile, ballot):
        super().__init__(instance, profile, ballot, func=worth_times_cost)

    def preprocessing(self, instance, profile, ballot):
        return {"k": self.k}


def cells(instance, profile):
    voters = profile.num_ballots()

    def greedy():
        # Satisfaction per cost is the score again.
        return greedy_utilitarian_welfare(
            instance, profile, sat_class=WorthTimesCost, is_sat_additive=True, tie_breaking=TIES
        )

    def shares(at):
        return method_of_equal_shares(at, profile, sat_class=WorthTimesCost, tie_breaking=TIES)

    def city():
        # It has no rule of that name. Its loop adds one unit a voter and stops when a step costs too
        # much; each step starts here from the share rounded down, as the cities' rule says.
        def rounded_down(at, profile, **ignored):
            at.budget_limit = frac(at.budget_limit // voters * voters)
            return shares(at)

        return exhaustion_by_budget_increase(
            instance, profile, rounded_down, exhaustive_stop=False, budget_step=frac(voters)
        )

    def phragmen():
        return sequential_phragmen(instance, profile, tie_breaking=TIES)

    rules = {"greedy": greedy, "shares": lambda: shares(instance), "city": city}
    sets = isinstance(next(iter(profile)), AbstractApprovalBallot)
    if sets:
        rules["phragmen"] = phragmen
    else:
        print(json.dumps({"cell": "phragmen", "without": "takes sets only"}), flush=True)
    return rules


def limited(name, rule, seconds):
    """Runs in a child; the system ends it when it has used up its time."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        start = time.process_time()
        winners = [project.name for project in rule()]
        took = time.process_time() - start
        print(json.dumps({"cell": name, "seconds": took, "winners": winners}), flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        print(json.dumps({"cell": name, "without": f"> {seconds} s"}), flush=True)
    elif status:
        print(json.dumps({"cell": name, "without": "failed"}), flush=True)


def main():
    file, seconds = sys.argv[1], int(sys.argv[2])
    start = time.process_time()
    instance, profile = parse_pabulib(file)
    print(json.dumps({"cell": "parse", "seconds": time.process_time() - start}), flush=True)
    longest = max((len(ballot) for ballot in profile), default=0)
    WorthTimesCost.k = int(instance.meta.get("max_length") or longest)
    profile = profile.as_multiprofile()
    for name, rule in cells(instance, profile).items():
        limited(name, rule, seconds)


main()
