"""Primitives beside vectors that nobody here wrote."""

import base64
import json
import re
import unittest

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers

from pb_v1 import ed25519, merkle, notes, ristretto, tiles
from pb_v1.encoding import Refused
from pb_v1.rsa import Registrar

from .shared import shared


def read(path):
    return json.loads(shared(f"vectors/{path}").read_text())


class Ed25519(unittest.TestCase):
    def test_rfc_8032(self):
        lines = shared("vectors/ed25519/ed25519-dalek_TESTVECTORS_sign.input").read_text().split()
        self.assertGreater(len(lines), 100)
        for line in lines:
            _, key, message, signed = [bytes.fromhex(part) for part in line.split(":")[:4]]
            self.assertTrue(ed25519.verify(key, message, signed[:64]), line)
            self.assertFalse(ed25519.verify(key, message + b"x", signed[:64]), line)

    def test_points_of_small_order(self):
        encodings = read("ed25519/small_order_encodings.json")["small_order_encodings_hex"]
        self.assertEqual(len(encodings), 14)
        for encoding in encodings:
            self.assertFalse(ed25519.is_canonical_and_large(bytes.fromhex(encoding)), encoding)

    def test_cctv_accepts_what_verify_strict_accepts(self):
        refused = {"low_order_A", "low_order_R", "non_canonical_A", "non_canonical_R"}
        refused |= {"low_order_residue"}
        accepted = 0
        for case in read("ed25519/cctv_ed25519vectors.json"):
            key, signature = bytes.fromhex(case["key"]), bytes.fromhex(case["sig"])
            expected = not refused & set(case["flags"] or [])
            found = ed25519.verify(key, case["msg"].encode(), signature)
            self.assertEqual(found, expected, case)
            accepted += found
        self.assertGreater(accepted, 10)

    def test_speccheck_as_dalek_strict(self):
        accepted = []
        for number, case in enumerate(read("ed25519-speccheck/cases.json")):
            key, signature, message = [
                bytes.fromhex(case[name]) for name in ("pub_key", "signature", "message")
            ]
            if ed25519.verify(key, message, signature):
                accepted.append(number)
        self.assertEqual(accepted, [3])

    def test_wycheproof(self):
        for group in read("wycheproof/ed25519_test.json")["testGroups"]:
            key = bytes.fromhex(group["publicKey"]["pk"])
            for case in group["tests"]:
                message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
                found = ed25519.verify(key, message, signature)
                self.assertEqual(found, case["result"] == "valid", case)


class Rfc9474(unittest.TestCase):
    def test_deterministic_signatures(self):
        """The vectors have 4096 bits, which a manifest refuses: the check of size is left out."""
        seen = 0
        for case in read("rfc9474/jedisct1_test_vectors_rfc9474.json"):
            if case["name"] not in (
                "RSABSSA-SHA384-PSS-Deterministic",
                "RSABSSA-SHA384-PSS-Randomized",
            ):
                continue
            modulus = int(case["n"], 16)
            registrar = object.__new__(Registrar)
            registrar.key = RSAPublicNumbers(65537, modulus).public_key()
            registrar.modulus, registrar.length = modulus, 512
            message, signature = bytes.fromhex(case["input_msg"]), bytes.fromhex(case["sig"])
            self.assertTrue(registrar.verify(message, signature))
            self.assertFalse(registrar.verify(message + b"x", signature))
            above = (int.from_bytes(signature, "big") + modulus).to_bytes(513, "big")
            self.assertFalse(registrar.verify(message, above))
            seen += 1
        self.assertEqual(seen, 2)

    def test_wycheproof_pss(self):
        groups = read("wycheproof/rsa_pss_2048_sha384_mgf1_48_test.json")["testGroups"]
        for group in groups:
            registrar = Registrar(bytes.fromhex(group["publicKeyDer"]))
            for case in group["tests"]:
                message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
                if case["result"] != "acceptable":
                    found = registrar.verify(message, signature)
                    self.assertEqual(found, case["result"] == "valid", case)


