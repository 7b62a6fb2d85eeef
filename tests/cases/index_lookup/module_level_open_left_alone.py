from data import Row, handle, read

rows: list[str] = read("rows")

# what is sought is a list at first
sought = [1]
others: list[int] = read("others")
for row in rows:
    if sought in others:
        print(row)
    sought = 2

# the function changes what is searched
if rows:
    known = []
    for row in rows:
        if row in known:
            learn(row)


def learn(row):
    known.append(row)


# a grant is needed: others may import the variable
wanted: list[str] = read("wanted")
for row in rows:
    for one in wanted:
        if one == row:
            print(row)
            break
