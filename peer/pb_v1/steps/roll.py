"""Step 4: who may have a credential."""

from .. import merkle
from ..encoding import Fields, Refused
from ..manifest import ANY_CONTEST
from ..outcome import Checked, left_to_auditors

RECORD = 34


def step_4_roll(found):
    """roll.bin is the manifest's; each issuance entry uses up a record. (Open roll: attested.)"""
    manifest = found.manifest
    if manifest.roll_root is None:
        _each_once(found, found.issued)
        return left_to_auditors("an open roll: auditors compare credentials with its source")
    roll = found.record.read("roll/roll.bin")
    records = [roll[at : at + RECORD] for at in range(0, len(roll), RECORD)]
    if any(before >= after for before, after in zip(records, records[1:])):
        raise Refused("roll.bin is not in ascending order")
    if len(records) != manifest.roll_count:
        raise Refused(f"roll.bin has {len(records)} records")
    if merkle.root_of(map(merkle.leaf_hash, records)) != manifest.roll_root:
        raise Refused("roll.bin has another root")
    found.roll = {_record(record, manifest) for record in records}
    _sizes(found.roll, manifest)
    _each_once(found, (_use(found.roll, *entry) for entry in found.issued))
    return Checked(len(records) + len(found.issued), "roll records and credentials")


def _record(record, manifest):
    at = Fields(record)
    contest, leaf = at.integer(2), at.take(32)
    if contest != ANY_CONTEST and contest >= len(manifest.contests):
        raise Refused("roll.bin has a contest that is not there")
    return contest, leaf


def _sizes(records, manifest):
    """The eligible people of a contest are its own records and those of any contest."""
    of = [contest for contest, _ in records]
    for contest, people in enumerate(manifest.people):
        if of.count(contest) + of.count(ANY_CONTEST) != people:
            raise Refused(f"roll_size of contest {contest} is not that of roll.bin")


def _use(records, contest, leaf):
    """The record that is used up: (contest, leaf) if there is one, else (any, leaf)."""
    own = (contest, leaf)
    return own if own in records else _any(records, leaf)


def _any(records, leaf):
    if (ANY_CONTEST, leaf) not in records:
        raise Refused("a credential for somebody who is not on the roll")
    return ANY_CONTEST, leaf


def _each_once(found, used):
    """Each record serves once, and if `one_per` is `election` each leaf."""
    seen, leaves = set(), set()
    for record in used:
        if record in seen:
            raise Refused("a record of the roll serves twice")
        if found.manifest.one_per == "election" and record[1] in leaves:
            raise Refused("a person has two credentials")
        seen.add(record)
        leaves.add(record[1])
