"""XML is read as a stream, and what could hurt is refused where it stands."""

import pytest

from rectiflow.markup import Malformed, Markup


def read(*chunks):
    seen = []
    markup = Markup(lambda name, _: seen.append(f"<{name}"), lambda name: seen.append(f"{name}>"), seen.append)
    for chunk in chunks:
        markup.feed(chunk)
    markup.feed(b"", last=True)
    return seen


def test_elements_and_text_come_in_order_however_they_are_cut():
    assert read(b"<a><b", b">te", b"xt</b></a>") == ["<a", "<b", "te", "xt", "b>", "a>"]


def test_a_name_comes_with_its_namespace():
    assert read(b'<a xmlns="urn:x"/>') == ["<urn:x a", "urn:x a>"]


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        (b"<a>\n <b></a>", 2, 7, "it is no well-formed XML (mismatched tag)"),
        (b"", 1, 1, "it is no well-formed XML (no element found)"),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', 1, 31, "its encoding isn't known"),
        (b'<!DOCTYPE a [<!ENTITY b "bb">]><a>&b;</a>', 1, 13, "it declares a document type"),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', 1, 40, "it declares a document type"),
    ],
)
def test_what_cannot_be_read_or_could_hurt_is_refused_with_its_place(text, line, column, what):
    with pytest.raises(Malformed) as refused:
        read(text)
    assert (refused.value.line, refused.value.column, refused.value.what.en) == (line, column, what)
    assert refused.value.fix
