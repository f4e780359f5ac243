"""Section 4: counted/<contest>.pb, published ballots as a Pabulib file."""

VOTE_TYPES = {
    "choose_one": "choose-1",
    "approval": "approval",
    "knapsack": "approval",
    "ranked": "ordinal",
    "cumulative": "cumulative",
    "score": "scoring",
}


def compose(contest, ballots, counted):
    """The file's bytes; `ballots` in the order of the lines of counted/<contest>.csv."""
    rows = [["META"], ["key", "value"], *_meta(contest, ballots)]
    rows += [["PROJECTS"], *_projects(contest, counted)]
    rows += [["VOTES"], *_votes(contest, ballots)]
    return "".join(";".join(map(_cell, row)) + "\n" for row in rows).encode()


def _meta(contest, ballots):
    rows = [
        ["description", contest.name],
        ["unit", contest.territory],
        ["rule", contest.rule],
        ["num_projects", len(contest.projects)],
        ["num_votes", len(ballots)],
        ["budget", contest.envelope],
        ["vote_type", VOTE_TYPES[contest.kind]],
    ]
    if contest.kind == "knapsack":
        rows.append(["max_sum_cost", contest.envelope])
    return [*rows, ["max_length", contest.max]]


def _projects(contest, counted):
    with_score = contest.code != 1
    rows = [["project_id", "cost", "votes"] + ["score"] * with_score]
    for index, project in enumerate(contest.projects):
        row = [project, contest.costs[index], counted.supporters[index]]
        rows.append(row + [counted.scores[index]] * with_score)
    return rows


def _votes(contest, ballots):
    with_points = contest.kind in ("cumulative", "score")
    rows = [["voter_id", "vote"] + ["points"] * with_points]
    for number, ballot in enumerate(ballots, start=1):
        row = [number, ",".join(contest.projects[project] for project, _ in ballot)]
        rows.append(row + [",".join(str(value) for _, value in ballot)] * with_points)
    return rows


def _cell(value):
    text = str(value)
    if text != text.strip() or any(char in text for char in ';"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text
