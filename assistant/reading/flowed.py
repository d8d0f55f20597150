"""format=flowed: soft line breaks put back together (RFC 3676)."""

from __future__ import annotations


def unflowed(text: str, *, delsp: bool = False) -> str:
    """Paragraphs as their writer typed them; quotation marks stay in front of each."""
    lines: list[list[str]] = []  # each in the pieces that flow together
    open_depth: int | None = None
    for raw in text.split("\n"):
        depth = len(raw) - len(raw.lstrip(">"))
        content = raw[depth:].removeprefix(" ")
        soft = content.endswith(" ") and content != "-- "
        if soft and delsp:
            content = content[:-1]
        if open_depth == depth and content != "-- ":
            lines[-1].append(content)
        else:
            lines.append([(">" * depth + " " if depth else ""), content])
        open_depth = depth if soft else None
    joined = ("".join(pieces) for pieces in lines)
    return "\n".join(line if line == "-- " else line.rstrip() for line in joined)
