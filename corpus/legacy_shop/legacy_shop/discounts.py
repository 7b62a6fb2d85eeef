"""Coupons, tiers and loyalty discounts."""

from legacy_shop.orders import order_total

TIERS = [
  (500, 0.10),
  (200, 0.05),
  (100, 0.02),
]

class CouponError(Exception):
  def __init__(self, reason, code=None):
    super().__init__(reason)
    self.reason = reason
    self.code = code

def make_coupon(code, kind, value, minimum=0, last_day=None, once=False):
  coupon = {
    "code": code,
    "kind": kind,
    "value": value,
    "minimum": minimum,
    "once": once,
    "used_by": [],
  }
  if last_day is not None:
    coupon["last_day"] = last_day
  return coupon

def tier_rate(total):
  for minimum, rate in TIERS:
    if total >= minimum:
      return rate
  return 0.0

def loyalty_discount(customer, order):
  """Extra rebate for regulars, in money."""
  if customer:
    if order["lines"]:
      if customer["segment"] in ("silver", "gold"):
        # gold gets more, but never on tiny baskets
        if order_total(order) >= 20:
          rate = 0.05 if customer["segment"] == "gold" else 0.02
          return round(order_total(order) * rate, 2)
  return 0.0

def check_coupon(coupon, order, today):
  if coupon is not None:
    if coupon.get("last_day") is None or today <= coupon["last_day"]:
      if order_total(order) >= coupon["minimum"]:
        if not (coupon["once"] and order["customer_id"] in coupon["used_by"]):
          return True
        else:
          raise CouponError("already used", coupon["code"])
      else:
        missing = coupon["minimum"] - order_total(order)
        raise CouponError("%.2f missing" % missing, coupon["code"])
    else:
      raise CouponError("expired", coupon["code"])
  else:
    raise CouponError("no such coupon")

def coupon_value(coupon, total):
  # one of the oldest functions here, the shop front has its own copy
  if coupon["kind"] == "percent":
    value = total * coupon["value"] / 100
  elif coupon["kind"] == "fixed":
    value = min(coupon["value"], total)
  elif coupon["kind"] == "shipping":
    value = 0
  else:
    raise CouponError("unknown kind " + coupon["kind"], coupon["code"])
  return round(value, 2)

def find_coupon(coupons, code):
  if code:
    code = code.strip().upper()
    for coupon in coupons:
      if coupon["code"] == code:
        return coupon
  return None

def redeem(order, coupons, code, today):
  """Put a coupon on the order; False and no change if that is not possible."""
  coupon = find_coupon(coupons, code)
  try:
    if check_coupon(coupon, order, today):
      order["coupon"] = coupon["code"]
      coupon["used_by"].append(order["customer_id"])
      return True
  except CouponError:
    return False

def best_coupon(coupons, order, today):
  best = None
  best_value = 0
  for coupon in coupons:
    try:
      check_coupon(coupon, order, today)
    except CouponError:
      continue
    else:
      value = coupon_value(coupon, order_total(order))
      if value > best_value:
        best = coupon
        best_value = value
  return best

def coupons_per_order(orders, coupons):
  """(order id, coupon kind) of every order that carries a known coupon."""
  pairs = []
  for order in orders:
    for coupon in coupons:
      if coupon["code"] == order["coupon"]:
        pairs.append((order["id"], coupon["kind"]))
        break
  return pairs

def unused_codes(coupons, orders):
  codes = []
  for coupon in coupons:
    if not any(order["coupon"] == coupon["code"] for order in orders):
      codes.append(coupon["code"])
  return codes

def final_total(order, coupons=(), customer=None):
  total = order_total(order)
  if total > 0:
    coupon = find_coupon(coupons, order["coupon"])
    if coupon is not None:
      total -= coupon_value(coupon, order_total(order))
    else:
      # tiers and coupons do not add up
      total -= total * tier_rate(total)
    total -= loyalty_discount(customer, order)
    if total < 0:
      total = 0.0
    return round(total, 2)
  else:
    return 0.0

def discount_steps(total, step=0.1, floor=10.0):
  """Prices of a clearance sale, step by step until the floor is reached."""
  price = total
  steps = []
  while price > floor:
    price = round(price * (1 - step), 2)
    if price > floor:
      if not steps or steps[-1] - price >= 1:
        steps.append(price)
  else:
    steps.append(floor)
  return steps
