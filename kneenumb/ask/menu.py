"""Asks with a menu: one key chooses, arrows look around, Enter alone never answers."""

import textwrap
from collections.abc import Iterator
from itertools import zip_longest

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import Input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.output import Output
from prompt_toolkit.styles import Style
from questionary import Choice, Question, Separator
from questionary.prompts.common import InquirerControl

from kneenumb.ask.sheet import Asker, Command, Reply, Row, Sheet

ROW_KEYS = "123456789" + "adefijklmnoprstuvxyz"
"""Keys of the rows, in order. None of them is the key of a command."""

_NOWHERE = "nowhere"
"""The row on which the cursor starts. It is no answer."""

AROUND_THE_LIST = 10
"""Lines of the window that are kept for the question and for what stands below the list."""

STYLE = Style.from_dict(
    {
        "pointer": "bold",
        "highlighted": "bold",
        "selected": "bold",
        "separator": "underline",
        "detail": "",
        "trouble": "bold fg:ansibrightred",
        "keys": "fg:ansibrightblack",
    }
)


def menu_asker(source: Input, screen: Output) -> Asker:
    """An asker that shows each sheet as a menu on ``screen``."""

    def ask(sheet: Sheet) -> Reply:
        # A key pressed before this sheet was on the screen is no answer to it.
        clear_typeahead(source)
        return Question(_Menu(sheet, screen).application(source)).unsafe_ask()

    return ask


class _Menu:
    """One sheet on the screen."""

    def __init__(self, sheet: Sheet, screen: Output) -> None:
        self._sheet = sheet
        self._screen = screen
        # More rows than keys: the arrows still reach them.
        self._keyed = list(zip_longest(ROW_KEYS[: len(sheet.rows)], sheet.rows, fillvalue=" "))
        self._details = {row.id: row.detail for row in sheet.rows}
        self._in_full = self._fits_in_full()
        self._trouble = ""
        self._ticks = sheet.ticked
        self._list = InquirerControl(
            list(self._choices()),
            use_indicator=False,
            show_description=False,
            pointer="›",
        )

    def application(self, source: Input) -> "Application[Reply]":
        return Application(
            layout=self._layout(),
            key_bindings=self._keys(),
            style=STYLE,
            input=source,
            output=self._screen,
            erase_when_done=True,
        )

    def _choices(self) -> Iterator[Choice]:
        how = "tick with the keys, then Enter" if self._sheet.many else "choose with a key"
        yield Choice(self._wrapped(f"… {how}, or look around with ↑ ↓"), _NOWHERE)
        for key, row in self._keyed:
            if row.heading:
                yield Separator(row.heading)
            yield Choice(self._title(key, row), row.id)

    def _title(self, key: str, row: Row) -> str:
        tick = "" if not self._sheet.many else "[x] " if row.id in self._ticks else "[ ] "
        return self._wrapped(f"{tick}{key}  {self._words(row, self._in_full)}")

    def _words(self, row: Row, in_full: bool) -> str:
        note = f"  ({row.note})" if row.note else ""
        return f"{row.detail if in_full else row.label}{note}"

    def _fits_in_full(self) -> bool:
        """Whether the window is high enough to show all the words of every line at once."""
        size = self._screen.get_size()
        lines = sum(
            self._wrapped(f"1  {self._words(row, True)}").count("\n") + 1 + bool(row.heading)
            for row in self._sheet.rows
        )
        return lines <= size.rows - AROUND_THE_LIST

    def _wrapped(self, text: str) -> str:
        """A row in lines that fit the window, broken between words."""
        before = 3  # What the pointer takes.
        indent = " " * (before + (7 if self._sheet.many else 3))
        width = max(self._screen.get_size().columns - 1, 20)
        return textwrap.fill(text, width, initial_indent=" " * before, subsequent_indent=indent)[
            before:
        ]

    def _layout(self) -> Layout:
        def window(text, style: str, least: int = 1) -> Window:
            return Window(
                FormattedTextControl(text),
                style=style,
                wrap_lines=True,
                height=Dimension(min=least),
                dont_extend_height=True,
            )

        keys = "   ".join(f"{each.key} {each.word}" for each in self._sheet.commands)
        return Layout(
            HSplit(
                [
                    Window(
                        self._list,
                        wrap_lines=True,
                        dont_extend_height=True,
                        always_hide_cursor=True,
                    ),
                    Window(height=1),
                    ConditionalContainer(
                        window(self._detail, "class:detail", least=3),
                        Condition(lambda: not self._in_full),
                    ),
                    ConditionalContainer(
                        window(lambda: self._trouble, "class:trouble"),
                        Condition(lambda: bool(self._trouble)),
                    ),
                    window(keys, "class:keys"),
                ]
            )
        )

    def _detail(self) -> str:
        """All the words of the line under the cursor."""
        pointed = self._list.get_pointed_at().value
        words = self._details.get(pointed, "The line under the cursor is shown here in full.")
        return textwrap.fill(words, max(self._screen.get_size().columns - 1, 20))

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()
        for key, row in self._keyed:
            if key != " ":
                keys.add(key)(self._choosing(row))
        for command in self._sheet.commands:
            keys.add(command.key)(self._asking_for(command))
        keys.add("up")(lambda event: self._move(self._list.select_previous))
        keys.add("down")(lambda event: self._move(self._list.select_next))
        keys.add("enter")(self._enter)
        keys.add(" ")(self._space)
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt))
        keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))
        if Command.HELP in self._sheet.commands:
            keys.add("?")(self._asking_for(Command.HELP))
        if Command.BACK in self._sheet.commands:
            keys.add("left")(self._asking_for(Command.BACK))
        return keys

    def _choosing(self, row: Row):
        def choose(event: KeyPressEvent) -> None:
            self._point_at(row.id)
            if self._sheet.many and (self._ticks or not row.stands_alone):
                self._tick(row.id)
            else:
                self._finish(event, (row.id,))

        return choose

    def _asking_for(self, command: Command):
        return lambda event: event.app.exit(result=Reply(self._ticks, command))

    def _move(self, step) -> None:
        self._trouble = ""
        step()
        while not self._list.is_selection_valid():
            step()

    def _enter(self, event: KeyPressEvent) -> None:
        pointed = self._list.get_pointed_at().value
        if self._sheet.many:
            self._finish(event, self._ticks)
        elif pointed == _NOWHERE:
            self._trouble = "Enter alone is no answer: choose a line first."
        else:
            self._finish(event, (pointed,))

    def _space(self, event: KeyPressEvent) -> None:
        pointed = self._list.get_pointed_at().value
        if self._sheet.many and pointed != _NOWHERE:
            self._tick(pointed)

    def _tick(self, row: str) -> None:
        ticks = {*self._ticks} ^ {row}
        after = tuple(each.id for each in self._sheet.rows if each.id in ticks)
        self._trouble = self._sheet.refuses(after) or "" if len(after) > 1 else ""
        if not self._trouble:
            self._ticks = after
            titles = {each.id: self._title(key, each) for key, each in self._keyed}
            for choice in self._list.choices:
                choice.title = titles.get(choice.value, choice.title)

    def _finish(self, event: KeyPressEvent, picked: tuple[str, ...]) -> None:
        self._trouble = self._sheet.refuses(picked) or ""
        if not self._trouble:
            event.app.exit(result=Reply(picked))

    def _point_at(self, row: str) -> None:
        self._list.pointed_at = [choice.value for choice in self._list.choices].index(row)
