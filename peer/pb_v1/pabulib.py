"""Section 4: counted/<contest>.pb, published ballots as a Pabulib file."""

from .encoding import Refused
from .results import sums

VOTE_TYPES = {
    "choose_one": "choose-1",
    "approval": "approval",
    "knapsack": "approval",
    "ranked": "ordinal",
    "cumulative": "cumulative",
    "score": "scoring",
}


def compare(data, contest, ballots):
    """The file says what the ballots say. What else META says is the publisher's."""
    meta, projects, votes = _sections(data)
    expected = {
        "rule": contest.rule,
        "num_projects": str(len(contest.projects)),
        "num_votes": str(len(ballots)),
        "budget": str(contest.envelope),
        "vote_type": VOTE_TYPES[contest.kind],
        "max_length": str(contest.max),
    }
    found = dict(meta[1:])
    for name, value in expected.items():
        if found.get(name) != value:
            raise Refused(f"counted/{contest.id}.pb: {name} is {value}, not {found.get(name)}")
    supporters, _ = sums(ballots, contest)
    for index, line in enumerate(projects[1:]):
        if line[:3] != [contest.projects[index], str(contest.costs[index]), str(supporters[index])]:
            raise Refused(f"counted/{contest.id}.pb: project {line}")
    if len(projects) - 1 != len(contest.projects) or len(votes) - 1 != len(ballots):
        raise Refused(f"counted/{contest.id}.pb: another number of projects or votes")
    for number, (line, ballot) in enumerate(zip(votes[1:], ballots), start=1):
        if line != [str(number), *_vote(contest, ballot)]:
            raise Refused(f"counted/{contest.id}.pb: vote {number}")


def _vote(contest, ballot):
    cells = [",".join(contest.projects[project] for project, _ in ballot)]
    if contest.kind in ("cumulative", "score"):
        cells.append(",".join(str(value) for _, value in ballot))
    return cells


def _sections(data):
    lines = data.decode("utf-8", "replace").split("\n")
    at = [index for index, line in enumerate(lines) if line in ("META", "PROJECTS", "VOTES")]
    if [lines[index] for index in at] != ["META", "PROJECTS", "VOTES"] or lines[-1]:
        raise Refused("a .pb file has META, PROJECTS, VOTES")
    bounds = zip(at, [*at[1:], len(lines) - 1])
    return [[line.split(";") for line in lines[start + 1 : end]] for start, end in bounds]
