"""Section 3: credentials are RSABSSA-SHA384-PSS-Deterministic (RFC 9474), unblinded."""

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)

from .encoding import Refused

_PSS = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=48)


class Registrar:
    """The RSA key of one contest."""

    def __init__(self, spki):
        try:
            key = load_der_public_key(spki)
        except (ValueError, UnsupportedAlgorithm) as error:
            raise Refused("rsa_spki is no public key") from error
        if not isinstance(key, RSAPublicKey):
            raise Refused("rsa_spki is not RSA")
        if key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) != spki:
            raise Refused("rsa_spki is not DER of algorithm rsaEncryption")
        numbers = key.public_numbers()
        if key.key_size not in (2048, 3072) or numbers.e != 65537:
            raise Refused("an RSA key has 2048 or 3072 bits and e = 65537")
        self.key = key
        self.modulus = numbers.n
        self.length = key.key_size // 8

    def verify(self, message, signature):
        """The signature is exactly as long as the modulus and below it."""
        if len(signature) != self.length or int.from_bytes(signature, "big") >= self.modulus:
            return False
        try:
            self.key.verify(signature, message, _PSS, hashes.SHA384())
        except InvalidSignature:
            return False
        return True
