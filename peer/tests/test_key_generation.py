"""Packages of the key generation, made here from section 2, and keys that follow from them."""

import unittest

from pb_v1 import ristretto
from pb_v1.ed25519 import ORDER
from pb_v1.encoding import Refused, sha512
from pb_v1.steps.key_generation import CHALLENGE, coefficients, value

POLYNOMIALS = {1: [5, 7], 2: [11, 13], 3: [17, ORDER - 2]}


def package(index, polynomial, t=1234567):
    points = [ristretto.times_base(a) for a in polynomial]
    commitment = ristretto.times_base(t)
    hashed = sha512(CHALLENGE + ristretto.scalar_bytes(index) + points[0] + commitment)
    z = t + int.from_bytes(hashed, "little") * polynomial[0]
    return b"".join([*points, commitment, ristretto.scalar_bytes(z)])


class KeyGeneration(unittest.TestCase):
    def test_keys_are_sums_of_values(self):
        packages = [
            coefficients(package(index, polynomial), index, 2)
            for index, polynomial in POLYNOMIALS.items()
        ]
        for at in range(4):
            expected = sum(first + at * slope for first, slope in POLYNOMIALS.values())
            self.assertEqual(value(packages, at), ristretto.times_base(expected))

    def test_a_proof_is_of_one_index(self):
        with self.assertRaises(Refused):
            coefficients(package(1, POLYNOMIALS[1]), 2, 2)

    def test_packages_have_one_form(self):
        good = package(1, POLYNOMIALS[1])
        for wrong in (good[:-1], good + b"\0", good[32:], bytes(32) + good[32:]):
            with self.assertRaises(Refused):
                coefficients(wrong, 1, 2)
        with self.assertRaises(Refused):
            coefficients(good, 1, 3)


if __name__ == "__main__":
    unittest.main()
