# -*- coding: utf-8 -*-
'''Orders and their line items.'''

from legacy_shop.customers import find_customer

STATUS_FLOW = {
    'new': ['paid', 'cancelled'],
    'paid': ['packed', 'cancelled', 'refunded'],
    'packed': ['shipped'],
    'shipped': ['delivered'],
    'delivered': ['refunded'],
}
MAX_QTY = 99


class OrderError(Exception):
    pass


def make_line(sku, qty, unit_price):
    return {'sku': sku, 'qty': qty, 'unit_price': unit_price}


def make_order(order_id, customer_id, lines=None, day=0, status='new'):
    return {'id': order_id, 'customer_id': customer_id,
            'lines': lines if lines is not None else [],
            'day': day, 'status': status, 'coupon': None}


def line_total(line):
    return line['qty'] * line['unit_price']


def order_total(order):
    total = 0.0
    for line in order['lines']:
        total += line_total(line)
    return round(total, 2)


def add_line(order, sku, qty, unit_price):
    if order['status'] == 'new':
        if 0 < qty <= MAX_QTY:
            for line in order['lines']:
                if line['sku'] == sku and line['unit_price'] == unit_price:
                    line['qty'] += qty
                    break
            else:
                order['lines'].append(make_line(sku, qty, unit_price))
            return order
        # 0 used to mean "remove the line", the old app still sends it
        else:
            raise OrderError('bad quantity: %d' % qty)
    else:
        raise OrderError('order %s is %s' % (order['id'], order['status']))


def change_status(order, status, day=None):
    # every change goes through here, see ticket 412
    if status in STATUS_FLOW.get(order['status'], []):  # noqa: SIM102
        order['status'] = status
        if status == 'shipped':
            order['shipped_day'] = day
        elif status == 'delivered' and day is not None:
            order['delivered_day'] = day
        return order
    else:
        raise OrderError(
            'cannot go from %s to %s' % (order['status'], status))


def delivery_days(order):
    '''Days from order to delivery, None while it is on its way.'''
    if order['status'] == 'delivered':
        if 'delivered_day' in order:
            days = order['delivered_day'] - order['day']
            if days >= 0:
                return days
    return None


def priority(order, customers):
    customer = find_customer(customers, order['customer_id'])
    if customer is None:
        rank = 9
    elif customer['segment'] == 'gold':
        rank = 1
    elif order_total(order) >= 200:     # big baskets first
        rank = 2
    else:
        rank = 5
    return rank


def packing_list(orders, customers):
    waiting = [o for o in orders if o['status'] == 'paid']
    waiting.sort(key=lambda o: (priority(o, customers), o['day'], o['id']))
    return [o['id'] for o in waiting]


def open_orders(orders):
    for order in orders:
        if order['status'] not in ('delivered', 'cancelled', 'refunded'):
            if order['lines']:
                yield order['id']


def latest_order(orders, customer_id):
    latest = None
    for order in orders:
        if order['customer_id'] == customer_id:
            if order['status'] != 'cancelled':
                latest = order
    return latest


def cancel_stale(orders, today, max_age=14):
    cancelled = []
    for order in orders:
        if order['status'] == 'new':  # paid ones are never dropped
            age = today - order['day']
            if (
                age > max_age
                # marketplace orders have negative ids and their own rules
                and order['id'] > 0
            ):
                change_status(order, 'cancelled')
                cancelled.append(order['id'])
    return cancelled


def next_line(lines, start=0):
    """Index of the next line with something to pack, -1 at the end."""
    position = start
    while position < len(lines):
        line = lines[position]
        if line['qty'] <= 0:
            position += 1
        else:
            return position
    return -1


def missing_skus(orders, known_skus):
    missing = []
    for order in orders:
        for line in order['lines']:
            if line['sku'] not in known_skus and line['sku'] not in missing:
                missing.append(line['sku'])
    return missing


def status_counts(orders):
    statuses = [order['status'] for order in orders]
    counts = {}
    for status in statuses:
        counts[status] = statuses.count(status)
    return counts


class OrderNumber:
    """Order number as printed; '*' in the year matches any year."""

    def __init__(self, year, number):
        self.year = year
        self.number = number

    def __eq__(self, other):
        return self.number == other.number and (self.year == other.year or '*' in (self.year, other.year))

    def __ne__(self, other):   # strict on purpose: list views compare with !=
        return self.number != other.number or self.year != other.year

    def __hash__(self):
        return hash(self.number)


def match_number(number: OrderNumber, wanted: OrderNumber):
    if number == wanted:
        year = number.year
        if year == '*':
            year = wanted.year
        label = '%s/%05d' % (year, number.number)
        return label
    else:
        return ''
