"""`python -m pb_v1 verify DIR`: the exit code is the first step that failed, 64 or 0."""

import argparse
import sys
from pathlib import Path

from .outcome import Mine
from .report import as_json, as_text
from .verify import verify

UNREADABLE = 71


def main():
    options = _options()
    if not Path(options.record).is_dir():
        print(f"{options.record} is not a folder", file=sys.stderr)
        return UNREADABLE
    report = verify(options.record, options.election, _mine(options))
    print(as_json(report) if options.json else as_text(report))
    return report.exit_code


def _options():
    parser = argparse.ArgumentParser(prog="pb_v1", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("verify", help="check a published record, step by step")
    command.add_argument("record", help="the folder of the record")
    command.add_argument("--json", action="store_true")
    command.add_argument("--election", help="the id that the election must have, in hexadecimal")
    command.add_argument("--receipt", action="append", default=[], help="needs a --commitment")
    command.add_argument("--commitment", action="append", default=[], type=bytes.fromhex)
    command.add_argument("--promise", action="append", default=[])
    command.add_argument("--roll-leaf", action="append", default=[])
    options = parser.parse_args()
    if len(options.receipt) != len(options.commitment):
        parser.error("each --receipt needs a --commitment")
    return options


def _mine(options):
    def read(paths):
        return [Path(path).read_bytes() for path in paths]

    receipts = list(zip(read(options.receipt), options.commitment))
    return Mine(receipts, read(options.promise), read(options.roll_leaf))


if __name__ == "__main__":
    sys.exit(main())
