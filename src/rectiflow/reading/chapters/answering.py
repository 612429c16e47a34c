"""问责: faults, measures, triggers. Accountability."""

from collections.abc import Iterator

from rectiflow.core.terms import RELATIONS, period
from rectiflow.model.accountability import Counted, Fault, Measure, Proposal, Tally, Trigger
from rectiflow.model.titles import Title
from rectiflow.phrasing.clauses import based, opened, unless, where
from rectiflow.phrasing.names import Names, related, term, titled
from rectiflow.phrasing.phrases import all_of, any_of, article, numbered, quoted, same, say, sentences, together
from rectiflow.phrasing.terms import CHARGED, POSTS
from rectiflow.phrasing.times import often

TITLE = Title(zh="问责", en="Accountability")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    workflow = names.workflow
    if workflow.accountability:
        intro = Title(zh="有下列情形的，记问责线索", en="A finding is recorded for")
        faults = (_fault(names, fault) for fault in workflow.accountability.values())
        yield article(Title(zh="问责线索", en="Findings"), numbered(intro, faults))
    if workflow.measures:
        intro = Title(zh="处理措施由轻到重如下", en="From light to heavy, the measures are")
        measures = (_measure(names, measure) for measure in workflow.measures.values())
        yield article(Title(zh="处理措施", en="Measures"), numbered(intro, measures))
    yield from (_trigger(names, trigger) for trigger in workflow.triggers.values())


def _fault(names: Names, fault: Fault) -> Title:
    return together(
        [
            say(
                "{title}，属于{ground}",
                "{title}, on the ground of {ground}",
                title=titled(fault),
                ground=term(fault.ground),
            ),
            say("责任人为{who}", "charged to {who}", who=names.parties(fault.charge_to)),
            *opened(names, fault.opens),
        ]
    )


def _measure(names: Names, measure: Measure) -> Title:
    return together([titled(measure), *_facts(names, measure)])


def _facts(names: Names, measure: Measure) -> Iterator[Title]:
    if measure.of:
        yield say("适用于{whom}", "of a {whom}", whom=any_of(term(one, CHARGED) for one in measure.of))
    if measure.lasts:
        yield say("影响期为{length}", "in effect for {length}", length=period(measure.lasts))
    if measure.blocks:
        yield say("影响期内不得{what}", "barring {what} meanwhile", what=all_of(term(one) for one in measure.blocks))
    if measure.asks:
        yield say("要求提交{field}", "calling for {field}", field=names.value(measure.asks))
    if not measure.fault:
        yield Title(zh="不作为过错处理", en="no reproach")
    yield from based(measure.basis)


def _trigger(names: Names, trigger: Trigger) -> Title:
    said = [_counting(names, trigger), *_provisos(names, trigger)]
    proposals = (_proposal(names, trigger.per, proposal) for proposal in trigger.propose)
    intro = Title(zh="达到的，提出下列建议", en="It is then proposed")
    return article(titled(trigger), sentences(said), numbered(intro, proposals), sentences(based(trigger.basis)))


def _counting(names: Names, trigger: Trigger) -> Title:
    posts = all_of(term(post, POSTS) for post in trigger.whose_post) if trigger.whose_post else None
    limited = say("（限{posts}）", " ({posts} only)", posts=posts) if posts else Title(zh="", en="")
    return say(
        "按{per}{limited}累计，{counted}{often}",
        "counted for each {per}{limited}: {counted}{often}",
        per=term(trigger.per, CHARGED),
        limited=limited,
        counted=_counted(names, trigger.counts),
        often=_often(trigger),
    )


def _counted(names: Names, counts: Counted) -> Title:
    return together(_kinds(names, counts))


