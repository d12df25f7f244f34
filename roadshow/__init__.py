"""roadshow: plan a touring series of meetings from the terminal."""

__version__ = "0.1.0"
