"""Records of one function."""

import os


# What it does.
def told(a, b=None):
    point = dict(x=a, y=(b or 1), _z=[])  # where
    point["x"] = point["y"] = 3
    (point["y"], other) = 4, 5
    for point["x"] in range(2):
        point["_z"].append(point["x"])
    return "x" in point, "y" not in point, point.get("x", 0), other, os.sep, [point["y"]]


class Maker:
    def make(self):
        if True:
            point = {
                # first
                "x": 1,
                "y": "s",  # second
            }
            point["x"] = 2
            return (point["x"]) + len(point["y"])

# output
"""Records of one function."""

import os
from dataclasses import dataclass
from typing import Any


@dataclass(slots=True)
class _Point:
    x: object
    y: object
    _z: list[Any]


# What it does.
def told(a, b=None):
    point = _Point(x=a, y=(b or 1), _z=[])  # where
    point.x = point.y = 3
    (point.y, other) = 4, 5
    for point.x in range(2):
        point._z.append(point.x)
    return True, False, point.x, other, os.sep, [point.y]


@dataclass(slots=True)
class _MakePoint:
    x: int
    y: str


class Maker:
    def make(self):
        if True:
            point = _MakePoint(
                # first
                x=1,
                y="s",  # second
            )
            point.x = 2
            return (point.x) + len(point.y)
