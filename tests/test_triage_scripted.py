"""``kneenumb triage`` in a script: answers in, an outcome or a clear fault out."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kneenumb import Tree, Urgency, load_case
from tests.command import run
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.process import shell

CASES = ROOT / "trees" / "cases"
V10 = {each.question: list(each.options) for each in load_case(CASES / "v10.yaml").given}


def settings(answers: dict[str, list[str]]) -> list[str]:
    """The answers as arguments."""
    pairs = (f"{question}={','.join(options)}" for question, options in answers.items())
    return [word for pair in pairs for word in ("--set", pair)]


def outcome(*argv: str, stdin: bytes = b"") -> str:
    """The outcome of a command that must succeed without a word on the standard error."""
    done = run("triage", *argv, "--format", "json", stdin=stdin)
    assert (done.code, done.err) == (0, "")
    return str(json.loads(done.out)["outcome"])


# Answers from a file


@pytest.mark.parametrize(
    ("name", "write"),
    [
        ("case.yaml", lambda bare: f"title: x\nanswers: {json.dumps(bare)}\n"),
        ("case.json", lambda bare: json.dumps({"tree": "knee-numbness", "answers": bare})),
        ("bare.yaml", lambda bare: yaml.dump(bare)),
        ("bare.json", lambda bare: json.dumps(bare)),
        ("no-suffix", lambda bare: json.dumps(bare, indent=4)),
    ],
)
def test_answers_come_as_a_case_or_as_a_bare_mapping_in_yaml_or_json(
    name: str, write: Callable[[dict[str, list[str]]], str], tmp_path: Path
) -> None:
    (tmp_path / name).write_text(write(V10))
    assert outcome("--answers", str(tmp_path / name)) == "o_sciatica"
    assert outcome("--answers", "-", stdin=(tmp_path / name).read_bytes()) == "o_sciatica"


def test_a_bundled_case_is_found_by_its_name() -> None:
    assert outcome("-a", "v10") == "o_sciatica"
    assert outcome("-a", "v10-flip") != "o_sciatica"


def test_a_file_with_the_name_of_a_bundled_case_is_not_guessed_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "v10").write_text("saddle: yes")
    monkeypatch.chdir(tmp_path)
    done = run("triage", "-a", "v10")
    assert (done.code, done.out) == (4, "")
    assert "Write ./v10 for the file" in done.err
    assert outcome("-a", "./v10") == "o_em_cauda_equina"


def test_a_single_answer_may_be_written_with_or_without_a_list() -> None:
    bare = {question: options[0] for question, options in V10.items()}
    assert outcome("-a", "-", stdin=json.dumps(bare).encode()) == "o_sciatica"
    assert outcome("-a", "-", stdin=json.dumps(V10).encode()) == "o_sciatica"


# Answers from the command line


def test_all_answers_may_come_from_the_command_line() -> None:
    assert outcome(*settings(V10)) == "o_sciatica"


def test_a_setting_wins_over_the_file_wherever_it_stands() -> None:
    assert outcome("-a", "v10", "--set", "pain_start=deep_buttock") == "o_deep_gluteal"
    assert outcome("--set", "pain_start=deep_buttock", "-a", "v10") == "o_deep_gluteal"


@pytest.mark.parametrize("ticks", ["hard_muscle,swollen_calf", "swollen_calf , hard_muscle"])
def test_a_checklist_takes_several_options_with_commas(ticks: str) -> None:
    done = run("triage", "-a", "v10", "--set", f"swelling_fever={ticks}", "-f", "json")
    result = json.loads(done.out)
    assert result["answers"]["swelling_fever"] == ["hard_muscle", "swollen_calf"]
    assert [flag["id"] for flag in result["red_flags"]] == ["rf_hard_muscle", "rf_swollen_calf"]
    assert result["outcome"] == "o_em_severe_injury"


# Faults in answers


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("sadle=no", "There is no question 'sadle' in knee-numbness. Did you mean 'saddle'?"),
        ("saddle=noo", "'saddle' has no option 'noo'. Did you mean 'no'?"),
        ("weakness=NO", "'weakness' has no option 'NO'."),
        ("saddle=", "The answer to 'saddle' is empty, which is not an answer."),
        ("injury=,", "The answer to 'injury' is empty, which is not an answer."),
        ("injury=milder,milder", "'milder' stands twice in the answer to 'injury'."),
        ("saddle=yes,no", "'saddle' takes one option, not 2."),
        ("injury=none,milder", "'none' of 'injury' stands alone"),
        ("injury=milder,not_sure", "'not_sure' of 'injury' stands alone"),
        ("saddle", "'saddle' is not an answer. Write --set question=option"),
        ("=no", "'=no' is not an answer. Write --set question=option"),
    ],
)
def test_a_wrong_setting_is_told_in_one_line_with_its_place(setting: str, told: str) -> None:
    done = run("triage", "-a", "v10", "--set", setting)
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("kneenumb: --set")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_every_wrong_answer_of_a_file_is_told_at_once_with_its_place(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(
        "answers:\n"
        "  sadle: no\n"
        "  bladder_bowel: nope\n"
        "  injury: []\n"
        "  background: [none, under_16]\n"
        "  legs: [one_leg, both_slow]\n"
    )
    done = run("triage", "-a", str(case))
    assert (done.code, done.out) == (4, "")
    assert [line.split(": ", 2)[1] for line in done.err.splitlines()] == [
        f"{case}:{spot}" for spot in ("2:3", "3:18", "4:11", "5:15", "6:9")
    ]
    for told in ("Did you mean 'saddle'?", "Did you mean 'no'?", "empty", "stands alone", "one"):
        assert told in done.err


def test_a_key_that_stands_twice_in_a_file_is_a_fault_with_both_lines() -> None:
    done = run("triage", "-a", "-", stdin=b"saddle: yes\nlegs: one_leg\nsaddle: no\n")
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("kneenumb: <stdin>:3:1: ")
    assert "in line 1" in done.err


def test_a_misspelt_key_of_a_case_is_a_fault_with_what_was_meant() -> None:
    done = run("triage", "-a", "-", stdin=b"titel: x\nanswers: {saddle: yes}\n")
    assert (done.code, done.out) == (4, "")
    assert "<stdin>:1:1: The key 'titel' is not known here. Did you mean 'title'?" in done.err


def test_an_unknown_case_is_a_fault_with_what_was_meant() -> None:
    done = run("triage", "-a", "v8-flp")
    assert (done.code, done.out) == (4, "")
    assert "no file 'v8-flp'" in done.err
    assert "Did you mean 'v8-flip'?" in done.err


def test_a_file_that_is_not_there_is_a_fault_of_the_answers() -> None:
    done = run("triage", "-a", "no/such.yaml")
    assert (done.code, done.out) == (4, "")
    assert done.err.startswith("kneenumb: no/such.yaml: ")


# Missing answers


@pytest.mark.parametrize("question", V10)
def test_a_missing_answer_names_its_question_its_options_and_how_to_give_it(
    question: str, tree: Tree
) -> None:
    rest = {name: options for name, options in V10.items() if name != question}
    done = run("triage", *settings(rest))
    assert (done.code, done.out) == (4, "")
    assert f"'{question}' is not answered: {tree.questions[question].ask}" in done.err
    assert f"--set {question}=OPTION" in done.err
    options = done.err.split(" of: ")[1].rstrip(".\n").split(", ")
    assert options == list(tree.questions[question].options)
    assert outcome(*settings({**rest, question: V10[question]})) == "o_sciatica"


def emergencies_after_the_start(tree: Tree) -> list[tuple[str, str]]:
    """Each answer that raises an emergency flag, as a setting, and what the flag says."""
    return [
        (f"{name}={id}", tree.red_flags[option.flag].says)
        for name, question in tree.questions.items()
        for id, option in question.options.items()
        if name != tree.start and option.flag
        if tree.red_flags[option.flag].urgency is Urgency.EMERGENCY
    ]


def test_an_incomplete_case_with_an_emergency_gives_the_action_but_no_result(tree: Tree) -> None:
    emergencies = emergencies_after_the_start(tree)
    assert len(emergencies) > 15
    for setting, says in emergencies:
        done = run("triage", "--set", setting)
        assert (done.code, done.out) == (4, ""), setting
        assert f"'{tree.start}' is not answered" in done.err
        # The sign and the action are two sentences.
        assert done.err.split(says)[1].startswith((". ", "\n")), done.err
        assert tree.urgencies.emergency.action in done.err


def test_milder_signs_in_an_incomplete_case_are_not_called_an_emergency(tree: Tree) -> None:
    done = run("triage", "--set", "background=under_16")
    assert (done.code, done.out) == (4, "")
    assert tree.urgencies.emergency.action not in done.err


# Answers that the tree does not ask for


def test_an_unused_answer_is_listed_and_changes_nothing_by_itself() -> None:
    without = json.loads(run("triage", "-a", "v10", "-f", "json").out)
    done = run("triage", "-a", "v10", "--set", "knee_history=none_or_not_sure", "-f", "json")
    result = json.loads(done.out)
    assert result["unused"] == {"knee_history": "none_or_not_sure"}
    assert {**result, "unused": {}} == without
    page = run("triage", "-a", "v10", "--set", "knee_history=none_or_not_sure", "-f", "plain").out
    assert "Given, but not asked for:\n- What fits the knee best: None of these" in page


def test_a_red_flag_in_an_unused_answer_counts() -> None:
    done = run("triage", "-a", "v10", "--set", "both_area=saddle", "-f", "json")
    result = json.loads(done.out)
    assert result["unused"] == {"both_area": "saddle"}
    assert (result["urgency"], result["outcome"]) == ("emergency", "o_em_cauda_equina")
    assert [flag["question"] for flag in result["red_flags"]] == ["both_area"]


def test_answers_behind_an_emergency_are_unused_and_their_flags_are_listed() -> None:
    done = run("triage", "-a", "v2", "--set", "injury=milder", "-f", "json")
    result = json.loads(done.out)
    assert result["answers"] == {"saddle": "not_sure"}
    assert result["unused"] == {"injury": ["milder"]}
    assert [flag["id"] for flag in result["red_flags"]] == [
        "rf_saddle_numbness",
        "rf_injury_recent",
    ]


# The tree


def test_a_case_for_another_tree_is_refused() -> None:
    done = run("triage", "-a", "v10", "--tree", "starter")
    assert (done.code, done.out) == (4, "")
    assert "for the tree 'knee-numbness', not for 'starter'" in done.err


def test_a_case_brings_its_tree_along() -> None:
    case = b"tree: starter\nanswers: {saddle: no, background: under_16}\n"
    assert outcome("-a", "-", stdin=case) == "o_sd_check_today"
    done = run("triage", "-a", "-", stdin=case.replace(b"starter", b"startr"))
    assert (done.code, done.out) == (3, "")
    assert "Did you mean 'starter'?" in done.err


def test_a_case_that_names_no_tree_goes_with_any() -> None:
    case = b"answers: {saddle: no, background: none}\n"
    assert outcome("-a", "-", "--tree", "starter", stdin=case) == "o_unclear"


def test_a_broken_tree_is_no_tree_whatever_the_answers(tmp_path: Path) -> None:
    tree = tmp_path / "tree.yaml"
    text = (ROOT / "trees" / "starter.yaml").read_text()
    tree.write_text(
        text.replace("next: background\n", "next: backgruond\n", 1).replace("why:", "wy:", 1)
    )
    for answers in (["--set", "saddle=yes"], ["--set", "sadle=yes"], []):
        done = run("triage", "--tree", str(tree), *answers)
        assert (done.code, done.out) == (3, "")
        lines = done.err.splitlines()
        assert all(line.startswith(f"kneenumb: {tree}:") for line in lines)
        assert any("'backgruond'" in line and "'background'" in line for line in lines)
        assert any("'wy'" in line and "'why'" in line for line in lines)


@pytest.mark.parametrize("name", ["nope", "no/such/tree.yaml", "kneenumbness"])
def test_a_tree_that_is_not_there_exits_3(name: str) -> None:
    done = run("triage", "--tree", name, "--set", "saddle=yes")
    assert (done.code, done.out) == (3, "")
    assert name in done.err


# Exit codes


@pytest.mark.parametrize(
    "argv",
    [
        ["triage", "--nonsense"],
        ["triage", "v5", "extra"],
        ["triage", "--format", "jsn"],
        ["triage", "--answers"],
        ["triaje"],
        ["triage", "--exit-urgency=yes"],
    ],
)
def test_a_wrong_command_line_exits_2(argv: list[str]) -> None:
    done = run(*argv)
    assert (done.code, done.out) == (2, "")
    assert done.err


@pytest.mark.parametrize(
    ("case", "code"),
    [("v13", 10), ("v10", 11), ("v14", 11), ("v8", 12), ("v3", 13)],
)
def test_the_exit_code_tells_the_urgency_only_if_asked_to(case: str, code: int) -> None:
    silent = run("triage", "-a", case, "-f", "json")
    told = run("triage", "-a", case, "-f", "json", "--exit-urgency")
    assert (silent.code, told.code) == (0, code)
    assert silent.out == told.out


def test_faults_keep_their_exit_code_with_exit_urgency() -> None:
    assert run("triage", "--exit-urgency", "--set", "weakness=fast_or_both_new").code == 4
    assert run("triage", "--exit-urgency", "--tree", "nope").code == 3
    assert run("triage", "--exit-urgency", "-a", "v10", "-o", "no/such/folder").code == 2


# Without a terminal


@pytest.mark.parametrize("plain", [[], ["--plain"]])
@pytest.mark.parametrize("typed", [b"", b"1\n" * 100, b"y\n" * 100, b"no\n" * 100])
def test_without_a_terminal_nothing_is_asked(plain: list[str], typed: bytes) -> None:
    done = run("triage", *plain, stdin=typed)
    assert (done.code, done.out) == (4, "")
    assert done.err.count("\n") == 1
    assert "'saddle' is not answered" in done.err


@pytest.mark.parametrize(
    "script",
    quick_first(
        [
            "yes | kneenumb triage",
            "yes | kneenumb triage --plain",
            "yes 1 | ACCESSIBLE=1 kneenumb triage",
            "kneenumb triage <&-",
            "kneenumb triage --plain <&-",
            "kneenumb triage --plain </dev/null",
        ],
        2,
    ),
)
def test_no_real_input_but_a_terminal_is_ever_taken_for_a_person(script: str) -> None:
    done = shell(script)
    assert (done.code, done.out) == (4, b"")
    assert done.err.count("\n") == 1
    assert "'saddle' is not answered" in done.err


def test_a_question_given_twice_is_refused_as_the_second_could_hide_the_first() -> None:
    done = run("triage", "-a", "v10", "-s", "injury=knee_out", "-s", "injury=milder")
    assert (done.code, done.out) == (4, "")
    assert done.err == (
        "kneenumb: --set: 'injury' is given more than once. "
        "Use one --set; for a checklist --set injury=OPTION,OPTION.\n"
    )


def test_an_emergency_sign_is_told_before_what_is_missing() -> None:
    first, second = run("triage", "-s", "one_area=saddle").err.splitlines()
    assert "already hold an emergency sign" in first and "Call your local emergency" in first
    assert "'saddle' is not answered" in second
