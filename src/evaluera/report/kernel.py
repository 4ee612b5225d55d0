"""The kernel that runs the notebook: this interpreter, started early so that it loads while the input is checked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

__all__ = ["kernel"]

NAME = "python3"
# loaded at start: what the sections need, and no history file, whose lock two runs at a time would fight for
ARGUMENTS = ("--IPKernelApp.extensions=evaluera.report.display", "--HistoryManager.enabled=False")


@contextmanager
def kernel(folder: Path) -> Iterator[Any]:
    """A running kernel manager for papermill, with this very Python, working in ``folder``; it is stopped at the end.

    A kernel specification of the user's own named ``python3`` may point to another installation without evaluera, so
    none is looked up.
    """
    from jupyter_core.utils import run_sync

    with TemporaryDirectory(prefix="evaluera-", ignore_cleanup_errors=True) as private:
        clients: list[Any] = []
        manager = _manager(Path(private), clients)
        # what the kernel itself says on the way is for developers; errors of cells come back in the notebook
        run_sync(manager.start_kernel)(cwd=str(folder), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield manager
        finally:
            for client in clients:
                client.stop_channels()
            run_sync(manager.shutdown_kernel)(now=True)


def _manager(private: Path, clients: list[Any]) -> Any:
    """A manager of a kernel with this Python, which notes its clients.

    The two processes talk through sockets in a private folder: two runs at a time cannot take each other's port, and
    nobody else can listen. Windows has no such sockets; there they talk through ports, encrypted where Jupyter can.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class Manager(AsyncKernelManager):
        """Notes its clients: nbclient leaves one open when the kernel is not its own."""

        def client(self, **options: Any) -> Any:
            clients.append(super().client(**options))
            return clients[-1]

    transport = "tcp" if sys.platform == "win32" else "ipc"
    manager = Manager(kernel_name=NAME, connection_file=str(private / "kernel.json"), transport=transport)
    manager._kernel_spec = KernelSpec(
        argv=[sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}", *ARGUMENTS],
        display_name="Python 3",
        language="python",
        metadata={"supported_encryption": ["curve"]},
    )
    if transport == "tcp" and manager.has_trait("transport_encryption"):
        manager.transport_encryption = "auto"
    return manager
