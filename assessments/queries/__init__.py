"""What can be asked. Read only."""
