"""The gallery in a real browser, under the real content policy."""

import threading

import pytest
from werkzeug.serving import make_server

from tests.look.tiny_app import tiny_app


@pytest.fixture(scope="session")
def gallery_address():
    server = make_server("127.0.0.1", 0, tiny_app(), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/look"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def opened(chromium, gallery_address):
    """Opens a gallery page at a size; what the browser complained about stands in `page.complaints`."""
    contexts = []

    def _opened(path: str, width: int = 360, height: int = 740, **choices):
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", **choices))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"{gallery_address}/{path}")
        return page

    yield _opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def component():
    """component("results", "number_line(now=58, ...)") gives the HTML of one macro."""
    app = tiny_app()

    def made(file: str, call: str, **words) -> str:
        name = call.split("(")[0]
        source = f'{{% from "base/components/{file}.html" import {name} %}}{{{{ {call} }}}}'
        with app.test_request_context():
            return app.jinja_env.from_string(source).render(**words)

    return made
