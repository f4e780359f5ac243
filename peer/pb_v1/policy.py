"""Section 2: the witnesses, as a c2sp.org/tlog-policy."""

import re

from .encoding import Refused, from_decimal
from .notes import COSIGNATURE, parse_vkey

NONE = "none"


class Policy:
    """Witnesses by name, and a quorum over them and groups of them."""

    def __init__(self, text):
        self.witnesses = {}
        self.groups = {}
        self.quorum = None
        self._members = set()
        if text and not text.endswith("\n"):
            raise Refused("a policy's lines end in a newline")
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", text):
            raise Refused("a control character in the policy")
        for line in text.split("\n"):
            words = [word for word in re.split("[ \t]+", line) if word]
            if words and not words[0].startswith("#"):
                self._line(words)
        if self.quorum is None:
            raise Refused("a policy has one quorum line")

    def _line(self, words):
        match words:
            case ["log", _] | ["log", _, _]:
                pass
            case ["witness", name, vkey] | ["witness", name, vkey, _]:
                self._new_name(name)
                key = parse_vkey(vkey, COSIGNATURE)
                if any(key.public == other.public for other in self.witnesses.values()):
                    raise Refused(f"the witness {name} is there twice")
                self.witnesses[name] = key
            case ["group", name, threshold, *members] if members:
                self._group(name, threshold, members)
            case ["quorum", name] if self.quorum is None:
                if name != NONE and not self._is_known(name):
                    raise Refused(f"the quorum {name} is not defined before")
                self.quorum = name
            case _:
                raise Refused(f"not a line of a policy: {' '.join(words)}")

    def _group(self, name, threshold, members):
        self._new_name(name)
        for member in members:
            if not self._is_known(member) or member in self._members:
                raise Refused(f"{member} is not defined before, or twice a member")
            self._members.add(member)
        words = {"all": len(members), "any": 1}
        k = words[threshold] if threshold in words else from_decimal(threshold)
        if not 1 <= k <= len(members):
            raise Refused(f"{k} of {len(members)} members of {name}")
        self.groups[name] = (k, members)

    def _new_name(self, name):
        if name == NONE or self._is_known(name):
            raise Refused(f"the name {name} is taken")

    def _is_known(self, name):
        return name in self.witnesses or name in self.groups

    def is_met_by(self, cosigners):
        """Whether these witnesses, by name, are enough."""
        return self.quorum == NONE or self._has_witnessed(self.quorum, cosigners)

    def _has_witnessed(self, name, cosigners):
        if name in self.witnesses:
            return name in cosigners
        k, members = self.groups[name]
        return sum(self._has_witnessed(member, cosigners) for member in members) >= k
