"""``manage.py erase_person USERNAME``: erase somebody's data at their request."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from courses.exceptions import CourseError
from courses.services.people import erase_person


class Command(BaseCommand):
    help = (
        "Erase a person's names, addresses, notes, photos and files. Results and certificates "
        "stay, on an account that names nobody. It cannot be undone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--reference", default="", help="where the request is filed")
        parser.add_argument("--yes", action="store_true", help="do it without asking")

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model()
        try:
            user = users._default_manager.get_by_natural_key(options["username"])
        except users.DoesNotExist as error:
            raise CommandError("There is no account with this user name.") from error
        if (
            not options["yes"]
            and input("Type the user name once more to erase: ") != (options["username"])
        ):
            raise CommandError("Nothing was erased.")
        try:
            erase_person(user, reference=options["reference"])
        except CourseError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Erased. The account is called erased-{user.pk} now.")
