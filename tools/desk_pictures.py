"""Take docs/pictures/desk-*.png anew: the desk on the ledger of examples/, in the machine's chromium.

python tools/desk_pictures.py [--chromium PATH]
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
COMMAND = [sys.executable, "-c", "from dateline.cli import main; main()"]
SIZE = {"width": 1280, "height": 860}


def main() -> None:
    """Read the examples, open the desk, take the pictures."""
    parser = argparse.ArgumentParser(prog="tools/desk_pictures.py")
    parser.add_argument("--chromium", default=shutil.which("chromium"), help="the browser; the one on the path by default")
    browser_path = parser.parse_args().chromium
    if browser_path is None:
        raise SystemExit("no chromium was found; install it, or give its path with --chromium")
    with tempfile.TemporaryDirectory() as folder:
        ledger = str(Path(folder, "examples.db"))
        subprocess.run([*COMMAND, "add", "examples", "--ledger", ledger], cwd=ROOT, check=True)
        words = [*COMMAND, "serve", "--ledger", ledger, "--port", "0", "--no-open", "--as", "Amal"]
        with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            found = re.search(r"http://[\d.:]+", process.stderr.readline())
            if found is None:
                raise SystemExit("the desk did not open")
            try:
                take_all(found[0], browser_path)
            finally:
                process.terminate()


def take_all(base: str, browser_path: str) -> None:
    """The overview, the incident with most dead and a quote open, a document at its words, and the queue."""
    with urllib.request.urlopen(f"{base}/api/incidents?sort=deadliest&limit=1") as answer:
        deadliest = json.load(answer)["incidents"][0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(base_url=base, viewport=SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
        take(page, "/", "overview")
        page.goto(f"/incidents/{deadliest['id']}")
        best = page.locator(".figures .best .v").first
        best.hover()
        shoot(page, "incident")
        best.locator("a").click()
        page.wait_for_load_state()
        shoot(page, "document")
        take(page, "/queue", "queue")
        browser.close()


def take(page: Page, path: str, name: str) -> None:
    """One page, as it is when everything has come."""
    page.goto(path)
    shoot(page, name)


def shoot(page: Page, name: str) -> None:
    """What is on the screen now."""
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"desk-{name}.png")


if __name__ == "__main__":
    main()
