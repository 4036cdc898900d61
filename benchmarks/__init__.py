"""What speed is measured with: ``make bench``.

Every figure is a ratio against a baseline measured in the same run, in turns, so that a busy
machine slows both. Medians throughout.
"""
