"""Widgets: they get what they show, send messages, and know no screen and no store."""
