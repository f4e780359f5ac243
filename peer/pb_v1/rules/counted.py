"""What rules see of a contest, and what they answer."""

from collections import Counter
from dataclasses import dataclass, field

from ..constraints import Constraints


@dataclass
class Counted:
    """Projects by index. `groups` are equal ballots and their number, if ballots are known."""

    costs: list
    envelope: int
    scores: list
    supporters: list
    voters: int
    tie_order: list  # a sortable key for each project; the smallest wins
    groups: Counter | None = None
    kind: str = "approval"
    borda_k: int = 0
    constraints: Constraints = field(default_factory=Constraints)
    candidates: list | None = None  # of a part; else all projects

    def takes_part(self):
        """The projects that the rule looks at."""
        candidates = range(len(self.costs)) if self.candidates is None else self.candidates
        return [one for one in candidates if self.supporters[one] >= self.constraints.min_votes]

    def allows(self, project, bought):
        """Whether all limits would still hold with the project funded."""
        return all(one.allows(project, bought, self.costs) for one in self.constraints.limits)

    def points(self, ballot):
        """What a ballot gives to each project it supports, ballots as (project, value)."""
        if self.kind == "ranked":
            given = {project: max(self.borda_k - rank + 1, 0) for project, rank in ballot}
        else:
            given = dict(ballot)
        return {project: value for project, value in given.items() if value > 0}


@dataclass
class Outcome:
    winners: list = field(default_factory=list)  # project indexes in order of purchase
    total: int = 0


def of_ballots(ballots, contest, tie_order):
    """A `Counted` of ballots as lists of (project, value)."""
    counted = Counted(
        costs=contest.costs,
        envelope=contest.envelope,
        scores=[0] * len(contest.costs),
        supporters=[0] * len(contest.costs),
        voters=len(ballots),
        tie_order=tie_order,
        groups=Counter(tuple(ballot) for ballot in ballots),
        kind=contest.kind,
        borda_k=contest.max,
        constraints=contest.constraints,
    )
    for ballot, number in counted.groups.items():
        for project, value in ballot:
            counted.supporters[project] += number * (value > 0)
        for project, value in counted.points(ballot).items():
            counted.scores[project] += number * value
    return counted
