"""Run inside the sandbox by its self-test: tries what hostile code would try, prints as JSON what it could do.

Standard library only, and no import of the package: it runs before anything else is trusted to work.
"""

import ctypes
import errno
import json
import mmap
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable

CLONE_NEWUSER = 0x10000000
ADDR_NO_RANDOMIZE = 0x0040000
# The first number of the x32 kind; other architectures have none so high.
FOREIGN_CALL = 0x40000001
FAMILIES = ("AF_INET", "AF_INET6", "AF_NETLINK", "AF_PACKET", "AF_ALG", "AF_VSOCK", "AF_BLUETOOTH", "AF_XDP")
TIOCSTI = 0x5412
libc = ctypes.CDLL(None, use_errno=True)
EXPECTED_ENVIRONMENT = {"PATH", "LANG", "LC_CTYPE", "HOME", "TMPDIR", "PWD", "OLDPWD", "SHLVL", "_"}


def main() -> None:
    given = json.loads(sys.argv[1])
    found: list[str] = []

    def must_fail(what: str, attempt) -> None:
        try:
            attempt()
        except (OSError, MemoryError):
            return
        found.append(what)

    must_fail("the network can be reached", lambda: reach(given["port"]))
    must_fail("an abstract socket can be reached", lambda: reach_local(given["name"]))
    must_fail("files outside it can be read", lambda: open(given["canary"]).read())
    for path in ("/etc/shadow", "/etc/passwd", "/var/run/docker.sock", *strangers(given["given"])):
        if os.path.exists(path):
            found.append(f"{path} exists inside it")
    closed = ["/", "/usr", "/etc", "/dev", "/dev/shm", "/var", os.path.dirname(given["writable"])]
    # /tmp is its own there, small and gone with it.
    for folder in (folder for folder in closed if not folder.startswith("/tmp")):
        must_fail(f"{folder} can be written", lambda folder=folder: write(folder))
    look_around(found)
    look_at_rights(found, given)
    look_at_calls(found, given)
    must_fail("more memory than allowed can be taken", lambda: bytearray(given["memoryBytes"] + (64 << 20)))
    if forks(given["processes"] + 64) > given["processes"]:
        found.append("processes can be started without limit")
    write(given["writable"])
    must_fail("a file that lends its owner's rights can be made", lambda: lend(given["writable"]))
    if "groupMemoryBytes" in given and outlives(lambda: share(given["groupMemoryBytes"] + (16 << 20))):
        found.append("processes can share more memory than they are allowed together")
    print(json.dumps(found))


def strangers(given: list[str]) -> list[str]:
    """What lies beside the given paths: a folder on the way to one may hold the next step and nothing else."""
    steps: dict[str, set[str]] = {"/home": set(), "/root": set()}
    for path in given:
        while path != "/":
            path, step = os.path.split(path)
            steps.setdefault(path, set()).add(step)
    ways = [folder for folder in steps if folder not in ("/", "/tmp", "/usr", "/var") and os.path.isdir(folder)]
    whole = tuple(f"{path}/" for path in given)
    ways = [folder for folder in ways if not f"{folder}/".startswith(whole)]
    return [os.path.join(folder, name) for folder in ways for name in sorted(set(os.listdir(folder)) - steps[folder])]


def reach(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=1).close()


def reach_local(name: str) -> None:
    with socket.socket(socket.AF_UNIX) as client:
        client.connect(name)


def lend(folder: str) -> None:
    os.close(os.open(os.path.join(folder, "lent"), os.O_CREAT | os.O_WRONLY, 0o4755))


def share(size: int) -> None:
    with mmap.mmap(-1, size) as memory:
        for page in range(0, size, mmap.PAGESIZE):
            memory[page] = 1


def outlives(attempt: Callable[[], object]) -> bool:
    """Whether a child that does this comes to its end; what is not given to it counts as well as a kill."""
    pid = os.fork()
    if pid == 0:
        try:
            attempt()
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitpid(pid, 0)[1] == 0


