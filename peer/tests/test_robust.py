"""Whatever is in a record, the peer answers with a step and never dies."""

import random
import shutil
import tempfile
import unittest
from pathlib import Path

from pb_v1.verify import verify

from .golden import lay_out

MUTATIONS = 150


class Robust(unittest.TestCase):
    def test_changed_files_are_found(self):
        chance = random.Random(20261128)
        with tempfile.TemporaryDirectory() as folder:
            record = lay_out("open", folder)
            paths = sorted(path for path in record.rglob("*") if path.is_file())
            for _ in range(MUTATIONS):
                path = chance.choice(paths)
                before = path.read_bytes()
                path.write_bytes(mutated(before, chance))
                with self.subTest(path=path.name):
                    self.assertIn(verify(record).exit_code, range(1, 16))
                path.write_bytes(before)

    def test_files_that_are_missing(self):
        with tempfile.TemporaryDirectory() as folder:
            record = lay_out("open", folder)
            for path in sorted(path for path in record.rglob("*") if path.is_file()):
                aside = Path(folder) / "aside"
                shutil.move(path, aside)
                self.assertIn(verify(record).exit_code, range(1, 16), path)
                shutil.move(aside, path)


def mutated(data, chance):
    """Another value of a byte, a byte more or less, or a line twice."""
    at = chance.randrange(len(data))
    match chance.randrange(4):
        case 0:
            return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case 1:
            return data[:at] + data[at + 1 :]
        case 2:
            return data[:at] + bytes([chance.randrange(256)]) + data[at:]
        case _:
            lines = data.split(b"\n")
            line = chance.randrange(len(lines))
            twice = b"\n".join([*lines[:line], lines[line], *lines[line:]])
            return twice if twice != data else data + b"\n"


if __name__ == "__main__":
    unittest.main()
