"""Files that nobody wrote in good faith, by kind: what is deep, long, many, or no text at all.

Each kind gives names and texts, or bytes. `IN_EXPRESSIONS` are expressions; `set_in` puts one where a
condition stands.
"""

import json

from rectiflow.definitions.yaml import compose
from tests.example import Example

MEGABYTE = 1024 * 1024
EXAMPLE = Example()
PLAIN = compose(EXAMPLE.text, "example").value
WHEN = "when: {verdict: fixed}"


def repeated(piece, size=MEGABYTE):
    """Fill a file of the greatest size with a piece of text."""
    return piece * (size // len(piece.encode()))


def nested():
    """Things within things, 200,000 deep."""
    yield from (
        (f"{piece} without end", piece * 200_000) for piece in ("[", "{", "{a: ", "- ", "? ", "[{a: ", "'", '"')
    )
    yield "closed again", "a: " + "[" * 200_000 + "]" * 200_000
    yield "blocks", "\n".join(" " * depth + "a:" for depth in range(1_000))
    yield "a list in each item", "\n".join(" " * depth + "-" for depth in range(1_000))


def yaml_features():
    """Use what YAML has and a workflow doesn't."""
    laughs = ["a0: &a0 [ha, ha]", *(f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 9)}]" for at in range(1, 100))]
    yield "aliases of aliases", "\n".join(laughs)
    yield "an alias to itself", "a: &a [*a]"
    yield "an unknown alias", "a: *nobody"
    yield "merge keys", "a: &a {b: 1}\n" + "".join(f"c{at}: {{<<: *a}}\n" for at in range(1_000))
    yield "a tag that makes an object", "a: !!python/object/apply:os.system [echo]"
    yield "a tag on everything", repeated("!!str a: !!int 1\n")
    yield "a tag without end", "a: !" + "x" * 100_000 + " b"
    yield "an anchor without end", "a: &" + "x" * 100_000 + " b"
    yield "a second document", EXAMPLE.text + "\n---\n" + EXAMPLE.text
    yield "documents without end", repeated("---\n")
    yield "directives", repeated("%TAG ! tag:x,2026:\n")
    yield "a version of the future", "%YAML 9.9\n---\na: 1"


def characters():
    """Write what is no text, or doesn't look like what it is."""
    yield "null bytes", b"\0" * MEGABYTE
    yield "a null byte at the end", EXAMPLE.text.encode() + b"\0"
    yield "no UTF-8", EXAMPLE.text.encode("gbk")
    yield "UTF-16", EXAMPLE.text.encode("utf-16")
    yield "a byte order mark within", EXAMPLE.text.replace("actions:", "\ufeffactions:")
    yield "half a surrogate pair", EXAMPLE.text + "x: \ud800"
    yield "half a surrogate pair, escaped", EXAMPLE.text + 'x: "\\ud800"'
    yield "a line separator", EXAMPLE.text.replace("states:", "states:\u2028")
    yield "a paragraph separator, escaped", EXAMPLE.text + 'x: "\\P\\L\\N\\0"'
    yield "text that turns around", EXAMPLE.text.replace("closed:", "\u202edesolc\u202c:")
    yield "text that turns around without end", repeated("\u202e")
    yield "signs of no width", EXAMPLE.text.replace("verifying:", "verify\u200bing:")
    yield "a letter of another alphabet", EXAMPLE.text.replace("closed:", "\u0441losed:")
    yield "accents without end", "a" + repeated("\u0301")
    yield "tabs", repeated("\t")
    yield "tabs on every line", repeated("\ta: 1\n")
    yield "carriage returns", repeated("\r")
    yield "blanks", repeated(" ") + "a"
    yield "an escape for everything", 'a: "' + repeated("\\u0041") + '"'


