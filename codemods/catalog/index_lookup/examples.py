"""Show the codemod at work; every example is executed by the tests."""

from codemods.codemod import Example

from .obstacles import DEPENDS, LIVES_ON
from .sought import SOUGHT_ACTS, SOUGHT_CHANGES

EXAMPLES = (
    Example(
        """\
def refunded(orders: list[tuple[int, str]], refunds: list[tuple[int, int]]):
    pairs = []
    for order in orders:
        for refund in refunds:
            if refund[0] == order[0]:
                pairs.append((order, refund))
    return pairs
""",
        """\
def refunded(orders: list[tuple[int, str]], refunds: list[tuple[int, int]]):
    pairs = []
    refunds_by_key: dict[int, list[tuple[int, int]]] = {}
    for refund in refunds:
        refunds_by_key.setdefault(refund[0], []).append(refund)
    for order in orders:
        for refund in refunds_by_key.get(order[0], ()):
            pairs.append((order, refund))
    return pairs
""",
        note="every match counts, so the index keeps them all, in their order",
    ),
    Example(
        """\
def names_of(ids: list[int], users: list[tuple[int, str]]):
    names = []
    for id in ids:
        for user in users:
            if user[0] == id:
                names.append(user[1])
                break
        else:
            names.append("unknown")
    return names
""",
        """\
def names_of(ids: list[int], users: list[tuple[int, str]]):
    names = []
    users_by_key = {user[0]: user for user in reversed(users)}
    for id in ids:
        user = users_by_key.get(id)
        if user is not None:
            names.append(user[1])
        else:
            names.append("unknown")
    return names
""",
        note="the first match wins: read backwards, it is the last one that a dict keeps",
    ),
    Example(
        """\
def new_words(words: list[str], stopwords: list[str]):
    return [word for word in words if word not in stopwords]
""",
        """\
def new_words(words: list[str], stopwords: list[str]):
    known_stopwords = set(stopwords)
    return [word for word in words if word not in known_stopwords]
""",
    ),
    Example(
        """\
def spellings(words: list[str]):
    seen = []
    for word in words:
        if word.lower() not in seen:
            seen.append(word.lower())
            print(word)
""",
        """\
def spellings(words: list[str]):
    seen = set()
    for word in words:
        if word.lower() not in seen:
            seen.add(word.lower())
            print(word)
""",
    ),
    Example(
        """\
def unique(words: list[str]):
    result = []
    for word in words:
        if word not in result:
            result.append(word)
    return result
""",
        """\
def unique(words: list[str]):
    result = list(dict.fromkeys(words))
    return result
""",
    ),
    Example(
        """\
def price_of(prices: dict[str, int], name: str):
    for key, value in prices.items():
        if key == name:
            return value
    return 0
""",
        """\
def price_of(prices: dict[str, int], name: str):
    if name in prices:
        value = prices[name]
        return value
    return 0
""",
    ),
    Example(
        """\
def enrich(orders, customers):
    for order in orders:
        for customer in customers:
            if customer["id"] == order["customer_id"]:
                order["name"] = customer["name"]
                break
    return orders
""",
        """\
def enrich(orders, customers):
    customers_by_id = {}
    for customer in customers:
        customers_by_id.setdefault(customer["id"], customer)
    for order in orders:
        customer = customers_by_id.get(order["customer_id"])
        if customer is not None:
            order["name"] = customer["name"]
    return orders
""",
        granted=("hashable-keys", "total-keys", "re-iterable", "no-alias"),
        note="ids are numbers or texts and never missing, customers is a list, and no order is a "
        "customer; annotations that say so make it proved instead",
    ),
    Example(
        """\
def first_visits(visits):
    seen = []
    for visit in visits:
        if visit.host in seen:
            continue
        seen.append(visit.host)
        print(visit)
""",
        """\
def first_visits(visits):
    seen = set()
    for visit in visits:
        if visit.host in seen:
            continue
        seen.add(visit.host)
        print(visit)
""",
        granted=("hashable-keys",),
        note="hosts are texts; where they could be lists or dicts a set can't hold them",
    ),
    Example(
        """\
def chosen(rows: list[str], wanted: list[str]):
    for row in rows:
        if row in wanted:
            wanted.remove(row)
            print(row)
""",
        refused="what is searched is changed in the loop",
    ),
    Example(
        """\
def matching(orders: list[list[int]], wanted: list[int]):
    return [line for order in orders for line in order if line == wanted[0]]
""",
        refused=DEPENDS,
    ),
    Example(
        """\
def last_seen(ids: list[int], rows: list[tuple[int, str]]):
    row = None
    for id in ids:
        for row in rows:
            if row[0] == id:
                break
    return row
""",
        refused=LIVES_ON,
    ),
    Example(
        """\
def found(rows, others, fetch):
    for row in rows:
        for other in others:
            if other.id == fetch(row):
                print(row, other)
""",
        refused=SOUGHT_ACTS,
    ),
    Example(
        """\
def pairs(rows: list[str], others: list[str]):
    for row in rows:
        for other in others:
            if other == row:
                row = other.upper()
                print(row)
""",
        refused=SOUGHT_CHANGES,
    ),
    Example(
        """\
def known(words, vocabulary):
    return [word for word in words if word in vocabulary]
""",
        """\
def known(words, vocabulary):
    known_vocabulary = set(vocabulary)
    return [word for word in words if word in known_vocabulary]
""",
        granted=("searched-lists", "hashable-keys", "re-iterable", "no-alias"),
        note="nothing says that the vocabulary is a list: if it is a set, this only costs",
    ),
    Example(
        """\
def lengths(rows: list[str], sizes: set[int]):
    return [row for row in rows if len(row) in sizes]
""",
        note="a set is asked already",
    ),
    Example(
        """\
def parts(words: list[str], text: str):
    return [word for word in words if word in text]
""",
        note="in a text `in` finds parts",
    ),
    Example(
        """\
def overlapping(spans: list[tuple[int, int]], others: list[tuple[int, int]]):
    return [(one, two) for one in spans for two in others if one[0] < two[1]]
""",
        note="no lookup finds what is less than something",
    ),
    Example(
        """\
def weekend(days: list[str]):
    return [day for day in days if day in ["sat", "sun"]]
""",
        note="a set of two is no faster",
    ),
)
