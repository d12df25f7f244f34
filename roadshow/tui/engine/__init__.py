"""What we know of Textual's inside: each private part that we lean on is named in this room, and in no other."""
