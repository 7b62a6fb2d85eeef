'''Mails and push messages: who gets what, and with which words.'''

from legacy_shop.customers import preference
from legacy_shop.orders import order_total

TEMPLATES = {
  'welcome': 'Hello {name}, nice to have you.',
  'shipped': 'Hello {name}, order {order_id} is on its way ({total:.2f} EUR).',
  'reminder': 'Hello {name}, you left something in your basket.',
}

class TemplateError(Exception): pass

def make_message(recipient, subject, body, channel='mail'):
    return {'recipient': recipient, 'subject': subject,
            'body': body, 'channel': channel, 'attempts': 0}

def render(template, **values):
    if template in TEMPLATES:
        text = TEMPLATES[template]
        try:
            return text.format(**values)
        except KeyError as error:
            raise TemplateError('%s needs %s' % (template, error.args[0])) from None
    else: raise TemplateError('no template ' + template)

def shipped_message(order, customer, preferences):
    if customer:
        if customer['email']:
            if preference(preferences, 'orders'):   # opt-out, not opt-in
                body = render('shipped', name=customer['name'], order_id=order['id'],
                              total=order_total(order))
                return make_message(customer['email'], 'Your order', body)

def recipients(customers, unsubscribed, segment=None):
    """Mail addresses of a campaign, each once, in the order of the customers."""
    result = []
    for customer in customers:
        email = customer['email']
        if email and email not in unsubscribed:
            if segment is None or customer['segment'] == segment:
                if email not in result:
                    result.append(email)
    return result

def campaign(customers, template, unsubscribed=()):
    known = recipients(customers, unsubscribed)
    for customer in customers:
        if customer['email'] in known:
            # one mail per address, even if two customers share it
            known.remove(customer['email'])
            yield make_message(customer['email'], template.title(),
                               render(template, name=customer['name']))

def deliver(queue, transport, max_attempts=3):
    """Drain the queue; failed messages go to the end until they are given up."""
    sent, given_up = [], []
    while queue:
        message = queue.pop(0)
        if message['attempts'] < max_attempts:
            message['attempts'] += 1
            if transport(message):
                sent.append(message['recipient'])
            else:
                queue.append(message)
        else:
            given_up.append(message['recipient'])
            continue
    return sent, given_up

def greeting_name(customer, fallback='customer'):
    if customer is not None:
        if customer['name']:
            first = customer['name'].split()[0]
            # "Dr." and "J." are no first names
            if first.isalpha():
                return first.title()
    return fallback

async def broadcast(customers, send, muted=()):
    '''Push to everybody an async source yields.'''
    count = 0
    async for customer in customers:
        if customer['id'] not in muted:
            if preference(customer.get('preferences', {}), 'news', 'push'):
                await send(customer['id'], 'News for ' + customer['name'])
                count += 1
    return count

async def send_one(message, send):
    if message['recipient']:
        first = await send(message['recipient'], message['subject'])
        if first == 'busy':
            first = await send(message['recipient'], message['subject'])
        message['attempts'] += 1
        return first
    else:
        return 'no recipient'

def digest(messages):
    '''One line per recipient with its subjects.'''
    order = []
    for message in messages:
        if message['recipient'] not in order:
            order.append(message['recipient'])
    lines = []
    for recipient in order:
        subjects = [m['subject'] for m in messages if m['recipient'] == recipient]
        lines.append('%s: %s' % (recipient, ', '.join(subjects)))
    return lines

def make_throttle(limit):
    counts = {}

    def allowed(recipient):
        if recipient:
            used = counts.get(recipient, 0)
            if used < limit:
                counts[recipient] = used + 1
                return True
        return False

    return allowed
