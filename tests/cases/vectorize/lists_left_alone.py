"""Lists that would pay for their conversion, if it were known that numbers are finite."""


def shelf_prices(prices: list[float], rate: float) -> list[float]:
    return [((price * 1.5 + 3.0) * (1.0 + rate)) * 1.05 - 0.5 for price in prices]


def converted(xs: tuple[float, ...], k: float):
    out: list[float] = []
    for x in xs:
        out.append((x * 1e-3 + k) * 2.0 + (x - 0.5) * 3.0)
    return out
