"""Asks with a menu: one key chooses, arrows look around, Enter alone never answers."""

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
        return Question(_Menu(sheet).application(source, screen)).unsafe_ask()

    return ask


class _Menu:
    """One sheet on the screen."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        # More rows than keys: the arrows still reach them.
        self._keyed = list(zip_longest(ROW_KEYS[: len(sheet.rows)], sheet.rows, fillvalue=" "))
        self._details = {row.id: row.detail for row in sheet.rows}
        self._trouble = ""
        self._list = InquirerControl(
            list(self._choices()),
            use_indicator=sheet.many,
            show_description=False,
            pointer="›",
        )
        self._list.selected_options = list(sheet.ticked)

    def application(self, source: Input, screen: Output) -> "Application[Reply]":
        return Application(
            layout=self._layout(),
            key_bindings=self._keys(),
            style=STYLE,
            input=source,
            output=screen,
            erase_when_done=True,
        )

    def _choices(self) -> Iterator[Choice]:
        how = "tick with the keys, then Enter" if self._sheet.many else "choose with a key"
        yield Choice(f"… {how}, or look around with ↑ ↓", _NOWHERE)
        for key, row in self._keyed:
            if row.heading:
                yield Separator(row.heading)
            note = f"  ({row.note})" if row.note else ""
            yield Choice(f"{key}  {row.label}{note}", row.id)

    def _layout(self) -> Layout:
        def hanging(_line: int, wrapped: int) -> str:
            return " " * (8 if self._sheet.many else 6) if wrapped else ""

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
                        get_line_prefix=hanging,
                        dont_extend_height=True,
                        always_hide_cursor=True,
                    ),
                    Window(height=1),
                    window(self._detail, "class:detail", least=3),
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
        return self._details.get(pointed, "The line under the cursor is shown here in full.")

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
            if self._sheet.many and (self._ticked() or not row.stands_alone):
                self._tick(row.id)
            else:
                self._finish(event, (row.id,))

        return choose

    def _asking_for(self, command: Command):
        return lambda event: event.app.exit(result=Reply(self._ticked(), command))

    def _move(self, step) -> None:
        self._trouble = ""
        step()
        while not self._list.is_selection_valid():
            step()

    def _enter(self, event: KeyPressEvent) -> None:
        pointed = self._list.get_pointed_at().value
        if self._sheet.many:
            self._finish(event, self._ticked())
        elif pointed == _NOWHERE:
            self._trouble = "Enter alone is no answer: choose a line first."
        else:
            self._finish(event, (pointed,))

    def _space(self, event: KeyPressEvent) -> None:
        pointed = self._list.get_pointed_at().value
        if self._sheet.many and pointed != _NOWHERE:
            self._tick(pointed)

    def _tick(self, row: str) -> None:
        ticks = self._list.selected_options
        after = [each for each in ticks if each != row] if row in ticks else [*ticks, row]
        self._trouble = self._sheet.refuses(tuple(after)) or "" if len(after) > 1 else ""
        if not self._trouble:
            self._list.selected_options = after

    def _ticked(self) -> tuple[str, ...]:
        return tuple(row.id for row in self._sheet.rows if row.id in self._list.selected_options)

    def _finish(self, event: KeyPressEvent, picked: tuple[str, ...]) -> None:
        self._trouble = self._sheet.refuses(picked) or ""
        if not self._trouble:
            event.app.exit(result=Reply(picked))

    def _point_at(self, row: str) -> None:
        self._list.pointed_at = [choice.value for choice in self._list.choices].index(row)
