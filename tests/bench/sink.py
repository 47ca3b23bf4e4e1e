"""A sink that takes every text and answers it after DELAY seconds, in one thread and little CPU of its own: what is measured is not the measure.

`python -m tests.bench.sink PORT DELAY`. It says what Notify says when it takes a text, or a push service (an address that begins /push), and checks nothing:
`tests.notify_server` does that.
"""

import asyncio
import json
import sys
from uuid import uuid4


class Sink(asyncio.Protocol):
    delay = 0.0

    def connection_made(self, transport) -> None:
        self.line, self.kept = transport, b""

    def data_received(self, data: bytes) -> None:
        self.kept += data
        head, gap, body = self.kept.partition(b"\r\n\r\n")
        if not gap or len(body) < int(head.rpartition(b"Content-Length: ")[2]):
            return
        self.kept = b""
        if head.startswith(b"POST /push"):
            asyncio.get_running_loop().call_later(self.delay, self.line.write, b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n")
            return
        asyncio.get_running_loop().call_later(self.delay, self.answer, json.loads(body))

    def answer(self, posted: dict) -> None:
        made = str(uuid4())
        said = {"id": made, "reference": posted["reference"], "content": {"body": posted["personalisation"]["body"]}, "uri": f"http://127.0.0.1/{made}"}
        raw = json.dumps(said).encode()
        self.line.write(b"HTTP/1.1 201 CREATED\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(raw) + raw)


async def main(port: int, delay: float) -> None:
    Sink.delay = delay
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), float(sys.argv[2])))
