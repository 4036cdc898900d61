"""Uploads that stop being kept as soon as they are too large."""

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest


class Limit(FileUploadHandler):
    """Stops keeping an upload as soon as it is too large; the rest is read and thrown away.

    So neither memory nor disk fills up, and the browser still gets the page that says why.
    (StopUpload would read the rest by lines, and a picture can be one line of any length.)
    """

    def __init__(self, request: HttpRequest, *, most: int) -> None:
        super().__init__(request)
        self.most = most
        self.seen = 0
        self.exceeded = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > self.most:
            self.exceeded = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The next handler keeps the file."""
