"""The admin's screens: the question bank, attempts, and the home panel."""
