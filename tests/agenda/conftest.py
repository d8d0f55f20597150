"""A real browser for the agenda's tests: each mail is laid out at several widths, light and dark, and measured."""

from __future__ import annotations

import html
import importlib.util
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from assistant.agenda import Period, compose, render
from assistant.agenda.copies import compose_copy
from assistant.agenda.monthly import compose_month
from assistant.agenda.reports import proof, report

from .agenda_factories import MONDAY, NORTHGATE, OFFICE, WEEK, WEEKS, at, letters_of, usual_week

WIDTHS = (320, 600, 1200)
SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--window-size=1300,2000", "--dump-dom"),
)

# for each frame: its width, what sticks out, words with too little contrast (WCAG 2.2, 1.4.3), boxes that overlap
MEASURE = """
const linear = v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
const parse = c => (c.match(/[\\d.]+/g) || []).map(Number);
const light = ([r, g, b]) => 0.2126 * linear(r / 255) + 0.7152 * linear(g / 255) + 0.0722 * linear(b / 255);
const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
function ground(w, node) {
  for (let at = node; at; at = at.parentElement) {
    const c = parse(w.getComputedStyle(at).backgroundColor);
    if (c.length === 3 || c[3] === 1) return c;
  }
  return [255, 255, 255];
}
function faint(w) {
  const found = [], walk = w.document.createTreeWalker(w.document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) {
    const box = text.parentElement, style = w.getComputedStyle(box);
    if (!text.data.trim() || text.data === '\\u00a0' || !box.getClientRects().length) continue;
    const r = ratio(parse(style.color), ground(w, box));
    const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
    if (r < (large ? 3 : 4.5)) found.push(`${text.data.trim().slice(0, 30)}: ${r.toFixed(2)}`);
  }
  return found;
}
function overlaps(w) {
  const all = [...w.document.querySelectorAll('.taps a, .badge, .line, .figure, h1, h2, h3, td > b')];
  const boxes = all.map(e => [e, e.getBoundingClientRect()]), found = [];
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < Math.min(i + 6, boxes.length); j++) {
    const [a, b] = [boxes[i][1], boxes[j][1]];
    const beside = a.left > b.right - 1 || b.left > a.right - 1 || a.top > b.bottom - 1 || b.top > a.bottom - 1;
    if (a.width && b.width && !beside)
      found.push(`${boxes[i][0].textContent} / ${boxes[j][0].textContent}`);
  }
  return found;
}
onload = () => {
  const result = [...document.querySelectorAll('iframe')].map(frame => {
    const w = frame.contentWindow, root = w.document.documentElement;
    const sticksOut = e => e.getBoundingClientRect().right > w.innerWidth + 0.5;
    const outside = [...w.document.querySelectorAll('body *')].filter(sticksOut).map(e => e.outerHTML.slice(0, 120));
    const headings = [...w.document.querySelectorAll('h1,h2,h3')].map(e => +e.tagName[1]);
    return {
      name: frame.dataset.name, scheme: frame.dataset.scheme, width: w.innerWidth, scroll: root.scrollWidth,
      dark: w.matchMedia('(prefers-color-scheme: dark)').matches, outside, headings,
      faint: faint(w), overlaps: overlaps(w),
    };
  });
  const pre = document.createElement('pre');
  pre.id = 'result';
  pre.textContent = JSON.stringify(result);
  document.body.replaceChildren(pre);
};
"""

# in each frame: the rules that its page breaks, with the first place of each, told to the page around it
AXE = """;axe.run(document).then(found => parent.told(
  window.frameElement.dataset.name,
  found.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 120)}`),
));"""
COLLECT = """
const found = {};
function told(name, broken) {
  found[name] = broken;
  if (Object.keys(found).length < document.querySelectorAll('iframe').length) return;
  const pre = document.createElement('pre');
  pre.id = 'result';
  pre.textContent = JSON.stringify(found);
  document.body.replaceChildren(pre);
}
"""


@pytest.fixture(scope="session", name="chromium")
def _chromium() -> str:
    """The browser's command; the test is skipped where there is none, or fails where servers are required."""
    found = next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )
    if found is None:
        message = "Chromium is not installed"
        (pytest.fail if os.environ.get("DELEGATE_REQUIRE_SERVERS") else pytest.skip)(message)
    return str(found)


@pytest.fixture(scope="session", name="pages")
def _pages() -> dict[str, str]:
    """Every kind of mail, report and page that we make."""
    made = {name: render(compose(*week()), "assistant+k3j9@bergdental.example").html for name, week in WEEKS.items()}
    facts, span = usual_week(), Period(start=at("01-01"), end=MONDAY)
    return made | {
        "report": report(facts, OFFICE, NORTHGATE, span, letters_of(facts)),
        "month": render(compose_month(facts, OFFICE, span)).html,
        "copy": render(compose_copy(facts, OFFICE, NORTHGATE, WEEK)).html,
        "proof": proof(facts.issues[2], facts, OFFICE, WEEK, letters_of(facts)),
    }


@pytest.fixture(scope="session", name="frames")
def _frames_fixture(
    chromium: str, pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """Each of the pages at all widths, light and dark, laid out in one browser."""
    folder = tmp_path_factory.mktemp("chromium")
    (folder / "frames.html").write_text(_page(pages), encoding="utf-8")
    return _browse(chromium, folder)


def _page(pages: dict[str, str]) -> str:
    """A frame follows the colour scheme of the element that holds it."""
    frames = "".join(
        f'<iframe data-name="{name}" data-scheme={scheme} style="color-scheme:{scheme}" width={width} height=900 '
        f'frameborder=0 srcdoc="{html.escape(page)}"></iframe>'
        for name, page in pages.items()
        for scheme in ("light", "dark")
        for width in WIDTHS
    )
    return f"<!DOCTYPE html><body>{frames}<script>{MEASURE}</script></body>"


def _browse(chromium: str, folder: Path, *more: str, file: str = "frames.html") -> Any:
    command = [chromium, *SWITCHES, *more, f"--user-data-dir={folder / 'profile'}", (folder / file).as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    found = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.DOTALL)
    assert found, done.stderr[-2000:]
    return json.loads(html.unescape(found[1]))


@pytest.fixture(scope="session", name="axe")
def _axe(chromium: str, pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What axe-core finds in each of the pages. Its script comes with a package: see .ci/axe.txt."""
    package = importlib.util.find_spec("axe_playwright_python")  # of which nothing but that script is used
    if package is None or package.origin is None:
        pytest.skip("axe-core is not installed: .venv/bin/pip install --no-deps -r .ci/axe.txt")
    source = Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")
    folder = tmp_path_factory.mktemp("axe")
    frames = "".join(
        f'<iframe title="{name}" data-name="{name}" width=600 height=900 srcdoc="{html.escape(page)}"></iframe>'
        for name, page in ((name, _with_script(page, source)) for name, page in pages.items())
    )
    (folder / "axe.html").write_text(
        f"<!DOCTYPE html><script>{COLLECT}</script><body>{frames}</body>", encoding="utf-8"
    )
    found: dict[str, list[str]] = _browse(chromium, folder, "--virtual-time-budget=30000", file="axe.html")
    return found


def _with_script(page: str, source: str) -> str:
    return page.replace("</body>", f"<script>{source}{AXE}</script></body>")
