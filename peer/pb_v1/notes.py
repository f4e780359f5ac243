"""Section 1: signed notes (c2sp.org/signed-note), vkeys and the statements of this protocol."""

import re
from dataclasses import dataclass

from . import ed25519
from .encoding import Refused, from_base64, sha256

SIGNATURE = 1
COSIGNATURE = 4


@dataclass(frozen=True)
class Key:
    """What a vkey says: whose signatures of which type to expect."""

    name: str
    id: bytes
    type: int
    public: bytes
    vkey: str


@dataclass(frozen=True)
class Signature:
    name: str
    id: bytes
    bytes: bytes

    def is_by(self, key):
        return self.name == key.name and self.id == key.id


def parse_vkey(text, kind=SIGNATURE):
    """`name+hex(id)+base64(type || public key)`; the base64 may hold plus signs, the name none."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not is_key_name(parts[0]) or not re.fullmatch("[0-9a-f]{8}", parts[1]):
        raise Refused(f"not a vkey: {text!r}")
    name, key_id = parts[0], bytes.fromhex(parts[1])
    typed = from_base64(parts[2], 33)
    if typed[0] != kind:
        raise Refused(f"{name}: a key of type {typed[0]} instead of {kind}")
    if key_id != sha256(name.encode() + b"\n" + typed)[:4]:
        raise Refused(f"{name}: the key id is not that of name and key")
    if not ed25519.is_canonical_and_large(typed[1:]):
        raise Refused(f"{name}: the key is not canonical or of small order")
    return Key(name, key_id, kind, typed[1:], text)


def is_key_name(name):
    bad = any(char.isspace() or char == "+" or ord(char) < 0x20 for char in name)
    return bool(name) and not bad


def parse_note(data):
    """Text (with its last newline) and signatures."""
    try:
        note = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("a note is UTF-8") from error
    if any(ord(char) < 0x20 and char != "\n" for char in note):
        raise Refused("a control character in a note")
    at = note.rfind("\n\n")
    if at < 0 or not note.endswith("\n"):
        raise Refused("a note has text, an empty line and signatures")
    lines = note[at + 2 : -1].split("\n")
    return note[: at + 1], [_signature(line) for line in lines]


def _signature(line):
    parts = line.split(" ")
    if len(parts) != 3 or parts[0] != "\u2014" or not is_key_name(parts[1]):
        raise Refused(f"not a signature line: {line!r}")
    data = from_base64(parts[2])
    if len(data) < 5:
        raise Refused(f"a signature too short: {line!r}")
    return Signature(parts[1], data[:4], data[4:])


def statement(data, key, kind, fields, suffix=""):
    """The further lines of a statement, exactly `fields` of them, signed by `key` alone."""
    text, signatures = parse_note(data)
    if len(signatures) != 1 or not signatures[0].is_by(key):
        raise Refused(f"a statement has one signature, here by {key.name}")
    if not ed25519.verify(key.public, text.encode(), signatures[0].bytes):
        raise Refused(f"the signature of {key.name} does not hold")
    lines = text[:-1].split("\n")
    if lines[:2] != [key.name + suffix, f"pb-v1:{kind}"]:
        raise Refused(f"not a statement {kind} of {key.name}{suffix}")
    if len(lines) != 2 + fields:
        raise Refused(f"a statement {kind} has {fields} fields")
    return lines[2:]
