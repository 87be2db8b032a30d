"""Which addresses are of the public internet. A list of our own, because the standard library calls some others global.

By the IANA special-purpose registries for IPv4 and IPv6; of IPv6 only 2000::/3 is handed out at all.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

PRIVATE_V4 = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
PUBLIC_V6 = IPv6Network("2000::/3")
# Protocol assignments with Teredo, documentation twice, and 6to4, which hides an IPv4 address.
SPECIAL_V6 = tuple(ip_network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"))


def is_public(address: str) -> bool:
    """Whether a literal address is of the public internet; an IPv4 address mapped into IPv6 counts as itself."""
    try:
        known: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is None:
            return known in PUBLIC_V6 and not any(known in network for network in SPECIAL_V6)
        known = known.ipv4_mapped
    return not any(known in network for network in PRIVATE_V4)
