"""Step 13: what the auditors hold and attest."""

from dataclasses import dataclass

from ..encoding import Refused, from_base64, from_decimal, sha256, tag
from ..notes import statement
from ..outcome import NOT_CHECKED, NOTHING, Checked

TOTALS = ("opened", "invalid", "superseded", "spoiled", "counted")


@dataclass(frozen=True)
class Hold:
    digest: bytes
    unopened: int


@dataclass(frozen=True)
class Attestation:
    totals: tuple
    reading: bytes


def step_13_auditors(found):
    """Hold notes and attestations of the quorum agree; with the copy at hand, both against it."""
    quorum = found.manifest.quorum
    holds = _notes(found, "holds", _hold)
    attestations = _notes(found, "attestations", _attestation)
    if not quorum and not holds and not attestations:
        return Checked(outcome=NOTHING)
    if len(set(holds.values())) > 1:
        raise Refused("the hold notes differ in digest or number unopened")
    if len({attestation.totals for attestation in attestations.values()}) > 1:
        raise Refused("the attestations differ in their totals")
    for hold in holds.values():
        _against_record(found, hold)
    for name, attestation in attestations.items():
        _totals(found, attestation)
        _reading(found, name, attestation)
    checked = Checked(len(holds) + len(attestations), "notes")
    if len(holds) < quorum or len(attestations) < quorum:
        checked.outcome = NOT_CHECKED
        checked.remarks.append(
            f"{len(holds)} hold notes and {len(attestations)} attestations of {quorum} each"
        )
    return checked


def _notes(found, folder, read):
    notes = {}
    for auditor in found.manifest.auditors:
        path = f"{folder}/{auditor.name}.note"
        if found.record.has(path):
            notes[auditor.name] = read(found, auditor, found.record.read(path))
    return notes


def _hold(found, auditor, note):
    lines = statement(note, auditor, "hold", 4, suffix="/hold")
    if from_base64(lines[0], 32) != found.manifest.election:
        raise Refused(f"the hold note of {auditor.name} is of another election")
    if from_base64(lines[1], 32) != sha256(found.finals["ballots"].text.encode()):
        raise Refused(f"{auditor.name} holds a copy of another log")
    return Hold(from_base64(lines[2], 32), from_decimal(lines[3]))


def _attestation(found, auditor, note):
    lines = statement(note, auditor, "attest", 8, suffix="/attest")
    if from_base64(lines[0], 32) != found.manifest.election:
        raise Refused(f"the attestation of {auditor.name} is of another election")
    if from_base64(lines[1], 32) != sha256(found.record.read("SHA256SUMS")):
        raise Refused(f"{auditor.name} attests to another record")
    totals = tuple(from_decimal(line) for line in lines[2:7])
    return Attestation(totals, from_base64(lines[7], 32))


def _against_record(found, hold):
    if hold.unopened != found.incidents["unopened"]:
        raise Refused("hold notes and incidents.json differ in the number unopened")
    if found.is_with_copy and hold != Hold(sha256(found.copy), found.unopened):
        raise Refused("the hold notes are of another copy")


def _totals(found, attestation):
    """Against incidents.json, the log and one another; against the copy where it is at hand."""
    totals = dict(zip(TOTALS, attestation.totals))
    incidents = found.incidents
    expected = {
        "opened": len(found.commitments) - incidents["unopened"],
        "invalid": 0,
        "superseded": incidents["superseded"],
        "spoiled": sum(incidents["spoiled"].values()),
    }
    expected["counted"] = expected["opened"] - expected["superseded"] - expected["spoiled"]
    if found.is_with_copy:
        expected["counted"] = sum(map(len, found.counted))
    if totals != expected:
        raise Refused(f"attested are {totals}, the record gives {expected}")


def _reading(found, name, attestation):
    if not found.is_with_copy:
        return
    auditor = next(auditor for auditor in found.manifest.auditors if auditor.name == name)
    if attestation.reading != sha256(tag("attest") + auditor.vkey.encode() + b"\n" + found.copy):
        raise Refused(f"the proof of reading of {name} does not hold")
