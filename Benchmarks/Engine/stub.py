"""A model that answers "ok" after a given time: an OpenAI-compatible server for measuring the engine, not the server.

`python stub.py --port 9100 --latency-ms 50`; `GET /stats` gives {"requests", "max_in_flight", "connections"}.
"""
import argparse
import asyncio
import json

ANSWER = {"id": "stub", "object": "chat.completion", "created": 0, "model": "stub",
          "choices": [{"index": 0, "message": {"role": "assistant", "content": "ok"}, "finish_reason": "stop"}],
          "usage": {"prompt_tokens": 40, "completion_tokens": 1, "total_tokens": 41}}


def response(body):
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    return head.encode() + body


class Connection(asyncio.Protocol):
    stats = {"requests": 0, "max_in_flight": 0, "connections": 0}
    in_flight = 0
    seconds = 0.05
    answer = response(json.dumps(ANSWER).encode())

    def connection_made(self, transport):
        self.transport, self.buffer = transport, b""
        self.stats["connections"] += 1

    def data_received(self, data):
        self.buffer += data
        while True:
            head, separator, rest = self.buffer.partition(b"\r\n\r\n")
            if not separator:
                return
            length = next((int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), 0)
            if len(rest) < length:
                return
            self.buffer = rest[length:]
            if head.startswith(b"GET /stats"):
                self.transport.write(response(json.dumps(self.stats).encode()))
            else:
                self.begin()

    def begin(self):
        kind = Connection
        kind.in_flight += 1
        self.stats["requests"] += 1
        self.stats["max_in_flight"] = max(self.stats["max_in_flight"], kind.in_flight)
        asyncio.get_running_loop().call_later(self.seconds, self.end)

    def end(self):
        Connection.in_flight -= 1
        self.transport.write(self.answer)


async def serve():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--port", type=int, default=9100)
    options.add_argument("--latency-ms", type=float, default=50)
    given = options.parse_args()
    Connection.seconds = given.latency_ms / 1000
    server = await asyncio.get_running_loop().create_server(Connection, "127.0.0.1", given.port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
