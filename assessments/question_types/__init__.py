"""Question types: one module per type, pure, gathered by :mod:`assessments.question_types.registry`.

A type is the schema of its content, a grader, what a learner may see of it, and the path of its
editor block. ``base`` documents what a host's own type has to provide.
"""
