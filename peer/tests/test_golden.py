"""The golden records, whole and in each way of the table, through the command line."""

import contextlib
import io
import json
import sys
import tempfile
import unittest
from unittest import mock

from pb_v1.__main__ import main

from .golden import change, lay_out, table

LEFT_TO_AUDITORS = {5, 6, 7, 8, 10}


def run(record, *arguments):
    """Exit code and report."""
    out = io.StringIO()
    with (
        mock.patch.object(sys, "argv", ["pb_v1", "verify", str(record), "--json", *arguments]),
        contextlib.redirect_stdout(out),
    ):
        code = main()
    return code, json.loads(out.getvalue())


class Golden(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def outcomes(self, name):
        code, report = run(lay_out(name, self.folder))
        self.assertEqual(code, 0, report)
        return report["verdict"], {step["step"]: step["outcome"] for step in report["steps"]}

    def test_open_record_is_verified(self):
        verdict, outcomes = self.outcomes("open")
        self.assertEqual(verdict, "verified")
        nothing = {step for step, outcome in outcomes.items() if outcome == "nothing_to_check"}
        self.assertEqual(nothing, {13, 14})
        self.assertEqual(len(outcomes), 15)

    def test_two_of_three_trustees_are_enough(self):
        verdict, outcomes = self.outcomes("two-of-three")
        self.assertEqual((verdict, outcomes[9]), ("verified", "verified"))

    def test_two_of_three_witnesses_are_enough(self):
        verdict, outcomes = self.outcomes("witnessed")
        self.assertEqual((verdict, outcomes[2]), ("verified", "verified"))

    def test_audited_record_is_attested_where_only_auditors_see(self):
        verdict, outcomes = self.outcomes("audited")
        self.assertEqual(verdict, "attested")
        attested = {step for step, outcome in outcomes.items() if outcome == "attested"}
        self.assertEqual(attested, LEFT_TO_AUDITORS)

    def test_audited_record_with_the_copy_is_verified(self):
        verdict, outcomes = self.outcomes("audited with copy")
        self.assertEqual(verdict, "verified")
        self.assertNotIn("attested", outcomes.values())
        self.assertEqual(outcomes[13], "verified")

    def test_before_the_quorum_attests_it_is_incomplete(self):
        record = lay_out("audited", self.folder)
        (record / "attestations/auditor-2.note").unlink()
        code, report = run(record)
        self.assertEqual((code, report["verdict"]), (64, "incomplete"))
        outcomes = {step["step"]: step["outcome"] for step in report["steps"]}
        self.assertEqual({outcomes[step] for step in LEFT_TO_AUDITORS | {13}}, {"not_checked"})

    def test_another_election_is_refused(self):
        code, _ = run(lay_out("open", self.folder), "--election", "00" * 32)
        self.assertEqual(code, 1)


class Tampered(unittest.TestCase):
    """One test for each way of the table."""


def _test_of(way):
    def test(self):
        with tempfile.TemporaryDirectory() as folder:
            record = lay_out(way["record"], folder)
            for one in way["changes"]:
                change(record, one)
            code, report = run(record)
            self.assertEqual(code, way["step"], report["steps"][-1])
            self.assertEqual(report["verdict"], "failed")

    test.__doc__ = way["what"]
    return test


for _number, _way in enumerate(table(), start=1):
    setattr(Tampered, f"test_{_number:02}_step_{_way['step']}", _test_of(_way))


if __name__ == "__main__":
    unittest.main()
