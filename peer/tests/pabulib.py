"""Real elections of the shared folder, as the rules see them."""

import csv
import gzip
import io
from fractions import Fraction
from math import lcm
from types import SimpleNamespace

from pb_v1.constraints import Constraints
from pb_v1.rules.counted import of_ballots

KINDS = {"choose-1": "choose_one", "ordinal": "ranked"}


def election(path):
    """A `Counted`, the ids of its projects, the unit that money is counted in, and META."""
    meta, projects, votes = _sections(_text(path))
    meta = {row["key"]: row["value"] for row in meta}
    ids = [row["project_id"] for row in projects]
    money = [Fraction(meta["budget"])] + [Fraction(row["cost"]) for row in projects]
    unit = lcm(*(amount.denominator for amount in money))
    index = {project: at for at, project in enumerate(ids)}
    ballots = [_ballot(row, index, meta["vote_type"]) for row in votes]
    contest = SimpleNamespace(
        constraints=Constraints(),
        costs=[int(cost * unit) for cost in money[1:]],
        envelope=int(money[0] * unit),
        kind=KINDS.get(meta["vote_type"], meta["vote_type"]),
        max=int(meta.get("max_length") or max(map(len, ballots))),
    )
    return of_ballots(ballots, contest, ids), ids, unit, meta


def _text(path):
    if path.exists():
        return path.read_text(encoding="utf-8-sig")
    packed = path.with_name(path.name + ".gz").read_bytes()
    return gzip.decompress(packed).decode("utf-8-sig")


def _sections(text):
    found, rows = {}, None
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        if len(row) == 1 and row[0].strip() in ("META", "PROJECTS", "VOTES"):
            rows = found.setdefault(row[0].strip(), [])
        elif row:
            rows.append([cell.strip() for cell in row])
    return [[dict(zip(rows[0], row)) for row in rows[1:]] for rows in found.values()]


def _ballot(row, index, vote_type):
    projects = [index[name.strip()] for name in row["vote"].split(",") if name.strip()]
    projects = list(dict.fromkeys(projects))
    if vote_type == "ordinal":
        return [(project, rank) for rank, project in enumerate(projects, start=1)]
    if vote_type == "cumulative":
        points = [int(point) for point in row["points"].split(",") if point.strip()]
        return sorted(zip(projects, points))
    return sorted((project, 1) for project in projects)
