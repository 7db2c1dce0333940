"""``kneenumb show``: the tree and every part of it, complete and in words."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from kneenumb import Tree, Urgency, load_tree
from kneenumb.check.claim_page import claim_page
from kneenumb.cli.terminal.streams import rich_console
from kneenumb.format.plain import plain_text
from kneenumb.format.rich_page import show
from kneenumb.load import bundled
from kneenumb.model.claim import Claim, Count, Implication, Statement, UrgencyBound
from kneenumb.model.edges import leads_to, targets
from kneenumb.model.reference import Condition, Source
from kneenumb.page.block import Block, Page
from kneenumb.show.overview import overview
from kneenumb.show.part_page import KINDS, find_parts, names
from kneenumb.show.part_page import part_page as page_of
from kneenumb.show.reference_pages import HOW_READ, condition_page
from kneenumb.show.ways import leading_to, raising
from tests.command import run
from tests.conftest import ROOT
from tests.hostile_tree import MARKUP, write_hostile_tree
from tests.legs import without_legs
from tests.scene import assert_scene

TREE = load_tree()
STARTER = (ROOT / "trees" / "starter.yaml").read_text("utf-8")


def part_page(tree: Tree, name: str) -> Page | None:
    """The page of everything of that name, if there is anything."""
    found = find_parts(tree, name)
    return page_of(found) if found.parts else None


def words(text: str) -> str:
    """A text without its line breaks."""
    return " ".join(text.split())


def shown(name: str, tree: Tree = TREE) -> str:
    """The page for a name, in one long line."""
    page = part_page(tree, name)
    assert page is not None, name
    return words(plain_text(page, 10_000))


def on_page(page: Page, heading: str) -> str:
    """What stands under a heading."""
    (block,) = (block for block in page if block.heading == heading)
    return words(plain_text((Block(None, block.pieces),), 10_000))


def page(name: str, tree: Tree = TREE) -> Page:
    found = part_page(tree, name)
    assert found is not None
    return found


def changed(tmp_path: Path, *swaps: tuple[str, str]) -> Tree:
    """The starter tree with some of its text replaced."""
    text = STARTER
    for old, new in swaps:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (tmp_path / "tree.yaml").write_text(text, "utf-8")
    return load_tree(tmp_path / "tree.yaml")


def texts(data: Any) -> Iterator[str]:
    """Every text inside dumped data."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        yield from texts(list(data.values()))
    elif isinstance(data, list | tuple):
        for each in data:
            yield from texts(each)


# The whole tree


def test_the_whole_tree_names_every_node_option_and_raised_flag() -> None:
    done = run("show", "--format", "plain")
    assert (done.code, done.err) == (0, "")
    found = set(re.findall(r"[a-z][a-z0-9_]*", done.out))
    options = {key for each in TREE.questions.values() for key in each.options}
    assert not {*TREE.nodes, *options, *TREE.red_flags} - found


def test_questions_are_numbered_in_order_under_their_sections() -> None:
    headings = [block.heading or "" for block in overview(TREE)]
    numbered = [each for each in headings if re.match(r"[0-9]+\. ", each)]
    assert numbered == [
        f"{at}. {each.topic} ({name}, {'checklist' if each.is_checklist else 'one answer'})"
        for at, (name, each) in enumerate(TREE.questions.items(), start=1)
    ]
    pattern = headings.index("Pattern (6 questions)")
    assert headings[pattern + 1].startswith("10. ")


def test_an_option_says_flag_urgency_and_target_in_words() -> None:
    whole = overview(TREE)
    bladder = on_page(whole, "2. Pee, poo, sex (bladder_bowel, one answer)")
    assert bladder == (
        "- new_change, new_leak_or_stuck, new_less_feeling, new_sex_loss, not_sure: Emergency now, "
        "ends at o_em_cauda_equina (rf_bladder_bowel_new) "
        "- milder_change, milder_sex, old_unchecked: At least “Same-day urgent”, goes on to "
        "whole_body (rf_bladder_bowel_milder) "
        "- longstanding_unchanged: At least “See a clinician soon”, goes on to whole_body "
        "(m_bladder_bowel_longstanding) "
        "- no: goes on to whole_body"
    )


