"""The plain pages of the academy: how we assess, appeals, privacy, contact."""

TEXT_PAGES = [
    {
        "slug": "how-we-assess",
        "title": "How we assess",
        "summary": "What a certificate of ours rests on, who decides, and what we refuse to certify.",
        "body": [
            ("heading", {"text": "Knowledge"}),
            (
                "rich_text",
                "<p>Every module ends with a quiz that you may take as often as you need. The final exam is drawn "
                "at random from the question bank, has a time limit that our server keeps, and is passed at 80 percent. "
                "Some questions are critical safety items: one wrong answer there fails the exam, whatever the "
                "rest, because the mistake would hurt somebody.</p>",
            ),
            ("heading", {"text": "What is frozen, and why"}),
            (
                "rich_text",
                "<p>The questions you saw, their order, the pass rule and your answers are kept as they were on the "
                "day. When an author corrects a question afterwards, your result does not change behind your back.</p>",
            ),
            ("heading", {"text": "Attendance is not competence"}),
            (
                "rich_text",
                "<p>A certificate of attendance says that somebody was there. A certificate of competence says that "
                "somebody was assessed. Ours say which of the two they are, in words, on the paper and in "
                "the register.</p>",
            ),
        ],
    },
    {
        "slug": "appeals",
        "title": "Appeals",
        "summary": "You think a result is wrong. Here is who looks at it, and by when.",
        "body": [
            (
                "steps",
                {
                    "title": "Three steps",
                    "steps": [
                        {
                            "title": "Ask your assessor",
                            "text": "<p>Within two weeks of the result, in writing. You get an answer with "
                            "reasons within five working days.</p>",
                            "image": None,
                            "alt": "",
                        },
                        {
                            "title": "Ask the quality assurer",
                            "text": "<p>Somebody who had no part in the decision looks at your evidence and "
                            "at the rule it was judged by.</p>",
                            "image": None,
                            "alt": "",
                        },
                        {
                            "title": "Ask the head of assessment",
                            "text": "<p>The last step inside the academy. The outcome is recorded beside "
                            "your result, which is never erased.</p>",
                            "image": None,
                            "alt": "",
                        },
                    ],
                },
            ),
        ],
    },
    {
        "slug": "privacy",
        "title": "Privacy",
        "summary": "What we keep about you, why, and what a stranger can see.",
        "body": [
            ("heading", {"text": "Trainees"}),
            (
                "rich_text",
                "<p>We keep your name, your e-mail address, what you enrolled in, your answers and your results. "
                "Results and certificates stay on record, because clients rely on them.</p>",
            ),
            ("heading", {"text": "What the register shows"}),
            (
                "rich_text",
                "<p>Somebody who has the number of a certificate sees the name on it, what it covers, its dates and "
                "whether it is valid. Never your marks, address, e-mail or date of birth. You are listed in the "
                "directory only if you asked for it, and leave it the moment you withdraw.</p>",
            ),
            ("heading", {"text": "Clients"}),
            (
                "rich_text",
                "<p>You can check a certificate without an account. We set no tracking cookies and load "
                "nothing from other companies.</p>",
            ),
        ],
    },
    {
        "slug": "contact",
        "title": "Contact",
        "summary": "Kestrel Lane Academy, 14 Kestrel Lane, Bristol. A demonstration: nobody answers here.",
        "body": [
            (
                "rich_text",
                "<p>This academy is a demonstration. Its people, clinics and addresses are invented; the teaching "
                "and its sources are real.</p><p>Write to hello@example.org, or call 0117 496 0100 between nine and "
                "five.</p>",
            ),
        ],
    },
]
