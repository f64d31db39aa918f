"""One kept-alive connection to a server on loopback, for asyncio: bytes out, status and body back."""
import asyncio
import json

PATIENCE = 30  # seconds until an answer counts as lost


class Connection:
    def __init__(self, port, token):
        self.port = port
        self.head = f"Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        self.reader = self.writer = None

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)

    def close(self):
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None

    async def ask(self, method, path, body=None):
        """(status, body as JSON or None). Raises OSError or TimeoutError; the next request then opens anew."""
        try:
            return await asyncio.wait_for(self._ask(method, path, body), PATIENCE)
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError, ValueError) as error:
            self.close()
            raise OSError(f"{type(error).__name__}: {error}") from error

    async def _ask(self, method, path, body):
        if self.writer is None:
            await self.open()
        content = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        kind = f"Content-Type: application/json\r\nContent-Length: {len(content)}\r\n" if method != "GET" else ""
        self.writer.write(f"{method} {path} HTTP/1.1\r\n{self.head}{kind}\r\n".encode() + content)
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status = int(head[9:12])
        fields = dict(row.split(": ", 1) for row in head.split("\r\n")[1:] if ": " in row)
        if "content-length" not in fields:
            raise OSError(f"an answer of {status} without a length")
        got = await self.reader.readexactly(int(fields["content-length"]))
        if fields.get("connection") == "close":
            self.close()
        return status, json.loads(got) if got and "json" in fields.get("content-type", "") else None
