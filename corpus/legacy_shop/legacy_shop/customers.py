'''Customers and their addresses.

Addresses are free form for most countries, only DE/AT/CH postcodes are looked at.
'''
from typing import Optional

POSTCODE_DIGITS = {'DE': 5, 'AT': 4, 'CH': 4}

def make_address(street, city, postcode, country='DE', extra=None):
    address = {'street': street, 'city': city, 'postcode': str(postcode), 'country': country}
    if extra:
        address['extra'] = extra   # c/o, floor, door code
    return address

def make_customer(customer_id, name, email, address, segment='regular', tags=None):
    customer = {
        'id': customer_id,
        'name': name,
        'email': email,
        'address': address,
        'segment': segment,
        'tags': list(tags) if tags else [],
        'points': 0,
    }
    return customer

def postcode_ok(address) -> bool:
    digits = POSTCODE_DIGITS.get(address['country'])
    if digits is None:
        return True          # nobody checks the rest of the world
    else:
        postcode = address['postcode']
        if len(postcode) != digits:
            return False
        else:
            return postcode.isdigit()

def format_address(address, name: Optional[str] = None) -> str:
    lines = []
    if name:
        lines.append(name)
    if 'extra' in address:
        lines.append(address['extra'])
    lines.append(address['street'])
    if address['country'] == 'DE':
        lines.append(address['postcode'] + ' ' + address['city'])
    else:
        lines.append('%s-%s %s' % (address['country'], address['postcode'], address['city']))
    return '\n'.join(lines)

def find_customer(customers, customer_id):
    for customer in customers:
        if customer['id'] == customer_id:
            return customer
    return None

def customer_city(customers, customer_id):
    customer = find_customer(customers, customer_id)
    if customer:
        address = customer['address']
        if address:
            # imported customers may have an address without a city
            if address['city']:
                return address['city'].strip().title()
    return 'unknown'

def move(customer, address, keep_extra=False):
    """Give the customer a new address; the old one is returned."""
    if postcode_ok(address):
        old = customer['address']
        if keep_extra and old is not None and old.get('extra'):
            address['extra'] = old['extra']
        customer['address'] = address
        if address['country'] not in POSTCODE_DIGITS:
            if 'abroad' not in customer['tags']:
                customer['tags'].append('abroad')
        return old
    else:
        raise ValueError('bad postcode: ' + address['postcode'])

def add_points(customer, amount):
    if amount > 0:      # refunds arrive as negative amounts, NaN from the old till
        factor = 1
        if customer['segment'] == 'gold':
            factor = 3
        elif customer['segment'] == 'silver':
            factor = 2
        customer['points'] += int(amount) * factor
        if customer['points'] >= 1000:
            customer['segment'] = 'gold'
        elif customer['points'] >= 300 and customer['segment'] == 'regular':
            customer['segment'] = 'silver'

def household_key(customer):
    address = customer['address']
    return (address['postcode'], address['street'].lower().replace(' ', ''))

def households(customers):
    """Lists of names that share an address, in order of first appearance."""
    keys = []
    groups = []
    for customer in customers:
        if customer['address'] is None:
            continue
        key = household_key(customer)
        if key in keys:
            groups[keys.index(key)].append(customer['name'])
        else:
            keys.append(key)
            groups.append([customer['name']])
    return groups

def merge_preferences(*preference_sets):
    # later sets win, None means "not answered"
    merged = {}
    for preferences in preference_sets:
        for key, value in preferences.items():
            if value is not None:
                merged[key] = value
    return merged

def preference(customer_preferences, topic, channel='mail'):
    key = topic + '_' + channel
    if key in customer_preferences:
        return customer_preferences[key]
    return True
