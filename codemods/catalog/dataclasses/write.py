"""Write the statements of a module with objects in the place of dicts, with LibCST."""

import ast
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import libcst as cst

from codemods.rewriting.passage import Passage, Unwritable

from .flavors import PYDANTIC, TYPED_DICT
from .shape import Built, Shape, Signature
from .slots import Use
from .write_dumps import dumped, each_dumped

Maker = Callable[[Any], Any]


def written(passage: Passage, shape: Shape) -> tuple[list[cst.BaseStatement], list[cst.EmptyLine]]:
    """The statements of the span, with each site, use and annotation replaced."""
    new: defaultdict[int, list[Maker]] = defaultdict(list)
    rebuilding = _Rebuilding(new)
    for place in () if shape.flavor is TYPED_DICT else shape.built:
        new[id(passage.find(place.node))].append(_calling(place, shape.name, passage, rebuilding))
        for more in place.folded:
            new[id(passage.find(more.node))].append(lambda _: cst.RemoveFromParent())
    for use in shape.uses:
        new[id(passage.find(use.node))].append(_maker(use, shape))
    for annotation in shape.annotations:
        new[id(passage.find(annotation))].append(lambda _: cst.Name(shape.name))
    for variable in shape.variables:
        new[id(passage.find(variable))].append(lambda line: _annotated(line, shape.name))
    for one in shape.signatures:
        new[id(passage.find(one.function))].append(_signing(one, shape.name))
    statements: list[Any] = [one.visit(rebuilding) for one in passage.statements]
    return statements, []


def _annotated(line: Any, name: str) -> cst.SimpleStatementLine:
    """``record: Name = ...`` for ``record = ...``."""
    (statement,) = line.body
    (target,) = statement.targets
    annotated = cst.AnnAssign(
        target.target,
        cst.Annotation(cst.Name(name)),
        statement.value,
        semicolon=statement.semicolon,
    )
    return line.with_changes(body=[annotated])  # type: ignore[no-any-return]


def _signing(signature: Signature, name: str) -> Maker:
    """What makes a function say what it takes and gives."""
    types = {one.arg: _annotation(type_) for one, type_ in signature.parameters}
    told = _annotation(signature.result(name))

    def typed(parameter: Any) -> Any:
        if parameter.name.value not in types:
            return parameter
        equal = cst.AssignEqual() if parameter.default is not None else parameter.equal
        return parameter.with_changes(annotation=types[parameter.name.value], equal=equal)

    def make(updated: Any) -> Any:
        groups = ("posonly_params", "params", "kwonly_params")
        new = {one: [typed(each) for each in getattr(updated.params, one)] for one in groups}
        return updated.with_changes(returns=told, params=updated.params.with_changes(**new))

    return make


def _annotation(type_: str) -> cst.Annotation:
    return cst.Annotation(cst.parse_expression(type_))


class _Rebuilding(cst.CSTTransformer):
    """Replaces nodes by what is made of them, with what was replaced inside them."""

    def __init__(self, new: defaultdict[int, list[Maker]]) -> None:
        super().__init__()
        self._new = new

    def on_leave(self, original_node: Any, updated_node: Any) -> Any:
        for make in self._new.get(id(original_node), ()):
            updated_node = make(updated_node)
        return updated_node


def _calling(one: Built, name: str, passage: Passage, rebuilding: _Rebuilding) -> Maker:
    """What makes a call of the class from a display, and from what is stored behind it."""
    values = [(more.key, passage.find(more.node.value)) for more in one.folded]

    def make(updated: Any) -> cst.Call:
        call = _called(updated, name)
        args = list(call.args)
        for key, value in values:
            if args and not isinstance(args[-1].comma, cst.Comma):
                args[-1] = args[-1].with_changes(comma=_comma())
            new: Any = value.visit(rebuilding)
            if isinstance(new, (cst.Tuple, cst.Yield)) and not new.lpar:
                new = new.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
            args.append(_keyword(key, new))
        return call.with_changes(args=args)

    return make


def _called(built: cst.CSTNode, name: str) -> cst.Call:
    """The call of a class in the place of a display, its values spelled as they were."""
    if isinstance(built, cst.Call):
        return built.with_changes(func=cst.Name(name))
    if not isinstance(built, cst.Dict):
        raise Unwritable("LibCST reads the dict as something else")
    args = []
    for element in built.elements:
        assert isinstance(element, cst.DictElement)
        args.append(_keyword(_text(element.key), element.value).with_changes(comma=element.comma))
    closing = built.rbrace.whitespace_before
    if args and isinstance(args[-1].comma, cst.Comma):
        comma = args[-1].comma.with_changes(whitespace_after=closing)
        args[-1] = args[-1].with_changes(comma=comma)
    elif args:
        args[-1] = args[-1].with_changes(whitespace_after_arg=closing)
    return cst.Call(
        cst.Name(name),
        args,
        lpar=built.lpar,
        rpar=built.rpar,
        whitespace_before_args=built.lbrace.whitespace_after,
    )


def _text(key: cst.BaseExpression) -> str:
    text = ast.literal_eval(cst.Module([]).code_for_node(key))
    assert isinstance(text, str)
    return text


def _comma() -> cst.Comma:
    return cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))


def _keyword(key: str, value: Any) -> cst.Arg:
    tight = cst.SimpleWhitespace("")
    return cst.Arg(value, keyword=cst.Name(key), equal=cst.AssignEqual(tight, tight))


