"""pyghmi as a client, a library we did not write: pyghmi-client.py console|commands ADDRESS USER PASSWORD [BMC-KEY].

A console takes a process of its own: it does not share a session with commands.

Prints one line of JSON for each verb: its name, and what it gave or why it failed.
"""

import json
import sys
import time

import pyghmi.ipmi.command as command
import pyghmi.ipmi.console as console

LINE = "hello-from-pyghmi"
ECHO_SECONDS = 20


def echo(login, key):
    """Types a line on the serial console until its echo comes."""
    heard = []
    port = console.Console(*login, heard.append, kg=key)
    # Held back by pyghmi until the console is there.
    port.send_data(LINE + "\r")
    until = time.monotonic() + ECHO_SECONDS
    while LINE.encode() not in b"".join(part for part in heard if isinstance(part, bytes)):
        if time.monotonic() > until or port.broken:
            raise RuntimeError(f"no echo: {heard}")
        console.Console.wait_for_rsp(0.1)
    # An empty password, should the host ask for one: the next one finds the prompt of a login.
    port.send_data("\r")
    port.close()
    return "echoed"


def main(part, address, user, password, key=None):
    login = (address, user, password)
    if part == "console":
        tell("console", lambda: echo(login, key))
        return
    bmc = command.Command(*login, kg=key)
    tell("get_power", lambda: bmc.get_power()["powerstate"])
    tell("get_bootdev", lambda: bmc.get_bootdev()["bootdev"])
    tell("get_sensor_data", lambda: f"{sum(1 for _ in bmc.get_sensor_data())} sensors")
    tell("get_event_log", lambda: f"{sum(1 for _ in bmc.get_event_log())} events")
    tell("get_inventory", lambda: dict(bmc.get_inventory())["System"]["Serial Number"])
    tell("get_net_configuration", lambda: bmc.get_net_configuration()["ipv4_address"])
    tell("get_users", lambda: ", ".join(each["name"] for each in bmc.get_users().values()))
    tell("get_channel_info", lambda: bmc.get_channel_info()["Channel Medium type"])
    tell("set_power reset", lambda: bmc.set_power("reset")["pendingpowerstate"])
    bmc.ipmi_session.logout()


def tell(verb, run):
    try:
        outcome = {"gave": str(run())}
    except Exception as problem:  # whatever it is, the reader judges it
        outcome = {"failed": repr(problem)}
    print(json.dumps({"verb": verb, **outcome}), flush=True)


main(*sys.argv[1:])
