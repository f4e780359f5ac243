"""Section 6: the steps in order; the first that fails is the exit code."""

from dataclasses import dataclass

from .encoding import Refused
from .outcome import ATTESTED, FAILED, NOT_CHECKED, SUCCESSES, VERIFIED, Checked, Found, Mine
from .record import Record
from .steps import ALL

INCOMPLETE = 64
AUDITORS = 13


@dataclass
class Step:
    number: int
    title: str
    checked: Checked


@dataclass
class Report:
    steps: list
    exit_code: int
    found: Found


def verify(folder, election=None, mine=None):
    """All steps over the record in `folder`; `election` is the id that it must have, in hex."""
    found = Found(Record(folder), mine or Mine(), election)
    steps = []
    for number, step in enumerate(ALL, start=1):
        title = step.__name__.split("_", 2)[2].replace("_", " ")
        try:
            checked = step(found)
        except Refused as refusal:
            checked = Checked(outcome=FAILED, remarks=[str(refusal)])
        steps.append(Step(number, title, checked))
        if checked.outcome == FAILED:
            return Report(steps, number, found)
    _attest(steps)
    complete = all(step.checked.outcome in SUCCESSES for step in steps)
    return Report(steps, 0 if complete else INCOMPLETE, found)


def _attest(steps):
    """What only auditors can see is attested, once their quorum has attested."""
    quorum_attests = steps[AUDITORS - 1].checked.outcome == VERIFIED
    for step in steps:
        if step.checked.left_to_auditors and step.checked.outcome == NOT_CHECKED and quorum_attests:
            step.checked.outcome = ATTESTED
