"""Data models of iTop: what each part becomes, and what is said of the rest."""

import pytest

from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError
from rectiflow.foreign import convert

STATUS = '<field id="status" xsi:type="AttributeEnum"><default_value>new</default_value></field>'
FLAGGED = "<flags>{}</flags>"


def model(states="", fields="", stimuli="", more=""):
    return f"""<itop_design xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><classes><class id="Fault">
<properties><fields_semantic><state_attribute>status</state_attribute></fields_semantic></properties>
<fields>{STATUS}{fields}</fields>
<lifecycle><stimuli>{stimuli}</stimuli><states>{states}</states></lifecycle>{more}</class></classes></itop_design>"""


def state(name, *transitions, flags=""):
    return f'<state id="{name}"><flags>{flags}</flags><transitions>{"".join(transitions)}</transitions></state>'


def transition(stimulus, target, more=""):
    return f'<transition id="{stimulus}"><target>{target}</target>{more}</transition>'


def flag(field, *flags):
    return f'<attribute id="{field}">{"".join(f"<{one}/>" for one in flags)}</attribute>'


def field(name, kind, more=""):
    return f'<field id="{name}" xsi:type="Attribute{kind}">{more}</field>'


def watch(*thresholds, goal="<goal>Computed</goal>"):
    listed = "".join(f'<threshold id="{one}"/>' for one in thresholds)
    states = '<states><state id="new"/></states>'
    return field("tto", "StopWatch", f"{states}<thresholds>{listed}</thresholds>{goal}")


def imported(*states, **more):
    return convert(model("".join(states), **more).encode(), "fault.xml", "itop")


def workflow(*states, **more):
    return compose(imported(*states, **more).text, "fault.yaml").value


def left_out(*states, **more):
    return [(one.what, one.times) for one in imported(*states, **more).left_out]


DONE = state("closed")
NEW = state("new", transition("ev_close", "closed"))


def test_states_and_stimuli_become_states_and_actions():
    flow = workflow(NEW, DONE)
    assert flow["workflow"] == "Fault"
    assert flow["states"] == {
        "new": {"zh": "新建", "en": "New"},
        "closed": {"zh": "已关闭", "en": "Closed", "final": True},
    }
    assert flow["actions"]["ev_close"] == {"zh": "关闭", "en": "Close", "from": ["new"], "to": "closed"}


def test_what_the_system_fires_is_done_by_the_system_and_listed():
    fires, asks = "StimulusInternal", "StimulusUserAction"
    stimuli = f'<stimulus id="ev_timeout" xsi:type="{fires}"/><stimulus id="ev_close" xsi:type="{asks}"/>'
    states = (state("new", transition("ev_timeout", "closed"), transition("ev_close", "closed")), DONE)
    actions = workflow(*states, stimuli=stimuli)["actions"]
    assert actions["ev_timeout"]["by"] == ["system"]
    assert "by" not in actions["ev_close"]
    assert {("ev_timeout", 1), ("by", 1)} <= set(left_out(*states, stimuli=stimuli))


def test_an_object_is_created_in_the_default_state():
    assert workflow(NEW, DONE)["actions"]["create"]["to"] == "new"


def test_without_a_default_state_the_creation_has_no_target():
    text = model(NEW + DONE).replace("<default_value>new</default_value>", "")
    assert compose(convert(text.encode(), "a.xml", "itop").text, "a").value["actions"]["create"]["to"] == []


def test_what_is_mandatory_in_a_state_is_needed_by_every_step_that_leads_there():
    done = state("closed", flags=flag("solution", "mandatory", "must_prompt") + flag("comment", "must_prompt"))
    close = workflow(NEW, done)["actions"]["ev_close"]
    assert close["needs"] == ["solution"]
    assert close["takes"] == ["comment"]


def test_what_a_transition_wants_changed_is_needed_by_it_alone():
    wants = FLAGGED.format(flag("agent", "must_change"))
    states = (state("new", transition("ev_close", "closed", wants), transition("ev_drop", "closed")), DONE)
    actions = workflow(*states)["actions"]
    assert actions["ev_close"]["needs"] == ["agent"]
    assert "needs" not in actions["ev_drop"]
    assert ("must_change", 1) in left_out(*states)


def test_creating_takes_every_field_that_is_neither_hidden_nor_read_only():
    fields = "".join(field(name, "Text") for name in ("report", "answer", "number"))
    flags = flag("answer", "hidden") + flag("number", "read_only")
    assert workflow(state("new", flags=flags), fields=fields)["actions"]["create"]["takes"] == ["report"]


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        (field("x", "Text"), {"type": "text"}),
        (field("x", "DateTime"), {"type": "instant"}),
        (field("x", "ExternalKey", "<target_class>Person</target_class>"), {"type": "person"}),
        (field("x", "ExternalKey", "<target_class>Team</target_class>"), {"type": "unit"}),
        (field("x", "ExternalKey", "<target_class>Server</target_class>"), {"type": "text"}),
        (
            field("x", "Enum", '<values><value id="a b"><code>a b</code></value></values>'),
            {"type": "choice", "of": {"a b": {"zh": "a b", "en": "A b"}}},
        ),
    ],
)
def test_a_field_has_the_type_of_its_kind(declared, written):
    written_field = workflow(NEW, DONE, fields=declared)["fields"]["x"]
    assert {key: written_field[key] for key in written} == written


