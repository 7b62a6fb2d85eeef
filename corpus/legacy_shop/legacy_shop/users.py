"""Accounts, roles and sign-in rules."""

import hashlib
import re

EMAIL_RE = re.compile(r"^[^@\s]+@[^@\s]+\.[A-Za-z]{2,}$")
MIN_PASSWORD = 8
MAX_FAILED_LOGINS = 3

PERMISSIONS = {
    "customer": ["orders.read"],
    "clerk": ["orders.read", "orders.write"],
    "manager": ["orders.read", "orders.write", "reports.read"],
    "admin": ["orders.read", "orders.write", "reports.read", "users.write"],
}


class RegistrationError(ValueError):
    """The sign-up form cannot be accepted."""


def hash_password(password, salt="shop"):
    return hashlib.sha256(f"{salt}:{password}".encode()).hexdigest()


def make_user(user_id, name, email, role="customer", password=None):
    return {
        "id": user_id,
        "name": name,
        "email": email.strip().lower(),
        "role": role,
        "active": True,
        "failed_logins": 0,
        "password_hash": hash_password(password) if password else None,
    }


def register(form, next_id):
    # form is whatever the web layer posted, any key may be missing
    if form.get("name"):
        if EMAIL_RE.match(form.get("email", "")):
            if len(form.get("password", "")) >= MIN_PASSWORD:
                if form.get("accept_terms"):
                    user = make_user(
                        next_id,
                        form["name"].strip(),
                        form["email"],
                        password=form["password"],
                    )
                    return user
                else:
                    raise RegistrationError("terms not accepted")
            else:
                # keep the wording, the frontend matches on it
                raise RegistrationError("password too short")
        else:  # TODO: tell the typo in the domain part apart
            raise RegistrationError("invalid e-mail")
    else:
        raise RegistrationError("name is required")


def find_by_email(users, email):
    email = email.strip().lower()
    for user in users:
        if user["email"] == email:
            return user
    return None


def sign_in(users, email, password):
    user = find_by_email(users, email)
    if user is not None:
        if user["active"]:
            if user["password_hash"] == hash_password(password):
                user["failed_logins"] = 0
                return user
            user["failed_logins"] += 1
            if user["failed_logins"] >= MAX_FAILED_LOGINS:
                user["active"] = False  # only support can unlock
    return None


def can(user, permission):
    if user is not None:
        if user["active"]:
            # an unknown role has no rights at all
            if permission in PERMISSIONS.get(user["role"], []):
                return True
    return False


def display_name(user):
    if user is None:
        label = "guest"
    elif not user["active"]:
        label = user["name"] + " (locked)"
    elif user["role"] == "customer":
        label = user["name"]
    else:
        label = f"{user['name']} [{user['role']}]"
    return label


def email_domains(users):
    """Every mail domain once, in order of first appearance."""
    seen = []
    for user in users:
        domain = user["email"].rsplit("@", 1)[-1]
        if domain not in seen:
            seen.append(domain)
    return seen


class UserDirectory:
    def __init__(self, users=None):
        self.users = list(users or [])

    def __len__(self):
        return len(self.users)

    def add(self, user):
        if user["email"] not in [known["email"] for known in self.users]:
            self.users.append(user)
            self.users.sort(key=lambda u: u["name"])
            return True
        else:
            return False

    def lock(self, user_ids):
        locked = 0
        for user in self.users:
            if user["id"] in user_ids:
                if user["active"]:
                    user["active"] = False
                    locked += 1
        return locked

    def rename(self, user_id, name):
        for user in self.users:
            if user["id"] == user_id:
                user["name"] = name
                break
        else:
            raise KeyError(user_id)
        self.users.sort(key=lambda u: u["name"])

    def change_role(self, actor, user_id, role):
        """Returns the name of what stopped the change, or None."""
        if can(actor, "users.write"):
            if role in PERMISSIONS:
                target = next((u for u in self.users if u["id"] == user_id), None)
                if target is not None:
                    if target["id"] != actor["id"]:
                        target["role"] = role
                        return None
                    return "self"
                return "user"
            return "role"
        return "permission"
