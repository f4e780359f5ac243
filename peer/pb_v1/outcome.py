"""Section 6: what a step ends in, and what steps hand on to later ones."""

from dataclasses import dataclass, field

from .counting import Last
from .manifest import ANY_CONTEST, Manifest
from .record import Record

VERIFIED = "verified"
ATTESTED = "attested"
NOTHING = "nothing_to_check"
NOT_CHECKED = "not_checked"
NOT_RECOMPUTED = "not_recomputed_by_this_peer"
FAILED = "failed"

# Ends that leave the exit code at 0.
SUCCESSES = {VERIFIED, ATTESTED, NOTHING}


@dataclass
class Checked:
    """How a step ended. `left_to_auditors` becomes attested if their quorum attests."""

    count: int = 0
    unit: str = ""
    outcome: str = VERIFIED
    left_to_auditors: bool = False
    remarks: list = field(default_factory=list)


def left_to_auditors(*remarks):
    return Checked(outcome=NOT_CHECKED, left_to_auditors=True, remarks=list(remarks))


@dataclass
class Mine:
    """What the caller brings to step 14, as bytes."""

    receipts: list = field(default_factory=list)  # (receipt, C)
    promises: list = field(default_factory=list)
    roll_entries: list = field(default_factory=list)


@dataclass
class Found:
    """The record, and what the steps so far have found in it."""

    record: Record
    mine: Mine = field(default_factory=Mine)
    election: str | None = None
    manifest: Manifest | None = None
    finals: dict = field(default_factory=dict)  # log -> its final Checkpoint
    leaves: dict = field(default_factory=dict)  # log -> leaf hashes, from the tiles
    entries: dict = field(default_factory=dict)  # log -> entries between header and close
    roll: set = field(default_factory=set)  # (contest, leaf)
    issued: list = field(default_factory=list)  # (contest, leaf) of each credential
    commitments: list = field(default_factory=list)  # C of each ballot entry, in order
    copy: bytes | None = None
    unopened: int | None = None
    bodies: list | None = None  # in log order, None without the copy
    last: Last | None = None
    incidents: dict = field(default_factory=dict)
    secret: bytes | None = None
    counted: list | None = None  # ballots per contest, None without the copy
    spoiled: dict | None = None

    @property
    def is_with_copy(self):
        return self.bodies is not None

    def is_on_roll(self, contest, leaf):
        return (contest, leaf) in self.roll or (ANY_CONTEST, leaf) in self.roll
