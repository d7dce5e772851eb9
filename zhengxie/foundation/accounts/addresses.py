"""The network address behind a request, and the network that the throttle counts by. checklist 5, 31."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

# A household or a site gets a whole /64, so counting single IPv6 addresses would count nothing.
IPV6_PREFIX = 64


def client_address(request: HttpRequest) -> str:
    """The caller's address. A forwarded one is believed only from the proxies in setting TRUSTED_PROXIES."""
    address = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    for hop in reversed([part.strip() for part in forwarded.split(",") if part.strip()]):
        if not within_networks(address, getattr(settings, "TRUSTED_PROXIES", [])):
            break
        address = hop
    found = _parsed(address)
    return str(found) if found else ""


def network_of(address: str) -> str:
    """The group that one attacker is likely to own: an IPv4 address, or a /64 of IPv6."""
    found = _parsed(address)
    if isinstance(found, IPv6Address):
        return str(ip_network((found, IPV6_PREFIX), strict=False))
    return str(found) if found else ""


def within_networks(address: str, networks: list[str]) -> bool:
    """Whether the address lies in one of the networks, e.g. `10.1.0.0/16`."""
    found = _parsed(address)
    return found is not None and any(found in ip_network(network) for network in networks)


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
