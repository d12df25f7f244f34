"""The guided tour: its steps, the program with a guide above each screen, and its start on a copy of the example."""
