import asyncio

import pytest

from legacy_shop.customers import make_customer
from legacy_shop.notifications import (
    TemplateError,
    broadcast,
    campaign,
    deliver,
    digest,
    greeting_name,
    make_message,
    make_throttle,
    recipients,
    render,
    send_one,
    shipped_message,
)
from legacy_shop.orders import make_line, make_order


def customers():
    return [
        make_customer(1, "Ada Lovelace", "ada@x.test", None, "gold"),
        make_customer(2, "Bob", "bob@x.test", None),
        make_customer(3, "Cem", "", None),
        make_customer(4, "Ada jun.", "ada@x.test", None),
        make_customer(5, "Dua", "dua@x.test", None),
    ]


def test_render():
    assert render("welcome", name="Ada", unused=1) == "Hello Ada, nice to have you."
    with pytest.raises(TemplateError, match="no template bye"):
        render("bye", name="Ada")
    with pytest.raises(TemplateError, match="shipped needs order_id"):
        render("shipped", name="Ada")


def test_shipped_message():
    order = make_order(12, 1, [make_line("A", 2, 4.5)])
    message = shipped_message(order, customers()[0], {})
    assert message["recipient"] == "ada@x.test"
    assert message["body"] == "Hello Ada Lovelace, order 12 is on its way (9.00 EUR)."
    assert message["channel"] == "mail"


def test_shipped_message_is_not_sent():
    order = make_order(12, 1)
    assert shipped_message(order, None, {}) is None
    assert shipped_message(order, customers()[2], {}) is None
    assert shipped_message(order, customers()[0], {"orders_mail": False}) is None


def test_greeting_name():
    named = ["ada lovelace", "", "Dr. Who", "O'Neil"]
    people = [make_customer(1, name, "", None) for name in named]
    assert [greeting_name(person) for person in people] == ["Ada"] + ["customer"] * 3
    assert greeting_name(None) == "customer"
    assert greeting_name(None, "friend") == "friend"


def test_recipients():
    assert recipients(customers(), []) == ["ada@x.test", "bob@x.test", "dua@x.test"]
    assert recipients(customers(), ["bob@x.test"]) == ["ada@x.test", "dua@x.test"]
    assert recipients(customers(), [], "gold") == ["ada@x.test"]
    assert recipients(customers(), [], "silver") == []
    assert recipients([], []) == []


def test_campaign_sends_one_mail_per_address():
    messages = list(campaign(customers(), "welcome", ["dua@x.test"]))
    assert [message["recipient"] for message in messages] == ["ada@x.test", "bob@x.test"]
    assert messages[0]["body"] == "Hello Ada Lovelace, nice to have you."
    assert messages[0]["subject"] == "Welcome"


def test_campaign_is_lazy():
    mails = campaign(customers(), "bye")
    with pytest.raises(TemplateError):
        next(mails)
    assert list(campaign([], "bye")) == []


def test_deliver_retries_at_the_end_of_the_queue():
    seen = []

    def transport(message):
        seen.append(message["recipient"])
        return message["recipient"] != "b"

    queue = [make_message(name, "Hi", "") for name in "abc"]
    assert deliver(queue, transport) == (["a", "c"], ["b"])
    assert seen == ["a", "b", "c", "b", "b"]
    assert queue == []


def test_deliver_without_attempts():
    assert deliver([make_message("a", "Hi", "")], lambda message: True, 0) == ([], ["a"])
    assert deliver([], lambda message: True) == ([], [])


def run_broadcast(people, muted=()):
    sent = []

    async def source():
        for person in people:
            yield person

    async def send(customer_id, text):
        sent.append((customer_id, text))

    return asyncio.run(broadcast(source(), send, muted)), sent


def test_broadcast():
    people = customers()[:3]
    people[1]["preferences"] = {"news_push": False}
    count, sent = run_broadcast(people, muted=[3])
    assert count == 1
    assert sent == [(1, "News for Ada Lovelace")]
    assert run_broadcast([]) == (0, [])


def run_send(message, answers):
    sent = []

    async def send(recipient, subject):
        sent.append(recipient)
        return answers.pop(0)

    return asyncio.run(send_one(message, send)), sent


def test_send_one():
    message = make_message("a", "Hi", "")
    assert run_send(message, ["ok"]) == ("ok", ["a"])
    assert run_send(message, ["busy", "ok"]) == ("ok", ["a", "a"])
    assert run_send(message, ["busy", "busy"]) == ("busy", ["a", "a"])
    assert message["attempts"] == 3
    assert run_send(make_message("", "Hi", ""), []) == ("no recipient", [])


def test_digest():
    messages = [
        make_message("b", "One", ""),
        make_message("a", "Two", ""),
        make_message("b", "Three", ""),
    ]
    assert digest(messages) == ["b: One, Three", "a: Two"]
    assert digest([]) == []


def test_throttle_counts_per_recipient():
    allowed = make_throttle(2)
    assert [allowed("a"), allowed("a"), allowed("a"), allowed("b")] == [True, True, False, True]
    assert allowed("") is False
    assert make_throttle(0)("a") is False
