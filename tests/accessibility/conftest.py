"""A page as Chromium and axe-core see it."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RUN = """
axe.run(document, {resultTypes: ["violations", "incomplete"]}).then(found => {
  const result = document.createElement("pre");
  result.id = "axe-result";
  result.textContent = JSON.stringify({
    violations: found.violations.map(v => ({id: v.id, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 200))})),
    passes: found.passes.length,
    tags: [...new Set(found.passes.flatMap(p => p.tags))],
    requests: performance.getEntriesByType("resource").map(r => r.name).filter(n => !n.startsWith("data:")),
  });
  document.body.append(result);
});
"""


@pytest.fixture(scope="session")
def audit(browser: list[str], tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Any]]:
    """What axe-core finds in a page; skips loudly without it, fails without it where CI=true."""
    if not AXE.is_file():
        needed = "axe-core is needed: run tests/setup_browser.sh"
        if os.environ.get("CI") == "true":
            pytest.fail(needed)
        pytest.skip(needed)

    def look(page: str) -> dict[str, Any]:
        folder = tmp_path_factory.mktemp("page")
        script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")
        file = folder / "page.html"
        file.write_text(page.replace("</body>", f"<script>{script}</script><script>{RUN}</script></body>"), "utf-8")
        command = [*browser, f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=60000", "--dump-dom"]
        shown = subprocess.run(
            [*command, file.as_uri()], capture_output=True, text=True, timeout=240, check=True
        ).stdout
        result = re.search(r'<pre id="axe-result">(.*?)</pre>', shown, re.DOTALL)
        assert result is not None, shown[-500:]
        found: dict[str, Any] = json.loads(html.unescape(result[1]))
        return found

    return look
