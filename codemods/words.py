"""Make one of many, and many of one, as far as English endings tell."""

_ONE = ("ss", "us", "is", "series", "news")  # endings of words that are no plurals
_WITH_ES = ("sses", "xes", "tches", "nches", "rches", "shes", "zzes", "tuses", "nuses", "ruses")

_IRREGULAR = {"people": "person", "children": "child", "men": "man", "women": "woman"}


def singular(word: str) -> str:
    """One of what a plural names, as far as the ending tells."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith(_ONE) or len(word) < 3:
        return word
    if word.endswith(_WITH_ES) and word != "axes":
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word.removesuffix("s")


def plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word if word.endswith("s") else word + "s"
