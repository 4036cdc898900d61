"""From the address of a video to the address of its player, without asking anybody.

Only players that the site's Content-Security-Policy lets in; YouTube's in its form without cookies.
"""

import re
from urllib.parse import parse_qs, urlsplit

_YOUTUBE_ID = re.compile(r"[\w-]{11}")
_VIMEO_PATH = re.compile(r"/(?:video/)?(\d{6,12})(?:/(\w+))?/?")
YOUTUBE_HOSTS = frozenset(
    {"youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"}
)
VIMEO_HOSTS = frozenset({"vimeo.com", "www.vimeo.com", "player.vimeo.com"})


def player_url(url: str) -> str | None:
    """The player's address for a YouTube or Vimeo video, None for anything else."""
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    if host == "youtu.be":
        return _youtube(parts.path.strip("/"))
    if host in YOUTUBE_HOSTS:
        found = parse_qs(parts.query).get("v")
        return _youtube(found[0] if found else parts.path.rstrip("/").rpartition("/")[2])
    if host in VIMEO_HOSTS and (match := _VIMEO_PATH.fullmatch(parts.path)):
        number, key = match.groups()
        return f"https://player.vimeo.com/video/{number}" + (f"?h={key}" if key else "")
    return None


def _youtube(video: str) -> str | None:
    if not _YOUTUBE_ID.fullmatch(video):
        return None
    return f"https://www.youtube-nocookie.com/embed/{video}"