def large():
    """Files of many megabytes, and whatever fills the greatest file that is read."""
    yield "10 MB", "a: 1\n" * 2 * MEGABYTE
    yield "10 MB of nothing", "\n" * 10 * MEGABYTE
    yield "a key without end", repeated("k") + ": 1"
    yield "a quoted key without end", '"' + repeated("k", MEGABYTE - 10) + '": 1'
    yield "a word without end", "workflow: " + repeated("w", MEGABYTE - 10)
    yield "a block without end", "workflow: |\n" + repeated("  text\n", MEGABYTE - 20)
    yield "a folded line without end", "workflow:" + repeated("\n  text", MEGABYTE - 20)
    yield "comments", repeated("# nothing\n")
    yield "colons", repeated(": ")
    yield "question marks", repeated("?\n")
    yield "empty items", repeated("-\n")
    yield "commas", "[" + repeated(",")
    yield "the same key", repeated("a: 1\n")
    yield "keys", "\n".join(f"k{at}: 1" for at in range(100_000))
    yield "items in braces", "a: [" + repeated("1,", MEGABYTE - 10) + "]"
    yield "items on lines", "a:\n" + repeated("- 1\n", MEGABYTE - 10)
    yield "maps in a list", "a: [" + repeated("{b: c},", MEGABYTE - 10) + "]"
    yield "empty maps", "a: [" + repeated("{},", MEGABYTE - 10) + "]"
    yield "keys without a value", "a: {" + repeated("b,", MEGABYTE - 10) + "}"


def numbers():
    """Numbers that no machine holds."""
    for name, number in {"digits": "9" * 100_000, "an exponent": "1e999999", "below zero": "-" + "9" * 400}.items():
        yield f"a version of {name}", EXAMPLE.replaced("version: 1", f"version: {number}")
        yield f"a period of {name}", EXAMPLE.replaced("within: 1 working day", f"within: {number} days")
    yield "a period of 18 digits", EXAMPLE.replaced("within: 1 working day", f"within: {'9' * 18} days")
    yield "a percentage of digits", _with({"ladders": {"usual": [{"at": f"{'9' * 5_000}%", "rung": "urge"}]}})


def many():
    """Workflows with more than anybody could follow."""
    yield "10,000 states", _with_states(10_000)
    yield "500 states, 490 actions from all of them", _woven(250, 240)
    yield "100 states, 50 actions from all of them", _woven(100, 50)
    yield "40 states, each action leads to each", _woven(40, 3, to=40)
    yield "an action with 10,000 ways", _with({"actions": {"verify": _action(to=["closed"] * 10_000)}})
    yield "an action from 10,000 states", _with({"actions": {"verify": _action(sources=["closed"] * 10_000)}})
    yield "a field with 10,000 choices", _with({"fields": {"answer": _choices(10_000)}})
    yield "400 fields with 100 choices", _with({"fields": {f"f{at}": _choices(100) for at in range(400)}})
    yield "400 deadlines in every state", _with({"deadlines": {f"d{at}": _deadline() for at in range(400)}})
    yield "10,000 conditions", _with({"actions": {"verify": _when({f"f{at}": at for at in range(10_000)})}})
    yield "10,000 acceptances", _with({"accepts": {"RF305": [{"at": "states", "because": "甲"}] * 10_000}})
    yield "10,000 unknown keys", EXAMPLE.text + "".join(f"k{at}: 1\n" for at in range(10_000))
    yield "10,000 unknown codes", _with({"accepts": {f"RF{at}": 1 for at in range(10_000)}})
    yield "10,000 parameters", _with({"parameters": {f"p{at}": at for at in range(10_000)}})
    yield "a name without end", EXAMPLE.replaced("registered:", "r" * 100_000 + ":")
    yield "a reference without end", EXAMPLE.replaced("to: verifying", "to: " + "v" * 100_000)
    yield "480 reasons that are wrong", _with({"actions": {f"a{at}": "x" * 50 for at in range(480)}})


