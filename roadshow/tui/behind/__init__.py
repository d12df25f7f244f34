"""What works behind the screen: the desk with the open office, and threads and a process with offices of their own."""
