"""Section 6: a function for each of the fifteen steps, in files that follow the sections."""

from . import attestation, files, logs, mine, opening, result, roll, set_up, votes

ALL = [
    set_up.step_1_manifest,
    logs.step_2_checkpoints,
    logs.step_3_entries,
    roll.step_4_roll,
    votes.step_5_openings,
    votes.step_6_credentials,
    votes.step_7_signatures,
    votes.step_8_last_votes,
    opening.step_9_shares,
    opening.step_10_counted,
    result.step_11_numbers,
    result.step_12_result,
    attestation.step_13_auditors,
    mine.step_14_mine,
    files.step_15_files,
]
