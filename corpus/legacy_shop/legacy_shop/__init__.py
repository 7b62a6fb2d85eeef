"""Back office of a small online shop: orders, customers, stock, money and reports."""

__version__ = "8.3.1"
