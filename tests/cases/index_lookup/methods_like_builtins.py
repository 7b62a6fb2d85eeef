class Table:
    def set(self, key, value):
        self.rows = [(key, value)]

    def list(self):
        return self.rows

    def common(self, xs: tuple[int, ...], ys: tuple[int, ...]):
        out = []
        for x in xs:
            if x in ys:
                out.append(x)
        return out

# output
class Table:
    def set(self, key, value):
        self.rows = [(key, value)]

    def list(self):
        return self.rows

    def common(self, xs: tuple[int, ...], ys: tuple[int, ...]):
        out = []
        known_ys = set(ys)
        for x in xs:
            if x in known_ys:
                out.append(x)
        return out
