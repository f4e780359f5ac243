"""Section 2, in step 9: with several trustees, Y and the Y_i follow from what they announced."""

from .. import ristretto
from ..ed25519 import ORDER
from ..encoding import Refused, from_base64, from_decimal, sha256, sha512
from ..notes import parse_note, statement

CHALLENGE = b"FROST-RISTRETTO255-SHA512-v1dkg"


def check_key_generation(record, manifest):
    announced, texts = {}, b""
    for trustee in manifest.trustees:
        note = record.read(f"trustees/announce-{trustee.index}.note")
        announced[trustee.index] = _announced_hash(note, trustee, manifest)
        texts += parse_note(note)[0].encode("utf-8")
    ceremony = sha256(texts)
    packages = []
    for trustee in manifest.trustees:
        note = record.read(f"trustees/reveal-{trustee.index}.note")
        lines = statement(note, trustee.key, "reveal", 3, suffix="/reveal")
        package = from_base64(lines[2])
        if from_decimal(lines[0]) != trustee.index or from_base64(lines[1], 32) != ceremony:
            raise Refused(f"{trustee.key.name}'s package is of another index or ceremony")
        if sha256(package) != announced[trustee.index]:
            raise Refused(f"{trustee.key.name}'s package is not the announced one")
        packages.append(coefficients(package, trustee.index, manifest.k))
    if value(packages, 0) != manifest.point:
        raise Refused("Y does not follow from the key generation")
    for trustee in manifest.trustees:
        if value(packages, trustee.index) != trustee.point:
            raise Refused(f"Y_{trustee.index} does not follow from the key generation")


def _announced_hash(note, trustee, manifest):
    lines = statement(note, trustee.key, "announce", 6, suffix="/announce")
    numbers = [from_decimal(line) for line in lines[:3]]
    if numbers != [trustee.index, manifest.k, len(manifest.trustees)]:
        raise Refused(f"{trustee.key.name} announced another index, threshold or number")
    if lines[3] != trustee.key.vkey:
        raise Refused(f"{trustee.key.name} announced another key")
    _point(from_base64(lines[4], 32))
    return from_base64(lines[5], 32)


def coefficients(package, index, k):
    """The points of a package of k coefficients, whose proof of knowledge holds."""
    if len(package) != 32 * (k + 2):
        raise Refused(f"package {index} has {len(package)} bytes")
    pieces = [package[at : at + 32] for at in range(0, len(package), 32)]
    points = [_point(piece) for piece in pieces[:-1]]
    z = ristretto.scalar(pieces[-1])
    first, commitment = points[0], points[-1]
    hashed = sha512(CHALLENGE + ristretto.scalar_bytes(index) + first + commitment)
    challenge = int.from_bytes(hashed, "little") % ORDER
    expected = ristretto.add(commitment, ristretto.times(challenge, first))
    if ristretto.times_base(z) != expected:
        raise Refused(f"the proof of knowledge in package {index} does not hold")
    return points[:-1]


def value(packages, at):
    """The sum of the polynomials of all packages at a place, in the exponent."""
    total = ristretto.IDENTITY
    for points in packages:
        for power, point in enumerate(points):
            total = ristretto.add(total, ristretto.times(pow(at, power), point))
    return total


def _point(data):
    if data == ristretto.IDENTITY or not ristretto.is_point(data):
        raise Refused("not a point, or the identity")
    return data
