"""Step 13: what the auditors hold and attest."""

from collections import Counter
from dataclasses import dataclass

from ..encoding import Refused, from_base64, from_decimal, sha256, tag
from ..notes import statement
from ..outcome import NOT_CHECKED, NOTHING, Checked


@dataclass(frozen=True)
class Hold:
    digest: bytes
    unopened: int


@dataclass(frozen=True)
class Attestation:
    totals: tuple  # opened, invalid, superseded, spoiled, counted
    reading: bytes


def step_13_auditors(found):
    """Hold notes of the quorum with one digest and number; attestations with one set of totals."""
    quorum = found.manifest.quorum
    if not quorum:
        return Checked(outcome=NOTHING)
    remarks = []
    holds = _sound(found, "holds", _hold, remarks)
    if _alike(holds.values()) < quorum:
        raise Refused("no quorum of auditors held one copy, this one" + _because(remarks))
    attestations = _sound(found, "attestations", _attestation, remarks)
    checked = Checked(len(holds) + len(attestations), "notes", remarks=remarks)
    if _alike(found.totals for found in attestations.values()) >= quorum:
        return checked
    if remarks or len({found.totals for found in attestations.values()}) > 1:
        raise Refused(
            f"fewer than {quorum} auditors attest to this record alike" + _because(remarks)
        )
    # Those that are there are sound and alike: the others may still come.
    checked.outcome = NOT_CHECKED
    remarks.append(f"{len(attestations)} of at least {quorum} auditors have attested so far")
    return checked


def _sound(found, folder, read, remarks):
    """Notes that hold, by auditor; why others do not is remarked and leaves them out."""
    notes = {}
    for auditor in found.manifest.auditors:
        path = f"{folder}/{auditor.name}.note"
        if found.record.has(path):
            try:
                notes[auditor.name] = read(found, auditor, found.record.read(path))
            except Refused as refusal:
                remarks.append(f"{path}: {refusal}")
    return notes


def _alike(findings):
    """How many of the notes say the same, of what most of them say."""
    return max(Counter(findings).values(), default=0)


def _because(remarks):
    return "".join(f"; {remark}" for remark in remarks)


def _hold(found, auditor, note):
    lines = statement(note, auditor, "hold", 4, suffix="/hold")
    if from_base64(lines[0], 32) != found.manifest.election:
        raise Refused(f"the hold note of {auditor.name} is of another election")
    if from_base64(lines[1], 32) != sha256(found.finals["ballots"].text.encode()):
        raise Refused(f"{auditor.name} holds a copy of another log")
    hold = Hold(from_base64(lines[2], 32), from_decimal(lines[3]))
    if hold.unopened != found.incidents["unopened"]:
        raise Refused("another number unopened than in incidents.json")
    if found.is_with_copy and hold != Hold(sha256(found.copy), found.unopened):
        raise Refused("this is another copy")
    return hold


def _attestation(found, auditor, note):
    lines = statement(note, auditor, "attest", 8, suffix="/attest")
    if from_base64(lines[0], 32) != found.manifest.election:
        raise Refused(f"the attestation of {auditor.name} is of another election")
    if from_base64(lines[1], 32) != sha256(found.record.read("SHA256SUMS")):
        raise Refused(f"{auditor.name} attests to another record")
    totals = tuple(from_decimal(line) for line in lines[2:7])
    attestation = Attestation(totals, from_base64(lines[7], 32))
    if totals != _expected_totals(found):
        raise Refused(f"attested are {totals}, the record gives {_expected_totals(found)}")
    _reading(found, auditor, attestation)
    return attestation


def _expected_totals(found):
    """From the log and incidents.json, which steps 8 and 10 compared with a copy at hand."""
    opened = len(found.commitments) - found.incidents["unopened"]
    superseded = found.incidents["superseded"]
    spoiled = sum(found.incidents["spoiled"].values())
    return opened, 0, superseded, spoiled, opened - superseded - spoiled


def _reading(found, auditor, attestation):
    if not found.is_with_copy:
        return
    if attestation.reading != sha256(tag("attest") + auditor.vkey.encode() + b"\n" + found.copy):
        raise Refused("the proof of reading does not hold")
