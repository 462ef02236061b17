"""TLS 1.3 before any of the servers, so that all of them are reached in the same way."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import sys


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError, ssl.SSLError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(OSError, RuntimeError):
        writer.close()


async def _serve(host: str, port: int, behind: int, shown: str, key: str) -> None:
    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner, out = await asyncio.open_connection(host, behind)
        await asyncio.gather(_pump(reader, out), _pump(inner, writer))

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(shown, key)
    server = await asyncio.start_server(carry, host, port, ssl=context)
    print("ready", flush=True)
    await server.serve_forever()


def main(host: str, port: str, behind: str, shown: str, key: str) -> None:
    """Serve at ``host``:``port`` until killed; plain requests go on to ``behind`` on the same host."""
    asyncio.run(_serve(host, int(port), int(behind), shown, key))


if __name__ == "__main__":
    main(*sys.argv[1:])
