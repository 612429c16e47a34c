"""A resolved definition as data: what goes into the ledger, and what running issues are judged by.

The same workflow gives the same data, so that its digest names it. Defaults are left out. Maps from
names to elements are lists, since the file's order is part of what people read.
"""

from collections.abc import Mapping
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

from cattrs import BaseValidationError, Converter

from rectiflow.core.periods import read_moment, read_period
from rectiflow.definitions.hooks import like
from rectiflow.errors import DefinitionError, Problem, RectiflowError, Words
from rectiflow.model.record import Json
from rectiflow.model.timing import Moment, Period
from rectiflow.model.titles import Named
from rectiflow.model.workflow import Workflow


def to_content(workflow: Workflow) -> Json:
    """Give the definition as data that JSON can hold.

    >>> from rectiflow.model.stage import State
    >>> state = State(name="closed", zh="已销号", en="Closed", final=True)
    >>> empty = {"roles": {}, "fields": {}, "actions": {}}
    >>> flow = Workflow(name="a", zh="甲", en="A", version=1, calendar="cn", states={"closed": state}, **empty)
    >>> to_content(flow)["states"]
    [{'name': 'closed', 'zh': '已销号', 'en': 'Closed', 'final': True}]
    """
    content: Json = _CONVERTER.unstructure(workflow, Workflow)
    return content


def from_content(content: Json) -> Workflow:
    """Give the workflow that `to_content` wrote; raises DefinitionError for anything else."""
    try:
        return _CONVERTER.structure(content, Workflow)
    except (BaseValidationError, RectiflowError, LookupError, TypeError, ValueError, AttributeError) as error:
        problem = Problem(
            file="(stored definition)",
            line=1,
            column=1,
            code="RF013",
            message=Words(
                "所存数据不是本版本程序能够读取的流程定义",
                "the stored data is no workflow definition that this release can read",
            ),
            fix=Words(
                "请用写入该数据库的程序版本打开，并核验其台账",
                "open the database with the release that wrote it, and verify its ledger",
            ),
        )
        raise DefinitionError((problem,)) from error


def _converter() -> Converter:
    converter = Converter(omit_if_default=True, forbid_extra_keys=True, unstruct_collection_overrides={tuple: list})
    converter.register_unstructure_hook(Period, str)
    converter.register_unstructure_hook(Moment, str)
    converter.register_structure_hook(Period, lambda text, _: read_period(text))
    converter.register_structure_hook(Moment, lambda text, _: read_moment(text))
    for kind, hook in {str: _exactly, int: _exactly, bool: _exactly}.items():
        converter.register_structure_hook(kind, hook)
    converter.register_structure_hook_func(_is_choice, lambda value, kind: _one_of(value, kind, converter))
    converter.register_unstructure_hook_func(_is_section, lambda section: _listed(section, converter))
    converter.register_structure_hook_func(_is_section, lambda items, kind: _named(items, kind, converter))
    return converter


def _exactly(value: Json, kind: type) -> Json:
    if type(value) is not kind:
        raise TypeError(kind)
    return value


def _is_choice(kind: object) -> bool:
    """Tell whether `kind` offers several kinds, such as a map or a text for a condition."""
    return isinstance(kind, UnionType) and len(set(get_args(kind)) - {NoneType}) > 1


def _one_of(value: Json, kind: object, converter: Converter) -> Json:
    form = next((one for one in get_args(kind) if get_origin(one) is Mapping), None)
    if form is not None and isinstance(value, dict):
        conditions: Json = converter.structure(value, form)
        return conditions
    return value if type(value) in get_args(kind) else _exactly(value, str)


def _is_section(kind: object) -> bool:
    """Tell whether `kind` is a map from names to elements that know their name."""
    return get_origin(kind) is Mapping and isinstance(get_args(kind)[1], type) and issubclass(get_args(kind)[1], Named)


def _listed(section: Mapping[str, Named], converter: Converter) -> list[Any]:
    return [converter.unstructure(element) for element in section.values()]


def _named(items: Json, kind: object, converter: Converter) -> dict[str, Any]:
    _exactly(items, list)
    elements: list[Named] = converter.structure(items, like(list, get_args(kind)[1:]))
    return {element.name: element for element in elements}


_CONVERTER = _converter()
