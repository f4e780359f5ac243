"""Rules in which each project has one turn, in the order of a sum over ballots."""

from fractions import Fraction

from .counted import Outcome


def votes(counted, _params):
    return in_turn(counted, _by_score(counted))


def votes_per_cost(counted, _params):
    def per_cost(project):
        return Fraction(-counted.scores[project], counted.costs[project])

    return in_turn(counted, _sorted(counted, per_cost))


def votes_noskip(counted, _params):
    return in_turn(counted, _by_score(counted), skip=False)


def votes_threshold(counted, params):
    least = Fraction(str(params["threshold"]))
    order = [project for project in _by_score(counted) if counted.scores[project] >= least]
    return in_turn(counted, order)


def votes_cheapest_tie(counted, _params):
    def score_then_cost(project):
        return -counted.scores[project], counted.costs[project]

    return in_turn(counted, _sorted(counted, score_then_cost))


def in_turn(counted, order, skip=True, before=None):
    """Funds what fits; `before` is what another rule has funded already."""
    outcome = Outcome(list(before.winners), before.total) if before else Outcome()
    for project in order:
        # A project that no limit allows has no turn, and so ends nothing.
        if project in outcome.winners or not counted.allows(project, outcome.winners):
            continue
        if outcome.total + counted.costs[project] <= counted.envelope:
            outcome.winners.append(project)
            outcome.total += counted.costs[project]
        elif not skip:
            break
    return outcome


def complete(counted, before):
    """greedy_votes on what another rule has left."""
    return in_turn(counted, _by_score(counted), before=before)


def _by_score(counted):
    return _sorted(counted, lambda project: -counted.scores[project])


def _sorted(counted, key):
    return sorted(
        counted.takes_part(), key=lambda project: (key(project), counted.tie_order[project])
    )
