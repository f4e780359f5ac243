"""Step 14 over the open golden record: receipts, promises and roll entries, good and bad."""

import base64
import hmac
import tempfile
import unittest

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pb_v1 import merkle
from pb_v1.encoding import sha256, to_base64
from pb_v1.outcome import Mine
from pb_v1.verify import verify

from .golden import GOLDEN, lay_out

PROMISE_KEY = "example.org/ballots/promise"


def signed(name, text):
    """A note by a key of the golden records, which follows from its name."""
    key = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()))
    key_id = sha256(name.encode() + b"\n\x01" + key.public_key().public_bytes_raw())[:4]
    signature = base64.b64encode(key_id + key.sign(text.encode())).decode()
    return f"{text}\n\u2014 {name} {signature}\n".encode()


def promise(commitment):
    return signed(
        PROMISE_KEY, f"{PROMISE_KEY}\npb-v1:promise\n{to_base64(commitment)}\n1800003000\n"
    )


def inclusion(leaves, index):
    """RFC 6962, section 2.1.1, as it stands there."""
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    if index < half:
        return inclusion(leaves[:half], index) + [merkle.root_of(leaves[half:])]
    return inclusion(leaves[half:], index - half) + [merkle.root_of(leaves[:half])]


def receipt(found, index):
    leaves = found.leaves["ballots"]
    lines = ["c2sp.org/tlog-proof@v1", f"index {index}", *map(to_base64, inclusion(leaves, index))]
    return "\n".join(lines).encode() + b"\n\n" + (GOLDEN / "open/ballots/checkpoint").read_bytes()


def roll_entry(number, contest, pepper=50):
    """The people of the golden records are numbered, and so is the contest they vote in."""
    identity = f"3010180{number:07}"
    salt = hmac.digest(bytes([pepper] * 32), identity.encode(), "sha256")
    return f"{contest}\n{identity}\n{salt.hex()}\n".encode()


class Mine14(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.record = lay_out("open", folder.name)
        cls.found = verify(cls.record).found

    def exit_code(self, **mine):
        return verify(self.record, mine=Mine(**mine)).exit_code

    def test_receipts(self):
        for index in (1, 20, len(self.found.commitments)):
            commitment = self.found.commitments[index - 1]
            good = receipt(self.found, index)
            self.assertEqual(self.exit_code(receipts=[(good, commitment)]), 0)
            other = self.found.commitments[index - 2]
            self.assertEqual(self.exit_code(receipts=[(good, other)]), 14)
            moved = good.replace(f"index {index}\n".encode(), b"index 2\n")
            self.assertEqual(self.exit_code(receipts=[(moved, commitment)]), 14)

    def test_promises(self):
        kept = promise(self.found.commitments[3])
        self.assertEqual(self.exit_code(promises=[kept]), 0)
        self.assertEqual(self.exit_code(promises=[promise(bytes(32))]), 14)
        self.assertEqual(self.exit_code(promises=[kept.replace(b"1800003000", b"1800003001")]), 14)

    def test_roll_entries(self):
        self.assertEqual(self.exit_code(roll_entries=[roll_entry(0, "bogbon")]), 0)
        self.assertEqual(self.exit_code(roll_entries=[roll_entry(0, "chorsu")]), 14)
        self.assertEqual(self.exit_code(roll_entries=[roll_entry(40, "bogbon")]), 14)
        self.assertEqual(self.exit_code(roll_entries=[roll_entry(0, "bogbon", pepper=1)]), 14)


if __name__ == "__main__":
    unittest.main()