def test_gates_and_tables_are_told_line_by_line() -> None:
    whole = overview(TREE)
    gate = on_page(whole, "g_which_leg (gate, the first line that matches decides)")
    assert gate == (
        "- If legs is no_numbness: goes on to pain_start "
        "- If legs is both_slow: goes on to both_area "
        "- Otherwise: goes on to one_area"
    )
    table = on_page(whole, "t_area_and_pain (table)")
    assert (
        "- inner_foot: o_radic_upper if low_back; o_femoral_family if knee; "
        "o_tibial if lower_leg_or_foot; otherwise o_unclear" in table
    )


def test_a_checklist_has_an_answer_where_a_question_is_one() -> None:
    gate = on_page(overview(TREE), "g_same_day (gate, the first line that matches decides)")
    assert "- If injury has milder, operation_or_brace or not_sure: ends at o_sd_injury" in gate
    assert "- If legs is neither_leg: ends at o_neither_leg" in gate


def test_outcomes_stand_under_their_urgency_the_gravest_first() -> None:
    headings = [block.heading for block in overview(TREE)]
    found = [each for each in headings if each and each.endswith(" outcomes)")]
    assert found == [
        "Emergency now (7 outcomes)",
        "Same-day urgent (4 outcomes)",
        "See a clinician soon (14 outcomes)",
        "Self-care with safety-net (2 outcomes)",
    ]


def test_the_rest_is_counted_and_the_tree_is_named() -> None:
    whole = overview(TREE)
    rest = on_page(whole, "Also in this tree")
    assert f"claims: {len(TREE.claims)} claims" in rest
    assert f"sources: {len(TREE.sources)} sources" in rest
    assert TREE.sha256[:16] in on_page(whole, "Receipt")
    assert TREE.status in on_page(whole, "Receipt")


# Close up


@pytest.mark.full
@pytest.mark.parametrize("name", bundled.trees())
def test_every_name_in_every_tree_has_a_page_that_fits_40_columns(name: str) -> None:
    tree = load_tree(name)
    for part in names(tree):
        for line in plain_text(page(part, tree), 40).splitlines():
            # Only a word that is longer than the line may stick out.
            assert len(line) <= 40 or " " not in line.strip("- "), (part, line)


