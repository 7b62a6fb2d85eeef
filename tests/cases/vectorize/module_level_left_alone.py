# granted
import numpy as np

__all__ = ["exported"]
xs = np.linspace(0.0, 1.0, 11)

ys = []
for read_later in xs:
    ys.append(read_later * 2 + 1)
print(read_later)

zs = []
for captured in xs:
    zs.append(captured * 2 + 1)


def last():
    return captured


us = []
for exported in xs:
    us.append(exported * 2 + 1)

# no number at first, or in the end
array = np.zeros(3)
for first in xs:
    array += first * 2

total = 0.0


def reset():
    global total
    total = np.zeros(3)


reset()
for second in xs:
    total += second * 2

names = np.linspace(0.0, 1.0, 11)
names = ["a", "b"]
twice = []
for name in names:
    twice.append(name * 2)


class InAClass:
    xs = np.linspace(0.0, 1.0, 11)
    total = 0.0
    for own in xs:
        total += own * own
    ys = [own * 2 for own in xs]

shown = np.zeros(11)
shows = shown
for i in range(1, 11):
    shown[i] = shows[i - 1] + xs[i]

here = np.zeros(11)
there = np.ones(11)


def meet():
    global there
    there = here


meet()
for j in range(1, 11):
    here[j] = there[j - 1] + xs[j]