@pytest.mark.parametrize("kind", ["ExternalField", "LinkedSet", "SubItem", "Duration"])
def test_a_field_that_the_program_keeps_is_left_out_and_listed(kind):
    assert "fields" not in workflow(NEW, DONE, fields=field("x", kind))
    assert ("x", 1) in left_out(NEW, DONE, fields=field("x", kind))


def test_a_field_that_a_class_above_declares_is_carried_over_as_text_and_listed():
    states = (state("new", flags=flag("org", "mandatory")), DONE)
    assert workflow(*states)["fields"]["org"]["type"] == "text"
    assert ("org", 1) in left_out(*states)


def test_a_stop_watch_is_a_deadline_with_its_thresholds_in_order():
    assert workflow(NEW, DONE, fields=watch(100, 75))["deadlines"]["tto"] == {
        "zh": "响应时限",
        "en": "Tto",
        "runs_in": ["new"],
        "rungs": [{"at": "75%", "rung": "remind"}, {"at": "due", "rung": "urge"}],
    }
    assert ("tto", 1) in left_out(NEW, DONE, fields=watch(75))


@pytest.mark.parametrize("threshold", ["0", "150", "-5", "7.5", "soon", "9" * 5000])
def test_a_threshold_that_no_rung_can_have_is_left_out_and_listed(threshold):
    assert "rungs" not in workflow(NEW, DONE, fields=watch(threshold))["deadlines"]["tto"]
    assert (f"threshold {threshold}", 1) in left_out(NEW, DONE, fields=watch(threshold))


def test_a_stop_watch_without_a_goal_is_no_deadline():
    assert "deadlines" not in workflow(NEW, DONE, fields=watch(goal="<goal/>"))
    assert ("tto", 1) in left_out(NEW, DONE, fields=watch(goal="<goal/>"))


def test_programs_and_rights_are_listed():
    acts = "<actions><action><verb>SetCurrentDate</verb><params><param>seen</param></params></action></actions>"
    stimuli = (
        '<stimulus id="ev_timeout" xsi:type="StimulusInternal"/><stimulus id="ev_close" xsi:type="StimulusUserAction"/>'
    )
    states = (state("new", transition("ev_close", "closed", acts), flags=flag("x", "hidden")), DONE)
    listed = left_out(*states, stimuli=stimuli, more="<methods/>")
    assert {("SetCurrentDate(seen)", 1), ("ev_timeout", 1), ("by", 1), ("held_by", 1)} <= set(listed)
    assert {("methods", 1), ("hidden", 1), ("closed", 1), ("calendar", 1)} <= set(listed)


def test_another_class_with_a_life_cycle_is_listed():
    other = '<class id="Other"><lifecycle><states/></lifecycle></class>'
    text = model(NEW + DONE).replace("</classes>", f"{other}</classes>")
    assert "Other" in [one.what for one in convert(text.encode(), "a.xml", "itop").left_out]


def test_a_defect_keeps_its_name():
    lost = workflow(state("new", transition("ev_go", "nowhere"), transition("ev_drop", "")))
    assert lost["actions"]["ev_go"]["to"] == "nowhere"
    assert lost["actions"]["ev_drop"]["to"] == []


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("", "RF005", "no element found"),
        ("<a>", "RF005", "no element found"),
        ("<a/>", "RF102", "a class with a life cycle is missing"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', "RF005", "encoding"),
        (model("<state/>"), "RF102", "the id of <state> is missing"),
        (model(state("new", transition("", "closed"))), "RF102", "the id of <transition> is missing"),
        ("<a>" * 65, "RF006", "nested deeper than 64 levels"),
        ("<a>" * 300_000, "RF006", "nested deeper than 64 levels"),
        (" " * 1_100_000, "RF001", "more than"),
        (model(state("new", *(transition(f"e{number}", "new") for number in range(1000)))), "RF113", "more than 1000"),
        ('<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>', "RF005", "declares a document type"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "RF005", "declares a document type"),
        ('\ufeff\n{"BusinessServices": []}', "RF005", "looks like JSON"),
    ],
)
def test_what_is_no_such_model_is_a_located_problem(text, code, message):
    with pytest.raises(DefinitionError) as refused:
        convert(text.encode(), "a.xml", "itop")
    (problem,) = refused.value.problems
    assert problem.code == code
    assert message in problem.message.en
    assert problem.line >= 1
    assert problem.column >= 1


def test_signs_that_no_workflow_file_can_hold_are_left_out():
    values = "<values><value><code>a\x85\x80b</code></value></values>"
    converted = imported(NEW, DONE, fields=field("x\x9f", "Enum", values))
    assert "\x80" not in converted.text
    assert compose(converted.text, "a").value["fields"]["x"]["type"] == "choice"


def test_a_problem_names_its_line():
    with pytest.raises(DefinitionError) as refused:
        convert(b"<a>\n<b>\n</a>", "a.xml", "itop")
    assert (refused.value.problems[0].line, refused.value.problems[0].column) == (3, 3)
