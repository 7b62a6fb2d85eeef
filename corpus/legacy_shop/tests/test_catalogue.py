from legacy_shop.catalogue import (
    articles_by_category,
    attach_titles,
    breadcrumb,
    hide,
    make_article,
    make_category,
    search,
)


def categories():
    return [
        make_category(1, "Home"),
        make_category(2, "Kitchen", 1),
        make_category(3, "Pots", 2),
        make_category(2, "Kitchen & Bath", 1),
    ]


def articles():
    return [
        make_article("P1", "Steel Pot", 30.0, 3, ["cooking", "steel"]),
        make_article("K1", "Steel Knife", 12.0, 2, ["steel"]),
        make_article("K0", "Bread Knife", 12.0, 2, ["bread"]),
        make_article("Z1", "Zip", 1.0, 8),
    ]


def test_breadcrumb():
    assert breadcrumb(categories(), 3) == ["Home", "Kitchen", "Pots"]
    assert breadcrumb(categories(), 1) == ["Home"]
    assert breadcrumb(categories(), None) == []
    assert breadcrumb(categories(), 99) == []


def test_breadcrumb_survives_a_loop():
    looped = [make_category(1, "A", 2), make_category(2, "B", 1)]
    assert breadcrumb(looped, 1) == ["B", "A"]


def test_articles_by_category():
    found = articles_by_category(articles(), categories()[:3])
    assert list(found.items()) == [("Home", []), ("Kitchen", ["K1", "K0"]), ("Pots", ["P1"])]
    assert articles_by_category([], categories()[:1]) == {"Home": []}
    assert articles_by_category(articles(), []) == {}


def test_attach_titles_last_category_wins():
    assert attach_titles(articles(), categories()) == [
        ("Steel Pot", "Pots"),
        ("Steel Knife", "Kitchen & Bath"),
        ("Bread Knife", "Kitchen & Bath"),
        ("Zip", "-"),
    ]
    assert attach_titles([], categories()) == []


def test_hide():
    stock = articles()
    assert hide(stock, ["P1", "Z1", "??"]) == 2
    assert hide(stock, []) == 0
    assert articles_by_category(stock, categories()[:3])["Pots"] == []
    assert search(stock, "steel") == ["K1"]


def test_search():
    assert search(articles(), "STEEL") == ["K1", "P1"]
    assert search(articles(), "knife") == ["K0", "K1"]
    assert search(articles(), "knife steel") == ["K1"]
    assert search(articles(), "cooking pot") == ["P1"]
    assert search(articles(), "knife", limit=1) == ["K0"]


def test_search_without_words_or_hits():
    assert search(articles(), "spoon") == []
    assert search(articles(), "") == []
    assert search(articles(), None) == []
    assert search(articles(), "   ") == []
