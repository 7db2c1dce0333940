"""Asks with a menu: one key chooses, arrows look around, Enter alone never answers."""

from collections.abc import Callable, Iterator
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, VerticalAlign, Window
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.styles import Style
from questionary import Choice, Question, Separator
from questionary.prompts.common import InquirerControl

from kneenumb.ask.row_text import RowText
from kneenumb.ask.sheet import Asker, ChoiceRow, Reply, Sheet, Shortcut
from kneenumb.ask.waiter import forget_keys
from kneenumb.ask.windows import MAP_STYLES, beside_a_map, scrolling, text_window

ROW_KEYS = "123456789" + "adefijklmoprstuvxyz"
"""Keys of the rows, in order. None of them is the key of a command."""

TOO_SMALL = "Make this window larger, or stop with q and start again with --plain."

_NOWHERE = "nowhere"
"""The row on which the cursor starts. It is no answer."""

STYLE = Style.from_dict(
    {
        "heading": "bold",
        "pointer": "bold",
        "highlighted": "bold",
        "separator": "underline",
        "note": "italic",
        "trouble": "bold fg:ansibrightred",
        "keys": "fg:ansibrightblack",
        **MAP_STYLES,
    }
)

Key = Callable[[KeyPressEvent], None]


def menu_asker(keyboard: TextIO, display: TextIO, spell: Callable[[str], str]) -> Asker:
    """An asker that shows each sheet as a menu.

    Args:
        keyboard: Where the keys come from; a terminal.
        display: Where the menu is drawn; a terminal.
        spell: Writes a text in characters that the display knows.
    """
    source, screen = create_input(keyboard), create_output(display)

    def ask(sheet: Sheet) -> Reply:
        forget_keys(source)
        menu = _Menu(sheet, screen, spell)
        Question(menu.application(source, screen)).unsafe_ask()
        return menu.reply

    return ask


