"""What is raised for a file that is not taken."""

from enum import StrEnum


class FileRefusedError(Exception):
    """A file that is not taken; `sentence` tells a person what happened and what to do, `detail` is for the log."""

    def __init__(self, code: StrEnum, sentence: str, detail: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.detail = detail
