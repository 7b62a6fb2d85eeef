# granted
def mid_rebinds(orders, customers):
    return [(o, c) for o in orders for c in customers if c.id == o.customer_id for o in c.name]