def slips():
    """Workflows with so many mistakes that telling them all is work, and looking for what was meant more."""
    alike = {f"{name}": {"zh": "甲", "type": "text"} for name in _alike(400)}
    takes = {f"a{at}": {"takes": [f"{name}x"[1:] for name in _alike(90)]} for at in range(30)}
    yield "2,700 names like 400 others", _with({"fields": alike, "actions": takes})
    unknown = {f"a{at}": {f"k{key}": 1 for key in range(20)} for at in range(220)}
    yield "220 actions with 20 unknown keys", _with({"actions": unknown})
    yield "450 broken actions", _with({"actions": {f"a{at}": [] for at in range(450)}})
    yield "450 malformed names", _with({"actions": {f"{at}": {} for at in range(450)}})
    yield "400 states that nothing leads to", _with_states(400)
    yield "4,500 unknown codes", _with({"accepts": {f"RF{at}": 1 for at in range(4_500)}})
    accepted = [{"at": [f"states.s{at}" for at in range(80)], "because": "甲"}] * 80
    yield (
        "6,400 acceptances",
        _with(
            {
                "accepts": {"RF304": accepted},
                "states": {f"s{at}": {"zh": "甲", "held_by": "clerk"} for at in range(200)},
            }
        ),
    )
    conditions = {f"f{at}": dict.fromkeys(_alike(100), "x") for at in range(40)}
    yield (
        "4,000 conditions on unknown fields",
        _with({"actions": {name: _when(one) for name, one in conditions.items()}}),
    )
    values = {f"a{at}": {**_when({"verdict": f"x{at}"}), "sets": {"verdict": "y"}} for at in range(300)}
    yield "600 values that are none", _with({"actions": values})
    rungs = [{"at": f"{at}x", "rung": "shout"} for at in range(100)]
    yield (
        "a broken ladder in 400 deadlines",
        _with({"ladders": {"usual": rungs}, "deadlines": {f"d{at}": _deadline() for at in range(400)}}),
    )
    rungs = [{"at": f"due + {at} days", "rung": "urge", "tell": "nobody"} for at in range(1, 100)]
    yield (
        "a long ladder in 400 deadlines",
        _with({"ladders": {"usual": rungs}, "deadlines": {f"d{at}": _deadline() for at in range(400)}}),
    )


def expressions():
    """Expressions that are deep, long, costly, or no text at all."""
    yield "parentheses", "(" * 490 + "true" + ")" * 490
    yield "open parentheses", "(" * 999
    yield "brackets", "[" * 999
    yield "lists in lists", "[" * 490 + "]" * 490 + " == []"
    yield "negations", "!" * 990 + "true"
    yield "minus signs", "-" * 990 + "1 > 0"
    yield "ors", " || ".join(["true"] * 120)
    yield "ands in a row", " && ".join(["did('submit')"] * 55)
    yield "sums", "+".join(["1"] * 490) + " > 1"
    yield "conditions in conditions", "true ? " * 60 + "true" + " : false" * 60
    yield "conditions after conditions", "true ? true : " * 70 + "true"
    yield "functions in functions", "size(" * 160 + "1" + ")" * 160
    yield "2,000 nested functions", "size(" * 2_000 + "1" + ")" * 2_000
    yield "methods of methods", "input.verdict" + ".contains('a')" * 70
    yield "names in names", "a" + ".a" * 490
    yield "members of members", "input.verdict" + "[0]" * 320
    yield "100,000 characters", "did('submit') || " * 6_000 + "true"
    yield "100,000 digits", "9" * 100_000 + " > 1"
    yield "a list of numbers", f"age() in [{','.join(['1'] * 480)}]"
    yield "a list of texts", f"input.verdict in [{','.join(['fixed'.join(chr(39) * 2)] * 110)}]"
    yield "a text that is doubled", "+".join(["'" + "a" * 10 + "'"] * 70) + " == ''"
    yield "a text times a text", "(" * 20 + "'a'" + " + 'a')" * 20 + " == 'a'"
    yield "loops in loops", "[1,2].all(x, [1,2].all(y, [1,2].all(z, x + y + z > 0)))"
    yield "a regular expression", "input.verdict.matches('(a+)+$')"
    yield "a whole number too large", "age() > 9223372036854775808"
    yield "the smallest whole number", "age() > -9223372036854775809"
    yield "an overflow", "9223372036854775807 + age() > 1"
    yield "an exponent", "age() > 1e999999"
    yield "a division by nothing", "age() / 0 > 1"
    yield "a text without end", "'" + "a" * 990
    yield "a null byte", "age() > 1\0"
    yield "half a surrogate pair", "input.verdict == '\ud800'"
    yield "half a surrogate pair, escaped", r"input.verdict == '\ud800'"
    yield "a line separator", "age()\u2028> 1"
    yield "text that turns around", "age() > 1 \u202e|| true"
    yield "signs beyond the first plane", "input.verdict == '\U0001f4a3' && nobody"
    yield "a byte order mark", "\ufeffage() > 1"
    yield "bytes", r"b'\xff' == b'\xff'"
    yield "a map", "{1: 2} == {1: 2}"
    yield "a message", "google.protobuf.Struct{} == null"
    yield "null", "null == null"
    yield "a type", "type(1) == int"
    yield "nothing", " "
    yield "an optional", "input.?verdict.orValue('x') == 'x'"
    yield "a quoted name", "input.`verdict` == 'fixed'"
    yield "reserved words", "while == for"
    yield "an unknown function", "__import__('os').system('id') == 1"


