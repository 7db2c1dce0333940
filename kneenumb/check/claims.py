"""Rules about the claims that a tree makes about its own safety, and the proof of each."""

from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.laws import EVERYBODY, GROUNDS
from kneenumb.check.report import Flaw, Proof
from kneenumb.check.rule import rule
from kneenumb.model.claim import Claim, Implication, Statement
from kneenumb.prove.implication import ProofResult


@rule(
    "broken-claim",
    page="""A claim does not hold for everybody.

    The claims are what the tree promises about its safety. Here is a person for whom it does
    not keep the promise.

    Run the person with "kneenumb triage --unchecked --answers", see where the walk goes wrong,
    and change the tree. If the claim promised too much, change the claim and say so to whoever
    reviews it.

    A claim says that whoever meets "when" also meets "then". Without "when" it speaks of
    everybody. All that stands under one of the two must hold::

        P7:
          says: New weakness, or doubt about it, is at least same day.
          holds:
            - when: {weakness: [new_or_growing, not_sure]}
              then: {urgency: {at_least: same_day}}
          sources: [R13]

    These words may stand under "when" and "then"::

        saddle: [yes, not_sure]              the answer is, or contains, one of these
        asked: [saddle, weakness]            each of these questions was asked
        clean: [saddle, weakness]            each of them was given its clean answer
        unsure: [saddle, weakness]           at least one was answered "not sure"
        raised: {at_least: same_day}         a red flag of such a level was raised
        urgency: {exactly: emergency}        the final urgency
        base: {at_most: soon}                the urgency of the outcome by itself
        outcome: [o_sciatica, o_tibial]      the outcome is one of these
        combination: [K1, K2]                one of these combinations decided
        questions: {at_most: 12}             so many questions were asked
        any: [{urgency: {at_least: soon}}, {outcome: [o_unclear]}]
                                             at least one of these statements holds

    A level is bounded by at_least, at_most or exactly, a number by at_least or at_most.

    What is true of every tree has a name instead::

        P18:
          says: One more thing that is wrong never lowers the urgency.
          law: worse_never_milder
    """,
)
def broken_claim(context: CheckContext) -> Iterator[Flaw]:
    for name, claim in context.tree.claims.items():
        for at in range(len(claim.holds)):
            about, broken, witness = context.verdict(name, at)
            if broken:
                yield Flaw(
                    ("claims", name, "holds", at),
                    f"{name} does not hold: {broken:,} of {about:,} answer paths that it speaks of "
                    f"break it.",
                    "Change the tree so that it holds for the person shown, or change the claim.",
                    witness,
                    claim=name,
                )
        flaw = _broken_law(context, name)
        if flaw:
            yield Flaw(
                ("claims", name, "law"),
                f"{name} does not hold: {flaw.message[0].lower()}{flaw.message[1:]}",
                flaw.remedy,
                flaw.witness,
                flaw.beside,
                claim=name,
            )


@rule(
    "empty-claim",
    page="""A claim speaks of nobody.

    Nobody who could ever answer meets its "when", so it holds whatever the tree does. A promise
    to nobody looks like safety and is none.

    Mend the conditions in "when", or lead somebody there. Two options of a single question in
    two conditions can never both be met; in one list either is enough.
    """,
)
def empty_claim(context: CheckContext) -> Iterator[Flaw]:
    for name, claim in context.tree.claims.items():
        for at in range(len(claim.holds)):
            if not context.verdict(name, at).about:
                yield Flaw(
                    ("claims", name, "holds", at),
                    f"Nobody meets the 'when' of this part of {name}, so it says nothing.",
                    "Mend its conditions, or delete it.",
                    claim=name,
                )


def proof(context: CheckContext, name: str) -> Proof:
    """What became of a claim."""
    claim = context.tree.claims[name]
    verdicts = [context.verdict(name, at) for at in range(len(claim.holds))]
    broken = next((each.witness for each in verdicts if each.broken), None)
    flaw = _broken_law(context, name)
    shown = [EVERYBODY] if claim.holds else []
    shown += [GROUNDS[claim.law].shown] if claim.law else []
    return Proof(
        claim=name,
        holds=not any(each.broken or not each.about for each in verdicts) and not flaw,
        paths=_paths(context, claim, verdicts) if claim.holds else None,
        shown=", and ".join(dict.fromkeys(shown)),
        witness=broken or (flaw.witness if flaw else None),
    )


def _broken_law(context: CheckContext, name: str) -> Flaw | None:
    """The first thing that breaks the law of a claim, if it names one and something does."""
    claim = context.tree.claims[name]
    if claim.law and name not in context.broken_laws:
        context.broken_laws[name] = next(GROUNDS[claim.law].broken(context, claim), None)
    return context.broken_laws.get(name)


def _paths(context: CheckContext, claim: Claim, verdicts: list[ProofResult]) -> int:
    """How many answer paths meet the "when" of a claim, of whichever part."""
    if len(verdicts) == 1:
        return verdicts[0].about
    anyone = Statement(any=tuple(each.when for each in claim.holds))
    return context.prover.prove(Implication(when=anyone, then=Statement())).about
