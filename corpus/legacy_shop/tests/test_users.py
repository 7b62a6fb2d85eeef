import pytest

from legacy_shop.users import (
    RegistrationError,
    UserDirectory,
    can,
    display_name,
    email_domains,
    find_by_email,
    make_user,
    register,
    sign_in,
)

FORM = {
    "name": " Ada ",
    "email": "Ada@Shop.test",
    "password": "correct horse",
    "accept_terms": True,
}


def people():
    return [
        make_user(1, "Ada", "ada@shop.test", "admin", password="secret-1"),
        make_user(2, "Bob", " Bob@Mail.test ", password="secret-2"),
        make_user(3, "Cem", "cem@shop.test", "clerk"),
    ]


def test_make_user_normalises_and_defaults():
    user = make_user(7, "Ada", " ADA@shop.test")
    assert user["email"] == "ada@shop.test"
    assert user["role"] == "customer"
    assert user["active"] is True
    assert user["failed_logins"] == 0
    assert user["password_hash"] is None


def test_register_builds_a_user_who_can_sign_in():
    user = register(FORM, 12)
    assert user["id"] == 12
    assert user["name"] == "Ada"
    assert sign_in([user], "ada@shop.test", "correct horse") is user


@pytest.mark.parametrize(
    "change, message",
    [
        ({"name": ""}, "name is required"),
        ({"name": None, "email": "x"}, "name is required"),
        ({"email": "ada"}, "invalid e-mail"),
        ({"email": "ada@shop", "password": ""}, "invalid e-mail"),
        ({"password": "short"}, "password too short"),
        ({"password": "short", "accept_terms": False}, "password too short"),
        ({"accept_terms": False}, "terms not accepted"),
    ],
)
def test_register_reports_the_first_problem(change, message):
    with pytest.raises(RegistrationError) as caught:
        register({**FORM, **change}, 1)
    assert str(caught.value) == message


def test_register_accepts_the_shortest_password():
    assert register({**FORM, "password": "12345678"}, 1)["active"] is True
    with pytest.raises(RegistrationError):
        register({**FORM, "password": "1234567"}, 1)


def test_register_missing_keys():
    with pytest.raises(RegistrationError, match="name is required"):
        register({}, 1)
    with pytest.raises(RegistrationError, match="invalid e-mail"):
        register({"name": "Ada"}, 1)


def test_find_by_email():
    users = people()
    assert find_by_email(users, " BOB@mail.test") is users[1]
    assert find_by_email(users, "nobody@mail.test") is None
    assert find_by_email([], "bob@mail.test") is None


def test_find_by_email_takes_the_first_of_two():
    first, second = make_user(1, "A", "a@x.test"), make_user(2, "B", "a@x.test")
    assert find_by_email([first, second], "a@x.test") is first


def test_sign_in_resets_the_counter():
    users = people()
    assert sign_in(users, "ada@shop.test", "wrong") is None
    assert users[0]["failed_logins"] == 1
    assert sign_in(users, "ada@shop.test", "secret-1") is users[0]
    assert users[0]["failed_logins"] == 0


def test_sign_in_locks_after_three_failures():
    users = people()
    for _ in range(3):
        assert users[1]["active"] is True
        assert sign_in(users, "bob@mail.test", "wrong") is None
    assert users[1]["active"] is False
    assert sign_in(users, "bob@mail.test", "secret-2") is None
    assert users[1]["failed_logins"] == 3


def test_sign_in_unknown_or_without_password():
    users = people()
    assert sign_in(users, "nobody@shop.test", "x") is None
    assert sign_in(users, "cem@shop.test", "") is None
    assert users[2]["failed_logins"] == 1


def test_can():
    admin, customer, clerk = people()
    assert can(admin, "users.write") is True
    assert can(customer, "users.write") is False
    assert can(clerk, "orders.write") is True
    assert can(None, "orders.read") is False
    assert can(make_user(4, "D", "d@x.test", role="robot"), "orders.read") is False
    clerk["active"] = False
    assert can(clerk, "orders.write") is False


def test_display_name():
    admin, customer, clerk = people()
    assert display_name(None) == "guest"
    assert display_name(admin) == "Ada [admin]"
    assert display_name(customer) == "Bob"
    clerk["active"] = False
    assert display_name(clerk) == "Cem (locked)"


def test_email_domains_keep_order():
    assert email_domains(people()) == ["shop.test", "mail.test"]
    assert email_domains([]) == []


def test_directory_add_sorts_and_refuses_duplicates():
    directory = UserDirectory()
    assert directory.add(make_user(1, "Zoe", "zoe@x.test")) is True
    assert directory.add(make_user(2, "Ann", "ann@x.test")) is True
    assert directory.add(make_user(3, "Zoe II", "zoe@x.test")) is False
    assert [display_name(user) for user in directory.users] == ["Ann", "Zoe"]
    assert len(directory) == 2


def test_directory_lock_counts_only_changes():
    directory = UserDirectory(people())
    assert directory.lock([1, 3, 99]) == 2
    assert directory.lock([1, 2]) == 1
    assert directory.lock([]) == 0
    assert [user["active"] for user in directory.users] == [False, False, False]


def test_directory_rename():
    directory = UserDirectory(people())
    directory.rename(1, "Zelda")
    assert [user["name"] for user in directory.users] == ["Bob", "Cem", "Zelda"]
    with pytest.raises(KeyError, match="99"):
        directory.rename(99, "Nobody")


def test_directory_change_role():
    directory = UserDirectory(people())
    admin, customer, clerk = directory.users
    assert directory.change_role(admin, 2, "clerk") is None
    assert customer["role"] == "clerk"
    assert directory.change_role(clerk, 2, "admin") == "permission"
    assert directory.change_role(None, 2, "admin") == "permission"
    assert directory.change_role(admin, 2, "robot") == "role"
    assert directory.change_role(admin, 99, "clerk") == "user"
    assert directory.change_role(admin, 1, "clerk") == "self"
    assert admin["role"] == "admin"
    assert customer["role"] == "clerk"
