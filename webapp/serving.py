"""The web process: gunicorn with threads; whitenoise in front, so that a static file never reaches the app."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from gunicorn.app.base import BaseApplication
from whitenoise import WhiteNoise

from webapp.base import logs
from webapp.settings import Settings
from webapp.web import static_files
from webapp.web.headers import FIXED
from webapp.web.pages import STATIC, static_version

SHARED_MEMORY = Path("/dev/shm")  # noqa: S108


def with_static(app: Callable) -> WhiteNoise:
    """`app` behind whitenoise: every file under its versioned address, for ever, as brotli or gzip when the caller takes it."""
    wrapped = WhiteNoise(app, max_age=0, immutable_file_test=lambda _path, _url: True, add_headers_function=add_headers)
    wrapped.add_files(str(STATIC), prefix=f"static/{static_version()}/")
    return wrapped


def add_headers(headers: Headers, _path: str, _url: str) -> None:
    for name, value in FIXED.items():
        headers[name] = value


def application() -> WhiteNoise:
    """What a worker process serves."""
    from werkzeug.middleware.proxy_fix import ProxyFix

    from webapp.app import create_app
    from webapp.messages import hints

    settings = Settings()
    # Without this a traceback in the log would show local variables, and so what a person wrote.
    logs.install(settings.log_level)
    app: Any = create_app(settings)
    # A commit that queued a message nudges the worker.
    hints.use(settings)
    if settings.proxies:
        # Rate limits count callers, so the caller's address is believed only from as many proxies as stand in front.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=settings.proxies)
    return with_static(app)


class Server(BaseApplication):
    """gunicorn, set up from our settings and no file of its own."""

    def __init__(self, settings: Settings, load: Callable[[], Callable] = application, ready: Callable[[], None] = lambda: None):
        self.settings, self._load, self._ready = settings, load, ready
        super().__init__()

    def load_config(self) -> None:
        for name, value in config(self.settings).items():
            self.cfg.set(name, value)
        self.cfg.set("when_ready", lambda _server: self._ready())
        self.cfg.set("child_exit", forget_process)

    def load(self) -> Callable:
        return self._load()


def config(settings: Settings) -> dict[str, Any]:
    """gunicorn's settings. No access log: an address may hold a link's secret."""
    return {
        "bind": [f"{settings.host}:{settings.port}"],
        "workers": settings.web_processes,
        "worker_class": "gthread",
        "threads": settings.web_threads,
        "timeout": 60,
        "graceful_timeout": 20,
        "keepalive": 15,
        "accesslog": None,
        "loglevel": "warning",
        "proc_name": "in-my-words",
        "control_socket_disable": True,
        "worker_tmp_dir": str(SHARED_MEMORY) if SHARED_MEMORY.is_dir() and os.access(SHARED_MEMORY, os.W_OK) else None,
    }


def count_across_processes(settings: Settings) -> None:
    """Every web process counts into one folder, emptied at the start. Must run before prometheus_client is first imported."""
    folder = settings.instance / "metrics"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def forget_process(_server: object, worker: Any) -> None:
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)


def serve(settings: Settings, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until stopped. `ready` is called once the address answers."""
    count_across_processes(settings)
    static_files.main()
    Server(settings, ready=ready).run()
