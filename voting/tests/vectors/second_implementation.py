"""A second implementation of the wire formats of docs/protocol.md, in plain Python.

It shares no code with the crate: curve arithmetic, ChaCha20-Poly1305, HKDF and RSA-PSS are written
out from their RFCs. `python3 second_implementation.py > pb-v1.json` makes the vectors that
tests/vectors.rs compares the crate with, byte for byte.
"""

import base64
import hashlib
import hmac
import json
import pathlib

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def b64(data):
    return base64.b64encode(data).decode()


def u16(n):
    return n.to_bytes(2, "big")


def u32(n):
    return n.to_bytes(4, "big")


def sha256(data):
    return hashlib.sha256(data).digest()


def sha512_scalar(data):
    return int.from_bytes(hashlib.sha512(data).digest(), "little") % L


def mac(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def hkdf(salt, ikm, info):
    return mac(mac(salt, ikm), info + b"\x01")


# --- edwards25519 (RFC 8032) in affine coordinates: slow and plain


def ed_add(p, q):
    (x1, y1), (x2, y2) = p, q
    k = D * x1 * x2 * y1 * y2 % P
    x3 = (x1 * y2 + x2 * y1) * pow(1 + k, -1, P)
    y3 = (y1 * y2 + x1 * x2) * pow(1 - k, -1, P)
    return x3 % P, y3 % P


def ed_mul(s, p):
    out = (0, 1)
    while s:
        if s & 1:
            out = ed_add(out, p)
        p = ed_add(p, p)
        s >>= 1
    return out


def ed_encode(p):
    return (p[1] | (p[0] & 1) << 255).to_bytes(32, "little")


def ed_x(y):
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = pow(u * pow(v, -1, P), (P + 3) // 8, P)
    if (v * x * x - u) % P:
        x = x * SQRT_M1 % P
    return P - x if x & 1 else x


BY = 4 * pow(5, -1, P) % P
B = (ed_x(BY), BY)


def ed_secret(seed):
    h = hashlib.sha512(seed).digest()
    a = int.from_bytes(h[:32], "little") & ((1 << 254) - 8) | (1 << 254)
    return a, h[32:]


def ed_sign(seed, message):
    a, prefix = ed_secret(seed)
    public = ed_encode(ed_mul(a, B))
    r = sha512_scalar(prefix + message)
    big_r = ed_encode(ed_mul(r, B))
    s = (r + sha512_scalar(big_r + public + message) * a) % L
    return big_r + s.to_bytes(32, "little")


# --- ristretto255 (RFC 9496)


def negative(x):
    return x % P & 1


def sqrt_ratio(u, v):
    r = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    check = v * r * r % P
    correct, flipped, flipped_i = check == u % P, check == -u % P, check == -u * SQRT_M1 % P
    if flipped or flipped_i:
        r = r * SQRT_M1 % P
    return correct or flipped, P - r if negative(r) else r


INVSQRT_A_MINUS_D = sqrt_ratio(1, (-1 - D) % P)[1]
SQRT_AD_MINUS_ONE = sqrt_ratio((-D - 1) % P, 1)[1]
if negative(SQRT_AD_MINUS_ONE) == 0:
    # RFC 9496 section 4.1 takes the other root.
    SQRT_AD_MINUS_ONE = P - SQRT_AD_MINUS_ONE


def ristretto_encode(p):
    x0, y0, z0, t0 = p[0], p[1], 1, p[0] * p[1] % P
    u1, u2 = (z0 + y0) * (z0 - y0) % P, x0 * y0 % P
    invsqrt = sqrt_ratio(1, u1 * u2 * u2 % P)[1]
    den1, den2 = invsqrt * u1 % P, invsqrt * u2 % P
    z_inv = den1 * den2 * t0 % P
    ix0, iy0 = x0 * SQRT_M1 % P, y0 * SQRT_M1 % P
    if negative(t0 * z_inv):
        x, y, den_inv = iy0, ix0, den1 * INVSQRT_A_MINUS_D % P
    else:
        x, y, den_inv = x0, y0, den2
    if negative(x * z_inv):
        y = -y
    s = den_inv * (z0 - y) % P
    return (P - s if negative(s) else s).to_bytes(32, "little")


def ristretto_map(t):
    one_minus_d_sq, d_minus_one_sq = (1 - D * D) % P, (D - 1) ** 2 % P
    r = SQRT_M1 * t * t % P
    u, v = (r + 1) * one_minus_d_sq % P, (-1 - r * D) * (r + D) % P
    was_square, s = sqrt_ratio(u, v)
    s_prime = s * t % P
    s_prime = s_prime if negative(s_prime) else P - s_prime
    c = -1
    if not was_square:
        s, c = s_prime, r
    n = (c * (r - 1) * d_minus_one_sq - v) % P
    w0, w1 = 2 * s * v, n * SQRT_AD_MINUS_ONE
    w2, w3 = 1 - s * s, 1 + s * s
    return w0 * pow(w1, -1, P) % P, w2 * pow(w3, -1, P) % P


def ristretto_from_uniform(data):
    halves = [int.from_bytes(data[i : i + 32], "little") % 2**255 % P for i in (0, 32)]
    return ed_add(ristretto_map(halves[0]), ristretto_map(halves[1]))


H = ristretto_from_uniform(hashlib.sha512(b"pb-v1:commit\n").digest())

# --- ChaCha20-Poly1305 (RFC 8439)


def chacha_block(key, counter, nonce):
    def quarter(a, b, c, d):
        for p, q, s, n in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
            x[p] = (x[p] + x[q]) & 0xFFFFFFFF
            w = x[s] ^ x[p]
            x[s] = (w << n | w >> (32 - n)) & 0xFFFFFFFF

    words = [0x61707865, 0x3320646E, 0x79622D32, 0x6B206574]
    words += [int.from_bytes(key[i : i + 4], "little") for i in range(0, 32, 4)]
    words += [counter] + [int.from_bytes(nonce[i : i + 4], "little") for i in (0, 4, 8)]
    x = list(words)
    for _ in range(10):
        for i in range(4):
            quarter(i, i + 4, i + 8, i + 12)
        for i in range(4):
            quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return b"".join(((a + b) & 0xFFFFFFFF).to_bytes(4, "little") for a, b in zip(x, words))


def keystream(key, length, counter=0):
    blocks = (chacha_block(key, counter + i, bytes(12)) for i in range(length // 64 + 1))
    return b"".join(blocks)[:length]


def aead_seal(key, plain):
    ct = bytes(a ^ b for a, b in zip(plain, keystream(key, len(plain), 1)))
    one_time = keystream(key, 32)
    r = int.from_bytes(one_time[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    data = ct + bytes(-len(ct) % 16) + (0).to_bytes(8, "little") + len(ct).to_bytes(8, "little")
    acc = 0
    for i in range(0, len(data), 16):
        acc = (acc + int.from_bytes(data[i : i + 16] + b"\x01", "little")) * r % (2**130 - 5)
    tag = (acc + int.from_bytes(one_time[16:], "little")) % 2**128
    return ct + tag.to_bytes(16, "little")


# --- RSA (RFC 8017, RFC 9474)


def rsa_private(path):
    pem = pathlib.Path(path).read_text()
    der = base64.b64decode("".join(line for line in pem.splitlines() if "-" not in line))

    def values(data):
        out = []
        while data:
            length, head = data[1], 2
            if length & 0x80:
                head += length & 0x7F
                length = int.from_bytes(data[2:head], "big")
            value, data = data[head : head + length], data[head + length :]
            out.append(value)
        return out

    # SEQUENCE { version, algorithm, OCTET STRING { SEQUENCE { version, n, e, d, ... } } }
    numbers = values(values(values(values(der)[0])[2])[0])
    return [int.from_bytes(n, "big") for n in numbers[1:4]]


def emsa_pss(message, salt, bits):
    length = (bits + 7) // 8
    m_hash = hashlib.sha384(message).digest()
    h = hashlib.sha384(bytes(8) + m_hash + salt).digest()
    db = bytes(length - len(salt) - len(h) - 2) + b"\x01" + salt
    mask = b"".join(hashlib.sha384(h + u32(i)).digest() for i in range(len(db) // 48 + 1))
    db = bytearray(a ^ b for a, b in zip(db, mask))
    db[0] &= 0xFF >> (8 * length - bits)
    return bytes(db) + h + b"\xbc"


def main():
    here = pathlib.Path(__file__).parent
    out = {}
    # Parameters, all made up.
    election, contest = sha256(b"pb-v1:manifest\n" + b"{}"), 1
    seed = bytes(range(16))
    seq = 2_987_787 * 16 + 3
    out["election_id"] = election.hex()

    # Seed, recovery code, keys.
    number = int.from_bytes(seed, "big")
    digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U"
    out["recovery_code"] = "".join(digits[number >> 5 * i & 31] for i in range(25, -1, -1))
    out["recovery_code"] += digits[number % 37]
    sk = hkdf(election, seed, b"pb-v1:seed/sk\n" + u16(contest))
    a, _ = ed_secret(sk)
    big_a = ed_mul(a, B)
    voter = ed_encode(big_a)
    out["signing_key"], out["voter_key"] = sk.hex(), voter.hex()

    # Credential.
    n, e, d = rsa_private(here.parent / "keys" / "registrar-2048-1.pem")
    stream = keystream(hkdf(election, seed, b"pb-v1:seed/rng\n" + u16(contest)), 48 + 256 * 8)
    message = b"pb-v1:cred\n" + election + u16(contest) + voter
    encoded = int.from_bytes(emsa_pss(message, stream[:48], 2047), "big")
    blocks = (stream[i : i + 256] for i in range(48, len(stream), 256))
    r = next(r for r in (int.from_bytes(b, "little") for b in blocks) if 0 < r < n)
    blinded = encoded * pow(r, e, n) % n
    blind_sig = pow(blinded, d, n)
    signature = blind_sig * pow(r, -1, n) % n
    assert pow(signature, e, n) == encoded
    out["blinded"] = blinded.to_bytes(256, "big").hex()
    out["blind_signature"] = blind_sig.to_bytes(256, "big").hex()
    credential = signature.to_bytes(256, "big")
    out["credential"] = credential.hex()

    # Roll and issuance.
    salt = mac(bytes([7] * 32), b"31234567890123")
    leaf = sha256(b"pb-v1:roll\n" + salt + b"31234567890123")
    out["roll_salt"], out["roll_leaf"] = salt.hex(), leaf.hex()
    issue = b"pb-v1:issue\n" + election + u16(contest) + leaf
    issue += sha256(blinded.to_bytes(256, "big")) + sha256(b"header.claims.signature") + b"\x01"
    out["issue_entry"] = issue.hex()

    # Everything random, in the order in which it is drawn: e, r, k, c2, z2.
    random = keystream(bytes([5] * 32), 64 * 6)
    wide = [int.from_bytes(random[i : i + 64], "little") % L for i in range(0, 64 * 6, 64)]
    x, eph, opening, k, c2, z2 = wide

    # Seal and body.
    big_y = ristretto_encode(ed_mul(x, B))
    plain = b"\x01\x01" + u16(2) + u16(0) + u16(1) + u16(2) + u16(1)
    plain += bytes(128 - len(plain))
    big_e = ristretto_encode(ed_mul(eph, B))
    big_z = ristretto_encode(ed_mul(eph * x % L, B))
    key = hkdf(b"pb-v1:kem\n", big_e + big_z, election + u16(contest) + voter + u32(seq))
    body = b"pb-v1:ballot\n" + election + u16(contest) + u32(seq) + b"\x00" + voter
    body += credential + big_e + aead_seal(key, plain)
    body += ed_sign(sk, body)
    out["election_key"], out["plaintext"], out["body"] = big_y.hex(), plain.hex(), body.hex()

    # Commitment and confirmation.
    m = sha512_scalar(b"pb-v1:leaf\n" + body)
    big_c = ristretto_encode(ed_add(ed_mul(m, B), ed_mul(opening, H)))
    t1 = ristretto_encode(ed_mul(k, H))
    minus_a = (P - big_a[0], big_a[1])
    t2 = ed_encode(ed_add(ed_mul(z2, B), ed_mul(c2, minus_a)))
    scalar = lambda s: (s % L).to_bytes(32, "little")
    c = sha512_scalar(b"pb-v1:confirm\n" + election + voter + big_c + scalar(m) + t1 + t2)
    confirmation = [c - c2, c2, k + (c - c2) * opening, z2]
    out["second_generator"] = ristretto_encode(H).hex()
    out["opening"], out["commitment"] = scalar(opening).hex(), big_c.hex()
    out["confirmation"] = b"".join(scalar(s) for s in confirmation).hex()

    # Log entries and the copy.
    out["header_entry"] = (b"pb-v1:header\n" + election).hex()
    out["ballot_entry"] = (b"pb-v1:leaf\n" + big_c).hex()
    out["close_entry"] = (b"pb-v1:close\n" + election + (258).to_bytes(8, "big")).hex()
    copy = u16(0) + u16(32 + len(body)) + scalar(opening) + body
    out["copy_sha256"] = sha256(copy).hex()

    # Notes.
    def note(key_name, secret, lines):
        text = "".join(line + "\n" for line in lines).encode()
        public = ed_encode(ed_mul(ed_secret(secret)[0], B))
        key_id = sha256(key_name.encode() + b"\n\x01" + public)[:4]
        sig = b64(key_id + ed_sign(secret, text))
        return f"{text.decode()}\n\u2014 {key_name} {sig}\n", key_id, public

    origin = "example.org/ballots"
    name = f"{origin}/promise"
    lines = [name, "pb-v1:promise", b64(big_c), "1792673127"]
    out["promise_note"], _, _ = note(name, bytes([13] * 32), lines)
    hashes = [b64(sha256(b"ballots")), b64(sha256(b"issuance"))]
    lines = ["trustee/share", "pb-v1:share", "1", b64(scalar(x)), *hashes]
    out["share_note"], _, _ = note("trustee", bytes([21] * 32), lines)
    lines = ["auditor/hold", "pb-v1:hold", b64(election), hashes[0], b64(sha256(copy)), "2"]
    out["hold_note"], key_id, public = note("auditor", bytes([15] * 32), lines)
    vkey = f"auditor+{key_id.hex()}+{b64(bytes([1]) + public)}"
    reading = sha256(b"pb-v1:attest\n" + vkey.encode() + b"\n" + copy)
    lines = ["auditor/attest", "pb-v1:attest", b64(election), b64(sha256(b"sums"))]
    lines += ["5", "1", "2", "0", "2", b64(reading)]
    out["auditor_vkey"] = vkey
    out["attest_note"], _, _ = note("auditor", bytes([15] * 32), lines)
    lines = ["organiser", "pb-v1:manifest", b64(election)]
    out["manifest_note"], _, _ = note("organiser", bytes([14] * 32), lines)
    lines = ["organiser", "pb-v1:sums", b64(election), b64(sha256(b"sums"))]
    out["sums_note"], _, _ = note("organiser", bytes([14] * 32), lines)

    # Key generation, by the first of three trustees for the second: r, e, a_0, a_1, t.
    random = keystream(bytes([6] * 32), 64 * 5)
    wide = [int.from_bytes(random[i : i + 64], "little") % L for i in range(0, 64 * 5, 64)]
    r, eph, a0, a1, t = wide
    big_r, big_e, *points = [ristretto_encode(ed_mul(s, B)) for s in wide]
    hashed = b"FROST-RISTRETTO255-SHA512-v1dkg" + scalar(1) + points[0] + points[2]
    package = b"".join(points) + scalar(t + sha512_scalar(hashed) * a0)
    _, key_id, public = note("trustee", bytes([21] * 32), [])
    vkey = f"trustee+{key_id.hex()}+{b64(bytes([1]) + public)}"
    lines = ["trustee/announce", "pb-v1:announce", "1", "2", "3", vkey]
    lines += [b64(big_r), b64(sha256(package))]
    out["announce_note"], _, _ = note("trustee", bytes([21] * 32), lines)
    ceremony = sha256("".join(line + "\n" for line in lines).encode())
    lines = ["trustee/reveal", "pb-v1:reveal", "1", b64(ceremony), b64(package)]
    out["reveal_note"], _, _ = note("trustee", bytes([21] * 32), lines)
    big_z = ristretto_encode(ed_mul(eph * r % L, B))
    key = hkdf(b"pb-v1:deal\n", big_e + big_z, ceremony + u16(1) + u16(2))
    sealed = big_e + aead_seal(key, scalar(a0 + 2 * a1))
    lines = ["trustee/deal", "pb-v1:deal", "1", "2", b64(ceremony), b64(sealed)]
    out["deal_note"], _, _ = note("trustee", bytes([21] * 32), lines)

    # Tie order.
    root = sha256(b"root")
    rank = sha256(b"pb-v1:tie\n" + scalar(x) + root + u16(contest) + u16(2))
    out["tie_rank"] = rank.hex()
    print(json.dumps(out, indent=1, ensure_ascii=False))


main()
