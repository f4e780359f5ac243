"""Section 2: a contest of the manifest."""

import re
from dataclasses import dataclass

from .constraints import Constraints, read_constraints
from .encoding import from_base64
from .rsa import Registrar
from .shape import fields, integer, items, one_of, require, text

ID = re.compile(r"[A-Za-z0-9._-]{1,32}")
KINDS = {"choose_one": 1, "approval": 1, "knapsack": 1, "ranked": 2, "cumulative": 3, "score": 4}
BODY_WITHOUT_SIGNATURE_AND_CIPHERTEXT = 580 - 256 - 144
TAG_OF_SEAL = 16
OPENING = 32


@dataclass(frozen=True)
class Contest:
    index: int
    id: str
    name: str
    territory: str
    envelope: int
    projects: list  # ids, by index
    costs: list  # whole so'm, by index
    kind: str
    min: int
    max: int
    max_points: int | None
    registrar: Registrar
    rule: str
    params: dict  # without its constraints
    constraints: Constraints
    publish: str
    min_counted: int
    body_length: int

    @property
    def code(self):
        return KINDS[self.kind]


def read_contest(index, entry, plaintext_len):
    fields(
        entry,
        "id name territory envelope projects ballot rsa_spki rule publish min_counted",
    )
    projects, costs = _projects(entry)
    ballot = entry["ballot"]
    kind = one_of(ballot, "kind", *KINDS)
    least, most, max_points = _limits(ballot, kind, len(projects))
    require(plaintext_len >= 4 + 4 * most, "plaintext_len is too short for a ballot")
    rule = fields(entry["rule"], "name params")
    require(ID.fullmatch(text(rule, "name")), "not the name of a rule")
    params, constraints = _params(rule, projects, integer(entry, "envelope"))
    registrar = Registrar(from_base64(text(entry, "rsa_spki")))
    length = BODY_WITHOUT_SIGNATURE_AND_CIPHERTEXT + registrar.length + plaintext_len + TAG_OF_SEAL
    require(length + OPENING <= 65535, "a body and an opening do not fit 65,535 bytes")
    return Contest(
        index=index,
        id=_identifier(entry),
        name=text(entry, "name"),
        territory=text(entry, "territory", empty=True),
        envelope=integer(entry, "envelope"),
        projects=projects,
        costs=costs,
        kind=kind,
        min=least,
        max=most,
        max_points=max_points,
        registrar=registrar,
        rule=text(rule, "name"),
        params=params,
        constraints=constraints,
        publish=one_of(entry, "publish", "totals", "ballots"),
        min_counted=integer(entry, "min_counted"),
        body_length=length,
    )


def _params(rule, projects, envelope):
    require(isinstance(rule["params"], dict), "params is not an object")
    params = dict(rule["params"])
    if "constraints" not in params:
        return params, Constraints()
    return params, read_constraints(params.pop("constraints"), projects, envelope)


def _identifier(entry):
    found = text(entry, "id")
    require(ID.fullmatch(found), f"not an id: {found!r}")
    return found


def _projects(entry):
    ids, costs = [], []
    for project in items(entry, "projects", 1, 65535):
        fields(project, "id cost")
        ids.append(_identifier(project))
        costs.append(integer(project, "cost", least=1))
    require(len(set(ids)) == len(ids), "two projects have one id")
    return ids, costs


def _limits(ballot, kind, projects):
    with_points = kind in ("cumulative", "score")
    fields(ballot, "kind min max" + (" max_points" if with_points else ""))
    least, most = integer(ballot, "min"), integer(ballot, "max", least=1)
    require(least <= most <= projects, "min, max and projects are not in order")
    require(kind != "choose_one" or most == 1, "choose_one has max 1")
    if not with_points:
        return least, most, None
    max_points = integer(ballot, "max_points", least=1)
    require(kind != "cumulative" or max_points >= least, "max_points is below min")
    require(kind != "score" or max_points <= 65535, "max_points is above 65535")
    return least, most, max_points
