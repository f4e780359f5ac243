"""Section 1: the shape of JSON: exactly these fields, of these types."""

from .encoding import Refused


def require(condition, why):
    """Refuses with `why` unless the condition holds."""
    if not condition:
        raise Refused(why)


def fields(value, names, optional=""):
    """An object with exactly these fields."""
    require(isinstance(value, dict), "not an object")
    wanted, allowed = set(names.split()), set(optional.split())
    for name in sorted(value.keys() - wanted - allowed):
        raise Refused(f"unknown field {name}")
    for name in sorted(wanted - value.keys()):
        raise Refused(f"{name} is missing")
    return value


def text(value, name, empty=False):
    found = _field(value, name)
    require(isinstance(found, str) and (empty or found), f"{name} is not a text")
    return found


def one_of(value, name, *choices):
    found = _field(value, name)
    require(found in choices, f"{name} is not one of {', '.join(choices)}")
    return found


def integer(value, name, least=0):
    found = _field(value, name)
    require(isinstance(found, int) and not isinstance(found, bool), f"{name} is not an integer")
    require(found >= least, f"{name} is below {least}")
    return found


def items(value, name, least=0, most=None):
    found = _field(value, name)
    require(isinstance(found, list), f"{name} is not a list")
    require(least <= len(found), f"{name} has fewer than {least} items")
    require(most is None or len(found) <= most, f"{name} has more than {most} items")
    return found


def _field(value, name):
    require(isinstance(value, dict) and name in value, f"{name} is missing")
    return value[name]