class Rfc6962(unittest.TestCase):
    def cases(self, kind):
        folder = shared(f"vectors/rfc6962/testdata/{kind}")
        paths = sorted(folder.rglob("*.json"))
        self.assertGreater(len(paths), 90)
        for path in paths:
            yield path, json.loads(path.read_text())

    def test_inclusion(self):
        for path, case in self.cases("inclusion"):
            proof = [base64.b64decode(step) for step in case["proof"] or []]
            leaf, root = base64.b64decode(case["leafHash"]), base64.b64decode(case["root"])
            found = merkle.is_included(leaf, case["leafIdx"], case["treeSize"], proof, root)
            self.assertEqual(found, not case["wantErr"], path)

    def test_consistency(self):
        for path, case in self.cases("consistency"):
            proof = [base64.b64decode(step) for step in case["proof"] or []]
            old, new = base64.b64decode(case["root1"]), base64.b64decode(case["root2"])
            found = merkle.is_consistent(case["size1"], old, case["size2"], new, proof)
            self.assertEqual(found, not case["wantErr"], path)


class TesseraLog(unittest.TestCase):
    VKEY = "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"

    def test_tiles_and_bundles_give_every_checkpoint(self):
        log = shared("vectors/tessera_log/testdata/log")
        key = notes.parse_vkey(self.VKEY)
        for size in range(16):
            data = (log / f"checkpoint.{size}").read_bytes()
            checkpoint = tiles.parse_checkpoint(data, key.name, key)
            self.assertEqual(checkpoint.size, size)

            def read_file(path):
                return (log / path).read_bytes()

            self.assertEqual(merkle.root_of(tiles.leaf_hashes(read_file, size)), checkpoint.root)
            entries = tiles.entries(read_file, size)
            self.assertEqual(merkle.root_of(map(merkle.leaf_hash, entries)), checkpoint.root)


class Notes(unittest.TestCase):
    def test_example_of_the_specification(self):
        text = shared("vectors/c2sp/signed-note.md").read_text()
        vkey = re.search(r"example\.com/foo\+\S+", text)[0]
        example = re.search(r"This is an example message\.\n\n\u2014 .*\n", text)[0]
        key = notes.parse_vkey(vkey)
        signed, signatures = notes.parse_note(example.encode())
        self.assertTrue(ed25519.verify(key.public, signed.encode(), signatures[0].bytes))

    def test_a_vkey_with_another_id_is_refused(self):
        with self.assertRaises(Refused):
            notes.parse_vkey("a" + TesseraLog.VKEY)


class Ristretto(unittest.TestCase):
    def test_shares_of_frost_interpolate_to_the_group_key(self):
        case = read("frost/cfrg_frost-ristretto255-sha512.json")
        group = bytes.fromhex(case["inputs"]["group_public_key"])
        shares = {
            share["identifier"]: ristretto.scalar(bytes.fromhex(share["participant_share"]))
            for share in case["inputs"]["participant_shares"]
        }
        indexes = sorted(shares)[: int(case["config"]["MIN_PARTICIPANTS"])]
        factors = ristretto.lagrange_at(0, indexes)
        secret = sum(shares[index] * factor for index, factor in zip(indexes, factors))
        self.assertEqual(ristretto.times_base(secret), group)

    def test_small_multiples_of_the_base_point(self):
        """RFC 9496, appendix A.1."""
        expected = [
            "0000000000000000000000000000000000000000000000000000000000000000",
            "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
            "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
        ]
        for number, encoding in enumerate(expected):
            self.assertEqual(ristretto.times_base(number).hex(), encoding)

    def test_encodings_that_are_not_canonical(self):
        """RFC 9496, appendix A.2: the first is not canonical, the second negative."""
        for encoding in (
            "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
            "0100000000000000000000000000000000000000000000000000000000000000",
        ):
            self.assertFalse(ristretto.is_point(bytes.fromhex(encoding)))


if __name__ == "__main__":
    unittest.main()
