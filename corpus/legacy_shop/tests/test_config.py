import pytest

from legacy_shop.config import Settings, SettingsError, parse_bool, parse_ratio


@pytest.mark.parametrize("text", ["yes", " TRUE ", "on", "1"])
def test_parse_bool_true(text):
    assert parse_bool(text) is True


@pytest.mark.parametrize("text", ["no", "False", " off", "0", ""])
def test_parse_bool_false(text):
    assert parse_bool(text) is False


def test_parse_bool_rejects_the_rest():
    with pytest.raises(SettingsError, match="'maybe'"):
        parse_bool("Maybe")


@pytest.mark.parametrize(
    "text, ratio",
    [
        ("0.19", 0.19),
        ("19%", 0.19),
        (" 7.5 % ", 0.075),
        ("", None),
        (None, None),
        ("%", None),
        ("x%", None),
        ("1.2.3", None),
        ("-1", None),
    ],
)
def test_parse_ratio(text, ratio):
    assert parse_ratio(text) == ratio


def test_settings_defaults_and_overrides():
    settings = Settings(currency="CHF", page_size=10)
    assert settings.text("currency") == "CHF"
    assert settings.integer("page_size") == 10
    assert settings.flag("mail_enabled") is True
    assert settings.ratio("tax_rate") == 0.19


def test_settings_unknown_names():
    with pytest.raises(SettingsError, match="unknown setting: colour"):
        Settings(colour="red")
    with pytest.raises(SettingsError, match="unknown setting: colour"):
        Settings().text("colour")


def test_settings_ratio_falls_back():
    settings = Settings(tax_rate="n/a")
    assert settings.ratio("tax_rate") == 0.0
    assert settings.ratio("tax_rate", 0.07) == 0.07
    assert Settings(tax_rate="0").ratio("tax_rate", 0.07) == 0.0


def test_settings_integer_errors():
    with pytest.raises(SettingsError, match="must not be negative"):
        Settings(page_size=-1).integer("page_size")
    with pytest.raises(SettingsError, match="not a whole number"):
        Settings(page_size="many").integer("page_size")
    assert Settings(page_size=0).integer("page_size") == 0


def test_settings_parser():
    assert Settings.parser == "tomllib"
