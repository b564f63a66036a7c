"""A disk that is full while Vigie runs, and when it starts: a small one in memory, for both platforms."""
import contextlib
import os
import pathlib
import subprocess
import time

from matrix_server import until


@contextlib.contextmanager
def small_disk(folder, megabytes=24):
    """A folder on a disk of that size; `None` where this account may not mount one."""
    place = pathlib.Path(folder)
    place.mkdir(parents=True)
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)], capture_output=True).returncode == 0
    try:
        yield place if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], capture_output=True)


def fill(place):
    """Fills the disk to its last byte; returns the file that does."""
    ballast = place / "ballast"
    with open(ballast, "ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
    return ballast


def full_disk(name, run, place, require, happen, stored):
    """Fills the disk under a running Vigie, lets things happen, and makes room again.

    `happen()` lets something happen on the platform; `stored()` says whether all of it is in Vigie's log, once each.
    """
    def lines():
        return [line for line in run.log().splitlines() if " error " in line and "is full" in line and "free some space" in line]

    ballast = fill(place)
    happen()
    told = until(lines, 30)
    require(told, f"{name}: a full disk is named while Vigie runs, with what to do")
    if not told:
        print("       " + run.log()[-1500:])
    time.sleep(3)
    require(len(lines()) <= 2, f"{name}: and is not named again and again: {len(lines())} lines")
    require(run.process.poll() is None, f"{name}: Vigie runs on")
    ballast.unlink()
    require(until(stored, 60), f"{name}: once there is room all is stored, once")
    run.stop()
    ballast = fill(place)
    result = subprocess.run([str(run.program), "serve", "--db", str(place / "other.db"), "--listen", "127.0.0.1:0"],
                            capture_output=True, text=True, timeout=60)
    told = [line for line in result.stderr.splitlines() if "is full" in line and "free some space" in line]
    require(result.returncode and len(told) == 1, f"{name}: at the start a full disk is one line: {(told or [result.stderr[-300:]])[0]}")
    ballast.unlink()
