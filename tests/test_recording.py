"""The recording in the README is what somebody sees today."""

import re
from xml.etree import ElementTree

import pytest

from tests.recording import FILE, recording, screens


@pytest.mark.full
def test_the_recording_is_up_to_date() -> None:
    made = recording(list(screens()))
    assert made == FILE.read_text(encoding="utf-8"), "write it with python -m tests.recording"


def test_it_plays_by_itself_from_the_first_question_to_the_result() -> None:
    text = FILE.read_text(encoding="utf-8")
    root = ElementTree.fromstring(text)
    screens = [
        " ".join("".join(each.itertext()) for each in group)
        for group in root.iter("{http://www.w3.org/2000/svg}g")
    ]
    assert "Could this be an emergency?" in screens[0]
    assert "r reasons" in screens[-1]
    asked = [int(number) for each in screens for number in re.findall(r"Question (\d+) of", each)]
    assert asked == [*range(1, len(screens) - 2)]
    assert len(text) < 60_000
