"""Where vectors and real elections are: `HASHAR_SHARED`, else `../shared` beside the project."""

import os
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("HASHAR_SHARED") or PROJECT.parent / "shared")


def shared(path):
    """A path in the shared folder; skips the test where that is absent, but fails in CI."""
    if FOLDER.is_dir():
        return FOLDER / path
    if os.environ.get("CI") == "true":
        raise AssertionError(f"{FOLDER} is not there")
    raise unittest.SkipTest(f"{FOLDER} is not there")
