"""Steps 2 and 3: the two logs."""

from .. import merkle, tiles
from ..encoding import Fields, Refused, tag, u64
from ..outcome import Checked

LOGS = ("issuance", "ballots")


def step_2_checkpoints(found):
    """Signature and order of all checkpoints, each root from the hash tiles, the witnesses."""
    checked = 0
    for log in LOGS:
        checkpoints = _checkpoints(found, log)
        final = checkpoints[-1]
        found.finals[log] = final
        found.leaves[log] = tiles.leaf_hashes(_reader(found, log), final.size)
        _roots(log, checkpoints, found.leaves[log])
        manifest = found.manifest
        until = manifest.closes_at + manifest.merge_by_seconds
        if not manifest.policy.is_met_by(final.cosigners(manifest.policy, until)):
            raise Refused(f"{log}: the final checkpoint has no quorum of witnesses in time")
        checked += len(checkpoints)
    return Checked(checked, "checkpoints")


def _reader(found, log):
    return lambda path: found.record.read(f"{log}/{path}")


def _checkpoints(found, log):
    key = found.manifest.logs[log]
    pieces = tiles.split_checkpoints(found.record.read(f"{log}/checkpoints.log"))
    checkpoints = [tiles.parse_checkpoint(piece, key.name, key) for piece in pieces]
    for before, after in zip(checkpoints, checkpoints[1:]):
        if before.size > after.size:
            raise Refused(f"{log}: checkpoints are not in order of size")
    if found.record.read(f"{log}/checkpoint") != pieces[-1]:
        raise Refused(f"{log}: checkpoint is not the last of checkpoints.log")
    return checkpoints


def _roots(log, checkpoints, leaves):
    tree = merkle.Growing()
    for checkpoint in checkpoints:
        while tree.size < checkpoint.size:
            tree.add(leaves[tree.size])
        if tree.root() != checkpoint.root:
            raise Refused(f"{log}: the tiles give another root at size {checkpoint.size}")


def step_3_entries(found):
    """Entries from the bundles give the last root; header first, close last, between the right."""
    checked = 0
    for log in LOGS:
        entries = tiles.entries(_reader(found, log), found.finals[log].size)
        if merkle.root_of(map(merkle.leaf_hash, entries)) != found.finals[log].root:
            raise Refused(f"{log}: the entries give another root")
        _ends(found.manifest.election, log, entries)
        found.entries[log] = entries[1:-1]
        checked += len(entries)
    found.issued = [_issued(found.manifest, entry) for entry in found.entries["issuance"]]
    found.commitments = [_commitment(entry) for entry in found.entries["ballots"]]
    return Checked(checked, "log entries")


def _ends(election, log, entries):
    if len(entries) < 2 or entries[0] != tag("header") + election:
        raise Refused(f"{log}: entry 0 is not the header")
    if entries[-1] != tag("close") + election + u64(len(entries) - 1):
        raise Refused(f"{log}: the last entry is not the close")


def _issued(manifest, entry):
    """(contest, leaf) of an issuance entry."""
    at = Fields(entry)
    if at.take(12) != tag("issue") or at.take(32) != manifest.election:
        raise Refused("issuance: an entry of another kind or election")
    contest, leaf = at.integer(2), at.take(32)
    at.take(64)
    if contest >= len(manifest.contests) or at.integer(1) > 2:
        raise Refused("issuance: an entry with a contest or channel that is not there")
    at.end()
    return contest, leaf


def _commitment(entry):
    at = Fields(entry)
    if at.take(11) != tag("leaf"):
        raise Refused("ballots: an entry of another kind")
    commitment = at.take(32)
    at.end()
    return commitment