@pytest.mark.parametrize("width", [40, 80])
def test_rich_pages_keep_every_word_and_stay_inside_the_window(
    width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    for part in ("saddle", "g_combined", "t_area_and_pain", "o_cord_or_b12", "P23", "numbers"):
        stream = io.StringIO()
        show(rich_console(stream), page(part))
        drawn = stream.getvalue()
        assert max(map(len, drawn.splitlines())) <= width
        for block in page(part):
            for word in words(without_legs(plain_text((block,), 10_000))).split():
                assert word.strip("-:") in drawn, (part, word)


def test_a_question_says_all_of_itself_and_of_its_options() -> None:
    for name, question in TREE.questions.items():
        text = shown(name)
        for said in (question.topic, question.ask, question.why, question.help):
            assert words(said) in text
        for key, option in question.options.items():
            assert f"{key}: “{option.label}”" in text
            assert words(option.wording) in text
            assert f"Means: {option.because}" in text
            target = leads_to(TREE, name, (key,))
            assert re.search(rf"Next: (Ends at|Goes on to( the \w+)?) {target}\b", text)
            if option.flag:
                flag = TREE.red_flags[option.flag]
                assert f"{words(flag.says)} ({option.flag})" in text
                assert TREE.urgencies[flag.urgency].label in text
        for source in question.sources:
            assert f"- {source}: {words(TREE.sources[source].cite)}" in text


def test_the_floor_of_a_flag_is_told_apart_from_an_emergency() -> None:
    options = page("bladder_bowel")
    emergency = on_page(options, "not_sure: “Not sure”")
    assert "- Urgency: Emergency now - Next: Ends at o_em_cauda_equina" in emergency
    milder = on_page(
        options, "milder_change: “New, milder: more often, burning, blood or harder poo”"
    )
    assert "- Urgency: At least “Same-day urgent” - Next: Goes on to whole_body" in milder


def test_lines_of_a_checklist_that_stand_alone_say_so() -> None:
    none = on_page(page("whole_body"), "none: “None of these”")
    assert none.endswith("Kind: Nothing is wrong. No other line may be ticked beside it.")
    no = on_page(page("saddle"), "no: “No, the feeling there is normal”")
    assert no.endswith("Kind: Nothing is wrong.")
    unsure = on_page(page("saddle"), "not_sure: “Not sure”")
    assert unsure.endswith("Kind: The person cannot tell.")


def test_a_gate_tells_its_lines_in_the_words_of_the_questions() -> None:
    gate = page("g_combined")
    line = on_page(gate, "Line 4 (combination K4): if all of this holds")
    assert line == (
        "- “Weak leg or foot” is answered “One foot dropped after pressure; rest strong, no back "
        'pain”, “Began within 3 months, unless the "Checked" line below fits”, “Older, but clearly '
        "worse in the last 4 weeks, checked or not” or “Not sure” "
        "- “About the person with the leg trouble” has a tick at “Blood thinner or "
        "bleeding disorder, and new pain or bruise” or “Spine needle or operation, or weak bones "
        "with new pain” "
        "- Next: Ends at o_em_cord_or_gbs, “Possible spinal cord or fast nerve emergency” "
        "- Because: Bleed or fracture pressing on nerves - Sources: S30, R10, R13, R61, R62"
    )
    assert on_page(gate, "Line 5: otherwise") == "- Next: Goes on to the gate g_same_day"


def test_a_table_tells_every_cell() -> None:
    for name, table in TREE.tables.items():
        first, second = TREE.questions[table.down].options, TREE.questions[table.across].options
        for block in page(name):
            if not (block.heading or "").startswith("First: "):
                continue
            cells = words(plain_text((Block(None, block.pieces),), 10_000)).split("- ")
            told = dict(cell.split(": Second: ") for cell in cells if cell)
            down = [key for key in first if f"“{first[key].label}”" in (block.heading or "")]
            assert down
            for (row, column), target in table.cells.items():
                if row in down:
                    assert f"“{second[column].label}”" in told[target]
        assert f"Any other: Ends at {table.otherwise}" in shown(name)
        assert all(target in shown(name) for target in table.cells.values())
    row = on_page(
        page("t_area_and_pain"), "First: “The whole foot, all toes, or all round below the knee”"
    )
    assert row == (
        "- o_sciatica: Second: “Low back, or both buttocks, also if it goes into the leg” "
        "- o_deep_gluteal: Second: “Deep in one buttock, with hardly any back pain” "
        "- o_unclear: Second: “Hip or groin”, “Thigh”, “Knee”, “Calf, shin, ankle or foot”, "
        "“Nowhere: little or no pain, just numb, weak or stiff” or “The whole leg alike, or "
        "not sure”"
    )


@pytest.mark.parametrize("name", TREE.outcomes)
def test_an_outcome_says_all_that_its_file_does(name: str) -> None:
    text = shown(name)
    outcome = TREE.outcomes[name].model_dump(mode="json")
    level = TREE.urgencies[TREE.outcomes[name].urgency]
    for addition in outcome.pop("why_if"):
        assert words(addition["add"]) in text
    assert outcome.pop("urgency")
    for said in texts(outcome):
        assert words(said) in text
    for said in (level.label, level.meaning, level.action):
        assert words(said) in text
    if outcome["numb_skin_care"]:
        assert TREE.texts.numb_skin_care
        assert all(words(item) in text for item in TREE.texts.numb_skin_care.items)
    assert "is no result for anybody" in text


def test_an_outcome_opens_with_its_urgency_in_words() -> None:
    first = page("o_sd_injury")[0]
    assert first.urgency is Urgency.SAME_DAY
    assert "Same-day urgent: level 3 of 4." in words(plain_text((first,), 10_000))


def test_a_further_reason_says_for_whom_it_is() -> None:
    assert (
        "Only if “When you walk or stand for a while” is answered “Yes: rest helps, but you do not "
        "know which kind of rest”: You were not sure" in shown("o_pad")
    )


def test_everything_that_leads_somewhere_is_named_there_and_nothing_else() -> None:
    for tree in (TREE, load_tree("starter")):
        for name in tree.nodes:
            said = leading_to(tree, name)
            sources = {
                (re.match(r"(?:The gate |The table )?([a-z0-9_]+)", each) or [""])[1]
                for each in said
                if each != "Every walk starts here."
            }
            assert sources == {node for node in tree.nodes if name in targets(tree, node)}, name
            assert ("Every walk starts here." in said) == (name == tree.start)
    assert "The table t_area_and_pain: any other pair of answers" in leading_to(TREE, "o_unclear")


def test_a_flag_that_ends_the_questions_is_named_where_it_ends() -> None:
    assert leading_to(TREE, "o_em_stroke") == (
        "whole_body (Face, arms, chest or belly): “Sudden: face, arm, speech, sight, "
        "balance or worst headache”, “Sudden painless numb or weak leg or side, last 7 days” or "
        "“Not sure”, by the red flag rf_stroke_signs",
    )


def test_a_floor_is_no_reason_to_lead_somewhere() -> None:
    (said,) = leading_to(TREE, "circulation")
    assert said.startswith("weakness (Weak leg or foot): ") and "red flag" not in said


def test_a_red_flag_says_what_it_does_and_who_raises_it() -> None:
    for name, flag in TREE.red_flags.items():
        text = shown(name)
        assert words(flag.says) in text and words(flag.because) in text
        assert f"{TREE.urgencies[flag.urgency].label}: level {flag.urgency.rank + 1} of 4" in text
        for question, asked in TREE.questions.items():
            raises = [each.label for each in asked.options.values() if each.flag == name]
            assert (f"{question} (" in " ".join(raising(TREE, name))) == bool(raises)
            assert all(f"“{label}”" in text for label in raises)
    assert "It ends the questions at o_em_stroke: Possible stroke" in shown("rf_stroke_signs")
    assert "with it no result is milder than “Same-day urgent”" in shown("rf_older_attack")


def test_a_flag_that_nobody_raises_says_so_at_both_ends(tmp_path: Path) -> None:
    tree = changed(
        tmp_path,
        (
            "red_flags:\n  rf_saddle_numbness:",
            "red_flags:\n  rf_idle: {urgency: emergency, outcome: o_em_cauda_equina, says: S, "
            "because: B, sources: [R1]}\n  rf_saddle_numbness:",
        ),
    )
    assert "No option raises it." in shown("rf_idle", tree)
    assert "The red flag rf_idle, but no option raises it" in shown("o_em_cauda_equina", tree)


def test_a_source_says_how_far_it_was_read_and_where_it_is() -> None:
    text = shown("R1")
    assert "- How far read: An excerpt of it was read, in a stored copy" in text
    assert TREE.sources["R1"].note and TREE.sources["R1"].note in text
    assert all(url in text.split() for url in TREE.sources["R1"].urls)


def test_every_way_to_have_read_a_source_has_words() -> None:
    assert set(HOW_READ) == set(get_args(Source.model_fields["read"].annotation))


def test_a_correction_and_what_it_corrects_name_each_other() -> None:
    assert on_page(page("C8"), "What it corrects").startswith("- S29: ")
    assert on_page(page("S29"), "What corrects it").startswith("- C8: ")


def test_a_source_names_everything_that_cites_it() -> None:
    text = on_page(page("R13"), "What cites it")
    cited = dict(line.split(": ", 1) for line in text.removeprefix("- ").split(" - "))
    assert cited["Questions"].split("; ") == [
        name for name, each in TREE.questions.items() if "R13" in each.sources
    ]
    assert cited["Gates"].split("; ") == [
        "g_combined, line 1", "g_combined, line 2", "g_combined, line 3", "g_combined, line 4",
    ]  # fmt: skip
    for kind in ("red_flags", "outcomes", "claims", "sources"):
        heading = kind.replace("_", " ").capitalize()
        parts = getattr(TREE, kind).items()
        assert cited[heading].split("; ") == [name for name, part in parts if "R13" in part.sources]
    assert on_page(page("R67"), "What cites it") == "- Phone numbers: the list"


def test_a_source_of_an_option_is_named_with_its_question(tmp_path: Path) -> None:
    tree = changed(
        tmp_path,
        (
            "because: The lowest spinal nerves seem to feel normally.",
            "because: The lowest spinal nerves seem to feel normally.\n        sources: [R51]",
        ),
    )
    assert "- Options: saddle › no" in shown("R51", tree)
    assert "- Sources: R51" in shown("saddle", tree)


def test_a_source_known_from_memory_says_so(tmp_path: Path) -> None:
    tree = changed(tmp_path, ("  R51:\n    cite: Hip disease felt in the knee, slipped epiphysis "
                              "series (106 patients)\n    read: excerpt",
                              "  R51:\n    cite: Hip\n    read: memory"))  # fmt: skip
    assert "How far read: Known from memory, not read" in shown("R51", tree)
    assert "Known from memory, not read (1 source): - R51: Hip" in shown("sources", tree)


def test_a_claim_is_told_in_plain_words() -> None:
    claim = page("P2")
    assert on_page(claim, "What can be checked, 2 of 2") == (
        "For everybody for whom this is so: - “Pee, poo, sex” is answered “New, milder: "
        "more often, burning, blood or harder poo”, “New but only: erection or climax lost or "
        "weaker for over 2 weeks” or “An old problem, unchanged for 6 months, never checked” this "
        "is so as well: "
        "- the final urgency is at least “Same-day urgent”"
    )


def test_a_claim_about_everybody_has_no_condition() -> None:
    told = on_page(page("P24"), "What can be checked")
    assert told == "For everybody this is so: - the number of questions asked is at most 12"
    assert on_page(page("P24"), "The rule behind it").endswith("every walk ends.")


def test_a_whole_section_and_a_whole_level_are_told_as_such() -> None:
    assert "every one of the 9 questions of the section “Warning signs”" in shown("P15")
    assert "the outcome is one of the 7 that are “Emergency now” by themselves" in shown("P21")
    # One outcome less, and they are named.
    assert "7 that are" not in shown("P34") and "(o_pad)" in shown("P34")


STATEMENTS = {
    "urgency": (
        UrgencyBound(at_least=Urgency.SOON, at_most=Urgency.SAME_DAY),
        "the final urgency is at least “See a clinician soon” and at most “Same-day urgent”",
    ),
    "base": (
        UrgencyBound(exactly=Urgency.ROUTINE),
        "the urgency of the outcome by itself is exactly “Self-care with safety-net”",
    ),
    "raised": (
        UrgencyBound(at_least=Urgency.EMERGENCY),
        "a red flag was raised whose urgency is at least “Emergency now”",
    ),
    "outcome": (("o_unclear",), "the outcome is “No single clear pattern” (o_unclear)"),
    "asked": (("legs",), "asked and answered: “Which leg is numb, and how it came” (legs)"),
    "clean": (
        ("saddle", "injury"),
        "the clean answer, that nothing is wrong, was given to every one of “Between the legs” "
        "(saddle) and “Injury in the last 2 weeks” (injury)",
    ),
    "unsure": (
        ("saddle", "injury"),
        "the answer “not sure” was given to at least one of “Between the legs” (saddle) and "
        "“Injury in the last 2 weeks” (injury)",
    ),
    "combination": (("K1", "K2"), "the combination K1 or K2 decided the result"),
    "questions": (
        Count(at_least=0, at_most=12),
        "the number of questions asked is at least 0 and at most 12",
    ),
    "any": (
        (Statement(saddle=("yes",)), Statement(combination=("K1",))),
        "at least one of these is so: “Between the legs” is answered “Yes, even a little”; or "
        "the combination K1 decided the result",
    ),
    "saddle": (("yes",), "“Between the legs” is answered “Yes, even a little”"),
    "injury": (("milder",), "“Injury in the last 2 weeks” has a tick at “Any other injury with "
               "swelling, bruise or numb spot”"),
}  # fmt: skip


def test_every_part_of_the_language_of_claims_has_a_scene_below() -> None:
    assert not set(Statement.model_fields) - set(STATEMENTS)


@pytest.mark.parametrize("part", STATEMENTS)
def test_a_part_of_a_claim_in_words(part: str) -> None:
    value, said = STATEMENTS[part]
    claim = Claim(says="S", holds=(Implication(then=Statement(**{part: value})),))
    told = on_page(claim_page(TREE, "P1", claim), "What can be checked")
    assert told == f"For everybody this is so: - {said}"


def test_a_condition_says_all_that_the_tree_knows() -> None:
    assert not set(Condition.model_fields) - {"name"} - _told_of_conditions()
    text = shown("cauda_equina_syndrome")
    for said in texts(TREE.conditions["cauda_equina_syndrome"].model_dump()):
        assert words(said) in text
    assert "- o_em_cord_or_gbs: Possible spinal cord" in text
    assert "The tree tells only its name." in shown("shingles")


def _told_of_conditions() -> set[str]:
    """The fields of a condition that its page shows."""
    every = {field: f"<{field}>" for field in Condition.model_fields} | {"areas": "sole"}
    condition = Condition(**every | {"areas": ["sole"]})
    text = plain_text(condition_page(TREE, "x", condition), 10_000)
    return {field for field, said in every.items() if said in text}


def test_a_skin_area_says_nerve_shapes_and_outcomes() -> None:
    assert TREE.body_map
    for name, area in TREE.areas.items():
        text = shown(name)
        assert words(area.words) in text and area.nerve in text
        for shape in area.front:
            assert f"- {shape}: {words(TREE.body_map.front[shape].borders)}" in text
        for shape in area.back:
            assert f"- {shape}: {words(TREE.body_map.back[shape].borders)}" in text
        for key, outcome in TREE.outcomes.items():
            assert (f"- {key}: {outcome.title}" in text) == (name in outcome.areas)
    assert "for both legs together only" in shown("feet_like_socks")


def test_a_question_and_a_skin_area_of_the_same_name_are_both_shown() -> None:
    assert "Question saddle: " in shown("saddle") and "Skin area saddle: " in shown("saddle")


def test_a_word_for_a_list_wins_no_name_for_itself() -> None:
    text = shown("red_flags")
    assert "Emergency now (19 red flags): " in text
    assert "Section red_flags: Warning signs: " in text


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("r1", "Source R1: "),
        ("mri", "Word: MRI: "),
        ("Foot_Drop", "Word: foot drop: "),
        ("ankle-brachial index", "Word: ankle–brachial index: "),
        ("K2", "Combination K2, in the gate g_combined: "),
        ("pattern", "Section pattern: Pattern: "),
        ("red-flags", "Emergency now (19 red flags): "),
    ],
)
def test_a_name_is_found_however_it_is_written(asked: str, told: str) -> None:
    assert shown(asked).startswith(told)


