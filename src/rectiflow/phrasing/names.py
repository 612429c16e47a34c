"""What the names of a workflow are called in sentences. 称谓。"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from attrs import field, frozen

from rectiflow.core.terms import HOLDER, RELATIONS
from rectiflow.model.subject import BUILT_IN, Column, Field
from rectiflow.model.titles import Title, Titled
from rectiflow.model.workflow import Workflow
from rectiflow.phrasing.phrases import all_of, any_of, full_width, quoted, same, say
from rectiflow.phrasing.terms import AUDIENCES, CHARGED, CODES


def term(code: str, terms: Mapping[str, Title] = CODES) -> Title:
    """Give what a code means; one that nobody knows stands in quotes as it is written."""
    return terms.get(code) or quoted(same(code))


def titled(noun: Title | Titled) -> Title:
    """Give the title of something, with the punctuation of its language."""
    return Title(zh=full_width(noun.zh), en=noun.en)


def sentence(said: Title) -> Title:
    """Give a sentence of the file without its full stop."""
    return Title(zh=full_width(said.zh).rstrip("。"), en=said.en.rstrip("."))


def related(who: Title, relations: Iterable[str]) -> Title:
    """Name whoever stands to `who` in a relation, and to them in the next one."""
    for relation in relations:
        who = say("{who}的{relation}", "{who}'s {relation}", who=who, relation=term(relation, RELATIONS))
    return who


@frozen
class Names:
    """Knows the titles of a workflow, and of the `others` that it speaks of, by their names."""

    workflow: Workflow
    others: Mapping[str, Workflow] = field(factory=dict)

    def action(self, name: str) -> Title:
        """Name an action."""
        action = self.workflow.action(name)
        return quoted(titled(action) if action is not None else same(name))

    def actions(self, names: Iterable[str]) -> Title:
        """Name actions of which any will do."""
        return any_of(self.action(name) for name in names)

    def state(self, name: str) -> Title:
        """Name a state."""
        return _known(self.workflow.states, name)

    def states(self, names: Iterable[str]) -> Title:
        """Name the states in one of which an issue is."""
        return any_of(self.state(name) for name in names)

    def at(self, states: Collection[str]) -> Title:
        """Say that an issue is at one of some states; of all, and of all that are not final, in short."""
        wanted, known = set(states), self.workflow.states
        if wanted == set(known):
            return Title(zh="任何时候", en="at any time")
        if len(wanted) > 1 and wanted == {state.name for state in known.values() if not state.final}:
            return Title(zh="事项办结前", en="until the issue ends")
        return say("事项处于{states}的", "while the issue is at {states}", states=self.states(states))

    def deadline(self, name: str) -> Title:
        """Name a time limit."""
        return say("{title}", "the limit {title}", title=self.deadlines([name]))

    def deadlines(self, names: Iterable[str]) -> Title:
        """Name several time limits by their titles alone."""
        known = self.workflow.deadlines
        titles = (titled(known[name]) if name in known else same(name) for name in names)
        return all_of(say("{title}", "“{title}”", title=title) for title in titles)

    def fault(self, name: str) -> Title:
        """Name a fault."""
        return _known(self.workflow.accountability, name)

    def measure(self, name: str) -> Title:
        """Name a measure."""
        return _known(self.workflow.measures, name)

    def document(self, name: str) -> Title:
        """Name a paper."""
        found = self.workflow.documents.get(name)
        return say("《{title}》", "“{title}”", title=titled(found) if found else same(name))

    def vote(self, name: str) -> Title:
        """Name a vote."""
        return _known(self.workflow.votes, name)

    def phase(self, name: str) -> Title:
        """Name a phase."""
        return _known(self.workflow.phases, name)

    def parts(self, name: str) -> Title:
        """Name a set of parts, or the field that names some of them."""
        return self.value(name) if name in self.workflow.fields else _known(self.workflow.parts, name)

    def other(self, name: str) -> Title:
        """Name another workflow."""
        return _known(self.others, name)

    def party(self, path: str) -> Title:
        """Name who takes part: a role, the holder, and how somebody stands to them, as `holder.first_person`."""
        head, *relations = path.split(".")
        if head == "duty":
            return say("{list}值班人员", "whoever is on duty for {list}", list=term(".".join(relations)))
        return related(self._base(head), relations)

    def parties(self, paths: Iterable[str]) -> Title:
        """Name all of several who take part."""
        return all_of(self.party(path) for path in paths)

    def either(self, paths: Iterable[str]) -> Title:
        """Name several of whom any may."""
        return any_of(self.party(path) for path in paths)

    def audience(self, names: Iterable[str]) -> Title:
        """Name who may see something."""
        return all_of(AUDIENCES.get(name) or self.party(name) for name in names)

    def value(self, path: str) -> Title:
        """Name what can be shown: a field or a column of it, a vote, parts, somebody who takes part."""
        head, _, inner = path.partition(".")
        if head in self.workflow.fields:
            return self._of_field(self.workflow.fields[head], inner)
        if head in self.workflow.votes:
            return say("{vote}结果", "the result of {vote}", vote=_unquoted(self.vote(head)))
        if head == "parts" and inner:
            return say("{parts}各分项", "the parts “{parts}”", parts=titled(self.workflow.parts[inner]))
        return self.party(path)

    def values(self, paths: Iterable[str]) -> Title:
        """Name all of several things that can be shown."""
        return all_of(self.value(path) for path in paths)

    def choice(self, path: str, value: str) -> Title:
        """Name what a field may be."""
        head, _, column = path.partition(".")
        found: Field | Column | None = self.workflow.fields.get(head)
        if column and isinstance(found, Field):
            found = found.each.get(column)
        choices = found.choices if found is not None else ()
        titles = {choice.name: titled(choice) for choice in choices}
        return quoted(titles.get(value) or same(value))

    def _of_field(self, field_: Field, column: str) -> Title:
        title = titled(field_)
        if not column:
            return say("{title}", "“{title}”", title=title)
        inner = field_.each.get(column)
        return say(
            "{title}的{column}", "“{column}” of “{title}”", title=title, column=titled(inner) if inner else same(column)
        )

    def _base(self, name: str) -> Title:
        role = HOLDER if name == "holder" else self.workflow.roles.get(name) or BUILT_IN.get(name)
        if role is None:
            return self._stranger(name)
        title = titled(role)
        return say("{title}", "{title}" if title.en.startswith(("The ", "All ")) else "the {title}", title=title)

    def _stranger(self, name: str) -> Title:
        known = CHARGED.get(name) or RELATIONS.get(name)
        return say("该{known}", "the {known}", known=known) if known else quoted(same(name))


def mentioned(workflow: Workflow) -> Iterator[str]:
    """Give the names of the other workflows that a workflow speaks of."""
    yield from filter(None, (workflow.extends, workflow.part_of))
    yield from (parts.workflow for parts in workflow.parts.values())
    yield from (duty.opens for duty in workflow.every.values())
    yield from (name for fault in workflow.accountability.values() for name in fault.opens)
    yield from (name for action in workflow.every_action() for target in action.targets for name in target.opens)
    yield from (name for one in workflow.deadlines.values() for rung in one.rungs for name in rung.opens)
    yield from (name for one in workflow.publication.values() for rung in one.rungs for name in rung.opens)


def _known(section: Mapping[str, Titled], name: str) -> Title:
    return quoted(titled(section[name]) if name in section else same(name))


def _unquoted(title: Title) -> Title:
    return Title(zh=title.zh.strip("“”"), en=title.en)
