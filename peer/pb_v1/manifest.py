"""Section 2: manifest.json and every rule that whoever reads it checks."""

import re
from dataclasses import dataclass

from . import ristretto
from .contest import read_contest
from .encoding import from_base64, from_json, sha256, tag
from .notes import Key, parse_vkey
from .policy import Policy
from .shape import fields, integer, items, one_of, require, text

AUDITOR_NAME = re.compile(r"[A-Za-z0-9._-]{1,64}")
LATEST = 600 * 2**28
ANY_CONTEST = 65535


@dataclass(frozen=True)
class Trustee:
    index: int
    key: Key
    point: bytes


class Manifest:
    def __init__(self, data):
        self.election = sha256(tag("manifest") + data)
        top = from_json(data)
        fields(
            top,
            "spec title publication one_per roll contests tie trustees logs promise_vkey"
            " organiser_vkey witnesses auditors quorum issue_from cast_from closes_at batch"
            " merge_by_seconds plaintext_len",
        )
        require(top["spec"] == "pb-v1", "spec is not pb-v1")
        self.title = text(top, "title")
        self.publication = one_of(top, "publication", "open", "audited")
        self.one_per = one_of(top, "one_per", "contest", "election")
        self.tie = one_of(top, "tie", "secret", "id")
        self.plaintext_len = integer(top, "plaintext_len")
        self.contests = [
            read_contest(index, contest, self.plaintext_len)
            for index, contest in enumerate(items(top, "contests", 1, 65534))
        ]
        self._contests_differ()
        self._read_roll(top["roll"])
        self._read_trustees(top["trustees"])
        self._read_keys(top)
        self._read_times(top)

    @property
    def is_open(self):
        return self.publication == "open"

    def _contests_differ(self):
        ids = [contest.id for contest in self.contests]
        require(len(set(ids)) == len(ids), "two contests have one id")
        moduli = {contest.registrar.modulus for contest in self.contests}
        require(len(moduli) == len(ids), "two contests have one registrar key")

    def _read_roll(self, roll):
        kind = one_of(roll, "kind", "closed", "open")
        self.roll_root = self.roll_count = None
        if kind == "closed":
            fields(roll, "kind root size roll_size")
            self.roll_root = from_base64(text(roll, "root"), 32)
            self.roll_count = integer(roll, "size")
            people = items(roll, "roll_size")
            self.people = [integer({"roll_size": number}, "roll_size") for number in people]
        else:
            fields(roll, "kind roll_cap")
            caps = items(roll, "roll_cap")
            for cap in caps:
                fields(cap, "cap source")
                text(cap, "source")
            self.people = [integer(cap, "cap") for cap in caps]
        require(len(self.people) == len(self.contests), "the roll has not a number per contest")

    def _read_trustees(self, trustees):
        fields(trustees, "k n Y list")
        self.k, n = integer(trustees, "k"), integer(trustees, "n")
        require(1 <= self.k <= n and (self.k >= 2 or n == 1), "k of n trustees")
        self.point = _point(trustees, "Y")
        self.trustees = []
        for index, entry in enumerate(items(trustees, "list", n, n), start=1):
            fields(entry, "index name vkey Y_i")
            require(integer(entry, "index") == index, "trustees are not 1..n in order")
            key = _named_key(entry)
            self.trustees.append(Trustee(index, key, _point(entry, "Y_i")))
        self._one_polynomial()

    def _one_polynomial(self):
        """Y and the Y_i are values at 0 and i of one polynomial of degree k - 1."""
        points = {0: self.point} | {trustee.index: trustee.point for trustee in self.trustees}
        basis = list(range(self.k))
        for target in range(self.k, len(points)):
            expected = ristretto.IDENTITY
            for index, factor in zip(basis, ristretto.lagrange_at(target, basis)):
                expected = ristretto.add(expected, ristretto.times(factor, points[index]))
            require(points[target] == expected, f"Y_{target} contradicts the other keys")

    def _read_keys(self, top):
        fields(top["logs"], "issuance ballots")
        self.logs = {}
        for name, log in top["logs"].items():
            fields(log, "origin vkey")
            key = parse_vkey(text(log, "vkey"))
            require(key.name == log["origin"], "a log's key has another name than its origin")
            self.logs[name] = key
        self.promise_key = parse_vkey(text(top, "promise_vkey"))
        expected = self.logs["ballots"].name + "/promise"
        require(self.promise_key.name == expected, "the promise key has another name")
        self.organiser = parse_vkey(text(top, "organiser_vkey"))
        self.policy = Policy(text(top, "witnesses"))
        self.auditors = []
        for auditor in items(top, "auditors"):
            fields(auditor, "name vkey")
            require(AUDITOR_NAME.fullmatch(text(auditor, "name")), "an auditor's name")
            self.auditors.append(_named_key(auditor))
        self.quorum = integer(top, "quorum")
        least = 0 if self.is_open else 1
        require(least <= self.quorum <= len(self.auditors), "the quorum of auditors")
        keys = [*self.logs.values(), self.promise_key, self.organiser, *self.auditors]
        keys += [trustee.key for trustee in self.trustees]
        require(len({key.name for key in keys}) == len(keys), "two keys have one name")
        require(len({key.public for key in keys}) == len(keys), "one key has two roles")

    def _read_times(self, top):
        self.issue_from = integer(top, "issue_from")
        self.cast_from = integer(top, "cast_from")
        self.closes_at = integer(top, "closes_at")
        ordered = self.issue_from <= self.cast_from < self.closes_at < LATEST
        require(ordered, "the times are not in order")
        batch = fields(top["batch"], "min_seconds min_entries cap_seconds")
        least, cap = integer(batch, "min_seconds"), integer(batch, "cap_seconds")
        integer(batch, "min_entries")
        require(cap > 0 and cap >= least, "cap_seconds is below min_seconds")
        self.merge_by_seconds = integer(top, "merge_by_seconds")
        require(self.merge_by_seconds > cap, "merge_by_seconds is not above cap_seconds")


def _point(entry, name):
    point = from_base64(text(entry, name), 32)
    require(ristretto.is_point(point), f"{name} is not a point")
    require(point != ristretto.IDENTITY, f"{name} is the identity")
    return point


def _named_key(entry):
    key = parse_vkey(text(entry, "vkey"))
    require(key.name == text(entry, "name"), f"the key of {entry['name']} has another name")
    return key
