_DEFAULTS = {"host": "h", "port": "1"}


def _address():
    return _DEFAULTS["host"] + ":" + _DEFAULTS["port"]

# output
from dataclasses import dataclass


@dataclass(slots=True)
class Defaults:
    host: str
    port: str


_DEFAULTS = Defaults(host="h", port="1")


def _address():
    return _DEFAULTS.host + ":" + _DEFAULTS.port
