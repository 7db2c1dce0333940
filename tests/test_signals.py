"""Signals, wherever somebody is waited for: nothing is lost, and the terminal is restored."""

import asyncio
import os
import shlex
import signal
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from kneenumb.cli.terminal.talk import stopped_by_signals
from tests.terminal import Terminal

ENTER = "\r"


def _at_a_question(terminal: Terminal) -> None:
    terminal.press("", "Could this be an emergency?", "q quit")
    terminal.press("1", "Question 1 of", "q quit")


def _at_a_line(terminal: Terminal) -> None:
    terminal.press("", "Could this be an emergency?", "Your answer:")
    terminal.press("1" + ENTER, "Question 1 of", "Your answer:")


def _at_a_result(terminal: Terminal) -> None:
    _at_a_question(terminal)
    terminal.press("1", "Show my result", "q quit")
    terminal.press("1", "r reasons")


PROMPTS: dict[str, tuple[str, Callable[[Terminal], None]]] = {
    "opening": ("triage", lambda terminal: terminal.see("No, begin", "q quit")),
    "menu": ("triage", _at_a_question),
    "plain": ("triage --plain", _at_a_line),
    "below a result": (
        "triage --save case.yaml",
        _at_a_result,
    ),
    "quiz": ("quiz --seed 1 --count 2", lambda terminal: terminal.see("q quit")),
    "steps": ("explain v10 --step", lambda terminal: terminal.see("Any key goes on")),
}


BACK = {
    "opening": ["No, begin", "q quit"],
    "menu": ["Question 1 of", "q quit"],
    "plain": ["triage --plain"],
    "below a result": ["r reasons"],
    "quiz": ["q quit"],
    "steps": ["Any key goes on"],
}
"""What is on the screen again. A line that is typed is the terminal's own, and stands above."""


def _modes(handle: int) -> list[object]:
    """How the terminal takes what is typed: whether it shows it, and waits for Enter."""
    modes = termios.tcgetattr(handle)
    return [*modes[:4], *modes[6][:20]]


@pytest.mark.full
@pytest.mark.parametrize(("name", "code"), [("INT", 130), ("TERM", 143), ("HUP", 129)])
@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_signal_ends_it_and_restores_the_terminal(
    prompt: str, name: str, code: int, tmp_path: Path
) -> None:
    line, come_to_it = PROMPTS[prompt]
    with Terminal(*shlex.split(line), cwd=tmp_path) as terminal:
        handle = os.dup(terminal.handle)
        before = _modes(handle)
        come_to_it(terminal)
        terminal.signal(name)
        found = terminal.end()
        # Below a result everything is done; whoever stops there has simply seen enough.
        assert found == (0 if (prompt, name) == ("below a result", "INT") else code)
        assert "Traceback" not in terminal.said
        assert _modes(handle) == before
        os.close(handle)


@pytest.mark.full
@pytest.mark.parametrize("prompt", PROMPTS)
def test_it_can_be_put_aside_and_taken_up_again(prompt: str, tmp_path: Path) -> None:
    line, come_to_it = PROMPTS[prompt]
    shell = ("bash", "--norc", "--noprofile", "-i")
    program = f"{shlex.quote(sys.executable)} -m kneenumb {line}"
    with Terminal(command=shell, cwd=tmp_path, env={"PS1": "> "}) as terminal:
        terminal.send(f"{program}\r")
        come_to_it(terminal)
        terminal.press("\x1a", "Stopped")
        terminal.press("clear; echo still $((40 + 2))\r", "still 42")
        terminal.press("fg\r", *BACK[prompt])
        terminal.send("\x03")
        terminal.wait_until(lambda: terminal.shown.rstrip().endswith("\n>"), "the shell again")
        terminal.press("echo code $?\r", "code 0" if prompt == "below a result" else "code 130")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_never_cuts_a_step_of_a_menu(number: int, code: int) -> None:
    # A menu that has lost the rest of a step waits for it forever when it closes.
    done = []

    async def menu() -> None:
        try:
            for each in (number, number):
                os.kill(os.getpid(), each)
            done.append("this step")
            await asyncio.sleep(0)
            done.append("the next step")
        finally:
            await asyncio.sleep(0)
            done.append("closed")

    with pytest.raises(typer.Exit) as stop, stopped_by_signals():
        asyncio.run(menu())
    assert (stop.value.exit_code, done) == (code, ["this step", "closed"])
