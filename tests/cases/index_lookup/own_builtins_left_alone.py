class Table:
    def tuple(self, *values):
        return values

    shape = tuple(1, 2, 3)

    def common(self, xs: list[int], ys: list[int]):
        return [x for x in xs if x in tuple(ys)]
