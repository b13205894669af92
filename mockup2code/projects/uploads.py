"""From an upload form to a clean picture."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from mockup2code.examples import EXAMPLES
from mockup2code.projects.forms import UploadForm
from mockup2code.vision.ingest import Limits, PictureError, PictureErrorCode, ingest
from mockup2code.vision.picture import Picture


class UploadError(Exception):
    """An upload that gives no picture: `sentence` is for the person, `status` for HTTP."""

    def __init__(self, code: str, sentence: str, status: int = 422) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.status = status


def limits() -> Limits:
    return Limits(
        file_bytes=settings.MAX_UPLOAD_BYTES,
        pixels=settings.MAX_MEGAPIXELS * 1_000_000,
        side=settings.MAX_PICTURE_SIDE,
    )


def read_upload(form: UploadForm) -> tuple[Picture, str]:
    """The clean picture and the note; raises UploadError."""
    if not form.is_valid():
        raise UploadError("bad_form", _first_error(form))
    raw, name = _content(form)
    try:
        return ingest(raw, name, limits()), form.cleaned_data["note"]
    except PictureError as error:
        status = 413 if error.code is PictureErrorCode.TOO_LARGE_FILE else 422
        raise UploadError(str(error.code), error.sentence, status) from error


def _content(form: UploadForm) -> tuple[bytes, str]:
    uploaded: UploadedFile[bytes] | None = form.cleaned_data["picture"]
    if uploaded is not None:
        # One byte over the limit is enough for ingest to refuse the file by its size.
        return uploaded.read(settings.MAX_UPLOAD_BYTES + 1), uploaded.name or "picture"
    example = next((example for example in EXAMPLES if example.slug == form.cleaned_data["example"]), None)
    if example is None:
        raise UploadError("no_picture", "No picture came with the upload. Choose a PNG, JPEG or WebP file.")
    return example.path.read_bytes(), f"{example.slug}.png"


def _first_error(form: UploadForm) -> str:
    field, errors = next(iter(form.errors.items()))
    if field == "note":
        return "The note is longer than 4,000 characters. Nothing was uploaded; shorten it and try again."
    return f"The upload could not be read ({errors[0]}). Nothing was lost; choose the picture again."
