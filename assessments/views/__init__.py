"""Screens: permission, form, one call, response."""
