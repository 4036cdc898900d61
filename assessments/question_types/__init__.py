"""Question types: one pure module per type, gathered by the ``registry`` module.

A type is the schema of its content, a grader, what a learner may see of it, and the path of its
editor block. ``base`` documents what a host's own type has to provide.
"""
