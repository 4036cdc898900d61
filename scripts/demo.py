"""Prepare the demo academy and serve it: ``make demo``."""

import argparse
import os
import socket
import sys
import warnings
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANYWHERE = {"0.0.0.0", "::", ""}  # noqa: S104  these mean "every address of this machine"

TOUR = """
  {address}/                 the academy; sign in as one of
{logins}
  {address}/admin/           for the instructor and the registrar
  {address}/verify/          for a client with a certificate in hand
  {address}/directory/       for a client who looks for a practitioner

  The README has the tour for each of them. Ctrl-C stops the server; nothing is lost.
"""


def is_free(host: str, port: int) -> bool:
    """Whether a server can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def own_address() -> str:
    """The address other devices reach this machine at, so that a phone can scan a certificate."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: only asks which way it would go
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address


def prepare() -> str:
    """Migrate and load the demo academy; return its logins as lines of text."""
    import django
    from django.core.management import call_command

    django.setup()
    print("Preparing the database ...", flush=True)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_gazetteer", countries=["GB"], population=5000, verbosity=0)
    call_command("load_demo")

    from lms.demo.build.people import LOGINS, PASSWORD

    width = max(len(login) for login, _ in LOGINS)
    lines = [f"    {login:<{width}}  {PASSWORD}   {who}" for login, who in LOGINS]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()
    if not is_free(options.host, options.port):
        sys.exit(
            f"Port {options.port} is in use on {options.host}. "
            f"Choose another: make demo PORT={options.port + 1}"
        )
    seen_as = own_address() if options.host in ANYWHERE else options.host
    address = f"http://{seen_as}:{options.port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.demo")
    os.environ.setdefault("BASE_URL", address)
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    warnings.simplefilter("ignore")
    print(TOUR.format(address=address, logins=prepare()), flush=True)
    # One process, because the default cache lives in its memory; threads, so that a page can
    # load its pictures while another is read.
    gunicorn = [sys.executable, "-m", "gunicorn", "lms.wsgi", "--bind"]
    gunicorn += [f"{options.host}:{options.port}", "--workers", "1", "--threads", "8"]
    gunicorn += ["--timeout", "120", "--graceful-timeout", "3", "--log-level", "warning"]
    os.execv(sys.executable, gunicorn)  # noqa: S606


if __name__ == "__main__":
    main()
