"""What clients wrote about clinics, what a clinic answered, and work that practitioners show.

Everything is invented. The pictures are ``art/case-<picture>-before.jpg`` and ``-after.jpg``.
"""

# who speaks for which clinic
OWNERS = {"harbourside-scalp-studio": "marie-clemence"}

REVIEWS = [
    {
        "clinic": "harbourside-scalp-studio",
        "email": "client-1@example.org",
        "days_ago": 150,
        "visited_months_before": 9,
        "author": "Owen",
        "marks": {"result": 5, "hygiene": 5, "consultation": 5, "aftercare": 4},
        "text": (
            "They drew the line, took a photo and sent me home to look at it for a week. I asked "
            "for it lower; they said why not, and they were right. Nine months on it still looks "
            "like stubble."
        ),
    },
    {
        "clinic": "harbourside-scalp-studio",
        "email": "client-2@example.org",
        "days_ago": 84,
        "visited_months_before": 4,
        "author": "Samira",
        "marks": {"result": 4, "hygiene": 5, "consultation": 4, "aftercare": 3},
        "text": (
            "Everything was opened in front of me. Density along my part is much better. I would "
            "have liked the aftercare sheet before the first session: I had planned to swim."
        ),
        "reply": {
            "by": "marie-clemence",
            "text": (
                "Thank you. You are right: the sheet now goes out with the appointment, so that "
                "nobody has to cancel a holiday afterward."
            ),
        },
    },
    {
        "clinic": "harbourside-scalp-studio",
        "email": "client-3@example.org",
        "days_ago": 31,
        "visited_months_before": 2,
        "author": "",
        "marks": {"result": 4, "hygiene": 4, "consultation": 5, "aftercare": 5},
        "text": (
            "Three sessions instead of the two I had hoped for, which they had said from the "
            "start. It faded after the first week, exactly as the sheet told me."
        ),
    },
    {
        "clinic": "avon-hair-restoration",
        "email": "client-4@example.org",
        "days_ago": 120,
        "visited_months_before": 8,
        "author": "Gareth",
        "marks": {"result": 4, "hygiene": 5, "consultation": 3, "aftercare": 4},
        "text": (
            "The scar from my strip is hard to find now. The consultation was short, and I had to "
            "ask for the price of the touch-up."
        ),
    },
    {
        "clinic": "avon-hair-restoration",
        "email": "client-5@example.org",
        "days_ago": 47,
        "visited_months_before": 3,
        "author": "T. B.",
        "marks": {"result": 5, "hygiene": 5, "consultation": None, "aftercare": 4},
        "text": "Calm, clean, and she showed me the batch number without being asked.",
    },
]

CASES = [
    {
        "practitioner": "marie-clemence",
        "picture": "hairline",
        "reference": "DEMO-2201",
        "days_ago": 70,
        "signed_days_ago": 480,
        "technique": "hairline",
        "sessions": 3,
        "months_healed": 14,
        "is_watermarked": True,
        "note": "A drawing, not a client. Receded temples, softened and filled over three sessions.",
    },
    {
        "practitioner": "leila",
        "picture": "crown",
        "reference": "DEMO-0117",
        "days_ago": 40,
        "signed_days_ago": 300,
        "technique": "density",
        "sessions": 2,
        "months_healed": 8,
        "is_watermarked": False,
        "note": "A drawing, not a client. A thin crown between existing hair, two sessions.",
    },
    {
        "practitioner": "marie-clemence",
        "picture": "shaved",
        "reference": "DEMO-2248",
        "days_ago": 12,
        "signed_days_ago": 14,
        "technique": "full_head",
        "sessions": 1,
        "months_healed": 0,
        "is_watermarked": True,
        "note": (
            "A drawing, not a client. One hour after the first of three sessions: red, and darker "
            "than it will heal."
        ),
    },
]