@pytest.mark.parametrize("kind", KINDS)
def test_the_list_of_a_kind_names_every_one(kind: str) -> None:
    text = shown(kind)
    for part in getattr(TREE, kind):
        name = part.where if kind == "numbers" else part
        letter = "([A-Z] )?" if kind == "areas" else ""
        assert re.search(f"- {letter}{re.escape(name)}: ", text)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"sections", "questions", "outcomes"}))
def test_a_kind_of_which_there_is_none_says_so(kind: str, tmp_path: Path) -> None:
    tree = load_tree(ROOT / "tests" / "trees" / "good" / "minimal.yaml")
    assert not getattr(tree, kind)
    assert shown(kind, tree).startswith(f"This tree has no {kind.replace('_', ' ')}.")


def test_numbers_stand_beside_the_warning_and_those_from_memory_are_marked() -> None:
    text = shown("numbers")
    assert text.startswith(words(TREE.texts.numbers))
    for place in TREE.numbers:
        line = text.split(f"- {place.where}: ", 1)[1].split(" - ")[0]
        for number in (*place.emergency, *place.advice):
            marked = f"{number.call} (from memory)"
            assert number.call in line
            assert number.read != "memory" or marked in line
        read = [each for each in (*place.emergency, *place.advice) if each.read == "memory"]
        assert line.count("(from memory)") == len(read)


