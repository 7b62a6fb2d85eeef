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
