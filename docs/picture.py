"""Take the README's picture: page one of a real report, as Chromium shows it (``make picture``)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EVALUATION = ROOT / "data" / "sicily-smoking-ban" / "evaluation.yaml"
PICTURE = ROOT / "docs" / "images" / "report.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = "1100,1350"


def main() -> None:
    """Run the evaluation in English into a temporary folder and photograph the top of its report."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        sys.exit("No Chromium found: the picture is left as it is.")
    with tempfile.TemporaryDirectory() as folder:
        command = [str(Path(sys.executable).with_name("evaluera")), "run", str(EVALUATION)]
        subprocess.run([*command, "--language", "en", "--out", folder], check=True)
        report = next(Path(folder).glob("*/*/report.html"))
        photograph(browser, report, PICTURE, profile=Path(folder) / "profile")
    print(PICTURE.relative_to(ROOT))


def photograph(browser: str, page: Path, picture: Path, *, profile: Path) -> None:
    """The top of ``page`` as PNG, with nothing fetched from a network."""
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    shape = ["--hide-scrollbars", f"--window-size={SIZE}", f"--user-data-dir={profile}"]
    target = [f"--screenshot={picture}", page.as_uri()]
    subprocess.run([browser, "--headless", *quiet, *shape, *target], check=True, capture_output=True)


if __name__ == "__main__":
    main()