# The command


def test_the_urgency_is_said_without_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    done = run("show", "rf_older_attack")
    assert "\x1b" not in done.out and "Same-day urgent: level 3 of 4" in done.out


def test_a_near_miss_gets_one_clear_sentence() -> None:
    assert run("show", "wekness") == (
        2,
        "",
        "kneenumb: There is nothing called 'wekness' in knee-numbness. Did you mean 'weakness'?\n",
    )


@pytest.mark.parametrize("name", ["", " ", "\x1b[31mred", "no such thing", "__class__"])
def test_anything_else_gets_a_choice(name: str) -> None:
    done = run("show", "--", name)
    assert (done.code, done.out) == (2, "")
    assert "Choose one of: sections, questions, " in done.err
    assert "\x1b" not in done.err and done.err.count("\n") == 1


def test_a_tree_of_your_own_can_be_shown(tmp_path: Path) -> None:
    run("new", str(tmp_path / "mine.yaml"))
    done = run("show", "--tree", str(tmp_path / "mine.yaml"), "--format", "plain")
    assert done.code == 0 and "mine 0.1.0" in done.out


def test_a_tree_that_cannot_be_read_is_not_shown(tmp_path: Path) -> None:
    assert run("show", "--tree", str(tmp_path / "none.yaml")).code == 3


