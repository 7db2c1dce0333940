"""``kneenumb export page``: the file, what it may do, and that no text takes effect in it."""

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest

from kneenumb import load_tree
from kneenumb.browser.web_page import web_page
from kneenumb.load import bundled
from tests.command import run
from tests.flawed import write_flawed_tree
from tests.hostile_tree import write_hostile_tree
from tests.small import FRAME, OUTCOME, QUESTION, tree_of

BREAKING = "</script><script>alert(1)</script><!-- <script> {style} &lt;"


def parts(page: str) -> tuple[str, str, str, str]:
    """The policy, the style, the data and the script of a page."""
    (policy,) = re.findall('Content-Security-Policy" content="(.*?)"', page)
    (style,) = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    (data,) = re.findall('<script type="application/json" id="data">(.*?)</script>', page)
    (script,) = re.findall("<script>(.*?)</script>", page, re.DOTALL)
    return policy, style, data, script


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_it_may_run_its_script_and_use_its_style_and_no_more() -> None:
    policy, style, _, script = parts(run("export", "page").out)
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {hashed(script)}",
        f"style-src {hashed(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_it_loads_nothing_and_keeps_nothing() -> None:
    page = run("export", "page", "--cases", "teaching-cases").out
    _, style, data, script = parts(page)
    around = page.replace(data, "").replace(script, "").replace(style, "")
    assert not re.findall(r"""\s(?:src|href|action|style|on\w+)\s*=""", around)
    assert not re.findall(r"@import|url\(", style)
    assert not re.findall(
        r"localStorage|sessionStorage|indexedDB|cookie|fetch\(|XMLHttp|WebSocket|sendBeacon"
        r"|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|import\(",
        script,
    )


def test_it_is_small() -> None:
    assert len(run("export", "page", "--cases", "teaching-cases").out.encode()) < 400_000


def test_the_cases_come_along_if_they_are_asked_for(tmp_path: Path) -> None:
    *_, data, _ = parts(run("export", "page").out)
    assert json.loads(data)["cases"] is None
    done = run("export", "page", "--cases", "teaching-cases")
    *_, data, _ = parts(done.out)
    named = {each["name"] for each in json.loads(data)["cases"]}
    left_out = {"short-empty-checklist", "short-none-with-another-tick"}
    assert named == set(bundled.cases()) - left_out
    assert all(name in done.err for name in left_out)
    mine = tmp_path / "mine.yaml"
    mine.write_text(bundled.cases()["v10"].read_text("utf-8"), "utf-8")
    *_, data, _ = parts(run("export", "page", "--cases", str(tmp_path)).out)
    assert [each["title"] for each in json.loads(data)["cases"]] == ["Lifted a fridge"]


def test_cases_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("story: S\nanswers: {saddle: nope}\n", "utf-8")
    done = run("export", "page", "--cases", str(tmp_path))
    assert (done.code, done.out) == (4, "") and "has no option 'nope'" in done.err
    done = run("export", "page", "--cases", str(tmp_path / "none"))
    assert (done.code, done.out) == (4, "") and "cannot be read" in done.err


def test_nothing_that_is_read_is_overwritten(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(bundled.cases()["v10"].read_text("utf-8"), "utf-8")
    done = run("export", "page", "--cases", str(tmp_path), "--output", str(case), "--force")
    assert done.code == 2 and "which is read" in done.err
    file = tmp_path / "page.html"
    for _ in range(2):  # What it wrote, it replaces.
        assert run("export", "page", "--tree", "starter", "--output", str(file)).code == 0


def test_a_tree_that_is_not_proved_says_so(tmp_path: Path) -> None:
    tree = str(write_flawed_tree(tmp_path / "flawed.yaml"))
    done = run("export", "page", "--tree", tree)
    assert (done.code, done.out) == (3, "") and "not safe to use" in done.err
    *_, data, _ = parts(run("export", "page", "--tree", tree, "--unchecked").out)
    assert json.loads(data)["tree"]["is_proved"] is False


def test_no_text_of_a_tree_takes_effect() -> None:
    question = QUESTION | {
        "ask": BREAKING,
        "next": "end",
        "options": {each: {"label": BREAKING, "because": BREAKING[:90]} for each in "ab"},
    }
    outcomes = {"end": OUTCOME | {"urgency": "soon", "summary": BREAKING}}
    frame = FRAME | {"title": BREAKING[:80]}
    page = web_page(tree_of(frame | {"questions": {"q0": question}, "outcomes": outcomes}))
    policy, style, data, script = parts(page)
    assert hashed(script) in policy and hashed(style) in policy
    assert page.count("<script") == page.count("</script>") == 2
    told = json.loads(data)["tree"]
    assert told["questions"]["q0"]["ask"] == told["outcomes"]["end"]["summary"] == BREAKING


@pytest.mark.full
def test_a_hostile_tree_is_only_text(tmp_path: Path) -> None:
    tree = load_tree(write_hostile_tree(tmp_path / "tree.yaml"))
    page = web_page(tree)
    assert page.count("<script") == 2
    *_, data, _ = parts(page)
    assert json.loads(data)["tree"]["title"] == tree.title
