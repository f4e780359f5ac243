"""What readers refuse, and the rules of plaintexts and of last votes."""

import unittest
from types import SimpleNamespace

from pb_v1 import tiles
from pb_v1.ballot import Spoiled, choices
from pb_v1.counting import last_votes
from pb_v1.encoding import Refused, from_base64, from_decimal, from_json
from pb_v1.policy import Policy


class Json(unittest.TestCase):
    def test_what_is_refused(self):
        for text in (
            '{"a": 1, "a": 1}',
            "null",
            '{"a": null}',
            "[null]",
            "1.0",
            "1e3",
            "NaN",
            "9007199254740992",
            "-9007199254740992",
            "\ufeff1",
            "1 1",
            '"\\ud800"',
            '{"\\ud800": 1}',
        ):
            with self.assertRaises(Refused, msg=text):
                from_json(text.encode("utf-8"))

    def test_what_is_read(self):
        self.assertEqual(from_json(b' {"a": [9007199254740991, true]}\n'), {"a": [2**53 - 1, True]})

    def test_decimals_and_base64(self):
        for text in ("", "01", "+1", "-1", "1 ", "\u0661"):
            with self.assertRaises(Refused, msg=text):
                from_decimal(text)
        for text in ("YQ", "YR==", "YQ==\n", "Y Q=="):
            with self.assertRaises(Refused, msg=text):
                from_base64(text)
        self.assertEqual(from_base64("YQ=="), b"a")


class Tiles(unittest.TestCase):
    def test_paths(self):
        self.assertEqual(tiles.tile_path(0, 1234067, 256), "tile/0/x001/x234/067")
        self.assertEqual(tiles.tile_path("entries", 3, 7), "tile/entries/003.p/7")
        self.assertEqual(tiles.tile_widths(513), [256, 256, 1])
        self.assertEqual(tiles.tile_widths(0), [])


class Policies(unittest.TestCase):
    VKEY = "w{0}.example+{1}+{2}"

    def test_quorum_none(self):
        self.assertTrue(Policy("quorum none\n").is_met_by(set()))

    def test_what_is_refused(self):
        for text in (
            "",
            "quorum x\n",
            "quorum none\nquorum none\n",
            "quorum none",
            "group none any x\n",
        ):
            with self.assertRaises(Refused, msg=text):
                Policy(text)


def contest(kind, code, **more):
    given = dict(kind=kind, code=code, min=1, max=2, max_points=5, envelope=50, costs=[30, 30, 20])
    return SimpleNamespace(**{**given, "projects": ["a", "b", "c"], **more})


def plaintext(code, *pairs, version=1, end=b""):
    body = bytes([version, code]) + len(pairs).to_bytes(2, "big")
    for project, value in pairs:
        body += project.to_bytes(2, "big") + value.to_bytes(2, "big")
    return (body + end).ljust(32, b"\0")


class Plaintexts(unittest.TestCase):
    def reason(self, contest, data):
        try:
            return choices(data, contest)
        except Spoiled as reason:
            return str(reason)

    def test_the_first_rule_that_is_broken_names_the_reason(self):
        approval = contest("approval", 1)
        cases = [
            ("version", plaintext(1, (0, 1), version=2)),
            ("kind", plaintext(2, (0, 1))),
            ("padding", plaintext(1, (0, 1), end=b"\1")),
            ("count", plaintext(1)),
            ("count", plaintext(1, (0, 1), (1, 1), (9, 1))),
            ("project", plaintext(1, (3, 1))),
            ("order", plaintext(1, (1, 1), (0, 1))),
            ("order", plaintext(1, (1, 1), (1, 1))),
            ("value", plaintext(1, (0, 2))),
            ("length", b"\1\1\xff\xff".ljust(32, b"\0")),
        ]
        for reason, data in cases:
            self.assertEqual(self.reason(approval, data), reason, data)
        self.assertEqual(self.reason(approval, plaintext(1, (0, 1), (2, 1))), [(0, 1), (2, 1)])

    def test_the_rules_of_other_kinds(self):
        knapsack = contest("knapsack", 1)
        self.assertEqual(self.reason(knapsack, plaintext(1, (0, 1), (1, 1))), "envelope")
        self.assertEqual(self.reason(knapsack, plaintext(1, (0, 1), (2, 1))), [(0, 1), (2, 1)])
        ranked = contest("ranked", 2)
        self.assertEqual(self.reason(ranked, plaintext(2, (2, 1), (0, 2))), [(2, 1), (0, 2)])
        self.assertEqual(self.reason(ranked, plaintext(2, (2, 1), (2, 2))), "order")
        self.assertEqual(self.reason(ranked, plaintext(2, (2, 2), (0, 1))), "value")
        cumulative = contest("cumulative", 3)
        self.assertEqual(self.reason(cumulative, plaintext(3, (0, 3), (1, 3))), "points")
        self.assertEqual(self.reason(cumulative, plaintext(3, (0, 0))), "value")
        score = contest("score", 4)
        self.assertEqual(self.reason(score, plaintext(4, (0, 0), (1, 5))), [(0, 0), (1, 5)])
        self.assertEqual(self.reason(score, plaintext(4, (0, 6))), "value")


class LastVotes(unittest.TestCase):
    def test_highest_seq_then_highest_index_and_no_duplicates(self):
        def body(text, seq, voter=b"v"):
            return SimpleNamespace(bytes=text, seq=seq, voter=voter, contest=0)

        first, second, equal = body(b"1", 16), body(b"2", 32), body(b"3", 32)
        last = last_votes([second, first, equal, second, body(b"4", 1, b"w")])
        self.assertIs(last.bodies[0, b"v"], equal)
        self.assertEqual((last.superseded, last.duplicates, last.equivocations), (3, 1, 1))


if __name__ == "__main__":
    unittest.main()
