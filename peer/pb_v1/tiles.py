"""Section 3: a log as checkpoints (c2sp.org/tlog-checkpoint) and tiles (c2sp.org/tlog-tiles)."""

from dataclasses import dataclass

from . import ed25519, merkle
from .encoding import Fields, Refused, from_base64, from_decimal
from .notes import parse_note

WIDTH = 256


@dataclass(frozen=True)
class Checkpoint:
    text: str
    size: int
    root: bytes
    signatures: list

    def cosigners(self, policy, until):
        """Names of the policy's witnesses who cosigned no later than `until`."""
        names = set()
        for name, key in policy.witnesses.items():
            for signature in self.signatures:
                if signature.is_by(key) and _cosigned_at(self, key, signature) <= until:
                    names.add(name)
        return names


def _cosigned_at(checkpoint, key, signature):
    if len(signature.bytes) != 72:
        raise Refused(f"the cosignature of {key.name} has another length")
    time = int.from_bytes(signature.bytes[:8], "big")
    message = f"cosignature/v1\ntime {time}\n{checkpoint.text}"
    if time >= 2**63 or not ed25519.verify(key.public, message.encode(), signature.bytes[8:]):
        raise Refused(f"the cosignature of {key.name} does not hold")
    return time


def parse_checkpoint(data, origin, key):
    """A checkpoint without extension lines, signed by the log's key."""
    text, signatures = parse_note(data)
    lines = text[:-1].split("\n")
    if len(lines) != 3 or lines[0] != origin:
        raise Refused(f"not a checkpoint of {origin}")
    own = [signature for signature in signatures if signature.is_by(key)]
    if len(own) != 1 or not ed25519.verify(key.public, text.encode(), own[0].bytes):
        raise Refused("the log's signature does not hold")
    return Checkpoint(text, from_decimal(lines[1]), from_base64(lines[2], 32), signatures)


def split_checkpoints(data):
    """checkpoints.log: pieces between empty lines are alternately texts and signatures."""
    pieces = data.split(b"\n\n")
    if len(pieces) % 2:
        raise Refused("checkpoints.log ends within a checkpoint")
    pairs = list(zip(pieces[::2], pieces[1::2]))
    ends = [b"\n"] * (len(pairs) - 1) + [b""]
    return [text + b"\n\n" + signatures + end for (text, signatures), end in zip(pairs, ends)]


def tile_path(level, index, width):
    """`tile/<level>/<index>[.p/<width>]`, the index in groups of three digits."""
    digits = f"{index:03}"
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    path = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{path}" + ("" if width == WIDTH else f".p/{width}")


def tile_widths(size):
    """The widths of all tiles of one level that `size` hashes fill."""
    return [WIDTH] * (size // WIDTH) + ([size % WIDTH] if size % WIDTH else [])


def leaf_hashes(read, size):
    """All leaf hashes of a log of `size` entries, its upper levels compared with them."""
    leaves = None
    level, hashes = 0, None
    while size:
        found = []
        for index, width in enumerate(tile_widths(size)):
            tile = read(tile_path(level, index, width))
            if len(tile) != width * 32:
                raise Refused(f"tile {level}/{index} has another length")
            found += [tile[at : at + 32] for at in range(0, len(tile), 32)]
        if hashes is None:
            leaves = found
        elif found != hashes:
            raise Refused(f"tiles of level {level} are not the hashes of those below")
        size //= WIDTH
        hashes = [merkle.root_of(found[at * WIDTH : (at + 1) * WIDTH]) for at in range(size)]
        level += 1
    return leaves or []


def entries(read, size):
    """All entries of a log, from its bundles."""
    found = []
    for index, width in enumerate(tile_widths(size)):
        bundle = Fields(read(tile_path("entries", index, width)))
        found += [bundle.take(bundle.integer(2)) for _ in range(width)]
        bundle.end()
    return found
