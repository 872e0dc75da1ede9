"""One step of the schema per file, never changed once published."""
