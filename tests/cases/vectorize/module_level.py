# granted
import numpy as np

xs = np.linspace(0.0, 1.0, 11)
ys = []
for x in xs:
    ys.append(x * 2 + 1)

total = 0.0
squares = 0.0
for each in xs:
    total += each
    squares += each * each

positive = 0
for one in xs:
    if one > 0.5:
        positive += 1

names = ["x", "each", "one"]

line = np.zeros(11)
for place in range(11):
    line[place] = xs[place] * 2.0 + 1.0

after = np.zeros(11)
before = np.ones(11)
for _ in range(3):
    for at in range(1, 11):
        after[at] = before[at - 1] + 0.5
    before[:] = after

found = False
for some in xs:
    if some > 0.9:
        found = True

# output
# granted
import numpy as np

xs = np.linspace(0.0, 1.0, 11)
ys = list(xs * 2 + 1)

total = 0.0
squares = 0.0
total += np.sum(xs)
squares += np.sum(xs * xs)

positive = 0
positive += int(np.count_nonzero(xs > 0.5))

names = ["x", "each", "one"]

line = np.zeros(11)
line[:] = xs * 2.0 + 1.0

after = np.zeros(11)
before = np.ones(11)
for _ in range(3):
    after[1:] = before[:-1] + 0.5
    before[:] = after

found = bool((xs > 0.9).any())
