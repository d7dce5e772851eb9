"""Programs: clients that show a token, and nothing else."""

import json
from typing import Any

from django.test import Client
from django.utils import timezone

from zhengxie.foundation.access.models import Hat, Token
from zhengxie.foundation.access.seat import Seat
from zhengxie.foundation.access.tokens import LIFE, digest_of, new_token
from zhengxie.foundation.workflow.actions import loading


def token_for(seat: Seat, name: str = "程序", **more: Any) -> str:
    """A living token of the seat's hat; `more`: columns that differ."""
    text = new_token()
    columns = {"expires": timezone.localdate() + LIFE, **more}
    with loading():
        Token.objects.create(
            committee=seat.committee,
            hat=Hat.objects.get(pk=seat.hat_id or 0),
            name=name,
            digest=digest_of(text),
            **columns,
        )
    return text


class Program:
    """Calls the API by token."""

    def __init__(self, token: str = "", **options: Any) -> None:
        self.client = Client(raise_request_exception=False, **options)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def get(self, path: str, **query: Any) -> Any:
        """GET /api/<path>."""
        return self.client.get(f"/api/{path}", query, headers=self.headers)

    def post(self, path: str, body: Any = None, **options: Any) -> Any:
        """POST a JSON body to /api/<path>; bytes go as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body or {})
        kind = options.pop("content_type", "application/json")
        return self.client.post(f"/api/{path}", raw, content_type=kind, headers={**self.headers, **options})


def program_of(seat: Seat, **more: Any) -> Program:
    """A program with a token of the seat."""
    return Program(token_for(seat, **more))
