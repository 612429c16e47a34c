"""What an engine works with, in one place: the ports and the choices made at connect."""

from attrs import frozen

from rectiflow.engine.shelf import Shelf
from rectiflow.model.actor import Actor
from rectiflow.ports import ClockPort, Directory, Entropy


@frozen(kw_only=True, eq=False)
class Office:
    """The ports of one engine, and how it was asked to behave."""

    shelf: Shelf
    directory: Directory
    clock: ClockPort
    entropy: Entropy
    trust_caller_roles: bool
    record_refusals: bool

    def actor(self, by: str | Actor) -> Actor:
        """Give the actor with the roles that count: the directory's, or the caller's where it is trusted."""
        if isinstance(by, Actor):
            return by if self.trust_caller_roles else self.directory.actor(by.id)
        return self.directory.actor(by)
