"""Every record that the auditor's tests have tampered with fails at the same step here.

`cargo xtask test` runs those tests with `HASHAR_TAMPERED`, where they leave each record in a
folder `<step>-<number>`. They have signed and logged anew whatever they could, which the table of
the golden records cannot.
"""

import os
import unittest
from pathlib import Path

from pb_v1.verify import verify


class Tampered(unittest.TestCase):
    def test_each_fails_at_its_own_step(self):
        folder = os.environ.get("HASHAR_TAMPERED")
        if not folder or not Path(folder).is_dir():
            raise unittest.SkipTest("HASHAR_TAMPERED: the auditor's tests left no records")
        records = sorted(Path(folder).iterdir())
        steps = set()
        for record in records:
            step = int(record.name.split("-")[0])
            with self.subTest(record=record.name):
                report = verify(record)
                self.assertEqual(report.exit_code, step, report.steps[-1])
                steps.add(step)
        self.assertEqual(steps, set(range(1, 16)) - {14})


if __name__ == "__main__":
    unittest.main()
