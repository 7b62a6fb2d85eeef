import json


def table(names):
    ages = {"a-b": 1, "class": 2}
    return ages["a-b"] + ages["class"]


def dumped(a, b):
    d = {"a": a, "b": b}
    d["a"] = d["b"]
    return json.dumps(d, default=d)


def deep_default(a, f):
    d = {"a": a, "b": 1}
    return d["a"], d["b"], d.get("a", f())


def spread(a, f):
    d = {"a": a, **f}
    return d["a"], d["a"]


def twice(a):
    d = {"a": a, "a": 1}
    return d["a"], d["a"]


def updated(a):
    d = {"a": a, "b": 1}
    d.update(a)
    return d["a"], d["b"]


def mangled(a):
    d = {"__a": a, "b": 1}
    return d["__a"], d["b"]


def compared(a):
    d = {"a": a, "b": 1}
    return d == {"a": 1, "b": 1}, d["a"], d["b"]
