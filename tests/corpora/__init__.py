"""Texts that others collected to break readers, and the few that this folder adds itself.

Of others, each with its licence beside it:

- ``json_test_suite.json``: JSONTestSuite, ``test_parsing``, by name: ``y_`` has to be read as JSON,
  ``n_`` must not, ``i_`` is for the reader to decide;
- ``csv_spectrum.json``: csv-spectrum, each table and its rows;
- ``naughty_strings.json``: the Big List of Naughty Strings, byte for byte.

Ours: what a file of text cannot hold. JSONTestSuite has cases that are no UTF-8, and two that are
very long. They are written here after their names, and are not its bytes.
"""

import json
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_BOM, _BROKEN = b"\xff\xfe", b"\xe5"
NO_TEXT: dict[str, bytes] = {
    "i_string_UTF-16LE_with_BOM": _BOM + '["é"]'.encode("utf-16-le"),
    "i_string_UTF-8_invalid_sequence": b'["\xe6\x97\xa5\xd1\x88\xfa"]',
    "i_string_UTF8_surrogate_U+D800": b'["\xed\xa0\x80"]',
    "i_string_invalid_utf-8": b'["\xff"]',
    "i_string_iso_latin_1": b'["\xe9"]',
    "i_string_lone_utf8_continuation_byte": b'["\x81"]',
    "i_string_not_in_unicode_range": b'["\xf4\xbf\xbf\xbf"]',
    "i_string_overlong_sequence_2_bytes": b'["\xc0\xaf"]',
    "i_string_overlong_sequence_6_bytes": b'["\xfc\x83\xbf\xbf\xbf\xbf"]',
    "i_string_overlong_sequence_6_bytes_null": b'["\xfc\x80\x80\x80\x80\x80"]',
    "i_string_truncated-utf-8": b'["\xe0\xff"]',
    "i_string_utf16BE_no_BOM": '["é"]'.encode("utf-16-be"),
    "i_string_utf16LE_no_BOM": '["é"]'.encode("utf-16-le"),
    "n_array_a_invalid_utf8": b"[a" + _BROKEN + b"]",
    "n_array_invalid_utf8": b"[\xff]",
    "n_number_invalid-utf-8-in-bigger-int": b"[123" + _BROKEN + b"]",
    "n_number_invalid-utf-8-in-exponent": b"[1e1" + _BROKEN + b"]",
    "n_number_invalid-utf-8-in-int": b"[0" + _BROKEN + b"]\n",
    "n_number_real_with_invalid_utf8_after_e": b"[1e" + _BROKEN + b"]",
    "n_object_lone_continuation_byte_in_key_and_trailing_comma": b'{"\xb9":"0",}',
    "n_string_invalid-utf-8-in-escape": b'["\\u' + _BROKEN + b'"]',
    "n_string_invalid_utf8_after_escape": b'["\\' + _BROKEN + b'"]',
    "n_structure_incomplete_UTF8_BOM": b"\xef\xbb{}",
    "n_structure_lone-invalid-utf-8": _BROKEN,
    "n_structure_single_eacute": b"\xe9",
}
VERY_LONG: dict[str, bytes] = {
    "n_structure_100000_opening_arrays": b"[" * 100_000,
    "n_structure_open_array_object": b'[{"":' * 5_000,
}


def _read(name: str) -> Any:
    return json.loads((_HERE / name).read_text(encoding="utf-8"))


def json_texts() -> dict[str, bytes]:
    """Texts that are JSON, are not, or may be, by name."""
    texts: dict[str, str] = _read("json_test_suite.json")
    return {name: text.encode() for name, text in texts.items()} | NO_TEXT | VERY_LONG


def tables() -> dict[str, tuple[bytes, list[dict[str, str]]]]:
    """CSV tables, and their rows."""
    found = {name: (each["csv"].encode(), each["json"]) for name, each in _read_tables()}
    return {
        name: (table, rows if isinstance(rows, list) else [rows])
        for name, (table, rows) in found.items()
    }


def _read_tables() -> list[tuple[str, dict[str, Any]]]:
    return [*_read("csv_spectrum.json").items()]


def naughty_strings() -> list[str]:
    """Texts that have broken something somewhere."""
    texts: list[str] = _read("naughty_strings.json")
    return texts
