"""A workflow file and profiles of it, either of them broken: a problem is told in the file where the text stands."""

from rectiflow.definitions.parse import problems_of
from tests.example import ROOT
from tests.surgery import Source

BASE = ROOT / "workflows/examples/repair_request.yaml"
ADDING = """\
workflow: town_repair
version: 1
title: {zh: 镇报修办理, en: Repairs in a town}
extends: repair_request
fields:
  remark: {zh: 备注, en: Remark, type: text}
actions:
  note: {zh: 附注, en: Note, from: rectifying, by: lead, takes: [remark]}
"""
"""A profile that adds to its base, and takes the place of nothing but its head."""

CHANGING = """\
workflow: town_repair
version: 2
title: {zh: 镇报修办理, en: Repairs in a town}
extends: repair_request
parameters:
  quick: {zh: 紧急时限, en: Limit when urgent, value: 1 working day, open: 来源未定}
roles:
  mayor: {zh: 镇长, en: Mayor, is: lead.superior.first_person, delegable: false}
fields:
  urgent: {zh: 紧急, en: Urgent, type: yes_no}
  place:  {zh: 地段, en: Place, type: choice, of: {street: 街道, village: 村组}}
states:
  waiting: {zh: 待料, en: Waiting for material, held_by: lead}
actions:
  register: {takes: [phone, urgent, place]}
  pause: {zh: 待料, en: Wait, from: rectifying, to: waiting, by: lead, tells: [{reporter: in_writing}]}
  resume:
    zh: 复工
    en: Resume
    from: waiting
    to: rectifying
    by: lead
    clocks: {rectify: keep_remaining}
  hurry:
    zh: 催促
    en: Hurry
    from: open
    by: mayor
    require:
      - {that: {urgent: true}, else: {zh: 只有紧急事项可以催促, en: Only what is urgent is hurried}}
ladders:
  strict:
    - {at: 50%, rung: remind, tell: [holder]}
    - {at: due, rung: supervise, tell: [holder.first_person, mayor], charge: overdue, unless: "did('hurry')"}
    - {at: due + 2 working days, rung: criticise, tell: [holder.first_person, mayor], charge: overdue}
deadlines:
  rectify: {within: [{when: {urgent: true}, allow: quick}, {allow: 5 working days}], rungs: strict}
  wait: {zh: 待料时限, en: Waiting, runs_in: [waiting], within: 10 working days, rungs: usual}
figures:
  urgent: {zh: 紧急事项占比, en: Share of urgent ones, share: issue.urgent, of: "did('register')"}
"""
"""A profile that also changes what its base says."""


def told_in_the_base(mutant):
    """Tell whether the base is where a mutant of it must be told, when the profile that adds to it is checked.

    What the profile says itself takes the place of the base's; what neither says at the top is
    missing in the profile, and so is an action that registers.
    """
    own = Source(ADDING).plain
    at_the_top = mutant.site in own or mutant.site.startswith("title.")
    missing = {code for one in mutant.expected for code in one.codes} & {"RF102", "RF301"}
    return not at_the_top and not (missing and (mutant.alone or missing == {"RF301"}))


def told_in_the_profile(mutant):
    """Tell whether a mutant of the profile is one: a title that it leaves out is the base's."""
    return mutant.site != "title.zh"


def of_the_base(text):
    """Give what is told in a base by checking the profile that adds to it."""
    found = problems_of(ADDING, "town.yaml", lambda _: (text.encode(), BASE.name))
    return [problem for problem in found if problem.file == BASE.name]


def of_the_profile(text):
    """Give what is told in a profile that changes its base."""
    found = problems_of(text, "town.yaml", lambda _: (BASE.read_bytes(), BASE.name))
    return [problem for problem in found if problem.file == "town.yaml"]
