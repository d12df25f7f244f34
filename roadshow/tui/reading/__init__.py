"""What the screens show, read from the store, from the settings and from folders; nothing is drawn or changed here."""
