"""Bills: every figure of a document right, and watched over the months.

`read_invoices` finds the bills in a letter (e-invoice XML, PDF pages, the letter's own words); `book` brings those of
many letters together and sets flags, each with its reason. `spend`, `years` and `recurring` tell what was billed, and
what is expected. `redirects` finds letters that want money to go to another account.
"""

from assistant.invoices.bills import Bill
from assistant.invoices.book import book, on_day
from assistant.invoices.read import read_invoices
from assistant.invoices.redirects import redirects
from assistant.invoices.rhythm import Recurring, recurring
from assistant.invoices.spending import Spend, Years, spend, years

__all__ = [
    "Bill",
    "Recurring",
    "Spend",
    "Years",
    "book",
    "on_day",
    "read_invoices",
    "recurring",
    "redirects",
    "spend",
    "years",
]
