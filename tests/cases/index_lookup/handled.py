# granted
"""Other errors may be handled."""


def of_the_loop(rows, keys):
    out = []
    for key in keys:
        try:
            row = next(row for row in rows if row.id == key)
        except StopIteration:
            continue
        try:
            out.append(row.data["x"])
        except KeyError:
            out.append(None)
    return out

# output
# granted
"""Other errors may be handled."""


def of_the_loop(rows, keys):
    out = []
    rows_by_id = {}
    for item in rows:
        rows_by_id.setdefault(item.id, []).append(item)
    for key in keys:
        try:
            row = next(row for row in rows_by_id.get(key, ()))
        except StopIteration:
            continue
        try:
            out.append(row.data["x"])
        except KeyError:
            out.append(None)
    return out