def _field(owner: Any, key: str) -> cst.Attribute:
    return cst.Attribute(owner, cst.Name(key))


def _maker(use: Use, shape: Shape) -> Maker:
    """What makes the new text of a use from the old one."""
    match use.kind:
        case "contains" if use.key in shape.optional:
            return lambda updated: _is_there(updated, use.key)
        case "contains":
            assert isinstance(use.node, ast.Compare)
            told = cst.Name(str(shape.answers(use.node.ops[0], use.key)))
            return lambda updated: _in_parentheses(told, updated)
        case "get":
            return lambda updated: _in_parentheses(_field(updated.func.value, use.key), updated)
        case "keys":
            return lambda updated: updated.with_changes(func=_attrgetter(updated.func))
        case "copy":
            return lambda updated: _in_parentheses(_replaced(_copied(updated), [], shape), updated)
        case "spread":
            return lambda updated: _spread(updated, shape)
        case "update":
            return lambda updated: _assigned(updated, use.key)
        case "keywords":
            return lambda updated: _expanded(updated, use.key, shape)
        case "each":
            return lambda updated: each_dumped(updated, shape, use)
        case "dump" | "text":
            inside = use.kind == "text"
            return lambda updated: dumped(updated, shape, use.guarded, inside)
    return lambda updated: _in_parentheses(_field(updated.value, use.key), updated)


def _is_there(test: cst.Comparison, key: str) -> cst.Comparison:
    """``record.key is not None`` for ``"key" in record``."""
    (target,) = test.comparisons
    negative = isinstance(target.operator, cst.NotIn)
    operator = cst.Is() if negative else cst.IsNot()
    owner = _field(target.comparator, key)
    return test.with_changes(
        left=owner, comparisons=[cst.ComparisonTarget(operator, cst.Name("None"))]
    )


def _in_parentheses(node: Any, old: Any) -> Any:
    return node.with_changes(lpar=old.lpar, rpar=old.rpar)


def _attrgetter(func: Any) -> Any:
    if isinstance(func, cst.Attribute):
        return func.with_changes(attr=cst.Name("attrgetter"))
    return cst.Name("attrgetter")


def _copied(call: cst.Call) -> Any:
    """The record in ``record.copy()`` or ``copy.copy(record)``."""
    if call.args:
        return call.args[0].value
    assert isinstance(call.func, cst.Attribute)
    return call.func.value


def _replaced(owner: Any, given: list[cst.Arg], shape: Shape) -> cst.Call:
    """A copy of a record, with some of its fields changed."""
    if shape.flavor is PYDANTIC:
        pairs = [
            cst.DictElement(cst.SimpleString(f'"{one.keyword.value}"'), one.value)
            for one in given
            if one.keyword
        ]
        changes = [_keyword("update", cst.Dict(pairs))] if pairs else []
        return cst.Call(_field(owner, "model_copy"), changes)
    return cst.Call(cst.Name("replace"), [cst.Arg(owner), *given])


def _spread(display: Any, shape: Shape) -> cst.Call:
    if isinstance(display, cst.Call):
        copied, *given = display.args
        return _in_parentheses(_replaced(copied.value, given, shape), display)  # type: ignore[no-any-return]
    if isinstance(display, cst.BinaryOperation):
        right: Any = display.right
        owner, rest = display.left, right.elements
    else:
        first, *rest = display.elements
        owner = first.value
    given = []
    for element in rest:
        assert isinstance(element, cst.DictElement)
        given.append(_keyword(_text(element.key), element.value))
    return _in_parentheses(_replaced(owner, given, shape), display)  # type: ignore[no-any-return]


def _assigned(line: cst.SimpleStatementLine, owner: str) -> cst.SimpleStatementLine:
    """``record.a, record.b = 1, 2`` for ``record.update(a=1, b=2)``."""
    (statement,) = line.body
    assert isinstance(statement, cst.Expr) and isinstance(statement.value, cst.Call)
    args = statement.value.args
    pairs = [(arg.keyword.value, arg.value) for arg in args if arg.keyword]
    if not pairs:
        assert isinstance(args[0].value, cst.Dict)
        elements = args[0].value.elements
        pairs = [
            (_text(one.key), one.value) for one in elements if isinstance(one, cst.DictElement)
        ]
    targets: list[Any] = [_field(cst.Name(owner), key) for key, _ in pairs]
    values: list[Any] = [value for _, value in pairs]
    if len(pairs) > 1:
        targets = [cst.Tuple([cst.Element(one) for one in targets], lpar=[], rpar=[])]
        values = [cst.Tuple([cst.Element(one) for one in values], lpar=[], rpar=[])]
    assigned = cst.Assign([cst.AssignTarget(targets[0])], values[0])
    return line.with_changes(body=[assigned])


def _expanded(call: cst.Call, owner: str, shape: Shape) -> cst.Call:
    """``f(a=record.a, b=record.b)`` for ``f(**record)``."""
    args: list[cst.Arg] = []
    for arg in call.args:
        if arg.star == "**" and isinstance(arg.value, cst.Name) and arg.value.value == owner:
            new = [_keyword(key, _field(cst.Name(owner), key)) for key in shape.keys]
            args += [one.with_changes(comma=_comma()) for one in new[:-1]]
            args.append(new[-1].with_changes(comma=arg.comma))
        else:
            args.append(arg)
    return call.with_changes(args=args)
