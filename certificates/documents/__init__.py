"""Documents drawn from a certificate's snapshot. Pure: fonts and paper come in as values."""
