"""Step 15: the sums of all files."""

import re

from ..encoding import Refused, from_base64, sha256
from ..notes import statement
from ..outcome import Checked

LINE = re.compile(r"([0-9a-f]{64})  (.+)")
COPY = "ballots/copy/"


def step_15_files(found):
    """SHA256SUMS, its note; no file is missing, changed or unknown."""
    data = found.record.read("SHA256SUMS")
    note = found.record.read("SHA256SUMS.note")
    election, digest = statement(note, found.manifest.organiser, "sums", 2)
    if from_base64(election, 32) != found.manifest.election:
        raise Refused("SHA256SUMS.note is of another election")
    if from_base64(digest, 32) != sha256(data):
        raise Refused("SHA256SUMS is not the one that was signed")
    sums = _sums(data)
    files = {path for path in found.record.paths() if _is_listed(path, found.manifest)}
    for path in sorted(sums.keys() - files):
        raise Refused(f"{path} is missing")
    for path in sorted(files - sums.keys()):
        raise Refused(f"{path} is unknown")
    for path, digest in sums.items():
        if sha256(found.record.read(path)).hex() != digest:
            raise Refused(f"{path} was changed")
    return Checked(len(sums), "files")


def _sums(data):
    sums = {}
    lines = data.decode("utf-8", "replace").split("\n")
    if lines.pop():
        raise Refused("the last line of SHA256SUMS has no end")
    for line in lines:
        found = LINE.fullmatch(line)
        if not found:
            raise Refused(f"not a line of SHA256SUMS: {line!r}")
        sums[found[2]] = found[1]
    if list(sums) != sorted(sums, key=str.encode) or len(sums) != len(lines):
        raise Refused("SHA256SUMS is not in order of paths")
    return sums


def _is_listed(path, manifest):
    """Everything but itself, its note, attestations and, in audited publication, the copy."""
    if path in ("SHA256SUMS", "SHA256SUMS.note"):
        return False
    if path in {f"attestations/{auditor.name}.note" for auditor in manifest.auditors}:
        return False
    return manifest.is_open or not path.startswith(COPY)
