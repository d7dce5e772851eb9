"""Error pages: plain Chinese, a number to quote, a way out, no stack trace."""

import logging
import secrets
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

log = logging.getLogger("zhengxie.errors")


def forbidden(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """403: the hat may not."""
    return render(request, "pages/403.html", status=403)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """404: it is not there, or not for this seat; nothing tells which."""
    return render(request, "pages/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: the number stands in the log beside the stack trace."""
    number = secrets.token_hex(4)
    log.error("error number %s at %s", number, request.path)
    return HttpResponse(get_template("pages/500.html").render({"number": number}), status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old."""
    return render(request, "pages/csrf.html", status=403)
