"""Template tags shared by every screen."""

from django import template

register = template.Library()
