"""Bills: every figure of a document right, and watched over the months.

`read_invoices` finds the bills in a letter (e-invoice XML, PDF pages, the letter's own words); `book` brings those of
many letters together and sets flags, each with its reason.
"""

from assistant.invoices.bills import Bill
from assistant.invoices.book import book
from assistant.invoices.read import read_invoices

__all__ = ["Bill", "book", "read_invoices"]
