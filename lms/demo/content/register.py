"""What keeps the registrar of the demo academy busy. Everybody is invented."""

from typing import Any

# people who came for the refresher alone; their certificates end so many days from today
GUESTS: list[dict[str, Any]] = [
    {
        "username": "aoife",
        "legal_name": "Aoife Ní Bhriain",
        "preferred_name": "Aoife",
        "email": "aoife@example.org",
        "ends_in_days": 6,
    },
    {
        "username": "bartek",
        "legal_name": "Bartłomiej Wójcik",
        "preferred_name": "Bartek",
        "email": "bartek@example.org",
        "ends_in_days": 27,
    },
    {
        "username": "chiara",
        "legal_name": "Chiara Pellegrini",
        "preferred_name": "Chiara",
        "email": "chiara@example.org",
        "ends_in_days": 55,
    },
    {
        "username": "oluwaseun",
        "legal_name": "Oluwaseun Adebayo",
        "preferred_name": "Seun",
        "email": "oluwaseun@example.org",
        "ends_in_days": 84,
        # as it was typed at first, and put right four days after the certificate was issued
        "misspelled": "Oluwasuen Adebayo",
    },
]

# what a client wrote on the register's page, about whose certificate
CONCERN: dict[str, Any] = {
    "username": "gyozo",
    "text": (
        "A poster in his window says “certified until 2027”, with this number. Your page says that it has "
        "expired. Which of the two is right?"
    ),
    "contact": "client@example.org",
    "days_ago": 2,
}

# what the assessor saw on practice skin before the final exam, and from which bottle
PRACTICAL_WORK = {
    "marie-clemence": [("Demo Slate", "DS-2207")],
    "imogen": [("Demo Slate", "DS-2207"), ("Demo Ash", "DA-0913")],
    "gyozo": [("Demo Ash", "DA-0911")],
    "leila": [("Demo Slate", "DS-2301")],
}
PRACTICAL_WORDS = (
    "Even spacing, and the hand came off the skin between dots. Slow down near the temple."
)
