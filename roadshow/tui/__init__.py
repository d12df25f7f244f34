"""The picture on a screen. The app is modes, keys and theme; a screen is one file and its style sheet."""