def test_markup_in_a_tree_is_shown_as_it_stands(tmp_path: Path) -> None:
    file = str(write_hostile_tree(tmp_path / "hostile.yaml"))
    for format in ("rich", "plain"):
        done = run("show", "saddle", "--tree", file, "--format", format)
        assert MARKUP["topic"] in words(done.out) and MARKUP["option"] in words(done.out)


def test_markdown_and_pictures_go_to_files(tmp_path: Path) -> None:
    file, picture = str(tmp_path / "page"), str(tmp_path / "picture.svg")
    assert run("show", "o_pad", "-f", "markdown", "-o", file) == (0, "", "")
    text = Path(file).read_text("utf-8")
    assert text.startswith("**Outcome o\\_pad: ") and f"\n# {TREE.title}\n" in text
    assert run("show", "-o", picture) == (0, "", "")
    assert Path(picture).read_text("utf-8").startswith("<svg ")


def test_a_part_as_data_is_what_the_tree_file_says() -> None:
    whole = json.loads(run("export", "json").out)
    for name, home in (("background", "questions"), ("o_pad", "outcomes"), ("R51", "sources")):
        (part,) = json.loads(run("show", name, "--format", "json").out)["parts"]
        assert (part["kind"], part["id"]) == (home, name)
        assert part["content"] == whole[home][name]
    (part,) = json.loads(run("show", "questions", "--format", "json").out)["parts"]
    assert part["content"] == whole["questions"]
    found = json.loads(run("show", "both_area", "--format", "json").out)["parts"]
    assert found and all(each["content"] == whole[each["kind"]][each["id"]] for each in found)


