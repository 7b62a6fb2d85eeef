"""Shop settings, read from any plain mapping (environment, ini section, test)."""

import sys

DEFAULTS = {
    "currency": "EUR",
    "tax_rate": "0.19",
    "free_shipping_from": "50",
    "page_size": "25",
    "mail_enabled": "yes",
}


class SettingsError(Exception):
    pass


def parse_bool(text):
    text = text.strip().lower()
    if text in ("yes", "true", "on", "1"):
        return True
    elif text in ("no", "false", "off", "0", ""):
        return False
    else:
        raise SettingsError("not a yes/no value: %r" % text)


def parse_ratio(text):
    """'0.19', '19%' or '19 %' -> 0.19; everything else is None."""
    if text:
        text = text.strip()
        if text.endswith("%"):
            digits = text[:-1].strip()
            if digits.replace(".", "", 1).isdigit():
                return float(digits) / 100
        elif text.replace(".", "", 1).isdigit():
            return float(text)
    return None


class Settings:
    if sys.version_info >= (3, 11):
        parser = "tomllib"
    else:  # pragma: no cover
        parser = "configparser"

    def __init__(self, **overrides):
        self._values = dict(DEFAULTS)
        for key, value in overrides.items():
            if key in self._values:
                self._values[key] = str(value)
            else:
                raise SettingsError(f"unknown setting: {key}")

    def text(self, key):
        for name, value in self._values.items():
            if name == key:
                return value
        raise SettingsError(f"unknown setting: {key}")

    def flag(self, key):
        return parse_bool(self.text(key))

    def ratio(self, key, default=0.0):
        ratio = parse_ratio(self.text(key))
        if ratio is not None:
            return ratio
        return default

    def integer(self, key):
        try:
            value = int(self.text(key))
            if value >= 0:
                return value
            else:
                raise SettingsError(f"{key} must not be negative")
        except ValueError:
            raise SettingsError(f"{key} is not a whole number") from None
