"""A case paper that people mark: its questions, what three trainees handed in, and what came of it.

Everything is invented. The pictures are ``art/<picture>.jpg``.
"""

from typing import Any

TOPIC = ("case-papers", "Case papers")
SLUG = "case-paper-first-hairline"
PAPER = {
    "title": "Case paper: a first hairline",
    "minutes": 40,
    "intro": (
        "<p>A client, a plan and a photograph of your work on a practice head. Two people mark it "
        "without your name, and without seeing each other’s mark.</p>"
    ),
}
_ABOUT = {
    "topic": TOPIC[0],
    "difficulty": 2,
    "critical": False,
    "use": "exam",
    "tags": ["case-paper"],
    "explanation": "",
}
QUESTIONS: list[dict[str, Any]] = [
    {
        **_ABOUT,
        "key": "case-paper-plan",
        "type": "essay",
        "stem": (
            "<p>A client of 34 with a Norwood III pattern asks for the straight, low line he had at "
            "twenty. Write what you ask him, what you propose, and how you explain it to him.</p>"
        ),
        "answer": {
            "minimum_words": 40,
            "maximum_words": 300,
            "marks": 10,
            "guide": (
                "<p>Asks about further loss in the family, medication and earlier work (3). "
                "Proposes a mature, softly broken line and says why it ages well (4). Explains with "
                "a drawing on the client’s own photograph, and gives time to think (3).</p>"
            ),
        },
    },
    {
        **_ABOUT,
        "key": "case-paper-photograph",
        "type": "file_answer",
        "stem": (
            "<p>Draw that line on a practice head, work the first two centimeters of it, and "
            "photograph it from the front.</p>"
        ),
        "answer": {
            "extensions": "jpg,png,heic",
            "maximum_files": 2,
            "maximum_megabytes": 10,
            "marks": 10,
            "guide": (
                "<p>No straight edge, no dots in rows (4). Density falls towards the front (3). "
                "The photograph is sharp, level and evenly lit (3).</p>"
            ),
        },
    },
]

# what was handed in: marks are out of ten, for the text and for the picture, in order of marking
HANDED_IN: list[dict[str, Any]] = [
    {
        "username": "marie-clemence",
        "days_ago": 260,
        "picture": "case-hairline-after",
        "text": (
            "I ask since when the line has moved, how his father and his mother’s brothers looked "
            "at fifty, and whether he takes finasteride or plans a transplant. Then I show him two "
            "drawings on his own photograph: the line he asks for, and one that starts where his "
            "forehead muscle ends, soft and not even. I say what happens to each when the hair "
            "behind it goes. He takes both home; nothing is booked on that day."
        ),
        "marks": [
            {"by": "ruth", "given": ("7", "4"), "comment": "A good plan. One stretch is in rows."},
            {"by": "piet", "given": ("8", "3"), "comment": "Rows again at the left temple."},
        ],
        "appeal": {
            "reason": (
                "Question 2: what looks like rows at the left temple is the grain of the practice "
                "head. It is on the part that I did not work, too."
            ),
            "decision": {
                "given": {2: "8"},
                "explanation": (
                    "The grain of the skin runs through the untouched part as well. The dots "
                    "themselves are not in rows. The mark for the photograph is raised."
                ),
            },
        },
    },
    {
        "username": "kwabena",
        "days_ago": 9,
        "picture": "case-crown-before",
        "text": (
            "I ask what he likes about the old line and whether anybody in the family lost more. I "
            "propose a line a finger higher with small gaps, because a straight one looks drawn. I "
            "show him photographs of healed work, the good and the less good, and he decides in a "
            "week. If he insists on the low line, I say no and write down why I did."
        ),
        "marks": [
            {"by": "ruth", "given": ("6", "3"), "comment": "Medication is missing. Not sharp."},
            {"by": "piet", "given": ("6", "4"), "comment": "Blurred: density cannot be judged."},
        ],
        "appeal": {
            "reason": (
                "Question 2: the file I handed in was sharp on my phone. Please look at it in full "
                "size. I also asked about the family, which is the first point of the guide."
            ),
        },
    },
    {
        "username": "noor",
        "days_ago": 2,
        "picture": "case-hairline-before",
        "text": (
            "First I listen, since the line of twenty is about more than hair. I ask about his "
            "family, his skin, what he takes, and what he does about sun. I draw a line that fits "
            "the face he will have at fifty: higher at the temples, broken, denser behind. I draw "
            "it on his photograph beside the one he wants. He takes the picture home, and we speak "
            "in a week; a photograph of the healed first session decides about the second."
        ),
        "marks": [],
    },
]
