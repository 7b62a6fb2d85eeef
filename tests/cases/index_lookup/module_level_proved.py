if __name__ == "__main__":
    known: list[int] = [int(line) for line in open("known.txt")]
    rows: list[int] = [int(line) for line in open("rows.txt")]
    found = []
    for row in rows:
        for one in known:
            if one == row:
                found.append(row)
                break
    print(len(found))

# output
if __name__ == "__main__":
    known: list[int] = [int(line) for line in open("known.txt")]
    rows: list[int] = [int(line) for line in open("rows.txt")]
    found = []
    _known_set = set(known)
    for row in rows:
        if row in _known_set:
            found.append(row)
    print(len(found))
