"""Settings: shipped < user < workspace < environment < command line, and which of them spoke."""
