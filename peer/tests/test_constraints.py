"""Constraints on small elections whose outcome one sees."""

import unittest
from types import SimpleNamespace

from pb_v1.constraints import read_constraints
from pb_v1.encoding import Refused
from pb_v1.rules import rule_of
from pb_v1.rules.counted import of_ballots

PROJECTS = ["a", "b", "c", "d"]
COSTS = [40, 30, 30, 10]
ENVELOPE = 100
# Supporters: a 4, b 3, c 2, d 1.
BALLOTS = [[0, 1], [0, 1, 2], [0, 1, 2], [0, 3]]


def winners(rule, constraints):
    contest = SimpleNamespace(
        costs=COSTS,
        envelope=ENVELOPE,
        kind="approval",
        max=3,
        constraints=read_constraints(constraints, PROJECTS, ENVELOPE),
    )
    ballots = [[(project, 1) for project in ballot] for ballot in BALLOTS]
    counted = of_ballots(ballots, contest, PROJECTS)
    outcome = rule_of(SimpleNamespace(rule=rule, params={})).decide(counted)
    return "".join(PROJECTS[project] for project in outcome.winners)


class Constraints(unittest.TestCase):
    def test_fewest_votes(self):
        self.assertEqual(winners("greedy_votes", {"min_votes": 3}), "ab")
        self.assertEqual(winners("mes_card_add1u", {"min_votes": 3}), "ab")

    def test_limit_of_number(self):
        exclusive = {"limits": [{"name": "one", "projects": ["a", "b"], "number": 1}]}
        self.assertEqual(winners("greedy_votes", exclusive), "acd")
        self.assertNotIn("b", winners("mes_cost_add1u", exclusive))

    def test_limit_of_money(self):
        dear = {"limits": [{"name": "roads", "projects": ["a", "b", "c"], "amount": 60}]}
        self.assertEqual(winners("greedy_votes", dear), "ad")
        self.assertEqual(winners("greedy_votes_noskip", dear), "ad")

    def test_parts_are_elections_of_their_own(self):
        parts = [
            {"name": "small", "amount": 30, "projects": ["d", "c"]},
            {"name": "large", "amount": 40, "projects": ["a", "b"]},
        ]
        self.assertEqual(winners("greedy_votes", {"parts": parts}), "ca")

    def test_what_contradicts_itself_is_refused(self):
        part = {"name": "all", "amount": 100, "projects": PROJECTS}
        for constraints in (
            {},
            {"min_votes": 0},
            {"limits": []},
            {"limits": [{"name": "none", "projects": ["a"]}]},
            {"limits": [{"name": "who", "projects": ["x"], "number": 1}]},
            {"parts": [{**part, "projects": ["a"]}]},
            {"parts": [{**part, "amount": 101}]},
            {"parts": [part, {**part, "name": "again"}]},
        ):
            with self.assertRaises(Refused, msg=constraints):
                read_constraints(constraints, PROJECTS, ENVELOPE)


if __name__ == "__main__":
    unittest.main()
