"""Connections that send requests, each as soon as the answer to the one before is there, with as little work of their own as can be."""
import selectors
import socket
import time


class Connections:
    """So many connections to a server on this machine, kept open."""

    def __init__(self, port, count):
        self.sockets = []
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", port))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sockets.append(connection)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for connection in self.sockets:
            connection.close()

    def send(self, requests):
        """Sends all requests over all connections and returns the seconds that it took. Raises when an answer is not 200."""
        waiting = iter(requests)
        start = time.perf_counter()
        with selectors.DefaultSelector() as selector:
            open_ones = 0
            for connection in self.sockets:
                request = next(waiting, None)
                if request is None:
                    break
                connection.sendall(request)
                selector.register(connection, selectors.EVENT_READ, bytearray())
                open_ones += 1
            while open_ones:
                for key, _ in selector.select():
                    received = key.fileobj.recv(1 << 20)
                    if not received:
                        raise RuntimeError("the server closed a connection")
                    key.data.extend(received)
                    if not whole(key.data):
                        continue
                    request = next(waiting, None)
                    if request is None:
                        selector.unregister(key.fileobj)
                        open_ones -= 1
                        continue
                    key.data.clear()
                    key.fileobj.sendall(request)
        return time.perf_counter() - start


def whole(answer):
    """Whether an answer has come to its end."""
    end = answer.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = bytes(answer[:end]).lower()
    if not head.startswith(b"http/1.1 200"):
        raise RuntimeError(bytes(answer[:2000]).decode(errors="replace"))
    place = head.find(b"content-length:")
    if place >= 0:
        return len(answer) >= end + 4 + int(head[place + 15:].split(b"\r\n", 1)[0])
    return answer.endswith(b"0\r\n\r\n")
