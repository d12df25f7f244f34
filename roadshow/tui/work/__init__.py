"""What is done to several records at once, or outside the plan: one change each, made of the verbs of the line."""
