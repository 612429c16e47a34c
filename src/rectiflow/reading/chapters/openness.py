"""文书与公开: papers, who may not see what, what is made public. Papers and publication."""

from collections.abc import Iterator

from rectiflow.core.terms import period
from rectiflow.model.openness import Document, Publication, Sight
from rectiflow.model.titles import Title
from rectiflow.phrasing.clauses import based, rung, where
from rectiflow.phrasing.names import Names, term, titled
from rectiflow.phrasing.phrases import all_of, article, numbered, say, sentences, together
from rectiflow.phrasing.terms import AUDIENCES
from rectiflow.reading.chapters.general import number_form

TITLE = Title(zh="文书与公开", en="Papers and publication")


def articles(names: Names) -> Iterator[Title]:
    """Give the articles of this chapter."""
    workflow = names.workflow
    if workflow.documents:
        intro = Title(zh="下列文书编号、送达并留存", en="These papers are numbered, served and kept")
        documents = (_document(names, document) for document in workflow.documents.values())
        yield article(Title(zh="文书", en="Papers"), numbered(intro, documents))
    if workflow.sight:
        heading = Title(zh="知悉限制", en="What may not be seen")
        yield from (article(heading, sentences(_sight(names, sight))) for sight in workflow.sight.values())
    yield from (_publication(names, publication) for publication in workflow.publication.values())


def _document(names: Names, document: Document) -> Title:
    said = [names.document(document.name)]
    if document.number:
        said.append(number_form(document.number))
    if document.shows:
        said.append(say("载明{what}", "which says {what}", what=names.values(document.shows)))
    return together(said)


def _sight(names: Names, sight: Sight) -> Iterator[Title]:
    who = names.either(sight.from_)
    if sight.hide == ("all",):
        hidden = say("不得向{who}提供事项的任何内容", "nothing of the issue may be shown to {who}", who=who)
    else:
        what = names.values(sight.hide)
        hidden = say("不得向{who}提供{what}", "{what} may not be shown to {who}", who=who, what=what)
    yield where(names, sight.when or {}, hidden)
    if sight.until == "never":
        yield Title(zh="前述限制不予解除", en="this never ends")
    elif sight.until:
        name, workflow = sight.until, names.workflow
        until = names.state(name) if name in workflow.states else names.action(name)
        yield say("前述限制至{until}时解除", "this ends with {until}", until=until)
    yield from based(sight.basis)


def _publication(names: Names, publication: Publication) -> Title:
    said = sentences([_published(names, publication), *_facts(names, publication)])
    rungs = [rung(names, one) for one in publication.rungs]
    intro = Title(zh="公布期限按下列梯级督办", en="Supervision of this duty")
    return article(titled(publication), said, *([numbered(intro, rungs)] if rungs else []))


def _published(names: Names, publication: Publication) -> Title:
    when = names.at(publication.in_)
    if publication.within:
        states, length = names.states(publication.in_), period(publication.within)
        when = say(
            "事项进入{states}起{length}内", "within {length} from entering {states}", states=states, length=length
        )
    if publication.audience == "none":
        return say("{when}，不对外公布", "{when}, nothing is made known", when=when)
    who = AUDIENCES.get(publication.audience) or names.party(publication.audience)
    if not publication.where:
        return say("{when}，向{who}公开", "{when}, it is made known to {who}", when=when, who=who)
    places = all_of(term(place) for place in publication.where)
    return say(
        "{when}，在{places}向{who}公布",
        "{when}, it is made known on {places} to {who}",
        when=when,
        places=places,
        who=who,
    )


def _facts(names: Names, publication: Publication) -> Iterator[Title]:
    if publication.show:
        yield say("公开内容为{what}", "it shows {what}", what=names.values(publication.show))
    if publication.mask:
        yield say("其中{what}应当隐去", "in it {what} shall be blacked out", what=names.values(publication.mask))
    if publication.drafted_by:
        yield say("由{who}起草", "{who} drafts it", who=names.party(publication.drafted_by))
    if publication.reviewed_by:
        yield say(
            "由{who}审核，审核人不得为起草人",
            "{who} reviews it, never whoever drafted it",
            who=names.party(publication.reviewed_by),
        )
