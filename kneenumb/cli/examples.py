"""What the help of each command ends with: command lines to try, and what they are for."""

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "": (
        ("triage", "asks, and says what to do"),
        ("triage v5", "what a teaching case comes to"),
        ("quiz", "you first, then the tool"),
    ),
    "triage": (
        ("triage", "asks in this terminal"),
        ("triage v5 --format json", "a teaching case, for a program"),
        ("triage --save me.yaml", "keeps the answers, also if you stop"),
    ),
    "explain": (
        ("explain v10", "what each answer meant"),
        ("explain v10 --why-not o_fibular", "what spoke against an outcome"),
        ("explain v10 --step", "for a lecture, a key for each step"),
    ),
    "batch": (
        ("batch people.csv --output results.csv", "a row in, a row out"),
        ("batch people.csv --map-template", "what other headings mean"),
        ("batch teaching-cases --score --format plain", "as expected?"),
    ),
    "quiz": (
        ("quiz --count 5 --save score.json", "five cases, and keep the score"),
        ("quiz --seed 7 --in-order", "the same cases for a whole class"),
    ),
    "list": (
        ("list", "what there is to try"),
        ("list --expected", "with the result of each case"),
    ),
    "show": (
        ("show", "the whole tree on one page"),
        ("show outcomes", "everything it can come to"),
        ("show v10", "the tree, with the path of a case"),
    ),
    "check": (
        ("check", "the proof of the tree"),
        ("check my-tree.yaml --witnesses people", "who would be harmed"),
        ("check --explain broken-claim", "what a rule is about"),
    ),
    "diff": (
        ("diff starter my-tree.yaml", "who gets another result"),
        ("diff starter my-tree.yaml --format markdown", "for a changelog"),
    ),
    "new": (
        ("new knee.yaml", "a small tree to start from"),
        ("new knee.yaml --force", "once more, over what is there"),
    ),
    "settings": (
        ("settings", "what is in force, and why"),
        ("settings --set region=AT", "the phone numbers of Austria"),
        ("settings --unset region", "no place any more"),
    ),
    "export": (
        ("export page --output knee.html", "asks on a phone"),
        ("export slides --case v10 --output v10.html", "for a lecture"),
        ("export csv --output table.csv", "the decision table"),
    ),
    "export svg": (
        ("export svg --output tree.svg", "a poster for the wall"),
        ("export svg --case v10 --output v10.svg", "with the path of a case"),
        ("export svg --pages --output pages.html", "pages of A4 to print"),
    ),
    "export mermaid": (
        ("export mermaid --output tree.md", "a page for GitHub or GitLab"),
        ("export mermaid --whole --output tree.mmd", "one bare diagram"),
    ),
    "export dot": (
        ("export dot --output tree.dot", "for Graphviz"),
        ("export dot --case v10 --output v10.dot", "with the path of a case"),
    ),
    "export bodymap": (
        ("export bodymap --output legs.svg", "every area"),
        ("export bodymap --area inner_shin --output shin.svg", "one area lit"),
    ),
    "export markdown": (
        ("export markdown --output handbook.md", "everything in the tree"),
        ("export markdown --tree my-tree.yaml", "of your own tree"),
    ),
    "export page": (
        ("export page --output knee.html", "asks in a browser"),
        ("export page --cases teaching-cases -o class.html", "for a class"),
    ),
    "export slides": (
        ("export slides --case v10 --output v10.html", "a deck for a browser"),
        ("export slides --case v5 --region AT -o v5.html", "for Austria"),
    ),
    "export handout": (
        ("export handout o_sciatica -o sciatica.html", "for whoever comes to it"),
        ("export handout v10 --output v10.html", "with the answers it gave"),
    ),
    "export worksheet": (
        ("export worksheet v10 v14 -o class.html --key key.html", "two cases"),
        ("export worksheet teaching-cases -o class.html", "all of them"),
    ),
    "export csv": (
        ("export csv --output table.csv", "a row for each kind of person"),
        ("export csv --tree my-tree.yaml", "of your own tree"),
    ),
    "export json": (
        ("export json --output tree.json", "the tree for a program"),
        ("export json --tree my-tree.yaml", "your own tree"),
    ),
    "export sql": (
        ("export sql --output triage.sql", "for DuckDB"),
        ("export sql --dialect postgres --view results", "a view of its own"),
    ),
    "export form": (
        ("export form --kind redcap --output form.csv", "a data dictionary"),
        ("export form --kind xlsform --output form.xlsx", "for ODK, KoboToolbox"),
    ),
    "export schema": (
        ("export schema tree --output tree.schema.json", "for an editor"),
        ("export schema result", "for a program"),
    ),
}
"""Each command line without ``kneenumb``, by the command whose help it is in."""


def epilog(command: str) -> str:
    """The end of the help of a command: its examples, as Rich markup.

    Args:
        command: Such as ``export svg``; nothing for ``kneenumb`` itself.
    """
    examples = [(f"kneenumb {line}", about) for line, about in EXAMPLES.get(command, ())]
    widest = max((len(line) for line, _ in examples), default=0)
    lines = [f"{line:{widest}}  [dim]{about}[/dim]" for line, about in examples]
    return "\n".join(("[bold]Examples[/bold]", *lines)) if lines else ""
