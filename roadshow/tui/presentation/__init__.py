"""From nouns to text on a screen; nothing here is a widget, and nothing here writes."""
