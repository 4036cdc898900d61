"""Courses in the admin."""
