"""A road to a server on this machine that takes its time: every byte arrives `delay` seconds late.

    with slow_road(port) as road:
        road.port          where to knock instead of `port`
        road.delay = 0.075 seconds each way, from now on
"""

import asyncio
import contextlib
import threading


class Road:
    """A loopback proxy: `port` to connect to, `delay` in seconds each way."""

    def __init__(self, target, delay):
        self.target, self.delay, self.port = target, delay, None

    async def serve(self, ready, over):
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await over.wait()
        server.close()

    async def _connected(self, reader, writer):
        try:
            there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.close()
            return
        with contextlib.suppress(asyncio.CancelledError):  # the road is closed
            await asyncio.gather(self._carry(reader, there_writer),
                                 self._carry(there_reader, writer))
        for one in (writer, there_writer):
            one.transport.abort()

    async def _carry(self, reader, writer):
        """Bytes in their order, each piece `delay` after it came; the pieces do not queue up."""
        loop, pieces = asyncio.get_running_loop(), asyncio.Queue()

        async def read():
            piece = b" "
            while piece:
                with contextlib.suppress(OSError):
                    piece = await reader.read(65536)
                    pieces.put_nowait((loop.time() + self.delay, piece))
                    continue
                pieces.put_nowait((loop.time(), b""))
                return

        task = asyncio.ensure_future(read())
        with contextlib.suppress(OSError):
            while True:
                due, piece = await pieces.get()
                if (wait := due - loop.time()) > 0:
                    await asyncio.sleep(wait)
                if not piece:
                    break
                writer.write(piece)
                await writer.drain()
        task.cancel()
        writer.close()


@contextlib.contextmanager
def slow_road(target, delay=0.0):
    """A Road to the port `target`, driven by a thread of its own."""
    road, ready, stop = Road(target, delay), threading.Event(), []

    async def drive():
        over = asyncio.Event()
        stop.append((asyncio.get_running_loop(), over))
        await road.serve(ready, over)

    thread = threading.Thread(target=asyncio.run, args=(drive(),), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield road
    finally:
        loop, over = stop[0]
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
