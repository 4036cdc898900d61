"""What the reference site adds to every answer."""

from collections.abc import Callable, Iterator
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from lms.site.ranges import RangeNotSatisfiable, read_range

CHUNK = 64 * 1024


class FilePartsMiddleware:
    """Files are served a part at a time to who asks for a part.

    Without it a video cannot be moved through, and an iPhone does not play it at all. A proxy or a
    bucket that serves the files itself does the same, and never gets here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if request.method == "GET" and isinstance(response, FileResponse):
            file = _find_plain_file(response)
            if file is not None:
                return _answer(request, response, file)
        return response


def _find_plain_file(response: FileResponse) -> IO[bytes] | None:
    """The file that is served as it lies there, None when something is in between."""
    file: IO[bytes] | None = response.file_to_stream
    # wagtail names the encoding of every document, also where there is none
    is_plain = response.headers.get("Content-Encoding") in (None, "None")
    if file is None or not is_plain or response.status_code != 200:
        return None
    return file if file.seekable() and response.has_header("Content-Length") else None


def _answer(request: HttpRequest, response: FileResponse, file: IO[bytes]) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    size = int(response["Content-Length"])
    edition = request.headers.get("If-Range")
    if edition and edition not in (response.get("ETag"), response.get("Last-Modified")):
        return response  # they hold parts of another edition: they need all of this one
    try:
        part = read_range(request.headers.get("Range"), size=size)
    except RangeNotSatisfiable:
        file.close()
        headers = {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        return HttpResponse(status=416, headers=headers)
    if part is None:
        return response
    first, last = part
    headers = {
        **response.headers,
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Length": str(last - first + 1),
    }
    content = _Part(file, first, last - first + 1)
    return StreamingHttpResponse(content, status=206, headers=headers)


class _Part:
    """Some bytes of an open file, read in chunks; closes it at the end."""

    def __init__(self, file: IO[bytes], first: int, length: int) -> None:
        self.file = file
        self.left = length
        file.seek(first, 1)

    def __iter__(self) -> Iterator[bytes]:
        while self.left and (chunk := self.file.read(min(CHUNK, self.left))):
            self.left -= len(chunk)
            yield chunk

    def close(self) -> None:
        self.file.close()
