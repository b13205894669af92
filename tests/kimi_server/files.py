"""The files that were uploaded: `/v1/files`."""

from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from time import time
from typing import Any

from tests.kimi_server.scenarios import Refusal

PURPOSES = {"video", "image", "file-extract"}
LARGEST = 100_000_000


@dataclass(frozen=True)
class Upload:
    id: str
    name: str
    purpose: str
    content: bytes
    created: float = field(default_factory=time)
    """Seconds since 1970."""

    def row(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "object": "file",
            "bytes": len(self.content),
            "created_at": int(self.created),
            "filename": self.name,
            "purpose": self.purpose,
            "status": "ready",
        }


class Files:
    """Answers the requests to `/v1/files`, and knows what is there."""

    def __init__(self) -> None:
        self.uploads: dict[str, Upload] = {}
        self._count = 0

    def answer(self, method: str, path: str, content_type: str, raw: bytes) -> dict[str, Any] | Refusal:
        name = path.removeprefix("/v1/files").strip("/")
        if not name:
            return self._take(content_type, raw) if method == "POST" else self._list()
        if name not in self.uploads:
            return Refusal(404, "resource_not_found_error", f"file {name} not found")
        if method == "DELETE":
            del self.uploads[name]
            return {"id": name, "object": "file", "deleted": True}
        return self.uploads[name].row()

    def _list(self) -> dict[str, Any]:
        return {"object": "list", "data": [upload.row() for upload in self.uploads.values()]}

    def _take(self, content_type: str, raw: bytes) -> dict[str, Any] | Refusal:
        fields, name, content = _form(content_type, raw)
        purpose = fields.get("purpose", "")
        if purpose not in PURPOSES:
            return Refusal(400, "invalid_request_error", f"Invalid request: invalid purpose: {purpose}")
        if content is None:
            return Refusal(400, "invalid_request_error", "Invalid request: file is required")
        if len(content) > LARGEST:
            return Refusal(413, "invalid_request_error", "Request body too large")
        self._count += 1
        upload = Upload(f"file-{self._count}", name, purpose, content)
        self.uploads[upload.id] = upload
        return upload.row()


def _form(content_type: str, raw: bytes) -> tuple[dict[str, str], str, bytes | None]:
    """The plain fields of a multipart form, the name of its file and what is in it."""
    form = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {content_type}\r\n\r\n".encode() + raw)
    fields: dict[str, str] = {}
    name, content = "", None
    for part in form.iter_parts():
        payload = part.get_payload(decode=True)
        assert isinstance(payload, bytes)
        if part.get_filename():
            name, content = str(part.get_filename()), payload
        else:
            fields[str(part.get_param("name", header="content-disposition"))] = payload.decode()
    return fields, name, content
