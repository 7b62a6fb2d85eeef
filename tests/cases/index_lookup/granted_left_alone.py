# granted
LOG = []


def through_its_view(orders, table):
    out = []
    for order in orders:
        for value in table.values():
            if value == order:
                out.append(value)
        table[order] = order + 1
    return out


def bump(row):
    row["k"] += 1
    return row["k"]


def sought_changes_by_a_call(rows: list[dict[str, int]], keys: list[int]):
    own = list(keys)
    return [bump(row) for row in rows for key in own if key == row["k"]]


def sought_changes_by_a_method(rows: list[dict[str, int]], keys: list[int]):
    return [row.update(k=row["k"] + 1) for row in rows for key in keys if key == row["k"]]


def sought_changes_by_a_walrus(rows: list[int], keys: list[int]):
    last = 1
    return [(row, (last := key)) for row in rows for key in keys if key == last + 1]


def sought_changes_in_a_closure(rows: list[int], keys: list[int]):
    own = list(keys)
    last = 1

    def more():
        nonlocal last
        last += 1

    found = []
    for row in rows:
        for key in own:
            if key == last:
                more()
                found.append(row)
    return found


def step():
    global CURRENT
    CURRENT += 1


CURRENT = 1


def sought_is_global(rows: list[int], keys: list[int]):
    own = list(keys)
    found = []
    for row in rows:
        for key in own:
            if key == CURRENT:
                step()
                found.append(row)
    return found


class Watched:
    def __init__(self, value):
        self.value = value

    @property
    def watched_key(self):
        LOG.append(self.value)
        return self.value


class Answering:
    def __init__(self, value):
        self.value = value

    def __getattr__(self, name):
        LOG.append(name)
        return self.value


def of_unknown_class(rows, others):
    return [(row, other) for row in rows for other in others if row.watched_key == other.watched_key]


def of_a_class_that_answers(rows: list[Answering], others: list[Answering]):
    return [other.value for row in rows for other in others if row.key == other.key]


class Bag:
    items: list[int]

    def __init__(self):
        self.items = [1, 2]

    def add(self, item):
        self.items.append(item)

    def fill(self, rows: list[int]):
        added = []
        for row in rows:
            for item in self.items:
                if row == item:
                    break
            else:
                self.add(row)
                added.append(row)
        return added


def asks_for_none_first(rows, columns):
    return [row for row in rows if columns is not None and row.name not in columns]


def asks_for_anything_first(rows, skip=None):
    kept = []
    for row in rows:
        if skip and row in skip:
            continue
        kept.append(row)
    return kept


def in_a_thing_with_neighbours(graph, nodes):
    return [node for node in nodes if node in graph]


def that_is_no_container(graph):
    return graph.edges


def between_brackets(rows, table):
    return [row for row in rows if row in table and table["default", row.kind]]


def by_a_text(rows, settings):
    return settings["order"], [row for row in rows if row in settings]


def whose_name_tells(rows, wordSet, word_map):
    return [row for row in rows if row in wordSet and row in word_map]


class Scanner:
    def __init__(self, blanks):
        self.blanks = set(blanks)

    def skip(self, text, at, end):
        blanks = self.blanks
        while at < end and text[at] in blanks:
            at += 1
        return at
