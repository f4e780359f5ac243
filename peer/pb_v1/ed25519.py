"""Section 1: Ed25519 is verified strictly.

OpenSSL checks the equation without the cofactor and compares encodings of R; it does not mind keys
of small order and, in some versions, encodings that are not canonical. That is checked here.
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493

# y of the points whose order divides 8: 1; -1; 0; and plus or minus that of the points of order 8.
_OCTIC = bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
_Y_OCTIC = int.from_bytes(_OCTIC, "little")
_SMALL = {1, P - 1, 0, _Y_OCTIC, P - _Y_OCTIC}


def is_canonical_and_large(point):
    """Whether an encoding is canonical and not that of a point of small order."""
    y = int.from_bytes(point, "little") & (2**255 - 1)
    return len(point) == 32 and y < P and y not in _SMALL


def verify(public_key, message, signature):
    if len(signature) != 64 or int.from_bytes(signature[32:], "little") >= ORDER:
        return False
    if not is_canonical_and_large(public_key) or not is_canonical_and_large(signature[:32]):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
