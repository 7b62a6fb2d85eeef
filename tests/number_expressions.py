"""Generate expressions of numbers and tests of them."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

OPERATORS = ("+", "-", "*", "*", "/", "//", "%", "**")
CONSTANTS = ("0.5", "2.0", "1", "3", "-0.0", "0", "1e300", "-2.5", "7", "True", "2")
COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
FUNCTIONS = (
    "abs({})", "math.sqrt({})", "math.fabs({})", "float({})", "np.sqrt({})", "np.abs({})",
    "math.floor({})", "int({})", "round({})", "math.fmod({}, 2.0)", "math.sin({})", "len(xs) * {}",
    "math.copysign(2.0, {})", "math.isnan({})", "np.maximum({}, 1.0)", "np.floor({})", "k({})",
)  # fmt: skip


@st.composite
def tame(draw: DrawFn, elements: tuple[str, ...], depth: int = 2) -> str:
    """An expression with operators that arrays have as well."""
    inner = tame(elements, depth - 1)
    if depth == 0:
        return draw(st.sampled_from((*elements, *elements, "k", "0.5", "2")))
    right = draw(st.sampled_from(("2.0", "0.5"))) if draw(st.booleans()) else draw(inner)
    operator = draw(st.sampled_from(("+", "-", "*", "*", "/") if "." in right else ("+", "-", "*")))
    return f"({draw(inner)} {operator} {right})"


@st.composite
def numbers(draw: DrawFn, elements: tuple[str, ...], depth: int = 3) -> str:
    """An expression of numbers."""
    inner = numbers(elements, depth - 1)
    if depth == 0 or draw(st.integers(0, 3)) == 0:
        return draw(st.sampled_from((*elements, *elements, "k", "n", *CONSTANTS)))
    match draw(st.integers(0, 9)):
        case 0:
            return f"-({draw(inner)})"
        case 1:
            return draw(st.sampled_from(FUNCTIONS)).format(draw(inner))
        case 2:
            test = draw(conditions(elements))
            return f"({draw(inner)} if {test} else {draw(inner)})"
        case 3:
            simple = numbers(elements, draw(st.sampled_from((0, 0, 1))))
            return f"{draw(st.sampled_from(('min', 'max')))}({draw(simple)}, {draw(simple)})"
    return f"({draw(inner)} {draw(st.sampled_from(OPERATORS))} {draw(inner)})"


@st.composite
def conditions(draw: DrawFn, elements: tuple[str, ...]) -> str:
    """A test of numbers."""
    inner = numbers(elements, 1)
    compared = f"{draw(inner)} {draw(st.sampled_from(COMPARISONS))} {draw(inner)}"
    match draw(st.integers(0, 5)):
        case 0:
            return f"not {compared}"
        case 1:
            return f"{compared} and {draw(conditions(elements))}"
        case 2:
            return f"({compared} or {draw(conditions(elements))})"
        case 3:
            return f"{draw(numbers(elements, 0))} < {compared}"
        case 4:
            return draw(inner)
    return compared
