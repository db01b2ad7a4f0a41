"""`python bench/lighthouse.py [RUNS]`: what Lighthouse says of home, category, article and search on a phone.

Starts the demonstration newspaper as `make run` does, asks Lighthouse (locked in bench/lighthouse, installed when
missing) RUNS times per page, 3 by default, and prints the median of each category and of what a reader waits for.
Needs Chromium and npm. Ends with 1 when a page stays below what issue IV asks for.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.site import Site, running  # noqa: E402

TOOL = ROOT / "bench/lighthouse"
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 else 3
ALLOWED = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
WAITS = {
    "first-contentful-paint": "FCP ms",
    "largest-contentful-paint": "LCP ms",
    "total-blocking-time": "TBT ms",
    "cumulative-layout-shift": "CLS",
    "total-byte-weight": "bytes",
}
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def pages(site: Site) -> dict[str, str]:
    return {
        "home": "/",
        "category": "/yaowen/",
        "article": next(site.articles()),
        "search": "/search/",
    }


def report(url: str, folder: Path) -> dict[str, Any]:
    """One run on Lighthouse's own phone; its whole report. A trace that Chromium has not begun is asked for again."""
    file = folder / "report.json"
    chromium = shutil.which("chromium") or "chromium"
    command = [
        TOOL / "node_modules/.bin/lighthouse",
        url,
        "--quiet",
        "--output=json",
        f"--output-path={file}",
    ]
    command += [f"--chrome-flags={FLAGS}", f"--only-categories={','.join(ALLOWED)}"]
    for last in (False, False, True):
        done = subprocess.run(command, check=last, timeout=180, env={**os.environ, "CHROME_PATH": chromium})
        if done.returncode == 0:
            break
    return json.loads(file.read_text())


def measured(url: str, folder: Path) -> tuple[dict[str, float], dict[str, float], set[str]]:
    """Medians of the categories (0 to 100) and of the waits, and the audits that failed in any run."""
    reports = [report(url, folder) for _ in range(RUNS)]
    scores = {
        name: 100 * statistics.median(one["categories"][name]["score"] or 0 for one in reports)
        for name in ALLOWED
    }
    waits = {
        name: statistics.median(one["audits"][name]["numericValue"] for one in reports) for name in WAITS
    }
    failed = {
        f"{reference['id']}"
        for one in reports
        for name in ALLOWED
        for reference in one["categories"][name]["auditRefs"]
        if reference["weight"] and (one["audits"][reference["id"]]["score"] or 1) < 0.9
    }
    return scores, waits, failed


def main() -> None:
    if not (TOOL / "node_modules").exists():
        subprocess.run(["npm", "ci", "--prefix", str(TOOL)], check=True)
    enough = True
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as site:
        for kind, address in pages(site).items():
            scores, waits, failed = measured(site.url + address, Path(folder))
            enough &= all(scores[name] >= least for name, least in ALLOWED.items())
            line = "  ".join(f"{name} {score:3.0f}" for name, score in scores.items())
            times = "  ".join(f"{word} {waits[name]:.3g}" for name, word in WAITS.items())
            sys.stdout.write(f"{kind:9} {line}\n{'':9} {times}  {' '.join(sorted(failed))}\n")
            sys.stdout.flush()
    sys.exit(not enough)


main()
