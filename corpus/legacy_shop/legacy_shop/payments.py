"""Payments, refunds and the ledger.  The gateway is whatever has `charge` and `refund`."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Payment:
    id: int
    order_id: int
    amount: float
    method: str = "card"
    state: str = "captured"


class PaymentError(Exception):
    pass


class Declined(PaymentError):
    pass


class FakeGateway:
    """Used by the demo shop and by the tests: declines what it is told to decline."""

    def __init__(self, failures=0, declined=()):
        self.failures = failures
        self.declined = list(declined)
        self.calls = []

    def charge(self, order_id, amount):
        self.calls.append(("charge", order_id, amount))
        if self.failures > 0:
            self.failures -= 1
            raise ConnectionError("gateway timeout")
        if order_id in self.declined:
            raise Declined(f"order {order_id} declined")
        return f"tx-{order_id}"

    async def refund(self, order_id, amount):
        self.calls.append(("refund", order_id, amount))
        return order_id not in self.declined


class Ledger:
    def __init__(self):
        self.entries: list[tuple[str, float]] = []
        self.open = False

    @contextlib.contextmanager
    def session(self) -> Iterator[Ledger]:
        self.open = True
        try:
            yield self
        finally:
            self.open = False

    def book(self, account: str, amount: float) -> None:
        if self.open:
            self.entries.append((account, round(amount, 2)))
        else:
            raise PaymentError("ledger is closed")

    def balance(self, account: str) -> float:
        total = 0.0
        for name, amount in self.entries:
            if name == account:
                total += amount
        return round(total, 2)


def charge(gateway, ledger: Ledger, order_id: int, amount: float, retries: int = 2) -> str | None:
    """Transaction id, or None after the last retry.  `Declined` is passed on."""
    attempt = 0
    while attempt <= retries:
        try:
            reference = gateway.charge(order_id, amount)
        except ConnectionError:
            attempt += 1
        else:
            with ledger.session():
                ledger.book("sales", amount)
                if amount >= 1000:  # big amounts are insured
                    fee = amount * 0.01
                    ledger.book("fees", -fee)
                    ledger.book("insurance", fee)
            return reference
    return None


def settle(ledger: Ledger, payments: list[Payment]) -> int:
    booked = 0
    with ledger.session():
        for payment in payments:
            if payment.state == "captured" and payment.amount > 0:
                ledger.book(payment.method, payment.amount)
                booked += 1
                if payment.method == "card":
                    ledger.book("fees", -payment.amount * 0.015)
        if booked:
            ledger.book("settled", booked)
            ledger.entries.sort(key=lambda entry: entry[0])
            return booked
        else:
            return 0


async def refund(gateway, payment: Payment | None, amount: float) -> str:
    if payment is not None:
        if payment.state == "captured":  # type: ignore[union-attr]
            if 0 < amount <= payment.amount:
                done = await gateway.refund(payment.order_id, amount)
                if done:
                    return "refunded"
                return "declined"
            else:
                raise PaymentError("refund exceeds payment")
        else:
            # a second refund is the usual reason
            raise PaymentError(f"payment is {payment.state}")
    else:
        raise PaymentError("no payment")


async def refund_all(gateway, payments: AsyncIterator[Payment]) -> list[int]:
    refunded = []
    async for payment in payments:
        if payment.state == "captured":
            outcome = await refund(gateway, payment, payment.amount)
            if outcome == "refunded":
                refunded.append(payment.id)
    return refunded


def method_label(method):
    match method:
        case "card" | "debit":
            return "Card"
        case str() if method.startswith("wallet:"):
            provider = method.split(":", 1)[1]
            if provider:
                return provider.title()
            else:
                return "Wallet"
        case None:
            return "open"
        case _:
            return str(method)
