# granted
from data import accounts, handle, more, orders, people, read, users

__all__ = ["exported"]

joined = []
for order in orders:
    for read_later in users:
        if read_later["id"] == order["user"]:
            joined.append((order["id"], read_later["name"]))
print(read_later)

for order in orders:
    for captured in users:
        if captured["id"] == order["user"]:
            joined.append((order["id"], captured["name"]))


def last():
    return captured


for order in orders:
    for exported in users:
        if exported["id"] == order["user"]:
            joined.append((order["id"], exported["name"]))

# bound later, perhaps, or again
for order in orders:
    if order in late:
        print(order)
late = read("late")

if orders:
    perhaps = read("perhaps")
for order in orders:
    if order in perhaps:
        print(order)

again = read("again")
for order in orders:
    if order in again:
        again = again + [order]

# who knows what is called
for order in orders:
    if order in more:
        handle(order)


class InAClass:
    orders = read("orders")
    both = [order for order in orders if order in people]
    number = 0
    for order in orders:
        if order in accounts:
            number += 1
