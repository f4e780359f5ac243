"""Steps 11 and 12: numbers, and who is funded."""

from .. import pabulib, results, rules
from ..encoding import Refused, from_json
from ..outcome import NOT_CHECKED, NOT_RECOMPUTED, Checked
from ..rules.counted import Counted, of_ballots
from ..shape import fields, integer, items

NOT_READ = "not recomputed by this peer"
SHORT = "contest rule winners total_cost envelope"


def step_11_numbers(found):
    """Per contest: keys <= credentials <= people (without the copy: counted)."""
    for contest, people in zip(found.manifest.contests, found.manifest.people):
        credentials = sum(entry[0] == contest.index for entry in found.issued)
        if found.is_with_copy:
            keys = sum(key[0] == contest.index for key in found.last.bodies)
        else:
            keys = _tally(found, contest).get("counted", 0)
        if not keys <= credentials <= people:
            raise Refused(f"{contest.id}: {keys} keys, {credentials} credentials, {people} people")
    return Checked(len(found.manifest.contests), "contests")


def step_12_result(found):
    """tally/* and counted/*.pb from the counted ballots, or from what is published of them."""
    checked = Checked(0, "contests")
    for contest in found.manifest.contests:
        tally = _tally(found, contest)
        _files(found, contest, tally)
        counted = _counted(found, contest, tally)
        rule = rules.rule_of(contest)
        if counted is None or (counted.groups is None and rules.needs_ballots(contest)):
            checked.left_to_auditors = True
            checked.remarks.append(f"{contest.id}: only auditors can recompute the winners")
        elif rule is None:
            checked.outcome = NOT_RECOMPUTED
            checked.remarks.append(f"{contest.id}: this peer does not have {contest.rule}")
        else:
            _compare(contest, tally, counted, rule.decide(counted))
            checked.count += 1
            if "projects" in tally:
                checked.remarks.append(f"{contest.id}: reasons, ties and trace: {NOT_READ}")
    if checked.left_to_auditors and checked.outcome != NOT_RECOMPUTED:
        checked.outcome = NOT_CHECKED
    return checked


def _tally(found, contest):
    tally = from_json(found.record.read(f"tally/{contest.id}.json"))
    fields(tally, SHORT, "counted objective uniqueness projects ties")
    if "counted" in tally:
        integer(tally, "counted")
    items(tally, "winners")
    return tally


def _files(found, contest, tally):
    """Which files a contest has, and that what is there belongs together."""
    is_counted = "counted" in tally
    with_reasons = is_counted and not _hides_reasons(contest)
    if is_counted and tally["counted"] < contest.min_counted:
        raise Refused(f"{contest.id}: published of too few ballots")
    expected = {
        "csv": is_counted,
        "pb": is_counted and contest.publish == "ballots",
    }
    for kind, is_there in expected.items():
        if found.record.has(f"counted/{contest.id}.{kind}") != is_there:
            raise Refused(f"counted/{contest.id}.{kind}: {'missing' if is_there else 'too much'}")
    if found.record.has(f"tally/{contest.id}.trace.jsonl") != with_reasons:
        raise Refused(f"tally/{contest.id}.trace.jsonl: missing or too much")
    if ("projects" in tally, "ties" in tally) != (with_reasons, with_reasons):
        raise Refused(f"tally/{contest.id}.json: projects or ties missing or too much")


def _hides_reasons(contest):
    return contest.publish == "totals" and rules.needs_ballots(contest)


def _counted(found, contest, tally):
    """What the rule sees, from the copy, published ballots or published totals; else None."""
    root = found.finals["ballots"].root
    order = results.tie_order(contest, found.manifest, found.secret, root)
    ballots = found.counted[contest.index] if found.is_with_copy else None
    if ballots is not None and (len(ballots) >= contest.min_counted) != ("counted" in tally):
        raise Refused(f"{contest.id}: {len(ballots)} ballots count")
    if "counted" in tally and contest.publish == "ballots":
        # Step 10 has compared them with the copy, if there is one.
        ballots = results.read_ballots(found.record.read(f"counted/{contest.id}.csv"), contest)
    if ballots is not None:
        counted = of_ballots(ballots, contest, order)
        _compare_pabulib(found, contest, ballots, counted)
        return counted
    if "counted" not in tally:
        return None
    csv = found.record.read(f"counted/{contest.id}.csv")
    supporters, points = results.read_totals(csv, contest)
    if points is None:
        return None
    scores = supporters if contest.code == 1 else points
    costs, envelope = contest.costs, contest.envelope
    return Counted(
        costs,
        envelope,
        scores,
        supporters,
        tally["counted"],
        order,
        constraints=contest.constraints,
    )


def _compare_pabulib(found, contest, ballots, counted):
    path = f"counted/{contest.id}.pb"
    if found.record.has(path):
        if found.record.read(path) != pabulib.compose(contest, ballots, counted):
            raise Refused(f"{path} is not what the ballots give")


def _compare(contest, tally, counted, outcome):
    expected = {
        "contest": contest.id,
        "rule": contest.rule,
        "winners": [contest.projects[project] for project in outcome.winners],
        "total_cost": str(outcome.total),
        "envelope": str(contest.envelope),
    }
    if "counted" in tally:
        expected["counted"] = counted.voters
    for name, value in expected.items():
        if tally[name] != value:
            raise Refused(f"tally/{contest.id}.json: {name} is {value}, not {tally[name]}")
    if "projects" in tally:
        _compare_projects(contest, tally, counted, outcome)


def _compare_projects(contest, tally, counted, outcome):
    lines = items(tally, "projects", len(contest.projects), len(contest.projects))
    for project, line in enumerate(lines):
        fields(line, "id cost score supporters funded reason")
        expected = {
            "id": contest.projects[project],
            "cost": str(contest.costs[project]),
            "score": str(counted.scores[project]),
            "supporters": counted.supporters[project],
            "funded": project in outcome.winners,
        }
        for name, value in expected.items():
            if line[name] != value:
                raise Refused(f"tally/{contest.id}.json: {line['id']}: {name} is {value}")
