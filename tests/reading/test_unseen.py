"""What is not shown of a page is not read; what is shown is, in whatever colours."""

from __future__ import annotations

import pytest
from lxml import html

from assistant.reading.unseen import unseen


@pytest.mark.parametrize(
    "page",
    [
        "<p hidden>x</p>",
        "<p style='DISPLAY : none'>x</p>",
        "<p style='font-size:1px;color:#333'>x</p>",
        "<p style='opacity:0'>x</p>",
        "<p style='max-height:0;overflow:hidden'>x</p>",
        "<p style='color:#fff'>x</p>",
        "<p style='color: rgb(254, 254, 254)'>x</p>",
        "<div style='background:#222'><p style='color:#212121'>x</p></div>",
        "<table bgcolor='#0066cc'><tr><td style='color:#0066CC'>x</td></tr></table>",
        "<font color='white'>x</font>",
    ],
)
def test_hidden_in_whatever_way(page):
    assert any(unseen(element) for element in html.fromstring(f"<div>{page}</div>").iter() if element.text == "x")


@pytest.mark.parametrize(
    "page",
    [
        "<p style='color:#000'>x</p>",
        "<p style='color:#777777'>x</p>",
        "<a style='color:#fff;background-color:#0066cc'>x</a>",
        "<table bgcolor='#222222'><tr><td><a style='color:white'>x</a></td></tr></table>",
        "<div style='background:url(x.png)'><p style='color:#fff'>x</p></div>",
        "<div class='button'><span style='color:#ffffff'>x</span></div>",
        "<p style='background-color:#ffffff'>x</p>",
        "<p style='font-size:10px;opacity:0.9'>x</p>",
        "<p style='border-color:#fff'>x</p>",
        "<div style='background:linear-gradient(#fff,#000)'><p style='color:#fff'>x</p></div>",
    ],
)
def test_shown_in_whatever_colours(page):
    assert not any(unseen(element) for element in html.fromstring(f"<div>{page}</div>").iter())
