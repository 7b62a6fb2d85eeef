import asyncio
import math

import pytest

from legacy_shop.payments import (
    Declined,
    FakeGateway,
    Ledger,
    Payment,
    PaymentError,
    charge,
    method_label,
    refund,
    refund_all,
    settle,
)


def test_ledger_needs_a_session():
    ledger = Ledger()
    with pytest.raises(PaymentError, match="ledger is closed"):
        ledger.book("sales", 1.0)
    with ledger.session() as same:
        assert same is ledger
        ledger.book("sales", 1.006)
    assert ledger.entries == [("sales", 1.01)]
    assert ledger.open is False


def test_ledger_closes_after_an_error():
    ledger = Ledger()
    with pytest.raises(RuntimeError):
        with ledger.session():
            raise RuntimeError
    assert ledger.open is False


def test_ledger_balance():
    ledger = Ledger()
    with ledger.session():
        ledger.book("sales", 0.1)
        ledger.book("fees", 9.0)
        ledger.book("sales", 0.2)
    assert ledger.balance("sales") == 0.3
    assert ledger.balance("rent") == 0.0


def test_charge_books_the_sale():
    ledger, gateway = Ledger(), FakeGateway()
    assert charge(gateway, ledger, 7, 50.0) == "tx-7"
    assert ledger.entries == [("sales", 50.0)]


def test_charge_insures_big_amounts():
    ledger = Ledger()
    assert charge(FakeGateway(), ledger, 7, 1000.0) == "tx-7"
    assert ledger.entries == [("sales", 1000.0), ("fees", -10.0), ("insurance", 10.0)]


def test_charge_retries():
    ledger, gateway = Ledger(), FakeGateway(failures=2)
    assert charge(gateway, ledger, 7, 50.0) == "tx-7"
    assert len(gateway.calls) == 3
    gateway = FakeGateway(failures=5)
    assert charge(gateway, ledger, 8, 50.0, retries=1) is None
    assert len(gateway.calls) == 2
    assert charge(FakeGateway(), ledger, 9, 50.0, retries=-1) is None
    assert ledger.balance("sales") == 50.0


def test_charge_passes_declined_on():
    ledger = Ledger()
    with pytest.raises(Declined, match="order 7 declined"):
        charge(FakeGateway(declined=[7]), ledger, 7, 50.0)
    assert ledger.entries == []


def test_settle():
    ledger = Ledger()
    payments = [
        Payment(1, 1, 100.0),
        Payment(2, 2, 50.0, method="invoice"),
        Payment(3, 3, 70.0, state="refunded"),
        Payment(4, 4, 0.0),
    ]
    assert settle(ledger, payments) == 2
    assert ledger.entries == [
        ("card", 100.0),
        ("fees", -1.5),
        ("invoice", 50.0),
        ("settled", 2),
    ]
    assert ledger.open is False


def test_settle_nothing():
    ledger = Ledger()
    assert settle(ledger, []) == 0
    assert settle(ledger, [Payment(3, 3, 70.0, state="open")]) == 0
    assert ledger.entries == []


def test_refund():
    gateway = FakeGateway(declined=[2])
    assert asyncio.run(refund(gateway, Payment(1, 1, 10.0), 10.0)) == "refunded"
    assert asyncio.run(refund(gateway, Payment(1, 1, 10.0), 0.5)) == "refunded"
    assert asyncio.run(refund(gateway, Payment(2, 2, 10.0), 10.0)) == "declined"
    assert gateway.calls == [("refund", 1, 10.0), ("refund", 1, 0.5), ("refund", 2, 10.0)]


@pytest.mark.parametrize("amount", [0, -1.0, 10.01, math.nan])
def test_refund_amount(amount):
    gateway = FakeGateway()
    with pytest.raises(PaymentError, match="refund exceeds payment"):
        asyncio.run(refund(gateway, Payment(1, 1, 10.0), amount))
    assert gateway.calls == []


def test_refund_errors_in_order():
    with pytest.raises(PaymentError, match="no payment"):
        asyncio.run(refund(FakeGateway(), None, -1))
    with pytest.raises(PaymentError, match="payment is open"):
        asyncio.run(refund(FakeGateway(), Payment(1, 1, 10.0, state="open"), -1))


def test_refund_all():
    async def source():
        yield Payment(1, 1, 10.0)
        yield Payment(2, 2, 10.0, state="open")
        yield Payment(3, 3, 10.0)
        yield Payment(4, 4, 10.0)

    assert asyncio.run(refund_all(FakeGateway(declined=[3]), source())) == [1, 4]


@pytest.mark.parametrize(
    "method, label",
    [
        ("card", "Card"),
        ("debit", "Card"),
        ("wallet:paybuddy", "Paybuddy"),
        ("wallet:", "Wallet"),
        (None, "open"),
        ("invoice", "invoice"),
        (7, "7"),
    ],
)
def test_method_label(method, label):
    assert method_label(method) == label