def test_the_whole_tree_as_data_names_every_part() -> None:
    data = json.loads(run("show", "--format", "json").out)
    assert [each["id"] for each in data["questions"]] == list(TREE.questions)
    assert [each["id"] for each in data["outcomes"]] == list(TREE.outcomes)
    assert {each["id"] for each in data["routes"]} == {*TREE.gates, *TREE.tables}
    known = {*TREE.questions, *TREE.outcomes, *TREE.gates, *TREE.tables}
    options = [option for each in data["questions"] for option in each["options"]]
    assert options and {each["next"] for each in options} <= known
    assert all((each["flag"] is None) == (each["urgency"] is None) for each in options)


@pytest.mark.full
def test_a_drawing_as_data_has_the_lines_of_the_page() -> None:
    drawn = json.loads(run("show", "--depth", "1", "--format", "json").out)
    page = run("show", "--depth", "1", "--format", "plain").out
    words = " ".join(page.replace("\n", " ").split())
    assert len(drawn["lines"]) >= 5 and drawn["told"] == [] and drawn["urgency"] is None
    for line in drawn["lines"]:
        assert line["text"] in words
    lit = json.loads(run("show", "--case", "v10", "--format", "json").out)
    assert lit["told"] and lit["urgency"]
    assert {line["lit"] for line in lit["lines"]} == {True, False}
    assert not any(line["lit"] for line in drawn["lines"])


@pytest.mark.parametrize(
    ("scene", "argv", "columns"),
    [
        ("show-tree-rich-80.txt", (), 80),
        ("show-question-rich-80.txt", ("background",), 80),
        ("show-question-plain-40.txt", ("background", "--format", "plain"), 40),
        ("show-outcome-rich-40.txt", ("o_em_cauda_equina",), 40),
        ("show-claim-plain-80.txt", ("P1", "--format", "plain"), 80),
        ("show-source-markdown.md", ("R51", "--format", "markdown"), 80),
    ],
)
def test_the_pages_look_like_this(
    scene: str, argv: tuple[str, ...], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = run("show", *argv, "--tree", "starter")
    assert (done.code, done.err) == (0, "")
    assert_scene(scene, done.out)
