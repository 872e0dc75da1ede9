"""Evidence: the exact words a value was read from."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from dateline.model._base import Value


class Evidence(Value):
    """A span of a document's stored text whose words support one value.

    Args:
        start: first character, counted in Unicode code points of ``Document.text`` from 0.
        end: one past the last character, same unit.
        text: the words themselves; always ``Document.text[start:end]``.

    JavaScript counts UTF-16 units: a page that uses these offsets must convert them.
    """

    start: int = Field(ge=0)
    end: int
    text: str = Field(min_length=1)

    @model_validator(mode="after")
    def _length_agrees(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(
                f"evidence {self.start}:{self.end} spans {self.end - self.start} characters but quotes {len(self.text)}; "
                "start and end count Unicode code points of the stored text"
            )
        return self

    def found_in(self, text: str) -> bool:
        """Whether the quoted words stand at these offsets of ``text``."""
        return text[self.start : self.end] == self.text


class Grounded(Value):
    """A value of a claim with the words it was read from.

    Args:
        evidence: one span or more.
        rule: the rule, lexicon entry or model that gave the value.
        inferred: true where the value is concluded from the words rather than said by them.
    """

    evidence: tuple[Evidence, ...] = Field(min_length=1)
    rule: str = Field(min_length=1)
    inferred: bool = False
