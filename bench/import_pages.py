"""`python bench/import_pages.py [PAGES]`: how long 5,000 pages of an old site take to import.

Makes the pages in a temporary folder, every third with a picture of its own, every fiftieth with an attached
file, and imports them twice into an empty DATABASE_URL (SQLite by default; run it under `python -m
tests.cluster` for PostgreSQL).
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
CATEGORIES = ("新区新闻", "产业", "文旅", "民生")
SENTENCES = (
    "项目从去年秋天动工，工期比原计划缩短了十二天，施工时保留了原有的两排榕树。",
    "附近居民说，以前要绕到镇上才能办的事，现在走几分钟就能办好。",
    "负责养护的单位每周巡查两次，发现破损的，四十八小时以内修复。",
    "验收那天下着小雨，七位代表撑着伞把排水口一处一处看过去。",
)
PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title}-鹭汀新区</title>
<link rel="canonical" href="http://old.example.cn/{day}/content_{number}.htm"></head><body>
<table width="960"><tr><td><a href="/">首页</a></td><td><a href="/xw/">新闻</a></td></tr></table>
<div>当前位置: <a href="/">鹭汀新区</a>&gt;<a href="/c/">{category}</a>&gt; &gt; 正文</div>
<h1>{title}</h1><div>{day} {clock}&nbsp;&nbsp;来源:&nbsp;今日鹭汀新区&nbsp;&nbsp;责任编辑:&nbsp;叶晚</div>
<div class="content">{body}</div>
<div>分享:</div><div>免责声明</div><p>一、本站文章的权利属于作者。</p><div>相关阅读</div></body></html>"""


def picture(chance: random.Random) -> bytes:
    """As old sites had them: 800 pixels wide, with some detail."""
    small = Image.frombytes("RGB", (100, 67), chance.randbytes(100 * 67 * 3))
    file = BytesIO()
    small.resize((800, 533)).save(file, "JPEG", quality=85)
    return file.getvalue()


def make(folder: Path, pages: int) -> None:
    chance = random.Random(pages)  # noqa: S311  (the same pages every time)
    for number in range(pages):
        day = f"{2012 + number % 8}-{1 + number % 12:02}-{1 + number % 28:02}"
        place = folder / day[:7]
        place.mkdir(exist_ok=True)
        paragraphs = [f"　　{chance.choice(SENTENCES) * chance.randrange(1, 5)}<br>" for _ in range(8)]
        if number % 3 == 0:
            (place / f"{number}_files").mkdir()
            (place / f"{number}_files" / "1.jpg").write_bytes(picture(chance))
            shown = f'<p align="center"><img src="{number}_files/1.jpg"></p><p align="center">图为现场。</p>'
            paragraphs.insert(2, shown)
        if number % 50 == 0:
            (place / f"{number}.pdf").write_bytes(b"%PDF-1.4\n" + chance.randbytes(20_000))
            paragraphs.append(f'<p>附件：<a href="{number}.pdf">申报表</a></p>')
        page = PAGE.format(
            title=f"第{number}号工程完成验收",
            number=number,
            day=day,
            clock=f"{number % 24:02}:{number % 60:02}:00",
            category=CATEGORIES[number % 4],
            body="".join(paragraphs),
        )
        (place / f"{number}.htm").write_text(page, encoding="gb18030")


def run(environment: dict[str, str], *arguments: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], check=True, env=environment)


def main(pages: int) -> None:
    with tempfile.TemporaryDirectory(prefix="import-pages-") as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        make(folder, pages)
        environment = os.environ | {"VAR_DIR": str(Path(name) / "var"), "DJANGO_SUPERUSER_PASSWORD": "bench"}
        run(environment, "migrate", "--verbosity", "0")
        run(environment, "createsuperuser", "--noinput", "--username", "bench", "--email", "bench@example.cn")
        for time_ in ("first", "second"):
            start = time.monotonic()
            run(environment, "import_legacy", "--as", "bench", "--published", str(folder))
            seconds = time.monotonic() - start
            print(f"{time_} run: {pages} pages in {seconds:.1f} s, {pages / seconds:.0f} a second")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 5000)
