"""Run JavaScript inside a Mozilla program by its Marionette protocol: LENGTH:JSON over TCP."""

import json
import socket
import time

_WRAPPER = """
const done = arguments[arguments.length - 1];
const args = Array.from(arguments).slice(0, -1);
(async () => { %s })().then(value => done({ value }), error => done({ error: String(error) }));
"""
_POLL_S, _SLACK_S = 0.05, 10


class MarionetteError(Exception):
    pass


class Marionette:
    """A session in the program's chrome context, where its own modules can be loaded."""

    def __init__(self, port, is_alive, start_s, script_s):
        """Wait until the program listens; is_alive() tells whether waiting still makes sense."""
        self._buffer = b""
        self._number = 0
        self._socket = self._connect(port, is_alive, start_s)
        self._socket.settimeout(start_s)
        self._receive()  # who it is
        self._command("WebDriver:NewSession", capabilities={})
        self._command("Marionette:SetContext", value="chrome")
        self._command("WebDriver:SetTimeouts", script=script_s * 1000)
        self._socket.settimeout(script_s + _SLACK_S)

    @staticmethod
    def _connect(port, is_alive, start_s):
        deadline = time.monotonic() + start_s
        while is_alive() and time.monotonic() < deadline:
            try:
                return socket.create_connection(("127.0.0.1", port), timeout=2)
            except OSError:
                time.sleep(_POLL_S)
        raise MarionetteError("the program did not open its Marionette port")

    def _read_some(self):
        data = self._socket.recv(65536)
        if not data:
            raise MarionetteError("the program closed the connection")
        self._buffer += data

    def _receive(self):
        while b":" not in self._buffer:
            self._read_some()
        length, _, self._buffer = self._buffer.partition(b":")
        while len(self._buffer) < int(length):
            self._read_some()
        message, self._buffer = self._buffer[:int(length)], self._buffer[int(length):]
        return json.loads(message)

    def _command(self, name, **parameters):
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._receive()
        if error:
            raise MarionetteError(f"{name}: {error.get('message', error)}")
        if number != self._number:
            raise MarionetteError(f"{name}: answer {number} to question {self._number}")
        return result

    def run(self, script, *arguments):
        """Run the body of an async function that finds `arguments` in `args`; its value."""
        result = self._command("WebDriver:ExecuteAsyncScript", script=_WRAPPER % script,
                               args=list(arguments), newSandbox=True)["value"]
        if "error" in result:
            raise MarionetteError(result["error"])
        return result.get("value")

    def quit(self):
        self._command("Marionette:Quit", flags=["eForceQuit"])
        self._socket.close()
