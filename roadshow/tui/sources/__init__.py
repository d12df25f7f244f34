"""Where the long lists get their rows: asked in the reading thread, by window or few enough to hold."""
