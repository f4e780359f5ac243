"""Step 14: the caller's own receipts, promises and roll entry."""

from .. import merkle, tiles
from ..encoding import Refused, from_base64, from_decimal, sha256, tag
from ..notes import statement
from ..outcome import NOTHING, Checked

EVER = 2**63
PROOF = "c2sp.org/tlog-proof@v1"


def step_14_mine(found):
    """The caller's own receipts, promises and roll entry."""
    mine = found.mine
    for receipt, commitment in mine.receipts:
        _receipt(found, receipt, commitment)
    for promise in mine.promises:
        _promise(found, promise)
    for entry in mine.roll_entries:
        _roll_entry(found, entry)
    count = len(mine.receipts) + len(mine.promises) + len(mine.roll_entries)
    return Checked(count, "of your own") if count else Checked(outcome=NOTHING)


def _receipt(found, receipt, commitment):
    """A tlog-proof without `extra`, whose checkpoint and entry the record has as well."""
    head, _, note = receipt.partition(b"\n\n")
    lines = head.decode("utf-8", "replace").split("\n")
    if lines[0] != PROOF or len(lines) < 2 or not lines[1].startswith("index "):
        raise Refused("a receipt is not a tlog-proof without extra")
    index = from_decimal(lines[1].removeprefix("index "))
    proof = [from_base64(line, 32) for line in lines[2:]]
    key = found.manifest.logs["ballots"]
    checkpoint = tiles.parse_checkpoint(note, key.name, key)
    policy = found.manifest.policy
    if not policy.is_met_by(checkpoint.cosigners(policy, EVER)):
        raise Refused("a receipt's checkpoint has no quorum of witnesses")
    leaf = merkle.leaf_hash(tag("leaf") + commitment)
    if not merkle.is_included(leaf, index, checkpoint.size, proof, checkpoint.root):
        raise Refused("a receipt does not prove its commitment")
    leaves = found.leaves["ballots"]
    of_record = merkle.root_of(leaves[: checkpoint.size])
    if checkpoint.size > len(leaves) or of_record != checkpoint.root:
        raise Refused("a receipt is of another log: the box signed two")
    if not 1 <= index <= len(found.commitments) or found.commitments[index - 1] != commitment:
        raise Refused("the ballot of a receipt is not in the record")


def _promise(found, note):
    key = found.manifest.promise_key
    commitment, merge_by = statement(note, key, "promise", 2)
    from_decimal(merge_by)
    if from_base64(commitment, 32) not in found.commitments:
        raise Refused("a promised ballot was not logged: the promise is evidence of that")


def _roll_entry(found, entry):
    """A file of three lines: the contest's id, the identity number, the salt in hexadecimal."""
    lines = entry.decode("utf-8", "replace").split("\n")
    ids = [contest.id for contest in found.manifest.contests]
    if len(lines) not in (3, 4) or lines[0] not in ids or (lines[3:] not in ([], [""])):
        raise Refused("a roll entry has a contest, a number and a salt")
    try:
        salt = bytes.fromhex(lines[2])
    except ValueError as error:
        raise Refused("the salt is not hexadecimal") from error
    leaf = sha256(tag("roll") + salt + lines[1].encode())
    contest = ids.index(lines[0])
    if found.manifest.roll_root is None:
        raise Refused("the roll is open: only auditors can look there")
    if not found.is_on_roll(contest, leaf):
        raise Refused("this person is not on the roll of that contest")
