"""Where nouns and journal are kept, and questions answered by window."""
