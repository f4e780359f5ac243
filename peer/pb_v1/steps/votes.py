"""Steps 5 to 8: the copy of the ballots. Without it they are the auditors'."""

from .. import ristretto
from ..ballot import credential_message, parse_body
from ..counting import last_votes
from ..ed25519 import verify as verify_ed25519
from ..encoding import Fields, Refused, from_json
from ..outcome import Checked, left_to_auditors
from ..shape import fields, integer

FILE = 65536
REASONS = "seal length version kind padding count project order value envelope points".split()


def step_5_openings(found):
    """Every record of the copy opens its entry and has the form of a body."""
    size = found.finals["ballots"].size
    files = [f"ballots/copy/{number}.bin" for number in range(-(-size // FILE))]
    if not any(map(found.record.has, files)):
        return left_to_auditors("the copy is not at hand")
    copies = [_cut(found.record.read(path)) for path in files]
    for number, records in enumerate(copies):
        if len(records) != min(FILE, size - FILE * number):
            raise Refused(f"ballots/copy/{number}.bin has not a record for each entry")
    found.copy = b"".join(map(found.record.read, files))
    _open(found, [record for records in copies for record in records])
    return Checked(len(found.bodies), "ballots")


def _cut(data):
    at = Fields(data)
    records = []
    while at.rest():
        records.append(at.take(at.integer(2)))
    return records


def _open(found, records):
    if records[0] or records[-1]:
        raise Refused("the copy has something for header or close")
    bodies = []
    for index, (record, commitment) in enumerate(zip(records[1:-1], found.commitments), start=1):
        if not record:
            continue
        at = Fields(record)
        r, body = at.take(32), at.take(at.rest())
        if ristretto.commitment(body, ristretto.scalar(r)) != commitment:
            raise Refused(f"entry {index} is not opened by the copy")
        bodies.append(parse_body(body, found.manifest))
    found.bodies = bodies
    found.unopened = len(found.commitments) - len(bodies)


def step_6_credentials(found):
    """Every credential."""
    if not found.is_with_copy:
        return left_to_auditors()
    for body in found.bodies:
        registrar = found.manifest.contests[body.contest].registrar
        if not registrar.verify(credential_message(found.manifest, body), body.credential):
            raise Refused("a credential does not hold")
    return Checked(len(found.bodies), "credentials")


def step_7_signatures(found):
    """Every voter's signature."""
    if not found.is_with_copy:
        return left_to_auditors()
    for body in found.bodies:
        if not verify_ed25519(body.voter, body.signed, body.signature):
            raise Refused("a voter's signature does not hold")
    return Checked(len(found.bodies), "signatures")


def step_8_last_votes(found):
    """Every slot can count; incidents.json, but for spoiled ballots."""
    found.incidents = _incidents(found.record.read("incidents.json"))
    if not found.is_with_copy:
        return left_to_auditors()
    first = found.manifest.cast_from // 600
    last = (found.manifest.closes_at - 1) // 600
    for body in found.bodies:
        if not first <= body.slot <= last:
            raise Refused("a ballot of a slot that cannot count")
    found.last = last_votes(found.bodies)
    _compare(found)
    return Checked(len(found.bodies), "valid ballots")


def _incidents(data):
    incidents = fields(from_json(data), "unopened superseded duplicates equivocations spoiled")
    for name in incidents.keys() - {"spoiled"}:
        integer(incidents, name)
    fields(incidents["spoiled"], "", " ".join(REASONS))
    for reason in incidents["spoiled"]:
        integer(incidents["spoiled"], reason, least=1)
    return incidents


def _compare(found):
    computed = {
        "unopened": found.unopened,
        "superseded": found.last.superseded,
        "duplicates": found.last.duplicates,
        "equivocations": found.last.equivocations,
    }
    for name, number in computed.items():
        if found.incidents[name] != number:
            raise Refused(f"incidents.json: {number} {name}, not {found.incidents[name]}")