def write(folder: str) -> None:
    path = os.path.join(folder, "proofreel-probe")
    with open(path, "w") as file:
        file.write("x")
    os.unlink(path)


def look_around(found: list[str]) -> None:
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                name = os.path.basename(file.read().split(b"\0")[0]).decode(errors="replace")
        except OSError:
            continue
        if name and not name.startswith(("bwrap", "bash", "setpriv", "prlimit", "python")):
            found.append(f"a process outside it ({name}) can be seen")
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                names = {entry.split(b"=")[0].decode(errors="replace") for entry in file.read().split(b"\0") if entry}
        except OSError:
            continue
        for extra in sorted(names - EXPECTED_ENVIRONMENT):
            found.append(f"the variable {extra} of the environment can be seen")
    for name in os.listdir("/proc/self/fd"):
        # Beside the three standard ones only the one that lists this folder, which is closed again by now.
        if int(name) > 2 and os.path.exists(f"/proc/self/fd/{name}"):
            found.append(f"descriptor {name} is passed through")


def look_at_rights(found: list[str], given: dict) -> None:
    with open("/proc/self/status") as file:
        status = dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)
    if any(int(status[name], 16) for name in ("CapEff", "CapPrm", "CapBnd", "CapAmb")):
        found.append("it keeps capabilities")
    if status.get("NoNewPrivs") != "1":
        found.append("it can gain rights by setuid programs")
    if os.getuid() == 0:
        found.append("it runs as root")
    if os.getsid(0) == 0:
        found.append("it shares the runner's terminal session")
    for name, limit in (("CPU", "cpuSeconds"), ("FSIZE", "fileBytes"), ("NOFILE", "openFiles")):
        soft, _ = resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))
        if soft == resource.RLIM_INFINITY or soft > given[limit]:
            found.append(f"the limit {name} does not hold")
    if resource.getrlimit(resource.RLIMIT_CORE) != (0, 0):
        found.append("it can leave core dumps")


def look_at_calls(found: list[str], given: dict) -> None:
    """Arguments of -1 do no harm where a call is let through: the kernel then gives another error."""
    with open("/proc/self/status") as file:
        if "Seccomp:\t2\n" not in file.read():
            found.append("no filter of system calls is in force")
            return
    for name, number in given["refused"].items():
        if libc.syscall(number, *[ctypes.c_long(-1)] * 6) != -1 or ctypes.get_errno() != errno.EPERM:
            found.append(f"the system call {name} is let through")
    # The parent has the child's number, the child has 0 and ends at once.
    pid = libc.syscall(given["clone"], CLONE_NEWUSER | signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid != -1 or ctypes.get_errno() != errno.EPERM:
        found.append("it can make user namespaces of its own")
    if libc.syscall(given["personality"], ADDR_NO_RANDOMIZE) != -1:
        found.append("it can have its memory at known addresses")
    for name in FAMILIES:
        try:
            socket.socket(getattr(socket, name, 44), socket.SOCK_RAW if name == "AF_PACKET" else socket.SOCK_STREAM).close()
        except PermissionError:
            continue
        except OSError:
            pass
        found.append(f"sockets of the kind {name} are let through")
    if libc.ioctl(0, ctypes.c_ulong(TIOCSTI), None) != -1 or ctypes.get_errno() != errno.EPERM:
        found.append("it can type into a terminal")
    if outlives(lambda: libc.syscall(FOREIGN_CALL)):
        found.append("calls by another architecture's numbers are let through")


def forks(wanted: int) -> int:
    """How many children can live at a time."""
    children: list[int] = []
    hold_read, hold_write = os.pipe()
    try:
        for _ in range(wanted):
            pid = os.fork()
            if pid == 0:
                os.close(hold_write)
                os.read(hold_read, 1)
                os._exit(0)
            children.append(pid)
    except OSError:
        pass
    os.close(hold_write)
    os.close(hold_read)
    for pid in children:
        os.waitpid(pid, 0)
    return len(children)


if __name__ == "__main__":
    main()
