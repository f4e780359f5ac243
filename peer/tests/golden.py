"""The golden records, copied to where tests may change them."""

import json
import shutil
from pathlib import Path

from .shared import PROJECT

GOLDEN = PROJECT / "golden"


def table():
    return json.loads((GOLDEN / "tampered.json").read_text())


def lay_out(name, folder):
    """`open`, `witnessed`, `two-of-three`, `audited` or `audited with copy`, in a folder of this name."""
    record = Path(folder) / "record"
    shutil.copytree(GOLDEN / name.split(" ")[0], record)
    if name.endswith("with copy"):
        (record / "ballots/copy").mkdir()
        shutil.copy(GOLDEN / "audited-copy/0.bin", record / "ballots/copy/0.bin")
    return record


def change(record, change):
    path = record / change["file"]
    if change.get("remove"):
        path.unlink()
    elif "write" in change:
        path.write_text(change["write"])
    elif "replace" in change:
        before = path.read_text()
        assert change["replace"] in before, change
        path.write_text(before.replace(change["replace"], change["with"], 1))
    else:
        data = bytearray(path.read_bytes())
        data[change["at"]] ^= change["flip"]
        path.write_bytes(data)
