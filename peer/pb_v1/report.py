"""What was checked and what not, for people and for programs."""

import json

from .outcome import ATTESTED, FAILED, NOT_RECOMPUTED, NOTHING, VERIFIED

WORDS = {
    VERIFIED: "verified",
    ATTESTED: "attested by the quorum of auditors",
    NOTHING: "nothing to check",
    NOT_RECOMPUTED: "not recomputed by this peer",
    FAILED: "FAILED",
}


def verdict(report):
    outcomes = {step.checked.outcome for step in report.steps}
    if FAILED in outcomes:
        return "failed"
    if report.exit_code:
        return "incomplete"
    return "attested" if ATTESTED in outcomes else "verified"


def as_text(report):
    lines = []
    if report.found.manifest:
        lines += [report.found.manifest.title, f"Election {report.found.manifest.election.hex()}"]
    for step in report.steps:
        checked = step.checked
        line = f"{step.number:4}  {step.title}: {WORDS.get(checked.outcome, 'not checked')}"
        lines.append(line + (f" ({checked.count} {checked.unit})" if checked.count else ""))
        lines += [f"      {remark}" for remark in checked.remarks]
    lines.append(f"{verdict(report)}, exit code {report.exit_code}")
    return "\n".join(lines)


def as_json(report):
    manifest = report.found.manifest
    steps = [
        {
            "step": step.number,
            "title": step.title,
            "outcome": step.checked.outcome,
            "checked": step.checked.count,
            "unit": step.checked.unit,
            "remarks": step.checked.remarks,
        }
        for step in report.steps
    ]
    top = {
        "election": manifest.election.hex() if manifest else None,
        "exit_code": report.exit_code,
        "verdict": verdict(report),
        "steps": steps,
    }
    return json.dumps(top, indent=2, ensure_ascii=False)
