"""Which answer raises which red flag, as the clinical reference has it (sections 4.2 and 6.3)."""

import pytest

from kneenumb import Tree
from kneenumb.model.question import RedFlag

# Urgency, red flag, the outcome at which it ends the questions: the answers that raise it.
TABLE = """\
emergency rf_saddle_numbness o_em_cauda_equina: saddle=yes,not_sure; \
one_area=saddle; both_area=saddle
emergency rf_bladder_bowel_new o_em_cauda_equina: bladder_bowel=new_change,not_sure
emergency rf_stroke_signs o_em_stroke: whole_body=stroke_signs,not_sure
emergency rf_chest_or_breath o_em_blood_flow: whole_body=chest_or_breath
emergency rf_arms_or_face o_em_cord_or_gbs: whole_body=arms_or_face
emergency rf_belly_emergency o_em_belly: whole_body=belly_or_groin_lump
emergency rf_weakness_fast_or_both_new o_em_cord_or_gbs: weakness=fast_or_both_new
emergency rf_cold_pale_leg o_em_blood_flow: circulation=new_cold_pale,not_sure
emergency rf_sudden_foot_pain o_em_blood_flow: circulation=sudden_foot_pain
emergency rf_knee_out_of_place o_em_severe_injury: injury=knee_out
emergency rf_cannot_take_4_steps o_em_severe_injury: injury=cannot_stand_on_it
emergency rf_numb_or_drop_since_injury o_em_severe_injury: injury=numb_or_drop_since
emergency rf_tight_or_rising_pain o_em_severe_injury: injury=tight_or_rising_pain
emergency rf_high_force_injury o_em_severe_injury: injury=crash_fall_or_blow
emergency rf_fever_or_very_ill o_em_infection: swelling_fever=fever_or_very_ill
emergency rf_hot_knee_too_sore o_em_infection: swelling_fever=hot_knee_too_sore
emergency rf_hard_muscle o_em_severe_injury: swelling_fever=hard_muscle
emergency rf_cancer_with_spine_pain o_em_cord_or_gbs: background=cancer_and_spine_pain
emergency rf_both_legs_new o_em_cord_or_gbs: legs=both_new,not_sure
same_day rf_bladder_bowel_milder -: bladder_bowel=milder_change
same_day rf_older_attack -: whole_body=older_attack
same_day rf_belly_with_thigh -: whole_body=belly_with_thigh
same_day rf_foot_drop_after_pressure -: weakness=foot_drop_after_pressure
same_day rf_weakness_new -: weakness=new_or_growing
same_day rf_foot_wound_or_rest_pain -: circulation=wound_or_rest_pain
same_day rf_injury_recent -: injury=milder
same_day rf_hot_or_swollen_knee -: swelling_fever=hot_or_swollen_knee
same_day rf_swollen_calf -: swelling_fever=swollen_calf
same_day rf_red_skin_or_blisters -: swelling_fever=red_skin_or_blisters
same_day rf_infection_or_weight_loss -: background=infection_or_weight_loss
same_day rf_bleeding_bone_or_spine_op -: background=bleeding_bone_or_spine_op
same_day rf_under_16 -: background=under_16
same_day rf_both_feet_steady -: legs=both_feet_steady
same_day rf_both_legs_worse_or_attacks -: legs=both_worse_or_attacks
same_day rf_unsure_answer -: weakness=not_sure; \
injury=not_sure; swelling_fever=not_sure; background=not_sure
soon m_bladder_bowel_longstanding -: bladder_bowel=longstanding_unchanged
soon m_weakness_slow -: weakness=slow_over_months
soon m_weakness_known_or_better -: weakness=known_or_better
soon m_pregnant_or_birth -: background=pregnant_or_birth
soon m_cancer_no_spine_pain -: background=cancer_no_spine_pain
"""
ROWS = [
    (*head.split(), frozenset((q, o) for q, _, os in cells for o in os.split(",")))
    for head, _, tail in (line.partition(": ") for line in TABLE.splitlines())
    for cells in [[cell.partition("=") for cell in tail.split("; ")]]
]


def _raising(tree: Tree, name: str) -> frozenset[tuple[str, str]]:
    """The answers that raise a flag; a line that was split off raises what the first one does."""
    return frozenset(
        (question, option)
        for question, asked in tree.questions.items()
        for option, each in asked.options.items()
        if each.flag == name and not each.split_from
    )


def test_the_table_holds_every_flag_once(tree: Tree) -> None:
    assert [row[1] for row in ROWS] == list(tree.red_flags)


@pytest.mark.parametrize(
    ("urgency", "name", "outcome", "answers"), ROWS, ids=[row[1] for row in ROWS]
)
def test_a_flag_is_raised_by_these_answers_and_no_others(
    tree: Tree, urgency: str, name: str, outcome: str, answers: frozenset[tuple[str, str]]
) -> None:
    flag: RedFlag = tree.red_flags[name]
    assert (flag.urgency, flag.outcome or "-") == (urgency, outcome)
    assert _raising(tree, name) == answers


def test_whatever_raises_no_flag_is_clean_or_no_warning_question(tree: Tree) -> None:
    flagless = {
        (question, option)
        for question, asked in tree.questions.items()
        for option, each in asked.options.items()
        if asked.section == "red_flags" and not each.flag and not each.clean
    }
    assert flagless == {("legs", name) for name in ("both_slow", "no_numbness", "neither_leg")}
