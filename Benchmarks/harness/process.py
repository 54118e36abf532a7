"""Runs a program and says what it took."""
import os
import subprocess
import time
from dataclasses import dataclass


@dataclass
class Usage:
    """Seconds by the clock, CPU seconds (user and system), and the most memory it held, in megabytes."""
    wall: float
    cpu: float
    megabytes: float
    output: str


def run(command, environment=None, cores=None, stdin=None, discard=False):
    """Runs a command to its end, perhaps on the given cores only. Raises when it fails."""
    prepare = (lambda: os.sched_setaffinity(0, cores)) if cores else None
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})}, stdin=stdin or subprocess.DEVNULL, preexec_fn=prepare,
        stdout=subprocess.DEVNULL if discard else subprocess.PIPE, stderr=subprocess.PIPE if not discard else None)
    output = b"" if discard else process.stdout.read()
    errors = b"" if discard else process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}\n{errors.decode()[-2000:]}")
    return Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, output.decode())
