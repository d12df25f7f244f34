"""Who may come in: whoever has the address that was shown, once; after that, the browser it was opened in.

A page of somebody else that a browser has open must not get in either. So a request is answered only where it names
this machine (a stranger's name that was made to point here is refused), where it comes from our own page, and where
it brings the cookie that the one-time address gave.
"""

import ipaddress
import secrets
import socket
from collections.abc import Callable
from hmac import compare_digest
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

SOCKET = "/ws"


class Guard:
    """The one-time address and the browsers that came in by it. `spent` is called when an address was used."""

    def __init__(self, host: str, refusal: str, spent: Callable[[], None]) -> None:
        self._host = host
        self._open = not _loopback(host)
        self._refusal = refusal
        self._spent = spent
        self._token = secrets.token_urlsafe(16)
        self._cookies: set[str] = set()
        self.port = 0

    @property
    def address(self) -> str:
        """The address that lets one browser in."""
        host = socket.gethostname() if self._host in {"0.0.0.0", "::"} else self._host  # noqa: S104  compared only
        name = f"[{host}]" if ":" in host else host
        return f"http://{name}:{self.port}/?token={self._token}"

    def knows(self, host: str) -> bool:
        """Say whether a request is meant for this machine: by number, or by a name that it really has."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
            number = ipaddress.ip_address(name)
        except ValueError:
            mine = {"localhost"}
            if self._open:
                own = socket.gethostname().lower()
                mine |= {self._host.lower(), own, f"{own}.local"}
            return name.lower() in mine
        return self._open or number.is_loopback

    def middleware(self) -> Middleware:
        """Return what stands before every route."""

        @web.middleware
        async def checked(request: web.Request, handler: Handler) -> web.StreamResponse:
            origin = request.headers.get("Origin")
            ours = origin is not None and urlsplit(origin).netloc == request.host
            if (
                not self.knows(request.host)
                or (origin is None and request.path == SOCKET)
                or not (origin is None or ours)
            ):
                return self._refused()
            if self._known(request):
                return await handler(request)
            if request.method == "GET" and request.path == "/" and self._spend(request.query.get("token", "")):
                return self._let_in(await handler(request))
            return self._refused()

        return checked

    def _refused(self) -> web.Response:
        return web.Response(status=403, text=self._refusal)

    def _known(self, request: web.Request) -> bool:
        given = request.cookies.get(self._cookie, "").encode()
        return any([compare_digest(given, cookie.encode()) for cookie in self._cookies])  # noqa: C419  all, for even time

    def _spend(self, token: str) -> bool:
        if not compare_digest(token.encode(), self._token.encode()):
            return False
        self._token = secrets.token_urlsafe(16)
        return True

    def _let_in(self, response: web.StreamResponse) -> web.StreamResponse:
        cookie = secrets.token_urlsafe(16)
        self._cookies.add(cookie)
        response.set_cookie(self._cookie, cookie, httponly=True, samesite="Strict", path="/")
        self._spent()
        return response

    @property
    def _cookie(self) -> str:
        """A name of its own for each port: browsers give a cookie to all ports of a machine."""
        return f"roadshow_{self.port}"


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_open(host: str) -> bool:
    """Say whether serving on this host lets other machines in."""
    return not _loopback(host)
