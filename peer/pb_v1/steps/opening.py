"""Steps 9 and 10: the trustees' shares, and what they open."""

from .. import results, ristretto
from ..counting import unsealed
from ..encoding import Refused, from_base64, from_decimal, sha256
from ..notes import statement
from ..outcome import Checked, left_to_auditors
from .key_generation import check_key_generation


def step_9_shares(found):
    """Shares, for these final checkpoints; x*B = Y."""
    manifest = found.manifest
    if len(manifest.trustees) > 1:
        check_key_generation(found.record, manifest)
    shares, remarks = {}, []
    for trustee in manifest.trustees:
        path = f"trustees/share-{trustee.index}.note"
        if not found.record.has(path):
            continue
        share = _share(found, trustee, found.record.read(path))
        if ristretto.times_base(share) == trustee.point:
            shares[trustee.index] = share
        else:
            remarks.append(f"the share of {trustee.key.name} is wrong and left out")
    if len(shares) < manifest.k:
        raise Refused(f"{len(shares)} good shares of the {manifest.k} that are needed")
    lowest = sorted(shares)[: manifest.k]
    factors = ristretto.lagrange_at(0, lowest)
    secret = sum(shares[index] * factor for index, factor in zip(lowest, factors))
    if ristretto.times_base(secret) != manifest.point:
        raise Refused("the shares give another secret than that of Y")
    found.secret = ristretto.scalar_bytes(secret)
    return Checked(len(shares), "shares", remarks=remarks)


def _share(found, trustee, note):
    lines = statement(note, trustee.key, "share", 4, suffix="/share")
    if from_decimal(lines[0]) != trustee.index:
        raise Refused(f"the share of {trustee.key.name} has another index")
    for log, line in zip(("ballots", "issuance"), lines[2:]):
        if from_base64(line, 32) != sha256(found.finals[log].text.encode()):
            raise Refused(f"{trustee.key.name} gave a share for another end of the {log} log")
    return ristretto.scalar(from_base64(lines[1], 32))


def step_10_counted(found):
    """Unsealed ballots give counted/*.csv and the spoiled ballots of incidents.json."""
    if not found.is_with_copy:
        return left_to_auditors()
    secret = int.from_bytes(found.secret, "little")
    found.counted, found.spoiled = unsealed(found.last, found.manifest, secret)
    if found.spoiled != found.incidents["spoiled"]:
        raise Refused(f"incidents.json: spoiled are {found.spoiled}")
    for contest, ballots in zip(found.manifest.contests, found.counted):
        _compare(found, contest, ballots)
    return Checked(sum(map(len, found.counted)), "ballots")


def _compare(found, contest, ballots):
    path = f"counted/{contest.id}.csv"
    if len(ballots) < contest.min_counted:
        if found.record.has(path):
            raise Refused(f"{path} is published of too few ballots")
        return
    write = results.ballots_csv if contest.publish == "ballots" else results.totals_csv
    if found.record.read(path) != write(ballots, contest):
        raise Refused(f"{path} is not what the ballots give")
