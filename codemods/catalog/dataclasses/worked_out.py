"""Work out what a module must become, with ast alone, to compare it with what was written."""

import ast
import copy
from typing import Any

from .displays import pairs_of, spread_of, updated_by
from .flavors import PYDANTIC, TYPED_DICT
from .shape import Built, Shape
from .slots import Use


def dumps(shape: Shape, statements: tuple[ast.stmt, ...]) -> list[str]:
    """The dumps of the statements with each site, use and annotation replaced."""
    memo: dict[int, Any] = {}  # tells what became of each node
    copied = copy.deepcopy(list(statements), memo)
    expected = _Expected(shape, memo)
    return [ast.dump(expected.visit(one)) for one in copied]


class _Expected(ast.NodeTransformer):
    def __init__(self, shape: Shape, memo: dict[int, Any]) -> None:
        self._shape = shape
        self._memo = memo
        built = () if shape.flavor is TYPED_DICT else shape.built
        self._built = {id(memo[id(one.node)]): one for one in built if id(one.node) in memo}
        self._variables = {id(memo.get(id(one))) for one in shape.variables}
        self._results = {
            id(memo.get(id(one.function))): one.result(shape.name) for one in shape.signatures
        }
        self._parameters = {
            id(memo.get(id(parameter))): type_
            for one in shape.signatures
            for parameter, type_ in one.parameters
        }
        self._uses: dict[int, list[Use]] = {}
        for use in shape.uses:
            self._uses.setdefault(id(memo.get(id(use.node))), []).append(use)
        self._annotations = {id(memo.get(id(one))) for one in shape.annotations}
        folded = [more.node for one in built for more in one.folded]
        self._folded = {id(memo.get(id(one))) for one in folded}

    def visit(self, node: ast.AST) -> Any:
        number = id(node)
        if number in self._annotations:
            return _name(self._shape.name)
        if number in self._folded:
            return None
        self.generic_visit(node)
        if number in self._variables and isinstance(node, ast.Assign):
            return _annotated(node, self._shape.name)
        if number in self._results:
            node.returns = _parsed(self._results[number])  # type: ignore[attr-defined]
        if number in self._parameters:
            node.annotation = _parsed(self._parameters[number])  # type: ignore[attr-defined]
        if number in self._built:
            return self._called(node, self._built[number])
        for use in self._uses.get(number, ()):
            node = self._used(node, use)
        return node

    def _called(self, node: Any, built: Built) -> ast.Call:
        given = [ast.keyword(key, value) for key, value in pairs_of(node, least=0) or ()]
        for more in built.folded:
            given.append(ast.keyword(more.key, self.visit(self._memo[id(more.node.value)])))
        return ast.Call(_name(self._shape.name), [], given)

    def _used(self, node: Any, use: Use) -> ast.AST:
        match use.kind:
            case "contains" if use.key in self._shape.optional:
                op = ast.IsNot() if isinstance(node.ops[0], ast.In) else ast.Is()
                owner = ast.Attribute(node.comparators[0], use.key, ast.Load())
                return ast.Compare(owner, [op], [ast.Constant(None)])
            case "contains":
                return ast.Constant(self._shape.answers(node.ops[0], use.key))
            case "get":
                return ast.Attribute(node.func.value, use.key, ast.Load())
            case "keys" if isinstance(node.func, ast.Name):
                return ast.Call(_name("attrgetter"), node.args, [])
            case "keys":
                func = ast.Attribute(node.func.value, "attrgetter", ast.Load())
                return ast.Call(func, node.args, [])
            case "copy":
                owner = node.args[0] if node.args else node.func.value
                return self._replaced(owner, [])
            case "spread":
                return self._replaced(*spread_of(node))  # type: ignore[misc]
            case "update":
                return _assigned(node)
            case "keywords":
                return self._expanded(node, use.key)
            case "each":
                return self._each(node, use)
            case "dump" | "text":
                return self._dumped(node, use)
        return ast.Attribute(node.value, use.key, node.ctx)

    def _each(self, node: Any, use: Use) -> ast.expr:
        target: ast.expr = ast.Name("record", ast.Store())
        dumped = self._dumped(_name("record"), use)
        if use.key != "items":
            return ast.ListComp(dumped, [ast.comprehension(target, node, [], 0)])
        target = ast.Tuple([ast.Name("key", ast.Store()), target], ast.Store())
        items = ast.Call(ast.Attribute(node, "items", ast.Load()), [], [])
        return ast.DictComp(_name("key"), dumped, [ast.comprehension(target, items, [], 0)])

    def _dumped(self, node: Any, use: Use) -> ast.expr:
        found = self._as_dict(node)
        if not use.guarded:
            return found
        test = ast.Compare(node, [ast.IsNot()], [ast.Constant(None)])
        return ast.IfExp(test, found, ast.Constant(None))

    def _as_dict(self, node: Any) -> ast.expr:
        if self._shape.is_alike and self._shape.flavor is PYDANTIC:
            return ast.Call(ast.Attribute(node, "model_dump", ast.Load()), [], [])
        if self._shape.is_alike:
            return ast.Call(_name("asdict"), [node], [])
        keys: list[ast.expr | None] = []
        values: list[ast.expr] = []
        for key in self._shape.keys:
            value = ast.Attribute(_name(node.id), key, ast.Load())
            there = ast.Compare(value, [ast.IsNot()], [ast.Constant(None)])
            pair = ast.Dict([ast.Constant(key)], [value])
            missing = key in self._shape.optional
            keys.append(None if missing else ast.Constant(key))
            values.append(ast.IfExp(there, pair, ast.Dict([], [])) if missing else value)
        return ast.Dict(keys, values)

    def _replaced(self, owner: ast.expr, pairs: list[tuple[str, ast.expr]]) -> ast.Call:
        if self._shape.flavor is not PYDANTIC:
            given = [ast.keyword(key, value) for key, value in pairs]
            return ast.Call(_name("replace"), [owner], given)
        keys: list[ast.expr | None] = [ast.Constant(key) for key, _ in pairs]
        changes = ast.Dict(keys, [value for _, value in pairs])
        given = [ast.keyword("update", changes)] if pairs else []
        return ast.Call(ast.Attribute(owner, "model_copy", ast.Load()), [], given)

    def _expanded(self, node: ast.Call, owner: str) -> ast.Call:
        given: list[ast.keyword] = []
        for one in node.keywords:
            if one.arg is None and isinstance(one.value, ast.Name) and one.value.id == owner:
                given += [
                    ast.keyword(key, ast.Attribute(_name(owner), key, ast.Load()))
                    for key in self._shape.keys
                ]
            else:
                given.append(one)
        return ast.Call(node.func, node.args, given)


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _parsed(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _annotated(node: ast.Assign, name: str) -> ast.AnnAssign:
    (target,) = node.targets
    assert isinstance(target, ast.Name)
    return ast.AnnAssign(target, _name(name), node.value, simple=1)


def _assigned(node: ast.Expr) -> ast.Assign:
    owner, pairs = updated_by(node) or (_name(""), [])
    targets: list[ast.expr] = [ast.Attribute(_name(owner.id), key, ast.Store()) for key, _ in pairs]
    values = [value for _, value in pairs]
    if len(pairs) == 1:
        return ast.Assign(targets, values[0])
    return ast.Assign([ast.Tuple(targets, ast.Store())], ast.Tuple(values, ast.Load()))
