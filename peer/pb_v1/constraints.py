"""Section 2: what a contest asks of its winners beside the envelope."""

from dataclasses import dataclass, field

from .shape import fields, integer, items, require, text


@dataclass(frozen=True)
class Limit:
    """Of these projects at most `number` are funded, for at most `amount` together."""

    projects: frozenset
    number: int | None
    amount: int | None

    def allows(self, project, bought, costs):
        if project not in self.projects:
            return True
        funded = [one for one in bought if one in self.projects]
        spent = sum(costs[one] for one in funded) + costs[project]
        in_number = self.number is None or len(funded) < self.number
        return in_number and (self.amount is None or spent <= self.amount)


@dataclass(frozen=True)
class Constraints:
    min_votes: int = 0
    limits: list = field(default_factory=list)
    parts: list = field(default_factory=list)  # (amount, projects)


def read_constraints(entry, projects, envelope):
    """`rule.params.constraints`; absent is what is not asked."""
    fields(entry, "", "min_votes limits parts")
    require(entry, "constraints that ask nothing")
    least = integer(entry, "min_votes", 1) if "min_votes" in entry else 0
    index = {name: at for at, name in enumerate(projects)}
    limits = [_limit(limit, index) for limit in _named(entry, "limits")]
    parts = [_part(part, index) for part in _named(entry, "parts")]
    if parts:
        _cover(parts, limits, projects, envelope)
    return Constraints(least, limits, parts)


def _named(entry, name):
    if name not in entry:
        return []
    found = items(entry, name, 1)
    names = [text(one, "name") for one in found]
    require(len(set(names)) == len(names), f"two {name} have one name")
    return found


def _limit(limit, index):
    fields(limit, "name projects", "number amount")
    require("number" in limit or "amount" in limit, "a limit has a number or an amount")
    number = integer(limit, "number") if "number" in limit else None
    amount = integer(limit, "amount") if "amount" in limit else None
    return Limit(frozenset(_projects(limit, index)), number, amount)


def _part(part, index):
    fields(part, "name amount projects")
    return integer(part, "amount"), _projects(part, index)


def _projects(entry, index):
    names = items(entry, "projects", 1)
    require(all(isinstance(one, str) and one in index for one in names), "an unknown project")
    require(len(set(names)) == len(names), "a project twice")
    return [index[one] for one in names]


def _cover(parts, limits, projects, envelope):
    inside = sorted(project for _, part in parts for project in part)
    require(inside == list(range(len(projects))), "a project is in no part or in two")
    require(sum(amount for amount, _ in parts) <= envelope, "the parts exceed the envelope")
    for limit in limits:
        of_one = any(limit.projects <= set(part) for _, part in parts)
        require(of_one, "a limit has projects of two parts")
