"""Run inside the sandbox by its self-test: tries what hostile code would try, prints as JSON what it could do.

Standard library only, and no import of the package: it runs before anything else is trusted to work.
"""

import ctypes
import json
import os
import resource
import socket
import sys

CLONE_NEWUSER = 0x10000000
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
    must_fail("more memory than allowed can be taken", lambda: bytearray(given["memoryBytes"] + (64 << 20)))
    if forks(given["processes"] + 64) > given["processes"]:
        found.append("processes can be started without limit")
    write(given["writable"])
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
    if ctypes.CDLL(None, use_errno=True).unshare(CLONE_NEWUSER) == 0:
        found.append("it can make user namespaces of its own")
    for name, limit in (("CPU", "cpuSeconds"), ("FSIZE", "fileBytes"), ("NOFILE", "openFiles")):
        soft, _ = resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))
        if soft == resource.RLIM_INFINITY or soft > given[limit]:
            found.append(f"the limit {name} does not hold")


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
