import numpy as np

xs: np.ndarray = np.linspace(0.0, 1.0, 11)
ys = []
for x in xs:
    ys.append(x * 2 + 1)
