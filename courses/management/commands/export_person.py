"""``manage.py export_person USERNAME``: a copy of everything held about somebody, as JSON."""

import json
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from courses.services.people import export_person


class Command(BaseCommand):
    help = "Print everything that is held about a person, and why and for how long, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model()
        try:
            user = users._default_manager.get_by_natural_key(options["username"])
        except users.DoesNotExist as error:
            raise CommandError("There is no account with this user name.") from error
        self.stdout.write(json.dumps(export_person(user), ensure_ascii=False, indent=2))
