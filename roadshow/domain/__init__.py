"""What a roadshow is made of: nouns, changes, questions and errors. Standard library only."""
