"""Step 1."""

from ..encoding import Refused, from_base64
from ..manifest import Manifest
from ..notes import statement
from ..outcome import Checked


def step_1_manifest(found):
    """manifest.json keeps all rules of section 2; manifest.note."""
    manifest = Manifest(found.record.read("manifest.json"))
    if found.election is not None and found.election != manifest.election.hex():
        raise Refused(f"this is the election {manifest.election.hex()}")
    note = found.record.read("manifest.note")
    (election,) = statement(note, manifest.organiser, "manifest", 1)
    if from_base64(election, 32) != manifest.election:
        raise Refused("manifest.note is of another election")
    found.manifest = manifest
    return Checked(1, "manifest")
