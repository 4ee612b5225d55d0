"""The kernel that runs the notebook: this interpreter, started early so that it loads while the input is checked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["kernel"]

NAME = "python3"
# loaded at start: what the sections need, and no history file, whose lock two runs at a time would fight for
ARGUMENTS = ("--IPKernelApp.extensions=evaluera.report.display", "--HistoryManager.enabled=False")


@contextmanager
def kernel(folder: Path) -> Iterator[Any]:
    """A running kernel manager for papermill, with this very Python, working in ``folder``; it is stopped at the end.

    A kernel specification of the user's own named ``python3`` may point to another installation without evaluera, so
    none is looked up. What passes between the two processes is encrypted where the installed Jupyter can do it.
    """
    import zmq
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_core.utils import run_sync

    clients: list[Any] = []

    class Manager(AsyncKernelManager):
        """Knows its clients: nbclient leaves one open when the kernel is not its own."""

        def client(self, **options: Any) -> Any:
            clients.append(super().client(**options))
            return clients[-1]

    manager = Manager(kernel_name=NAME)
    manager._kernel_spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *ARGUMENTS],
        display_name="Python 3",
        language="python",
        metadata={"supported_encryption": ["curve"]},
    )
    if manager.has_trait("transport_encryption") and zmq.has("curve"):
        manager.transport_encryption = "auto"
    # what the kernel itself says on the way is for developers; errors of cells come back in the notebook
    run_sync(manager.start_kernel)(cwd=str(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield manager
    finally:
        for client in clients:
            client.stop_channels()
        run_sync(manager.shutdown_kernel)(now=True)
