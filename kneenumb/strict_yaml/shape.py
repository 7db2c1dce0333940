"""Holds data against a model and says in plain words what does not fit."""

from types import UnionType
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kneenumb.model.fault import Fault, NodePath, TreeFault
from kneenumb.model.suggest import Suggestions
from kneenumb.strict_yaml.document import Document

M = TypeVar("M", bound=BaseModel)


def fit(document: Document, model: type[M]) -> tuple[M | None, list[Fault]]:
    """The data of ``document`` as a ``model``, or every fault that prevents it."""
    try:
        return model.model_validate(document.data), []
    except ValidationError as errors:
        found = errors.errors(include_url=False, include_context=True)
        suggestions = Suggestions()
        return None, [
            _fault(error, document, model, suggestions) for error in found if not _is_echo(error)
        ]


def spoken(path: NodePath) -> str:
    """A path in words: ``questions › saddle › options › yes``."""
    return " › ".join(f"no. {step + 1}" if isinstance(step, int) else step for step in path)


def _is_echo(error: ErrorDetails) -> bool:
    """Whether a list is called too short only because an entry of it is at fault."""
    entries, needed = error["input"], error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and isinstance(entries, list) and len(entries) >= needed


def _fault(
    error: ErrorDetails, document: Document, model: type[BaseModel], suggestions: Suggestions
) -> Fault:
    path: NodePath = tuple(step for step in error["loc"] if step != "[key]")
    name = spoken(path) or "the file"
    value, context = error["input"], error.get("ctx", {})
    of_key = False
    match error["type"]:
        case "missing":
            cause = f"'{spoken(path[:-1]) or 'The file'}' has no '{path[-1]}'."
            remedy = f"Add a line '{path[-1]}: …'."
            path = path[:-1]
        case "extra_forbidden":
            of_key = True
            cause = f"The key '{path[-1]}' is not known here."
            remedy = suggestions.did_you_mean(str(path[-1]), _keys_of(model, path[:-1]))
        case _ if value is None:
            cause, remedy = f"'{name}' has no value.", "Write one, or remove the key."
        case "enum" | "literal_error":
            cause = f"'{value}' is not known for '{name}'."
            remedy = suggestions.did_you_mean(str(value), _words(context.get("expected", "")))
        case "string_type":
            cause, remedy = f"'{name}' is one text, not a list or keys.", "Write it as one text."
        case "model_type" | "dict_type" | "model_attributes_type":
            cause, remedy = f"'{name}' holds keys, each with a value.", "Write 'key: value' lines."
        case "tuple_type" | "list_type" if isinstance(value, dict):
            cause = f"'{name}' is one text or a list of texts, and has no keys."
            remedy = "Write the text alone, or [a, b]."
        case "tuple_type" | "list_type":
            cause, remedy = f"'{name}' is a list.", "Write [a, b], or lines that start with '- '."
        case "string_too_short":
            cause, remedy = f"'{name}' is empty.", "Write what is missing."
        case "too_short":
            held, needed = context["actual_length"], context["min_length"]
            cause = f"'{name}' holds {held}; it takes at least {needed}."
            remedy = "Write what is missing."
        case "string_too_long":
            most = context["max_length"]
            cause = f"'{name}' is {len(value)} characters long; at most {most} fit."
            remedy = "Shorten it."
        case "string_pattern_mismatch":
            of_key = "[key]" in error["loc"]
            cause = f"'{value}' cannot be used for '{name}'."
            remedy = f"It has to look like {_PATTERNS.get(context['pattern'], context['pattern'])}."
        case "value_error":
            cause, remedy = f"'{name}': {context['error']}.", "Change it so."
        case _:
            cause, remedy = f"'{name}': {error['msg']}.", "Change it so."
    kind = error["type"] if error["type"] in _KINDS else ""
    return Fault(cause, remedy, document.place(path, of_key=of_key), kind)


_KINDS = set(map(str, TreeFault))
"""What a model names when it refuses data, where that is a kind of fault of its own."""

_PATTERNS = {
    r"^[a-z][a-z0-9_]*$": "this_word (small letters, digits and _)",
    r"^[a-z][a-z0-9-]*$": "this-word (small letters, digits and -)",
    r"^[0-9]+\.[0-9]+\.[0-9]+$": "1.0.0",
    r"^[SCR][0-9]+$": "S1, C1 or R1",
    r"^P[0-9]+$": "P1",
    r"^K[0-9]+$": "K1",
    r"^https?://\S+$": "https://example.org",
}


def _words(expected: str) -> list[str]:
    return [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]


def _keys_of(model: type[BaseModel], path: NodePath) -> list[str]:
    """The keys that a model may have at ``path``."""
    found: Any = model
    for step in path:
        found = _inside(found, step)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return [field.alias or name for name, field in found.model_fields.items()]
    return []


def _inside(kind: Any, step: str | int) -> Any:
    """What kind of thing stands at key or position ``step`` of a ``kind``."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            if step in (name, field.alias):
                return _unwrapped(field.annotation)
        return None
    arguments = [each for each in get_args(kind) if each is not Ellipsis]
    return _unwrapped(arguments[-1]) if arguments else None


def _unwrapped(kind: Any) -> Any:
    """A type without its ``Annotated`` and ``| None``."""
    while hasattr(kind, "__metadata__"):
        kind = kind.__origin__
    if isinstance(kind, UnionType):
        kind = next(each for each in get_args(kind) if each is not type(None))
        return _unwrapped(kind)
    return kind
