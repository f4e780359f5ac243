"""Section 3: bodies, seals and plaintexts."""

from dataclasses import dataclass

from nacl.bindings import crypto_aead_chacha20poly1305_ietf_decrypt as open_seal
from nacl.exceptions import CryptoError

from . import ed25519, ristretto
from .encoding import Fields, Refused, hkdf, tag, u16, u32

VERSION = 1


@dataclass(frozen=True)
class Body:
    bytes: bytes
    contest: int
    seq: int
    voter: bytes
    credential: bytes
    point: bytes
    ciphertext: bytes
    signature: bytes

    @property
    def slot(self):
        return self.seq // 16

    @property
    def signed(self):
        return self.bytes[:-64]


class Spoiled(Exception):
    """The first rule that a ballot breaks, by its reason."""


def parse_body(data, manifest):
    """A body of this election; the length says nothing before the contest is known."""
    at = Fields(data)
    if at.take(13) != tag("ballot") or at.take(32) != manifest.election:
        raise Refused("not a ballot of this election")
    index = at.integer(2)
    if index >= len(manifest.contests):
        raise Refused("a contest that is not there")
    contest = manifest.contests[index]
    seq = at.integer(4)
    if at.integer(1) != 0:
        raise Refused("byte 51 is not 0")
    voter = at.take(32)
    if not ed25519.is_canonical_and_large(voter):
        raise Refused("voter_pk is not canonical or of small order")
    credential = at.take(contest.registrar.length)
    point = at.take(32)
    ciphertext = at.take(manifest.plaintext_len + 16)
    signature = at.take(64)
    at.end()
    return Body(data, index, seq, voter, credential, point, ciphertext, signature)


def credential_message(manifest, body):
    return tag("cred") + manifest.election + u16(body.contest) + body.voter


def unseal(body, manifest, secret):
    """The plaintext, or spoiled by `seal`."""
    if not ristretto.is_point(body.point) or body.point == ristretto.IDENTITY:
        raise Spoiled("seal")
    shared = ristretto.times(secret, body.point)
    info = manifest.election + u16(body.contest) + body.voter + u32(body.seq)
    key = hkdf(tag("kem"), body.point + shared, info)
    try:
        return open_seal(body.ciphertext, b"", bytes(12), key)
    except CryptoError as error:
        raise Spoiled("seal") from error


def choices(plaintext, contest):
    """(project, value) in the order of the plaintext, by the rules in the order of the table."""
    version, code = plaintext[0], plaintext[1]
    count = int.from_bytes(plaintext[2:4], "big")
    end = 4 + 4 * count
    _rule(end <= len(plaintext), "length")
    _rule(version == VERSION, "version")
    _rule(code == contest.code, "kind")
    _rule(not any(plaintext[end:]), "padding")
    found = [
        (
            int.from_bytes(plaintext[at : at + 2], "big"),
            int.from_bytes(plaintext[at + 2 : at + 4], "big"),
        )
        for at in range(4, end, 4)
    ]
    check_choices(found, contest)
    return found


def check_choices(found, contest):
    """The rules from `count` on, which published ballots keep as well."""
    projects = [project for project, _ in found]
    values = [value for _, value in found]
    _rule(contest.min <= len(found) <= contest.max, "count")
    _rule(all(project < len(contest.projects) for project in projects), "project")
    if contest.kind == "ranked":
        _rule(len(set(projects)) == len(projects), "order")
    else:
        _rule(all(a < b for a, b in zip(projects, projects[1:])), "order")
    _rule(_values_hold(values, contest), "value")
    if contest.kind == "knapsack":
        costs = sum(contest.costs[project] for project in projects)
        _rule(costs <= contest.envelope, "envelope")
    if contest.kind == "cumulative":
        _rule(sum(values) <= contest.max_points, "points")


def _values_hold(values, contest):
    match contest.code:
        case 1:
            return all(value == 1 for value in values)
        case 2:
            return values == list(range(1, len(values) + 1))
        case 3:
            return all(value >= 1 for value in values)
        case _:
            return all(value <= contest.max_points for value in values)


def _rule(holds, reason):
    if not holds:
        raise Spoiled(reason)
