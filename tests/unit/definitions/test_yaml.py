"""What is read as YAML, what isn't, and where problems are said to stand."""

import pytest
import yaml as pyyaml

from rectiflow.definitions import composer
from rectiflow.definitions.document import Key, Mark
from rectiflow.definitions.yaml import MAX_BYTES, compose
from rectiflow.errors import DefinitionError


@pytest.fixture(params=["C", "Python"], autouse=True)
def loader(request, monkeypatch):
    loaders = {"C": getattr(pyyaml, "CSafeLoader", None), "Python": pyyaml.SafeLoader}
    if loaders[request.param] is None:
        pytest.skip("this PyYAML was built without libyaml; install a wheel of it")
    monkeypatch.setattr(composer, "_LOADER", loaders[request.param])


def problems(text):
    with pytest.raises(DefinitionError) as caught:
        compose(text, "a.yaml")
    return [(one.code, one.line, one.column) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("no", "no"),
        ("Yes", "Yes"),
        ("on", "on"),
        ("12:30", "12:30"),
        ("0x1F", "0x1F"),
        ("0o17", "0o17"),
        ("1_000", "1_000"),
        ("1.5", "1.5"),
        ("1e3", "1e3"),
        (".inf", ".inf"),
        ("2026-03-02", "2026-03-02"),
        ("<<", "<<"),
        ("=", "="),
        ("-12", -12),
        ("007", 7),
        ("9" * 19, "9" * 19),
        ("true", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("~", None),
        ("null", None),
        ("", None),
        ('"5"', "5"),
        ("'true'", "true"),
        ('""', ""),
        ("[a, 1]", ["a", 1]),
        ("{}", {}),
        ("|\n  第一行\n  第二行", "第一行\n第二行\n"),
        ("a\n  b", "a b"),
    ],
    ids=repr,
)
def test_plain_scalars_are_read_by_the_core_schema_without_floats(written, read):
    value = compose(f"key: {written}\n", "a.yaml").value["key"]
    assert (type(value), value) == (type(read), read)


def test_a_document_knows_the_places_of_keys_and_values():
    document = compose("a: 1\nb:\n  - {zh: 灯, c: 3}\n", "a.yaml")
    assert document.place(("a",)) == Mark(1, 4)
    assert document.place((Key("a"),)) == Mark(1, 1)
    assert document.place(("b", 0, "c")) == Mark(3, 16)
    assert document.place(("b", 0, Key("c"))) == Mark(3, 13)


def test_what_the_file_does_not_have_is_placed_at_the_nearest_thing_around_it():
    document = compose("a:\n  b: {c: 1}\n", "a.yaml")
    assert document.place(("a", "b", "d", 3)) == document.place(("a", "b")) == Mark(2, 3)
    assert document.place(("z",)) == Mark(1, 1)


def test_a_byte_order_mark_is_passed_over():
    assert compose(b"\xef\xbb\xbfa: 1", "a.yaml").value == {"a": 1}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a: 1\nb: \xd6\xd0", [("RF002", 2, 4)]),
        ("a: b".encode("utf-16"), [("RF002", 1, 1)]),
        ("a: \ud800", [("RF002", 1, 4)]),
        ("a: 1\nb: \0", [("RF003", 2, 4)]),
        ('a: "x\\0y"', [("RF003", 1, 4)]),
        ("a:\n\tb: 1\n \tc: 2", [("RF004", 2, 1), ("RF004", 3, 2)]),
        ("a: {b: 1\nc: 2", None),
        ("a: 'b", None),
        ("", [("RF013", 1, 1)]),
        ("# only a comment", [("RF013", 1, 1)]),
        ("- a", [("RF013", 1, 1)]),
        ("text", [("RF013", 1, 1)]),
        ("a: &x 1\nb: *x", [("RF007", 1, 4), ("RF007", 2, 4)]),
        ("a: !!python/object:os.system 1", [("RF008", 1, 4)]),
        ("a: 1\n---\nb: 2", [("RF009", 2, 1)]),
        ("1: a\nnull: b\n[x]: c\ntrue: d", [("RF010", 1, 1), ("RF010", 2, 1), ("RF010", 3, 1), ("RF010", 4, 1)]),
        ("a: 1\nb: 2\na: 3", [("RF011", 3, 1)]),
        ("t: {zh: 甲,乙, en: A}", [("RF012", 1, 11)]),
        ("t: {zh:甲}", [("RF012", 1, 5)]),
    ],
    ids=repr,
)
def test_what_is_not_read_is_named_at_its_place(text, expected):
    found = problems(text)
    assert found == expected if expected else [code for code, _, _ in found] == ["RF005"]


def test_a_file_that_breaks_off_breaks_off_at_its_end():
    assert problems("a: [b") == [("RF005", 1, 6)]


def test_all_that_a_file_has_too_much_of_is_named_at_once():
    assert {code for code, _, _ in problems("a: &x 1\na: !t 2\n3: *x\nc: {d,e}")} == {
        "RF007",
        "RF008",
        "RF010",
        "RF011",
        "RF012",
    }


def test_a_duplicate_names_both_places():
    with pytest.raises(DefinitionError, match=r"a\.yaml:3:1: RF011: 'a' stands here and at line 1, column 1 too"):
        compose("a: 1\nb: 2\na: 3", "a.yaml")


def test_a_key_that_is_given_nothing_inside_braces_is_no_slip_of_a_comma():
    assert compose("t: {zh: , en: A}", "a.yaml").value == {"t": {"zh": None, "en": "A"}}


def test_a_file_of_the_greatest_size_is_read_and_a_larger_one_is_not():
    assert compose("a: 1\n".ljust(MAX_BYTES), "a.yaml").value == {"a": 1}
    assert problems("a: 1\n".ljust(MAX_BYTES + 1)) == [("RF001", 1, 1)]
    assert problems("灯" * (MAX_BYTES // 3 + 1)) == [("RF001", 1, 1)]


def test_values_lie_in_each_other_at_most_sixty_four_deep():
    assert compose("a: " + "[" * 63 + "]" * 63, "a.yaml").value
    assert problems("a: " + "[" * 64 + "]" * 64) == [("RF006", 1, 67)]


@pytest.mark.parametrize("bomb", ["[", "{a: ", "- ", "? ", "{", "[{a: "])
def test_a_nesting_bomb_is_refused_long_before_its_end(bomb, monkeypatch):
    events = []
    parse = pyyaml.parse

    def counted(text, **options):
        for event in parse(text, **options):
            events.append(event)
            yield event

    monkeypatch.setattr(composer.yaml, "parse", counted)
    assert [code for code, _, _ in problems(bomb * 200_000)] == ["RF006"]
    assert len(events) < 300


def test_problems_without_end_are_cut_off():
    assert len(problems("k: 1\n" * 10_000)) == composer.MOST_PROBLEMS
    assert len(problems("a:\n" + "\tb: 1\n" * 10_000)) == composer.MOST_PROBLEMS
