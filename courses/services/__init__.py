"""What can be done, by purpose. Other apps come in through :mod:`courses.api`."""