class _Menu:
    """One sheet on the screen."""

    def __init__(self, sheet: Sheet, screen: Output, spell: Callable[[str], str]) -> None:
        self.reply = Reply(())
        self._sheet = sheet
        self._screen = screen
        self._spell = spell
        self._text = self._fitting()
        self._ticks = sheet.ticked
        self._trouble = ""
        # More rows than keys: the arrows still reach the rest.
        self._keys = tuple(ROW_KEYS.ljust(len(sheet.rows)))
        self._list = InquirerControl(
            list(self._choices()), use_indicator=False, show_description=False, pointer=spell("›")
        )

    def application(self, source: Input, screen: Output) -> "Application[None]":
        """The menu, ready to run. Its reply is there once it has ended."""
        return Application(
            layout=self._layout(),
            key_bindings=self._bindings(),
            style=STYLE,
            input=source,
            output=screen,
            erase_when_done=True,
            before_render=lambda _: self._fit(),
        )

    def _fitting(self) -> RowText:
        size = self._screen.get_size()
        return RowText.fitting(self._sheet, size.columns, size.rows, self._spell)

    def _fit(self) -> None:
        """Write everything anew if the window has changed its size."""
        text = self._fitting()
        if text != self._text:
            self._text = text
            self._rewrite()

    def _rewrite(self) -> None:
        for choice, written in zip(self._list.choices, self._choices(), strict=True):
            choice.title = written.title

    def _choices(self) -> Iterator[Choice]:
        how = "tick with the keys, then Enter" if self._sheet.many else "choose with a key"
        yield Choice(self._text.hanging(f"… {how}, or look around with ↑ ↓"), _NOWHERE)
        for key, row in zip(self._keys, self._sheet.rows, strict=False):
            if row.heading:
                yield Separator(self._spell(row.heading))
            yield Choice(self._text.title(key, row, self._ticks), row.id)

    def _layout(self) -> Layout:
        if self._sheet.body_map is None:
            return Layout(self._told())
        keys = {row.id: key for row, key in zip(self._sheet.rows, self._keys, strict=False)}
        body_map = self._sheet.body_map._replace(marks=keys)
        return Layout(beside_a_map(self._told(), lambda: self._text, body_map, self._lit))

    def _told(self) -> HSplit:
        """All that is in words."""
        return HSplit(
            [
                text_window(lambda: self._text.heading(), "class:heading"),
                text_window(lambda: self._text.ask()),
                text_window(lambda: self._text.note(), "class:note", may_shrink=True),
                Window(height=1 if self._sheet.ask else 0),
                scrolling(self._list),
                Window(height=1),
                ConditionalContainer(
                    text_window(lambda: self._text.detail(self._pointed()), least=3),
                    Condition(lambda: self._text.says_more_below),
                ),
                ConditionalContainer(
                    text_window(lambda: self._text.filled(self._trouble), "class:trouble"),
                    Condition(lambda: bool(self._trouble)),
                ),
                text_window(lambda: self._text.commands(), "class:keys"),
            ],
            window_too_small=text_window(lambda: self._text.filled(TOO_SMALL)),
            align=VerticalAlign.TOP,
        )

    def _lit(self) -> set[str]:
        """The rows that are lit on the body map: under the cursor, or ticked."""
        row = self._pointed()
        return {*self._ticks, *([row.id] if row else [])}

    def _pointed(self) -> ChoiceRow | None:
        """The row under the cursor; none before the cursor was moved."""
        value = self._list.get_pointed_at().value
        return next((row for row in self._sheet.rows if row.id == value), None)

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()
        for key, row in zip(self._keys, self._sheet.rows, strict=False):
            if key != " ":
                keys.add(key)(self._choosing(row))
        for command in self._sheet.commands:
            keys.add(command.key)(self._asking_for(command))
        for key, command in (("?", Shortcut.HELP), ("left", Shortcut.BACK)):
            if command in self._sheet.commands:
                keys.add(key)(self._asking_for(command))
        keys.add("up")(lambda event: self._move(self._list.select_previous))
        keys.add("down")(lambda event: self._move(self._list.select_next))
        keys.add("enter")(self._enter)
        keys.add(" ")(self._space)
        keys.add("c-c")(lambda event: event.app.exit(exception=KeyboardInterrupt))
        keys.add("c-d")(lambda event: event.app.exit(exception=EOFError))
        return keys

    def _choosing(self, row: ChoiceRow) -> Key:
        def choose(event: KeyPressEvent) -> None:
            if self._is_hidden(event):
                return
            values = [choice.value for choice in self._list.choices]
            self._list.pointed_at = values.index(row.id)
            # "None of these" is one key; other lines of a checklist are ticked.
            if self._sheet.many and (self._ticks or not row.stands_alone):
                self._tick(row)
            else:
                self._finish(event, (row.id,))

        return choose

    def _asking_for(self, command: Shortcut) -> Key:
        def ask(event: KeyPressEvent) -> None:
            self.reply = Reply(self._ticks, command)
            event.app.exit()

        return ask

    def _move(self, step: Callable[[], None]) -> None:
        self._trouble = ""
        step()
        while not self._list.is_selection_valid():
            step()

    def _is_hidden(self, event: KeyPressEvent) -> bool:
        """Whether the window is too small for the question. Nobody answers what is not shown."""
        size = self._screen.get_size()
        needed = event.app.layout.container.preferred_height(size.columns, size.rows)
        return needed.min > size.rows

    def _enter(self, event: KeyPressEvent) -> None:
        if self._is_hidden(event):
            return
        row = self._pointed()
        if self._sheet.many:
            self._finish(event, self._ticks)
        elif row is None:
            self._trouble = "Enter alone is no answer: choose a line first."
        else:
            self._finish(event, (row.id,))

    def _space(self, event: KeyPressEvent) -> None:
        row = self._pointed()
        if self._sheet.many and row is not None:
            self._tick(row)

    def _tick(self, row: ChoiceRow) -> None:
        ticks = {*self._ticks} ^ {row.id}
        after = tuple(each.id for each in self._sheet.rows if each.id in ticks)
        self._trouble = (self._sheet.refuses(after) or "") if after else ""
        if not self._trouble:
            self._ticks = after
            self._rewrite()

    def _finish(self, event: KeyPressEvent, picked: tuple[str, ...]) -> None:
        self._trouble = self._sheet.refuses(picked) or ""
        if not self._trouble:
            self.reply = Reply(picked)
            event.app.exit()
