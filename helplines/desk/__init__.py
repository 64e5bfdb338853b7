"""The desk's own screens about helplines: how to reach them, when, and in which order they are shown."""