def choices_in_expressions():
    """Workflows whose expressions could be tried with more cases than anybody could wait for."""
    fields = {f"f{at}": {**_choices(100), "zh": "甲"} for at in range(20)}
    needs = {"needs": list(fields)}
    either = " || ".join(f"issue.f{at} == 'c1'" for at in range(20))
    yield "20 choices of 100", _with({"fields": fields, "actions": {"verify": _when(either)}})
    asked = " || ".join(f"did('{name}')" for name in ["register", "assign", "submit", "verify"] * 5)
    yield "answers", _with({"actions": {"verify": _when(asked)}})
    ways = {f"a{at}": {**_when(f"{either} || age() > {at}"), **needs} for at in range(50)}
    yield "20 choices of 100 in 50 actions", _with({"fields": fields, "actions": ways})
    two = {f"a{at}": _when(f"issue.f1 == 'c1' || age() > {at}") for at in range(300)}
    yield "an expression in 300 actions", _with({"fields": {"f1": fields["f1"]}, "actions": two})
    yes = {f"y{at}": {"zh": "甲", "type": "yes_no"} for at in range(10)}
    every = " && ".join(f"issue.y{at}" for at in range(10))
    true = {f"a{at}": _when(f"{every} && age() > {at}") for at in range(40)}
    never = {f"a{at}": _when(f"{every} && !issue.y0 && age() > {at}") for at in range(90)}
    yield "90 conditions that never hold", _with({"fields": yes, "actions": never})
    long = f"input.verdict in [{','.join([repr('fixed')] * 110)}]"
    all_of_all = {f"a{at}": _when(f"issue.y{at % 10} && age() > {at} && {long}") for at in range(60)}
    yield "60 long expressions", _with({"fields": yes, "actions": all_of_all})
    yield "10 truths in 40 actions", _with({"fields": yes, "actions": true})


def set_in(expression):
    """Put an expression where a condition of the example stands."""
    return EXAMPLE.replaced(WHEN, f"when: {json.dumps(expression)}")


KINDS = {
    "nesting": nested,
    "features of YAML": yaml_features,
    "characters": characters,
    "size": large,
    "numbers": numbers,
    "numbers of elements": many,
    "slips": slips,
    "choices in expressions": choices_in_expressions,
}
"""By kind, what gives the names and texts of files."""


def _with(changed):
    """Give the example as JSON with the elements of `changed` added, or in the place of its own."""
    whole = {key: {**PLAIN.get(key, {}), **elements} for key, elements in changed.items()}
    return json.dumps({**PLAIN, **whole}, ensure_ascii=False)


def _action(sources=("registered",), **said):
    return {"zh": "甲", "from": list(sources), "by": "clerk", **said}


def _when(condition):
    ways = [{"when": condition, "state": "closed"}, "rectifying"]
    return {"zh": "甲", "from": "verifying", "by": "verifier", "judges": "submit", "not_by": "submit", "to": ways}


def _choices(count):
    return {"zh": "甲", "type": "choice", "of": {f"c{at}": "甲" for at in range(count)}}


def _alike(count):
    """Give names of sixty letters that are all much alike."""
    return [f"{'abc' * 18}_{at:05}" for at in range(count)]


def _deadline():
    return {"zh": "甲", "runs_in": "open", "within": "1 day", "rungs": "usual"}


def _with_states(count):
    return _with({"states": {f"s{at}": {"zh": "甲", "held_by": "clerk"} for at in range(count)}})


def _woven(states, actions, to=1):
    """Weave a workflow in which every action leads from every state to some."""
    names = [f"s{at}" for at in range(states)]
    held = {name: {"zh": "甲", "held_by": "clerk"} for name in names}
    ways = {
        f"a{at}": {"zh": "甲", "from": names, "by": "clerk", "to": [names[(at + one) % states] for one in range(to)]}
        for at in range(actions)
    }
    return _with({"states": held, "actions": ways})
