"""Text as it comes: zipped or not, in any encoding; what is read below is UTF-8 in any case."""

import codecs
import gzip
import io
import re
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, cast

from kneenumb.model.fault import AnswerError, Fault, Place

SAMPLE_BYTES = 1 << 16
"""How much is looked at to find out how a file is written."""
_WINDOWS = "cp1252"
_NAMES = {"utf_16_le": "UTF-16", "utf_16_be": "UTF-16", _WINDOWS: "Windows-1252"}
_SHOWN = 40


if TYPE_CHECKING:
    Buffered = io.BufferedReader[Any]
else:
    Buffered = io.BufferedReader


class TextInput(NamedTuple):
    """A file that is read as UTF-8."""

    stream: Buffered
    notes: tuple[str, ...]
    """What has to be said of how it is read."""
    size: int | None = None
    """How many bytes are read in all, if that is known."""

    @property
    def sample(self) -> bytes:
        """How it begins."""
        return bytes(self.stream.peek(SAMPLE_BYTES))


def text_input(
    stream: BinaryIO, origin: str, *, encoding: str | None, is_table: bool, is_zipped: bool
) -> TextInput:
    """A file as UTF-8 text, whatever it is written in.

    Args:
        stream: Stands at its beginning.
        origin: What it is called in messages.
        encoding: What somebody says that it is written in.
        is_table: Whether it may be in Windows-1252, as tables of old programs are.

    Raises:
        AnswerError: if there is no such encoding.
    """
    size = None
    if is_zipped:
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=stream))
    elif stream.seekable():
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
    raw = cast(io.RawIOBase, _Guarded(stream, origin))
    buffered = io.BufferedReader(raw, SAMPLE_BYTES)
    if encoding is not None:
        name = _known(encoding)
        if name != "utf-8":
            return TextInput(_recoded(buffered, name), ())
        return TextInput(buffered, (), size)
    sample = buffered.peek(SAMPLE_BYTES)
    found = _utf_16(sample) or (_windows(sample) if is_table else None)
    if found is None:
        return TextInput(buffered, (), size)
    note = f"Read as {_NAMES[found]}."
    if found == _WINDOWS:
        note = f"Read as {_NAMES[found]}, as in {_example(sample)!r}."
        note += " If that is wrong, say how it is written with --encoding."
    return TextInput(_recoded(buffered, found), (note,))


def _known(encoding: str) -> str:
    try:
        info = codecs.lookup(encoding)
        "".encode(info.name)
    except (LookupError, ValueError):
        cause = f"There is no encoding '{encoding}'."
        raise AnswerError(Fault(cause, "Use utf-8, utf-16, windows-1252 or latin-1.")) from None
    return info.name


def _utf_16(sample: bytes) -> str | None:
    """Which UTF-16 it is: by its mark, or by the zeros beside all usual letters."""
    if sample.startswith(codecs.BOM_UTF16_LE):
        return "utf_16_le"
    if sample.startswith(codecs.BOM_UTF16_BE):
        return "utf_16_be"
    begin = sample[:1000]
    even, odd = begin[::2].count(0), begin[1::2].count(0)
    if 10 * odd > 4 * len(begin) and not even:
        return "utf_16_le"
    return "utf_16_be" if 10 * even > 4 * len(begin) and not odd else None


_LETTERS = re.compile(r"[\w\s!-~\u2018-\u201e\u2013\u2014\u2026\u20ac\xa0-\xbf]*")


def _windows(sample: bytes) -> str | None:
    """Whether it is Windows-1252: several lines that are no UTF-8, and none with UTF-8 letters."""
    lines = [line for line in sample.split(b"\n")[:-1] if not line.isascii()]
    if len(lines) < 2:
        return None
    for line in lines:
        try:
            line.decode()
            return None
        except UnicodeDecodeError:
            pass
        try:
            text = line.decode(_WINDOWS)
        except UnicodeDecodeError:
            return None
        if not _LETTERS.fullmatch(text):
            return None
    return _WINDOWS


def _example(sample: bytes) -> str:
    """Some letters that are not the same in every encoding."""
    found = re.search(rb"[ -~]{0,10}[\x80-\xff][^\r\n\t,;]{0,20}", sample)
    return found[0].decode(_WINDOWS, "replace").strip() if found else ""


class _Guarded(io.RawIOBase):
    """Reads on, and says in words what is wrong with a zipped file."""

    def __init__(self, stream: BinaryIO, origin: str) -> None:
        self._read = getattr(stream, "read1", stream.read)
        self._origin = origin

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._read(len(buffer))
        except (gzip.BadGzipFile, EOFError, zlib.error):
            cause = "The zipped file is damaged, or cut off."
            raise AnswerError(Fault(cause, "Zip it again.", Place(self._origin))) from None
        buffer[: len(data)] = data
        return len(data)


class _Recoded(io.RawIOBase):
    """Reads one encoding as UTF-8. What is no letter in it is none in UTF-8 either."""

    def __init__(self, stream: Buffered, encoding: str) -> None:
        self._stream = stream
        self._errors = "surrogatepass" if encoding.startswith("utf") else "surrogateescape"
        self._decoder = codecs.getincrementaldecoder(encoding)(self._errors)
        self._left = b""
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            data = self._stream.read1(SAMPLE_BYTES)
            try:
                text = self._decoder.decode(data, not data)
            except UnicodeDecodeError:  # Half a letter at the end.
                text = "\ufffd"
            if not self._begun:
                text, self._begun = text.removeprefix("\ufeff"), bool(text)
            self._left = text.encode("utf-8", self._errors)
            if not data:
                break
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)


def _recoded(stream: Buffered, encoding: str) -> Buffered:
    return io.BufferedReader(_Recoded(stream, encoding), SAMPLE_BYTES)
