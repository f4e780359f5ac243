"""Section 4: what is published of a contest."""

from .ballot import Spoiled, check_choices
from .encoding import Refused, from_decimal, sha256, tag, u16

HEADER = "id,supporters,points"


def tie_order(contest, manifest, secret, ballots_root):
    """A key for each project; of equals the one with the smallest has its turn first."""
    if manifest.tie == "id":
        return contest.projects
    start = tag("tie") + secret + ballots_root + u16(contest.index)
    return [sha256(start + u16(project)) for project in range(len(contest.projects))]


def ballots_csv(ballots, contest):
    """One line per ballot, `id:value` joined by `;`, lines sorted as bytes."""
    lines = [
        ";".join(f"{contest.projects[project]}:{value}" for project, value in ballot)
        for ballot in ballots
    ]
    return "".join(line + "\n" for line in sorted(lines)).encode()


def totals_csv(ballots, contest):
    supporters, points = sums(ballots, contest)
    lines = [HEADER]
    for project, name in enumerate(contest.projects):
        given = "" if contest.kind == "ranked" else points[project]
        lines.append(f"{name},{supporters[project]},{given}")
    return "".join(line + "\n" for line in lines).encode()


def sums(ballots, contest):
    """Of each project the ballots that give it a value above 0, and the sum of values."""
    supporters, points = [0] * len(contest.projects), [0] * len(contest.projects)
    for ballot in ballots:
        for project, value in ballot:
            supporters[project] += value > 0
            points[project] += value
    return supporters, points


def read_ballots(data, contest):
    """Published ballots; each keeps the rules of its kind, and lines are sorted."""
    index = {name: at for at, name in enumerate(contest.projects)}
    lines = _lines(data)
    if lines != sorted(lines, key=str.encode):
        raise Refused("published ballots are not sorted")
    ballots = []
    for line in lines:
        ballot = []
        for choice in line.split(";") if line else []:
            name, _, value = choice.partition(":")
            if name not in index:
                raise Refused(f"a ballot names {name!r}")
            ballot.append((index[name], from_decimal(value)))
        try:
            check_choices(ballot, contest)
        except Spoiled as reason:
            raise Refused(f"a published ballot breaks the rule {reason}") from reason
        ballots.append(ballot)
    return ballots


def read_totals(data, contest):
    """Published supporters and points of each project; ranked ballots have no points."""
    lines = _lines(data)
    if lines[:1] != [HEADER] or len(lines) != len(contest.projects) + 1:
        raise Refused("totals have a head and a line for each project")
    supporters, points = [], []
    for name, line in zip(contest.projects, lines[1:]):
        cells = line.split(",")
        if len(cells) != 3 or cells[0] != name:
            raise Refused(f"not the totals of {name}: {line!r}")
        supporters.append(from_decimal(cells[1]))
        if contest.kind == "ranked":
            if cells[2]:
                raise Refused("ranked ballots have no points")
        else:
            points.append(from_decimal(cells[2]))
    return supporters, points or None


def _lines(data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("not UTF-8") from error
    if text and not text.endswith("\n"):
        raise Refused("the last line has no end")
    return text.split("\n")[:-1]
