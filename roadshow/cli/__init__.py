"""Words on a line: every task of the planner as a command. It enters by roadshow.api."""
