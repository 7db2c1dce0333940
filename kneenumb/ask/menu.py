"""Asks with a menu: one key chooses, arrows look around, Enter alone never answers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TextIO

from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.key_binding import (
    ConditionalKeyBindings,
    KeyBindings,
    KeyPressEvent,
    merge_key_bindings,
)
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import (
    ConditionalContainer,
    Container,
    HSplit,
    Layout,
    VerticalAlign,
    Window,
)
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.output import Output, create_output
from prompt_toolkit.styles import Style
from questionary import Question

from kneenumb.ask.keys import NO_KEY, key_name, row_keys, told_keys, ways_out
from kneenumb.ask.map_window import MAP_STYLES, beside_a_map, map_lines
from kneenumb.ask.menu_text import MenuText
from kneenumb.ask.reading import Lines, Reading, styled
from kneenumb.ask.sheet import Asker, ChoiceRow, Reply, Sheet, Shortcut
from kneenumb.ask.waiter import forget_keys
from kneenumb.ask.windows import RowEntry, RowList, list_window, text_window
from kneenumb.page.question_height import BELOW, POINTER

TOO_SMALL = "Make this window larger, or stop with q and start again with --plain."

STYLE = Style.from_dict(
    {
        "heading": "",
        "ask": "bold",
        "pointed": "bold",
        "group": "underline",
        "how": "italic",
        "more": "bold",
        "note": "italic",
        "trouble": "bold",
        "keys": "",
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
        menu = Menu(sheet, screen, spell)
        Question(menu.application(source)).unsafe_ask()
        return menu.reply

    return ask


class Menu:
    """One sheet on the screen."""

    def __init__(self, sheet: Sheet, screen: Output, spell: Callable[[str], str]) -> None:
        self.reply = Reply(())
        self._sheet = sheet
        self._screen = screen
        self._spell = spell
        self._fit()
        self._ticks = sheet.ticked
        self._trouble = ""
        self._keys = row_keys(sheet)
        self._list = RowList(self._entries, spell)
        self._reading = Reading(screen, lambda text: self._text.filled(text))

    def application(self, source: Input) -> "Application[None]":
        """The menu, ready to run. Its reply is there once it has ended."""
        reading = Condition(lambda: self._reading.is_open)
        if self._sheet.note and not self._fits():
            self._part_from_note()
        app: Application[None] = Application(
            layout=Layout(
                HSplit(
                    [
                        ConditionalContainer(self._reading.container(), reading),
                        ConditionalContainer(self._question(), ~reading),
                    ],
                    window_too_small=text_window(lambda: self._text.filled(TOO_SMALL)),
                    align=VerticalAlign.TOP,
                )
            ),
            key_bindings=merge_key_bindings(
                [
                    ConditionalKeyBindings(self._reading.keys(), reading),
                    ConditionalKeyBindings(self._question_keys(), ~reading),
                    ways_out(),
                ]
            ),
            style=STYLE,
            input=source,
            output=self._screen,
            erase_when_done=True,
            before_render=lambda app: self._refit(),
        )
        app.ttimeoutlen = 0.05  # Esc is a key of its own here, so nobody waits for what follows it.
        return app

    def _fit(self) -> None:
        self._size = self._screen.get_size()
        columns, rows = self._size.columns, self._size.rows
        self._text = MenuText.fitting(self._sheet, columns, rows, self._spell)

    def _refit(self) -> None:
        """Follow the window. Once before each drawing: a size that changes in the middle of one
        would give it a map without any columns."""
        if self._size != self._screen.get_size():
            self._fit()

    # What is shown

    def _entries(self) -> list[RowEntry]:
        return list(self._each_entry())

    def _each_entry(self) -> Iterator[RowEntry]:
        text, pointed = self._text, self._list.at
        yield RowEntry(None, _lines(self._pointer(pointed == 0), text.how(), "class:how"))
        for at, row in enumerate(self._sheet.rows, 1):
            words = text.row(self._keys[row.id], row, self._ticks)
            style = "class:pointed" if at == pointed else ""
            lines = _lines(self._pointer(at == pointed), words, style)
            if row.heading:
                lines = (("class:group", self._spell(row.heading)), *lines)
            yield RowEntry(row.id, lines)

    def _pointer(self, is_here: bool) -> str:
        return (self._spell(" ›") if is_here else "").ljust(POINTER)

    def _question(self) -> Container:
        if self._sheet.body_map is None:
            return self._told()
        body_map = self._sheet.body_map._replace(marks=self._keys)
        return beside_a_map(self._told(), lambda: self._text, body_map, self._lit)

    def _told(self) -> HSplit:
        """All that is in words."""
        parts = [
            (lambda: self._text.heading(), "class:heading"),
            (lambda: self._text.ask(), "class:ask"),
            (lambda: self._text.about(), "class:note"),
            (lambda: self._text.note(), "class:note"),
        ]
        return HSplit(
            [
                *(_where_any(text, style) for text, style in parts),
                self._gap(),
                list_window(self._list),
                self._gap(),
                self._word(),
                text_window(self._commands, "class:keys"),
            ],
            align=VerticalAlign.TOP,
        )

    def _word(self) -> ConditionalContainer:
        """A word about the key that was pressed. The question never gives way to it."""
        text = FormattedTextControl(lambda: self._text.filled(self._trouble))
        window = Window(text, style="class:trouble", dont_extend_height=True)
        return ConditionalContainer(window, Condition(lambda: bool(self._trouble)))

    def _gap(self) -> ConditionalContainer:
        """An empty line, where no line of the question has to give way to it."""
        return ConditionalContainer(Window(height=1), Condition(lambda: self._fits(gaps=3)))

    def _fits(self, gaps: int = 0) -> bool:
        """Whether every line is on the screen at once, and a word about a key with them."""
        needed = self._text.height() + self._commands().count("\n") + BELOW + gaps
        return needed <= self._size.rows

    def _part_from_note(self) -> None:
        """Let the note be read first: no line of the question goes out of sight for it."""
        noted = self._sheet
        self._sheet = replace(noted, note=())
        self._fit()
        self._reading.open(lambda: styled("class:note", self._text._replace(sheet=noted).note()))

    def _commands(self) -> str:
        """What can be asked for in place of an answer. A key is never parted from its word."""
        shown = ((key_name(each), each.word) for each in self._sheet.commands)
        pairs = (f"{key}\u00a0{word}" for key, word in (*shown, ("?", "keys")))
        return self._text.filled("   ".join(pairs))

    def _lit(self) -> set[str]:
        """The rows that are lit on the body map: under the cursor, or ticked."""
        row = self._pointed()
        return {*self._ticks, *([row.id] if row else [])}

    def _pointed(self) -> ChoiceRow | None:
        """The row under the cursor; none before the cursor was moved."""
        return self._sheet.rows[self._list.at - 1] if self._list.at else None

    # What is pressed

    def _question_keys(self) -> KeyBindings:
        keys = KeyBindings()
        keys.add(Keys.Any)(self._nothing)
        for row in self._sheet.rows:
            if self._keys[row.id] != NO_KEY:
                _add(keys, self._keys[row.id], self._choosing(row))
        for command in self._sheet.commands:
            _add(keys, command.key, self._asking_for(command))
        for key in ("escape", "left"):
            keys.add(key)(self._back)
        for key in ("?", "f1"):
            keys.add(key)(lambda event: self._reading.open(self._all_keys))
        keys.add("up")(lambda event: self._move(-1))
        keys.add("down")(lambda event: self._move(1))
        keys.add("pageup")(lambda event: self._turn(self._list.top - 1))
        keys.add("pagedown")(lambda event: self._turn(self._list.end))
        keys.add("enter")(self._enter)
        keys.add(" ")(self._space)
        return keys

    def _nothing(self, event: KeyPressEvent) -> None:
        pressed = event.key_sequence[0].data
        # Text that was pasted comes as one key.
        which = f"The key {pressed}" if len(pressed) == 1 and pressed.isprintable() else "That key"
        self._trouble = f"{which} does nothing here. ? shows the keys."

    def _all_keys(self) -> Lines:
        """What every key does on this sheet."""
        told = [*told_keys(self._sheet)]
        width = max(len(key) for key, _ in told) + 2
        rows = (self._text.filled(key.ljust(width) + does, "", " " * width) for key, does in told)
        return styled("", "\n".join(("Keys", *rows)))

    def _choosing(self, row: ChoiceRow) -> Key:
        def choose(event: KeyPressEvent) -> None:
            if self._is_low(event.app.layout.container):
                return
            is_read = row.id in self._list.visible
            self._list.at = self._sheet.rows.index(row) + 1
            if not is_read:
                self._trouble = f"This is line {self._keys[row.id]}. Press it again to take it."
            elif self._sheet.many:
                self._tick(row)
            else:
                self._finish(event, (row.id,))

        return choose

    def _asking_for(self, command: Shortcut) -> Key:
        def ask(event: KeyPressEvent) -> None:
            if command is Shortcut.MAP and self._sheet.body_map:
                body_map = self._sheet.body_map._replace(marks=self._keys).with_lit(self._lit())
                self._reading.open(lambda: map_lines(body_map, self._text))
                return
            self.reply = Reply(self._ticks, command)
            event.app.exit()

        return ask

    def _back(self, event: KeyPressEvent) -> None:
        if Shortcut.BACK in self._sheet.commands:
            self._asking_for(Shortcut.BACK)(event)
        else:
            self._trouble = "There is nothing to go back to. q stops."

    def _move(self, step: int) -> None:
        self._trouble = ""
        self._list.at = (self._list.at + step) % (len(self._sheet.rows) + 1)

    def _turn(self, to: int) -> None:
        self._trouble = ""
        self._list.at = self._list.top = min(max(to, 0), len(self._sheet.rows))

    def _is_low(self, container: Container) -> bool:
        """Whether the window is too small for the question. Nobody answers what is not shown."""
        columns, rows = self._size.columns, self._size.rows
        return container.preferred_height(columns, rows).min > rows

    def _enter(self, event: KeyPressEvent) -> None:
        if self._is_low(event.app.layout.container):
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
        else:
            self._trouble = "Space does nothing here. ? shows the keys."

    def _tick(self, row: ChoiceRow) -> None:
        before, self._ticks = self._ticks, self._sheet.toggled(self._ticks, row)
        gone = {*before} - {*self._ticks} - {row.id}
        self._trouble = (
            f"“{row.words}” stands alone, so the rest is not ticked any more."
            if (gone and row.stands_alone)
            else ""
        )

    def _finish(self, event: KeyPressEvent, picked: tuple[str, ...]) -> None:
        unread = self._sheet.passes_by(picked, self._list.seen)
        lines = "line was" if unread == 1 else "lines were"
        more = f"{unread} {lines} not on the screen yet. Move there with ↓ first."
        self._trouble = self._sheet.refuses(picked) or (more if unread else "")
        if not self._trouble:
            self.reply = Reply(picked)
            event.app.exit()


def _lines(before: str, text: str, style: str) -> tuple[tuple[str, str], ...]:
    first, *further = text.split("\n")
    return ((style, before + first), *((style, line) for line in further))


def _where_any(text: Callable[[], str], style: str) -> ConditionalContainer:
    return ConditionalContainer(text_window(text, style), Condition(lambda: bool(text())))


def _add(keys: KeyBindings, key: str, act: Key) -> None:
    """Bind a letter, small and capital: with the caps lock on they are the same keys."""
    for each in {key, key.upper()}:
        keys.add(each)(act)
