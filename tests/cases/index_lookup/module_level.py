# granted
from data import orders, read, users

orphans = []
for order in orders:
    if order["id"] in [user["id"] for user in users]:
        orphans.append(order)

pairs = [(order, user) for order in orders for user in users if user["id"] == order["user"]]

for order in orders:
    order["user"] = next((user for user in users if user["id"] == order["user"]), None)

names = read("names")
counts = {name: names.count(name) for name in names}

joined = []
for order in orders:
    for account in users:
        if account["id"] == order["user"]:
            joined.append((order["id"], account["name"]))

# output
# granted
from data import orders, read, users

orphans = []
_known_ids = {user["id"] for user in users}
for order in orders:
    if order["id"] in _known_ids:
        orphans.append(order)

_users_by_id = {}
for _user in users:
    _users_by_id.setdefault(_user["id"], []).append(_user)
pairs = [(order, user) for order in orders for user in _users_by_id.get(order["user"], ())]

_users_by_id = {}
for _user in users:
    _users_by_id.setdefault(_user["id"], _user)
for order in orders:
    order["user"] = _users_by_id.get(order["user"])

names = read("names")
_name_counts = {}
for _name in names:
    _name_counts[_name] = _name_counts.get(_name, 0) + 1
counts = {name: _name_counts.get(name, 0) for name in names}

joined = []
_users_by_id = {}
for account in users:
    _users_by_id.setdefault(account["id"], []).append(account)
for order in orders:
    for account in _users_by_id.get(order["user"], ()):
        joined.append((order["id"], account["name"]))
