"""What somebody types in one line, read into a place or into one change each."""
