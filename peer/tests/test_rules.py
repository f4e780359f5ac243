"""Rules beside the expected winners of real elections (two references agree on most)."""

import json
import unittest
from types import SimpleNamespace

from pb_v1 import rules

from .pabulib import election
from .shared import shared

# More take minutes in plain fractions; the crate `tally` is compared with all of them.
MOST_DISTINCT_BALLOTS = 250
MOST_OF_A_COMPLETION = 20


class RealElections(unittest.TestCase):
    def test_order_of_purchase(self):
        compared = 0
        for path in sorted(shared("pabulib/expected").glob("*.json")):
            expected = json.loads(path.read_text())
            distinct = expected["distinct_ballots"]
            if distinct is not None and distinct <= MOST_DISTINCT_BALLOTS:
                compared += self.compare(expected)
        self.assertGreater(compared, 100)

    def compare(self, expected):
        counted, ids, unit, _ = election(shared("pabulib") / expected["file"])
        compared = 0
        for name, values in expected["rules"].items():
            params = {}
            if name == "greedy_votes_threshold":
                params = {"threshold": int(expected["min_project_score_threshold"])}
            rule = rules.rule_of(SimpleNamespace(rule=name, params=params))
            if rule is None or "error" in values:
                continue
            if "add1" in name and (
                unit != 1 or expected["distinct_ballots"] > MOST_OF_A_COMPLETION
            ):
                continue
            with self.subTest(election=expected["file"], rule=name):
                outcome = rule.decide(counted)
                self.assertEqual([ids[p] for p in outcome.winners], values["order"])
                compared += 1
        return compared


if __name__ == "__main__":
    unittest.main()
