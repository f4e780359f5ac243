"""Sections 2 and 3: ristretto255 (RFC 9496): commitments, keys of trustees, seals."""

import rbcl

from .ed25519 import ORDER
from .encoding import Refused, sha512, tag

IDENTITY = bytes(32)
H = rbcl.crypto_core_ristretto255_from_hash(sha512(tag("commit")))


def is_point(data):
    return len(data) == 32 and rbcl.crypto_core_ristretto255_is_valid_point(data)


def scalar(data):
    """The integer of a canonical scalar."""
    number = int.from_bytes(data, "little")
    if len(data) != 32 or number >= ORDER:
        raise Refused("a scalar is not canonical")
    return number


def scalar_bytes(number):
    return (number % ORDER).to_bytes(32, "little")


def times_base(number):
    return rbcl.crypto_scalarmult_ristretto255_base_allow_scalar_zero(scalar_bytes(number))


def times(number, point):
    if point == IDENTITY:
        return IDENTITY
    return rbcl.crypto_scalarmult_ristretto255_allow_scalar_zero(scalar_bytes(number), point)


def add(left, right):
    return rbcl.crypto_core_ristretto255_add(left, right)


def commitment(body, r):
    """C = m*B + r*H with m = SHA-512(tag leaf || body) mod l."""
    m = int.from_bytes(sha512(tag("leaf") + body), "little") % ORDER
    return add(times_base(m), times(r, H))


def lagrange_at(target, indexes):
    """Coefficients that interpolate at `target` a polynomial known at `indexes`."""
    coefficients = []
    for i in indexes:
        above, below = 1, 1
        for j in indexes:
            if j != i:
                above = above * (target - j) % ORDER
                below = below * (i - j) % ORDER
        coefficients.append(above * pow(below, -1, ORDER) % ORDER)
    return coefficients