def _kinds(names: Names, counts: Counted) -> Iterator[Title]:
    if counts.ground:
        yield say("因{grounds}", "on the ground of {grounds}", grounds=any_of(term(one) for one in counts.ground))
    if counts.gravity:
        gravity = any_of(names.choice("gravity", one) for one in counts.gravity)
        yield say("情节为{gravity}", "of gravity {gravity}", gravity=gravity)
    if counts.tenure:
        yield say("在{posts}岗位任职", "years in posts of {posts}", posts=all_of(term(one) for one in counts.tenure))
    if counts.measure:
        measures = any_of(names.measure(one) for one in counts.measure)
        yield say("受到{measures}处理", "{measures} imposed", measures=measures)
    if counts.finding:
        findings = any_of(quoted(term(one)) for one in counts.finding)
        yield say("有{findings}线索", "findings of {findings}", findings=findings)


def _often(trigger: Trigger) -> Title:
    tallies = [_tally(tally) for tally in trigger.either]
    if tallies:
        return say("，{tallies}", ", {tallies}", tallies=any_of(tallies))
    if trigger.reaches:
        return say("，满{length}", ", reaching {length}", length=period(trigger.reaches))
    times = Tally(times=trigger.times or 1, running=trigger.running, within=trigger.within)
    return say("，{tally}", ", {tally}", tally=_tally(times))


def _tally(tally: Tally) -> Title:
    often = _running(tally)
    if tally.within is None:
        return often
    return say("{within}内{often}", "{often} within {within}", within=period(tally.within), often=often)


def _running(tally: Tally) -> Title:
    if tally.running == "years":
        return say("连续{many}年", "in {many} years running", many=tally.times)
    if tally.running == "rounds":
        return say("连续{many}次", "in {many} rounds running", many=tally.times)
    if tally.running:
        return say("连续{many}“{what}”", "{many} “{what}” running", many=tally.times, what=same(tally.running))
    counted = say("满{many}", "{many}", many=often(tally.times))
    if tally.times == 1 or tally.within is not None:
        return counted
    return say("期间不限，{counted}", "{counted}, however far apart", counted=counted)


def _provisos(names: Names, trigger: Trigger) -> Iterator[Title]:
    if trigger.replaces:
        lighter = names.workflow.triggers.get(trigger.replaces)
        title = quoted(titled(lighter) if lighter is not None else same(trigger.replaces))
        yield say("适用本条的，不再适用{title}", "it takes the place of {title}", title=title)
    if not trigger.fault:
        yield Title(zh="本条不作为过错处理", en="it is no reproach")
    if trigger.publish:
        found = names.workflow.publication.get(trigger.publish)
        title = titled(found) if found is not None else same(trigger.publish)
        yield say("同时公布“{title}”", "“{title}” is published", title=title)


def _proposal(names: Names, per: str, proposal: Proposal) -> Title:
    to, measures = _receiver(names, per, proposal.to), _proposed(names, proposal)
    said = say("对{to}{measures}", "for {to}: {measures}", to=to, measures=measures)
    return unless(names, proposal.unless, where(names, proposal.when or {}, said))


def _receiver(names: Names, per: str, to: str) -> Title:
    """Name whom something is proposed for: "that section" only where sections are what is counted."""
    head, *relations = to.split(".")
    if head in names.workflow.roles or head == per:
        return names.party(to)
    if head in CHARGED:
        return related(say("其所在{kind}", "their {kind}", kind=CHARGED[head]), relations)
    return related(say("其{kind}", "their {kind}", kind=term(head, RELATIONS)), relations)


def _proposed(names: Names, proposal: Proposal) -> Title:
    one_of = [names.measure(one) for one in proposal.one_of]
    if one_of:
        said = say("在{measures}中择一适用", "one of {measures}", measures=any_of(one_of))
    else:
        said = say("给予{measures}", "{measures}", measures=all_of(names.measure(one) for one in proposal.measures))
    if not proposal.or_:
        return said
    other = all_of(names.measure(one) for one in proposal.or_)
    return say("{said}，或者{other}", "{said}, or {other}", said=said, other=other)
