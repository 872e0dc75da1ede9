"""Where documents come from: text, web pages and records, in files, folders and standard input. Nothing here knows of claims."""

from dateline.sources.inputs import Failed, Loaded, read_file, read_inputs

__all__ = ["Failed", "Loaded", "read_file", "read_inputs"]
