"""Runs a command in a terminal of its own: COLUMNS ROWS COMMAND…

What the command prints goes to stdout as it is; each line of stdin is an order, {"type": TEXT} or {"resize": [COLUMNS, ROWS]}.
Ends with the command's exit code.
"""

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios


def main() -> int:
    columns, rows, *command = sys.argv[1:]
    child, terminal = pty.fork()
    if child == 0:
        resize(0, int(columns), int(rows))
        os.execvp(command[0], command)
    orders = b""
    sources = [terminal, 0]
    while True:
        ready, _, _ = select.select(sources, [], [])
        if terminal in ready:
            try:
                printed = os.read(terminal, 65536)
            except OSError:  # Linux says EIO where others say the end.
                printed = b""
            if not printed:
                break
            sys.stdout.buffer.write(printed)
            sys.stdout.buffer.flush()
        if 0 in ready:
            read = os.read(0, 65536)
            if not read:
                sources.remove(0)
            *lines, orders = (orders + read).split(b"\n")
            for order in map(json.loads, lines):
                if "resize" in order:
                    resize(terminal, *order["resize"])
                else:
                    os.write(terminal, order["type"].encode())
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


def resize(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


sys.exit(main())
