"""What the figures were measured on."""
import datetime
import os
import platform
import subprocess
from importlib import metadata


def described():
    with open("/proc/cpuinfo") as lines:
        models = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    with open("/proc/meminfo") as lines:
        kilobytes = int(next(line for line in lines if line.startswith("MemTotal")).split()[1])
    return {"processor": models[0] if models else platform.machine(), "cores": os.cpu_count(), "memory_gb": round(kilobytes / 2**20, 1),
            "system": f"{platform.system()} {platform.release()}", "load": round(os.getloadavg()[0], 2)}


def today():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")


def swift():
    return subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout.split("\n")[0]


def commit(folder):
    found = subprocess.run(["git", "-C", folder, "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return found.stdout.strip()


def peers(folder, names):
    """The versions of the peers' packages that are installed below a virtual environment."""
    library = os.path.join(folder, "lib")
    paths = [os.path.join(library, name, "site-packages") for name in os.listdir(library)] if os.path.isdir(library) else []
    return {found.metadata["Name"]: found.version for found in metadata.distributions(path=paths)
            if found.metadata["Name"].lower().replace("_", "-") in names}
