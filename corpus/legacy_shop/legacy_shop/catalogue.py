"""Categories, search and the navigation of the shop front."""


def make_category(category_id, title, parent_id=None):
    return dict(id=category_id, title=title, parent_id=parent_id)


def make_article(sku, title, price, category_id, keywords=()):
    return {
        "sku": sku,
        "title": title,
        "price": price,
        "category_id": category_id,
        "keywords": list(keywords),
        "visible": True,
    }


def breadcrumb(categories, category_id):
    """Titles from the root down to the category; a loop in the tree ends the walk."""
    trail = []
    visited = []
    current = category_id
    while current is not None and current not in visited:
        visited.append(current)
        parent = None
        for category in categories:
            if category["id"] == current:
                trail.insert(0, category["title"])
                parent = category["parent_id"]
                break
        current = parent
    return trail


def articles_by_category(articles, categories):
    result = {}
    for category in categories:
        skus = []
        for article in articles:
            if article["visible"]:
                if article["category_id"] == category["id"]:
                    skus.append(article["sku"])
        result[category["title"]] = skus
    return result


def attach_titles(articles, categories):
    """(article title, category title) pairs; the last category of an id wins."""
    pairs = []
    for article in articles:
        title = "-"
        for category in categories:
            if category["id"] == article["category_id"]:
                title = category["title"]
        pairs.append((article["title"], title))
    return pairs


def hide(articles, skus):
    changed = 0
    for article in articles:
        if article["sku"] in skus:
            article["visible"] = False
            changed += 1
    return changed


def search(articles, text, limit=10):
    if text:
        words = text.lower().split()
        if words:
            hits = []
            for article in articles:
                haystack = article["title"].lower().split() + article["keywords"]
                # all words have to be there
                if article["visible"] and all(word in haystack for word in words):
                    hits.append(article)
            hits.sort(key=lambda article: (article["price"], article["sku"]))
            return [hit["sku"] for hit in hits[:limit]]
    return []
