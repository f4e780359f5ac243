"""Section 1: how integers, bytes and JSON are written. Readers refuse what nobody would write."""

import base64
import binascii
import hashlib
import hmac
import json
import re

LARGEST = 2**53


class Refused(Exception):
    """Input that is not what it should be; the message says why."""


def tag(name):
    return f"pb-v1:{name}\n".encode("ascii")


def u16(number):
    return number.to_bytes(2, "big")


def u32(number):
    return number.to_bytes(4, "big")


def u64(number):
    return number.to_bytes(8, "big")


def sha256(data):
    return hashlib.sha256(data).digest()


def sha512(data):
    return hashlib.sha512(data).digest()


def hkdf(salt, secret, info):
    """RFC 5869 with SHA-256 and 32 bytes of output."""
    extracted = hmac.digest(salt, secret, "sha256")
    return hmac.digest(extracted, info + b"\x01", "sha256")


def to_base64(data):
    return base64.b64encode(data).decode("ascii")


def from_base64(text, length=None):
    """RFC 4648 section 4, padded, unused bits zero."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise Refused(f"not base64: {text!r}") from error
    if to_base64(data) != text:
        raise Refused(f"base64 in another form than its own: {text!r}")
    if length is not None and len(data) != length:
        raise Refused(f"{len(data)} bytes instead of {length}")
    return data


def from_decimal(text):
    """No sign, no leading zeros; nothing in a record is 2^64 or more."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,19}", text, re.ASCII):
        raise Refused(f"not a decimal: {text!r}")
    return int(text)


def from_json(data):
    """The one value of a UTF-8 text; no duplicate keys, null, fractions or large integers."""
    try:
        text = data.decode("utf-8")
        if text.startswith("\ufeff"):
            raise Refused("byte order mark")
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_no_number,
            parse_constant=_no_number,
            parse_int=_integer,
        )
        _known_value(value)
        return value
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise Refused(f"not JSON: {error}") from error


def _object(pairs):
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refused("a key twice in one object")
    return found


def _known_value(value):
    """No null and no half of a surrogate pair, at any depth."""
    if value is None:
        raise Refused("null")
    if isinstance(value, str):
        try:
            value.encode("utf-8")
        except UnicodeEncodeError as error:
            raise Refused("half of a surrogate pair") from error
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list):
        for item in value:
            _known_value(item)


def _no_number(text):
    raise Refused(f"{text} is not an integer")


def _integer(text):
    # Python refuses to read thousands of digits.
    if len(text) > 17 or abs(int(text)) >= LARGEST:
        raise Refused(f"{text[:20]} is 2^53 or more")
    return int(text)


class Fields:
    """Fixed fields of a binary format, read from the front; `end` refuses what is left."""

    def __init__(self, data):
        self.data = data
        self.at = 0

    def take(self, length):
        taken = self.data[self.at : self.at + length]
        if len(taken) != length:
            raise Refused("too short")
        self.at += length
        return taken

    def integer(self, length):
        return int.from_bytes(self.take(length), "big")

    def rest(self):
        return len(self.data) - self.at

    def end(self):
        if self.rest():
            raise Refused(f"{self.rest()} bytes too many")
