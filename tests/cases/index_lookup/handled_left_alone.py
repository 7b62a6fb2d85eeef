# granted
"""What handles that a key is missing counts on keys that are."""


def skips(rows, keys):
    out = []
    for key in keys:
        try:
            for row in rows:
                if row["id"] == key:
                    out.append(row)
                    break
        except KeyError:
            out.append("bad")
    return out


def tells(rows, keys):
    found = {}
    try:
        for key in keys:
            found[key] = next((row for row in rows if row.code == key), None)
    except (ValueError, AttributeError) as error:
        print(error)
    return found


def counts(rows, keys):
    out = []
    for key in keys:
        try:
            out.append(sum(1 for row in rows if row[1] == key))
        except LookupError:
            pass
    return out
