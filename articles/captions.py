"""Captions of films: WebVTT or SubRip as people upload them, written anew by us as plain WebVTT (W3C WebVTT §4.1)."""

from __future__ import annotations

import re

LARGEST = 512 * 1024
HEADER = re.compile(r"WEBVTT(?:[ \t][^\n]*)?(?:\n|\Z)")
TIMING = re.compile(
    r"(?:(?P<h>\d{2,3}):)?(?P<m>[0-5]\d):(?P<s>[0-5]\d)[.,](?P<ms>\d{3})[ \t]+-->[ \t]+"
    r"(?:(?P<H>\d{2,3}):)?(?P<M>[0-5]\d):(?P<S>[0-5]\d)[.,](?P<MS>\d{3})(?:[ \t].*)?"
)
MARKUP = re.compile(r"<[^>]*>")
AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|nbsp|lrm|rlm|#\d+);)")
NO_CUES = ("NOTE", "STYLE", "REGION")


class NotCaptions(ValueError):
    """This is no file of captions; says in Chinese what is wrong, where, and what to do."""


def webvtt(content: bytes) -> str:
    """The cues of `content` (.vtt or .srt in UTF-8) in their order, without styles, places and markup.

    Raises NotCaptions with the number of the cue.
    """
    cues = [_cue(lines, number) for number, lines in enumerate(_blocks(_text(content)), start=1)]
    if not cues:
        raise NotCaptions("字幕文件里没有一条字幕，没有保存。请检查导出的文件。")
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise NotCaptions("字幕文件超过 512 KB，没有保存。请确认选的是字幕文件。")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise NotCaptions("字幕文件不是 UTF-8 编码，没有保存。请另存为 UTF-8 再上传。") from None


def _blocks(text: str) -> list[list[str]]:
    """The lines of each cue; a file that begins like neither of the two kinds is refused."""
    found = HEADER.match(text)
    blocks = [
        block.strip("\n").split("\n") for block in re.split(r"\n{2,}", text[found.end() if found else 0 :])
    ]
    blocks = [lines for lines in blocks if any(map(str.strip, lines)) and not lines[0].startswith(NO_CUES)]
    if not found and not (blocks and blocks[0][0].strip().isdecimal()):
        raise NotCaptions("不是字幕文件，没有保存。第一行应为 WEBVTT（.vtt），或者从编号 1 开始（.srt）。")
    return blocks


def _cue(lines: list[str], number: int) -> str:
    """A cue may have a name above its times."""
    timing = next((found for line in lines[:2] if (found := TIMING.fullmatch(line.strip()))), None)
    if timing is None:
        raise NotCaptions(
            f"第{number}条字幕的时间写得不对：{lines[0][:40]}。应写成 00:00:01.000 --> 00:00:04.000。"
        )
    begins, ends = (_seconds(timing, names) for names in (("h", "m", "s", "ms"), ("H", "M", "S", "MS")))
    if begins >= ends:
        raise NotCaptions(f"第{number}条字幕的结束时间不晚于开始时间。请改好再上传。")
    at = next(place for place, line in enumerate(lines) if TIMING.fullmatch(line.strip()))
    said = [MARKUP.sub("", line).replace("-->", "→").strip() for line in lines[at + 1 :]]
    if not any(said):
        raise NotCaptions(f"第{number}条字幕没有文字。请补上，或者删去这一条。")
    written = [AMPERSAND.sub("&amp;", line).replace("<", "&lt;") for line in said if line]
    return "\n".join([f"{_stamp(begins)} --> {_stamp(ends)}", *written])


def _seconds(timing: re.Match[str], names: tuple[str, ...]) -> int:
    """Milliseconds since the film began."""
    hours, minutes, seconds, rest = (int(timing[name] or 0) for name in names)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
