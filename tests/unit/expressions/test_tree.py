"""The tree says what the text says, and where."""

import pytest

cel = pytest.importorskip("cel_expr_python.cel", reason="no wheel of cel-expr-python for this platform")

from rectiflow.expressions.tree import Call, Foreign, Listing, Literal, Name, read_tree, walk  # noqa: E402


def tree(text):
    return read_tree(cel.NewEnv().compile(text, disable_check=True).serialize())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("0", 0), ("-3", -3), ("9223372036854775807", 2**63 - 1), ("2.5", 2.5), ("true", True), ("false", False)),
        *(("''", ""), ("'路灯'", "路灯"), (r"'\u8def'", "路")),
    ],
)
def test_a_literal_is_its_value(text, value):
    assert tree(text) == Literal(value=value, at=0)
    assert type(tree(text).value) is type(value)


def test_a_dotted_name_stands_where_it_begins():
    assert tree("  issue.plan.proof") == Name(name="issue.plan.proof", at=2)


def test_a_function_stands_where_its_name_begins_and_a_method_has_its_object_first():
    assert tree("true && did('a')").arguments[1] == Call(function="did", arguments=(Literal(value="a", at=12),), at=8)
    assert tree("issue.a.size()") == Call(function="size", arguments=(Name(name="issue.a", at=0),), method=True, at=8)


@pytest.mark.parametrize("text", ["null", "1u", "b'a'", "{'a': 1}", "A{b: 1}", "[1].a", "[1].all(x, true)"])
def test_what_the_language_lacks_is_foreign(text):
    assert tree(text) == Foreign(at=tree(text).at)


def test_walking_meets_everything_in_the_order_of_the_text():
    met = [type(node) for node in walk(tree("size([1, issue.a]) == 2"))]
    assert met == [Call, Call, Listing, Literal, Name, Literal]
