"""Which prompts stand on the first screen, and which behind "Show more"."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.content.catalogue import conditions, groups, layout, prompts
from webapp.content.first_screen import first_screen, more_prompts

CORE = ["mood", "medicines", "check_ups", "activity", "healthier_eating", "smoking", "alcohol"]
FILL = ["tiredness", "pain", "sleep", "mobility"]
LAST = ["something_else"]


def ids(found):
    return [prompt.id for prompt in found]


SCREENS = [
    ([], [*CORE, "tiredness", "pain", "sleep", "mobility"]),
    (["a condition of another list"], [*CORE, "tiredness", "pain", "sleep", "mobility"]),
    (["diabetes"], [*CORE, "dm_glucose", "dm_sugary", "foot_care", "eating_right_amount"]),
    (["copd"], [*CORE, "copd_wheeze", "tiredness", "breathing", "mobility"]),
    (["copd", "diabetes"], [*CORE, "dm_glucose", "copd_wheeze", "dm_sugary", "tiredness"]),
    (["asthma", "copd"], [*CORE, "copd_wheeze", "inhalers", "tiredness", "asthma_plan"]),
    (["diabetes", "copd", "asthma", "hypertension"], [*CORE, "dm_glucose", "copd_wheeze", "inhalers", "bp_home"]),
    (["gout", "af", "ckd", "copd", "diabetes"], [*CORE[:6], "dm_glucose", "copd_wheeze", "bp_home", "af_palpitations", "msk_swelling"]),
    (
        ["diabetes", "copd", "asthma", "hypertension", "ckd", "heart_disease", "heart_failure", "stroke_tia", "af"],
        [*CORE[:3], "dm_glucose", "copd_wheeze", "inhalers", "bp_home", "salt", "chest_pain", "cardiac_rehab", "stroke_speech"],
    ),
]


@pytest.mark.parametrize(("codes", "want"), SCREENS, ids=lambda case: f"{len(case)}")
def test_the_first_screen_is_dealt_as_the_file_says(codes, want):
    assert ids(first_screen(codes)) == want + LAST


def test_the_persons_own_ranking_deals_first():
    assert ids(first_screen(["copd", "diabetes"], ranked=True))[7:11] == ["copd_wheeze", "dm_glucose", "tiredness", "dm_sugary"]


@pytest.mark.parametrize("codes", [[], ["diabetes"], ["copd", "cancer", "smi"]])
def test_the_letterbox_screen_is_the_same_for_everyone(codes):
    shown = first_screen(codes, letterbox=True, smoking="smoke now", ranked=True, not_needed={"pregnancy"})
    assert ids(shown) == [prompt for prompt in CORE if prompt != "smoking"] + FILL + LAST
    assert more_prompts(codes, letterbox=True, smoking="never smoked", not_needed={"pregnancy"}) == more_prompts([], letterbox=True)


def test_nothing_in_the_letterbox_tier_comes_from_the_record():
    behind = [prompt for group in more_prompts(["copd"], letterbox=True).values() for prompt in group]
    for prompt in [*first_screen(["copd"], letterbox=True), *behind]:
        assert prompt.generic and not prompt.reveals_condition and prompt.id != "smoking"


SMOKING = {None: True, "smoke now": True, "would rather not say": True, "never smoked": False, "used to smoke": False, "use a vape": False}


@pytest.mark.parametrize(("recorded", "shown"), SMOKING.items())
def test_giving_up_smoking_is_for_who_smokes_or_may(recorded, shown):
    everything = [*first_screen([], smoking=recorded), *(p for group in more_prompts([], smoking=recorded).values() for p in group)]
    assert ("smoking" in ids(everything)) is shown


def test_a_gap_left_by_smoking_is_filled_for_who_has_several_conditions():
    shown = ids(first_screen(["copd", "diabetes"], smoking="never smoked"))
    assert len(shown) == 12
    assert shown[-2] == "pain"


def test_one_condition_is_the_core_its_own_list_and_something_else_and_no_more():
    assert ids(first_screen(["diabetes"], smoking="never smoked")) == [
        *[prompt for prompt in CORE if prompt != "smoking"],
        "dm_glucose",
        "dm_sugary",
        "foot_care",
        "eating_right_amount",
        *LAST,
    ]


def test_the_carers_view_has_no_sensitive_prompt():
    everything = [*first_screen(["smi"], carer_view=True), *(p for group in more_prompts(["smi"], carer_view=True).values() for p in group)]
    assert not any(prompt.sensitive for prompt in everything)
    assert "mood" in ids(everything)


def test_a_prompt_the_person_does_not_need_is_gone():
    assert "pregnancy" in ids(more_prompts([])["body"])
    assert "pregnancy" not in ids(more_prompts([], not_needed=["pregnancy"])["body"])


def test_only_the_core_may_put_a_sensitive_prompt_on_the_first_screen():
    on_first = {prompt.id for code in conditions() for prompt in first_screen([code]) if prompt.sensitive}
    assert on_first == {"alcohol"}


codes_of_people = st.lists(st.sampled_from(list(conditions())), unique=True, max_size=12)


@given(codes_of_people, st.booleans(), st.booleans(), st.sampled_from([None, "never smoked", "smoke now"]))
@settings(max_examples=150)
def test_whatever_the_conditions_nothing_is_lost_or_shown_twice(codes, letterbox, ranked, smoking):
    shown = first_screen(codes, letterbox=letterbox, ranked=ranked, smoking=smoking)
    behind = more_prompts(codes, letterbox=letterbox, ranked=ranked, smoking=smoking)
    everything = ids([*shown, *(prompt for group in behind.values() for prompt in group)])
    assert len(shown) <= layout().size
    assert shown[-1].id == layout().last
    assert len(everything) == len(set(everything))
    mine = {p.id for p in prompts().values() if p.generic or (not letterbox and set(p.conditions) & set(codes))}
    assert mine - set(everything) <= {"smoking"}
    assert set(everything) <= mine
    assert list(behind) == [group for group in groups() if group in behind]


@given(st.lists(st.sampled_from(list(conditions())), unique=True, min_size=1, max_size=8))
@settings(max_examples=80)
def test_every_condition_of_up_to_eight_has_a_place(codes):
    shown = first_screen(codes)
    assert len(shown) == 12
    for code in codes:
        assert any(code in prompt.conditions or code in prompt.first_screen_for for prompt in shown)
