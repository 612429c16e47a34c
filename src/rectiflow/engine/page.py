"""A page of the ledger being written: drafts become sealed records, and the issue moves on."""

from datetime import datetime

from attrs import Factory, define

from rectiflow.core.evolve import evolve
from rectiflow.ledger.seal import NONCE_BYTES, seal
from rectiflow.model.command import Decision
from rectiflow.model.issue import Issue
from rectiflow.ports import Entropy, Queued, Sealed


@define
class Page:
    """What one transaction adds to one subject; nothing is stored until it is written.

    `version` and `leaf` are those of the subject's last record, `recorded_at` (UTC) is now.
    """

    subject: str
    issue: Issue | None
    version: int
    leaf: str
    recorded_at: datetime
    entropy: Entropy
    sealed: list[Sealed] = Factory(list)
    effects: list[Queued] = Factory(list)

    def add(self, decision: Decision) -> None:
        """Seal the records of a decision, fold them into the issue, and queue its effects."""
        for draft in decision.drafts:
            record, stored = seal(
                draft,
                subject=self.subject,
                version=self.version + 1,
                previous=self.leaf,
                recorded_at=self.recorded_at,
                nonce=self.entropy.token(NONCE_BYTES),
            )
            self.sealed.append(Sealed(record=record, stored=stored))
            self.version, self.leaf = record.version, record.leaf
            self.issue = evolve(self.issue, record)
        first = len(self.effects)
        self.effects += [
            Queued(id=f"{self.subject}:{self.version}:{first + number}", effect=effect)
            for number, effect in enumerate(decision.effects)
        ]
