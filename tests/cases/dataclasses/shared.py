def truth(a, b):
    d = {"a": a, "b": b}
    if d:
        return d["a"] + d["b"]


def in_a_loop(items):
    for item in items:
        if item:
            d = {"a": 1, "b": 2}
        print(d["a"], d["b"])


def bound_twice(a):
    d = {"a": a, "b": 1}
    d = {"a": d["a"], "b": d["b"]}
    return d["a"]


def aliased(a):
    d = {"a": a, "b": 1}
    e = d
    e["a"] = 2
    return d["a"], d["b"]


class Order:
    def __init__(self, name, price: float):
        self._head = {"customer": {"name": name, "city": "Rome"}, "price": price}

    def label(self) -> str:
        customer = self._head["customer"]
        return f"{customer['name']} {customer['city']} {self._head['price']}"

    def move(self, city: str):
        self._head["customer"]["city"] = city
        self._head["price"] += 1

# output
from dataclasses import dataclass


@dataclass(slots=True)
class _Record:
    a: object
    b: object


def truth(a, b):
    d = _Record(a=a, b=b)
    if d:
        return d.a + d.b


@dataclass(slots=True)
class _InALoopRecord:
    a: int
    b: int


def in_a_loop(items):
    for item in items:
        if item:
            d = _InALoopRecord(a=1, b=2)
        print(d.a, d.b)


@dataclass(slots=True)
class _BoundTwiceRecord:
    a: object
    b: int


def bound_twice(a):
    d = _BoundTwiceRecord(a=a, b=1)
    d = _BoundTwiceRecord(a=d.a, b=d.b)
    return d.a


@dataclass(slots=True)
class _AliasedRecord:
    a: object
    b: int


def aliased(a):
    d = _AliasedRecord(a=a, b=1)
    e = d
    e.a = 2
    return d.a, d.b


@dataclass(slots=True)
class Customer:
    name: object
    city: str


@dataclass(slots=True)
class Head:
    customer: Customer
    price: float


class Order:
    def __init__(self, name, price: float):
        self._head = Head(customer=Customer(name=name, city="Rome"), price=price)

    def label(self) -> str:
        customer = self._head.customer
        return f"{customer.name} {customer.city} {self._head.price}"

    def move(self, city: str):
        self._head.customer.city = city
        self._head.price += 1
