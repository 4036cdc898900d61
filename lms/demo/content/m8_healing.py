"""Module 8: healing, aftercare and adverse events."""

from lms.demo.content.forms import Questions, right, step, wrong

STEADY = "https://steadymicro.com/smp-care/"
NEWAGE = "https://newagespa.ca/aftercare/scalp-micropigmentation/"
NEWAGE_CLIENT = (
    "https://newagespa.ca/treatment-aftercare/scalp-micropigmentation-client-instructions/"
)
ENHANCED = "https://enhancedscalp.com/resources/post-care-instructions/"
REVIEW = (
    "http://www.anaisdedermatologia.org.br/"
    "en-tattoos-risks-complications-clinical-histopathological-avance-S0365059624000345"
)
KOEBNER = "https://pmc.ncbi.nlm.nih.gov/articles/PMC10816451"
GRANULOMA = "https://tomesphere.com/paper/PMC12929199.md"
FDA_LIDOCAINE = (
    "https://www.3newsnow.com/fda-warns-popular-pain-relief-creams-may-pose-dangerous-health-risks"
)
CDC = "http://cdc.gov/mmwr/preview/mmwrhtml/mm61e0822a1.htm"
DHURAT = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5782438/"
EN_17169 = "https://tattoohygiene.eu/index.php/din-en-17169"
SKABA8 = (
    "https://www.ukstandards.org.uk/en/nos-finder/SKABA8/use-advanced-micropigmentation-techniques"
)
TRANSFORMATION = (
    "https://mytransformation.com.au/medical-conditions-that-prohibit-scalp-micropigmentation/"
)
SMUDGE_FREE = "https://smudgefree.co.uk/terms-and-conditions/"

q = Questions("healing")

MODULE = {
    "slug": "healing-aftercare-adverse-events",
    "title": "Healing, aftercare and adverse events",
    "topic": "healing",
    "summary": (
        "What a scalp does after you have gone home, what the client should do about it, and the signs at "
        "which you stop and send somebody to a doctor."
    ),
    "outcomes": [
        "You can describe normal healing day by day, so that a client does not panic or pick.",
        "You can give aftercare in words and in writing, and say where sources disagree.",
        "You can tell an expected reaction from a red flag.",
        "You can act on a suspected infection, allergy or granuloma without making a diagnosis.",
    ],
    "lessons": [
        {
            "slug": "healing-day-by-day",
            "title": "Healing, day by day",
            "minutes": 20,
            "required": True,
            "summary": (
                "Most worried messages arrive on days two, five and ten. If you have described those days, they "
                "do not arrive at all."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>A session is some thousands of tiny wounds. The body answers each one in the same order: "
                    "redness, a little fluid, a crust, new outer skin. Nothing in this order can be hurried, and "
                    "most of what goes wrong comes from trying.</p><p>Tell the client what each stage looks like "
                    "before it happens. A person who expects pale dots on day ten waits calmly. A person who does "
                    "not will write to you at midnight that it has all fallen out.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:healing-timeline",
                        "alt": (
                            "Five round views of one spot along a line: red with dark dots, calmer, tiny scabs, pale "
                            "dots, settled gray dots."
                        ),
                        "caption": "One spot, five looks. Days are usual values, not promises.",
                        "points": [
                            {
                                "x": 10.5,
                                "y": 80,
                                "label": "Day 0",
                                "text": "Redness, some swelling, dots dark and crisp.",
                            },
                            {
                                "x": 30.3,
                                "y": 80,
                                "label": "Days 1 to 2",
                                "text": "Redness fades. The scalp feels tight, like mild sunburn.",
                            },
                            {
                                "x": 50,
                                "y": 80,
                                "label": "Days 3 to 7",
                                "text": "Tiny scabs. They itch, and they must be left alone.",
                            },
                            {
                                "x": 69.7,
                                "y": 80,
                                "label": "Days 7 to 14",
                                "text": "Scabs have gone. The dots look too pale: this is normal.",
                            },
                            {
                                "x": 89.5,
                                "y": 80,
                                "label": "From day 28",
                                "text": "Settled. Now you photograph, judge and plan.",
                            },
                        ],
                    },
                ),
                (
                    "table",
                    {
                        "caption": "What the client sees, and what you say",
                        "columns": ["They see", "It is usually", "You say"],
                        "rows": [
                            [
                                "Red skin on the first evening",
                                "The expected reaction",
                                "It fades in a day or two",
                            ],
                            [
                                "Some swelling the next morning",
                                "Part of the same reaction",
                                "It passes; write to me if it grows",
                            ],
                            [
                                "Dark specks on the pillow",
                                "Scabs with pigment in them",
                                "That is outer skin. The dot below stays if you do not pick",
                            ],
                            [
                                "Far too pale on day ten",
                                "New skin over the dots",
                                "Wait until day 28. We judge it together",
                            ],
                            [
                                "One zone paler than the rest",
                                "Friction, picking, or depth",
                                "Send me a photo; we look at it at the next visit",
                            ],
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "In a study of 45 people treated with SMP, the only reactions reported were redness and "
                            "swelling that passed."
                        ),
                        "source": "Dhurat and colleagues, 2017",
                        "source_url": DHURAT,
                    },
                ),
                ("heading", {"text": "Why picking costs more than a dot"}),
                (
                    "rich_text",
                    "<p>A scab is anchored at its edges. Lift it early and it takes wet tissue along, with the pigment "
                    "that had not yet settled. What is left is a pale gap, sometimes a small scar, and an open door. "
                    'Aftercare pages that agree on little else <a href="'
                    + NEWAGE
                    + '">agree on this</a>: picking removes '
                    "pigment.</p>",
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Too pale on day ten is not a reason to book",
                        "text": (
                            "<p>The dots are still under new, cloudy skin. A session added now is judged by nothing, and "
                            "the sum may turn out too dark. Answer with the picture above and a date.</p>"
                        ),
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Look at the healed scalp for",
                        "items": [
                            "Dots that are small, separate and neutral in color",
                            "Even density, zone by zone, against the plan",
                            "No scabs, scaling or raised points",
                            "The five views, in the light and at the distance of the first day",
                            "The client’s own words about itching, pain or fear",
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>People heal at different speeds, and you should not guess at reasons. If a "
                    "scalp is not closed after two weeks, it is no longer a matter of patience: it belongs in front "
                    "of a doctor.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["a-sc-pale"]}),
            ],
        },
        {
            "slug": "aftercare-people-follow",
            "title": "Aftercare that people follow",
            "minutes": 20,
            "required": True,
            "summary": (
                "Short, written, explained, and the same from everybody in the house. Where sources disagree, "
                "your academy decides once and says so."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>No two aftercare sheets agree. Some want a dry scalp for three days, some for five. One "
                    "allows sport after five days, another after ten. Your client has already read three of them. "
                    "So you need two things: a small core that every source supports, and a house rule for the rest "
                    "that you can explain without embarrassment.</p>",
                ),
                (
                    "disagree",
                    {
                        "question": "How many days should the scalp stay without shampoo?",
                        "intro": "Four pages from practitioners. Some mean no water, some no shampoo.",
                        "positions": [
                            {
                                "claim": "Dry for 3 days",
                                "source": "Steady Micro",
                                "source_url": STEADY,
                                "low": 3,
                                "high": 3,
                            },
                            {
                                "claim": "Dry for 4 days, then a light rinse",
                                "source": "New Age Spa",
                                "source_url": NEWAGE_CLIENT,
                                "low": 4,
                                "high": 4,
                            },
                            {
                                "claim": "Water only for 5 days",
                                "source": "Enhanced Scalp",
                                "source_url": ENHANCED,
                                "low": 5,
                                "high": 5,
                            },
                            {
                                "claim": "3 to 4 days",
                                "source": "A consumer article",
                                "source_url": "",
                                "low": 3,
                                "high": 4,
                            },
                        ],
                        "unit": "days",
                        "teach": (
                            "<p>We write <b>four days</b> on our sheet: first a light rinse on day four, no shampoo before "
                            "the scabs have gone. It is a house rule, not a law of nature. Yours may differ; write it "
                            "down and let everybody in the clinic say the same.</p>"
                        ),
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "How long out of the sun?",
                        "intro": "From two weeks to a month.",
                        "positions": [
                            {
                                "claim": "About 14 days",
                                "source": "One aftercare page of six",
                                "source_url": "",
                                "low": 14,
                                "high": 14,
                            },
                            {
                                "claim": "28 to 30 days, as for pool and sauna",
                                "source": "Steady Micro, Enhanced Scalp",
                                "source_url": ENHANCED,
                                "low": 28,
                                "high": 30,
                            },
                        ],
                        "unit": "days",
                        "teach": (
                            "<p>Four weeks for pool, sauna and long sun, because it is the careful end of the range and easy "
                            "to remember. A loose clean hat before that; sun cream only on healed skin, then always.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "The core that everybody supports"}),
                (
                    "steps",
                    {
                        "title": "Say these five while the client can still ask",
                        "steps": [
                            step(
                                "Do not pick, scratch or rub.",
                                "<p>Scabs leave on their own. Picking takes pigment with it.</p>",
                            ),
                            step(
                                "Hands off, or clean hands.",
                                "<p>Nobody touches a healing scalp with unwashed hands, not even to admire it.</p>",
                            ),
                            step(
                                "Keep it out of pools and saunas.",
                                "<p>About four weeks. Shared warm water is where the trouble lives.</p>",
                            ),
                            step(
                                "Shade first, sun cream later.",
                                "<p>A hat while it heals. SPF 30 or more once it is healed, and from then on.</p>",
                            ),
                            step(
                                "Know the red flags.",
                                "<p>Spreading redness, heat, pus, fever, bumps: a doctor, and then you.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Numbing cream at home is not aftercare",
                        "text": (
                            "<p>The FDA warned in March 2024 against products with more than 4 percent lidocaine, against use "
                            "on large areas or irritated skin, and against wrapping. A scalp after a session is a large "
                            "irritated area. Tell clients not to put any on, before or after, on their own.</p>"
                        ),
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "The European hygiene standard EN 17169 expects clients to be told about risks, complications "
                            "and aftercare both orally and in writing."
                        ),
                        "source": "EN 17169:2020, as summarized at tattoohygiene.eu",
                        "source_url": EN_17169,
                    },
                ),
                (
                    "rich_text",
                    '<p>The <a href="'
                    + SKABA8
                    + '">British occupational standards</a> for this work ask for the same: '
                    "aftercare in words and in writing. So ask the client to tell you the plan in their own words. What they leave "
                    "out is what you say again. Write the four dates on the sheet yourself: first rinse, first shampoo, "
                    "first swim, next visit. People keep a paper with their own dates on it.</p>",
                ),
                (
                    "document",
                    {
                        "document": "doc:aftercare-sheet",
                        "title": "Aftercare sheet",
                        "description": "One page with blanks for the dates. Fill it in together.",
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Before the client leaves",
                        "items": [
                            "Sheet in hand, four dates written in",
                            "Core rules repeated by the client",
                            "Your telephone number, and who answers at the weekend",
                            "Head shaving: clippers with a guard, no razor, until healed",
                            "Message booked for day three: “How does it look?”",
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["a-sc-core"]}),
            ],
        },
        {
            "slug": "red-flags",
            "title": "Red flags: stop, say, send",
            "minutes": 25,
            "required": True,
            "summary": (
                "You do not diagnose. You recognize what is not ordinary healing, you stop, and you see to it that "
                "a doctor looks, the same day if need be."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Reviews of tattooed people report reactions of some kind in as many as 67 percent, most of them "
                    "minor and short. So a complaint is not rare, and it is not an accusation. What matters is whether "
                    "you can tell the ordinary from the other kind, and whether you act in the first hour.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Ordinary, or not",
                        "columns": ["Ordinary", "Not ordinary", "You do"],
                        "rows": [
                            [
                                "Redness that fades in a day or two",
                                "Redness that spreads after day two, heat, pus, fever",
                                "Same-day medical care. Suspect infection",
                            ],
                            [
                                "Mild itching under scabs",
                                "Blisters, hives, swelling of face or throat",
                                "Throat or breathing: emergency number now",
                            ],
                            [
                                "Small crusts",
                                "Bumps or nodules in a row, weeks later",
                                "Refer. Ask the doctor to think of mycobacteria and of granuloma",
                            ],
                            [
                                "Dots a little uneven",
                                "A scar that rises and itches",
                                "Refer to a dermatologist; no further needle",
                            ],
                            [
                                "Pale dots on day ten",
                                "Wide blue dots, healed",
                                "Not an emergency: stop treating, show your instructor",
                            ],
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Breathing, face, throat: emergency number first",
                        "text": (
                            "<p>Difficulty breathing, swelling of lips or throat, fainting, fits, or a racing or irregular "
                            "heartbeat during or after numbing: stop, remove the product, call the emergency number, stay "
                            "with the client. Everything else comes after.</p>"
                        ),
                    },
                ),
                (
                    "definitions",
                    {
                        "title": "Words you may hear from the doctor",
                        "items": [
                            {
                                "term": "Mycobacterial infection",
                                "definition": (
                                    "<p>Caused by relatives of tuberculosis that live in water. Often weeks late, often a "
                                    "stubborn rash or nodules only where one shade was used.</p>"
                                ),
                            },
                            {
                                "term": "Granuloma",
                                "definition": (
                                    "<p>A firm nodule of defense cells around pigment. Described with black and with red "
                                    "pigment.</p>"
                                ),
                            },
                            {
                                "term": "Sarcoidosis",
                                "definition": (
                                    "<p>A disease of many organs that can first show itself in a tattoo. This is why nodules "
                                    "in pigment are never treated as a cosmetic matter.</p>"
                                ),
                            },
                            {
                                "term": "Koebner response",
                                "definition": (
                                    "<p>Psoriasis or a similar condition that appears where skin was injured.</p>"
                                ),
                            },
                            {
                                "term": "Blowout",
                                "definition": "<p>Pigment that has spread in loose deep tissue: wide, soft, bluish dots.</p>",
                            },
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Nodules in black or red pigment, months or years later, belong in front of a dermatologist: "
                            "granulomatous reactions and sarcoidosis are described."
                        ),
                        "source": "Review of granulomatous tattoo reactions",
                        "source_url": GRANULOMA,
                    },
                ),
                (
                    "steps",
                    {
                        "title": "A client writes: “It is getting redder”",
                        "steps": [
                            step(
                                "Answer at once, and ask four things.",
                                "<p>Since when, spreading or not, pus or fever, how do you feel. Ask for a photo in daylight.</p>",
                            ),
                            step(
                                "Decide who sees them.",
                                "<p>Any red flag: a doctor today. You do not wait to see it yourself first.</p>",
                            ),
                            step(
                                "Send facts along.",
                                "<p>What was done, when, pigment name and batch, water, cartridge lot. In writing.</p>",
                            ),
                            step(
                                "Do not name a medicine.",
                                "<p>Not an antibiotic cream, not an old tube in the cupboard. That is the doctor’s work.</p>",
                            ),
                            step(
                                "Stop the rest.",
                                "<p>No further session, and no other client from that cup, batch or box until it is clear.</p>",
                            ),
                            step(
                                "Record, inform, follow up.",
                                "<p>Times, words, photographs. Insurer, and an authority or maker if a product is suspected.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "Does a negative patch test make a reaction impossible?",
                        "intro": "Terms and conditions use the test in different ways.",
                        "positions": [
                            {
                                "claim": "At least 48 hours before, as insurers expect",
                                "source": "TABA",
                                "source_url": "",
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "24 hours or a signed waiver; no guarantee either way",
                                "source": "Smudge Free",
                                "source_url": SMUDGE_FREE,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>No. A test lowers the risk and shows that you asked. It does not rule out a reaction that "
                            "comes later, and a waiver does not make skin safer.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    "<p>Two groups need a word before you ever start. In psoriasis of the scalp, the injury itself can "
                    '<a href="'
                    + KOEBNER
                    + '">bring the disease to new places</a>. With anticoagulants, bleeding dilutes pigment and '
                    "thickens scabs; the answer is a letter to the prescriber and, often, no treatment. You never tell "
                    "anybody to stop a prescribed medicine, not even for a day.</p>",
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["a-sc-flag", "a-sc-nodule"]},
                ),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-healing-aftercare-adverse-events",
        "title": "Quiz: healing, aftercare and adverse events",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        q.single(
            "a-spreading-redness",
            [
                wrong("Send a cream from your cupboard by post", "You do not prescribe."),
                wrong("Ask for another photo in three days", "Three days are far too long."),
                right("Tell them to see a doctor today", "Right, with your record in hand."),
                wrong("Offer a free session when it has healed", "Kind, and beside the point."),
            ],
            stem=(
                "<p>Day five. A client writes that the redness is spreading, warm, with a yellow spot, and that she "
                "feels shivery. What do you do first?</p>"
            ),
            why="<p>Spreading redness, heat, pus and feeling ill mean medical care on the same day.</p>",
            tags=["infection", "red flags"],
            source="Review of tattoo complications, Anais Brasileiros de Dermatologia",
            url=REVIEW,
            critical=True,
        ),
        q.single(
            "a-breathing",
            [
                right("Stop and call the emergency number", "Right, and stay with the client."),
                wrong("Open the window and give water", "Minutes count."),
                wrong("Finish the row and then check", "Never."),
                wrong("Drive the client home to rest", "Not in a car, not alone."),
            ],
            stem=(
                "<p>Ten minutes after a numbing product was put on by the client at home, lips swell and breathing "
                "becomes hard. What do you do?</p>"
            ),
            why="<p>A life-threatening reaction: emergency number first, then everything else.</p>",
            tags=["allergy", "red flags"],
            source="FDA warning, 26 March 2024; first aid",
            url=FDA_LIDOCAINE,
            critical=True,
        ),
        q.true_false(
            "a-stop-medicine",
            answer=False,
            feedback="Never. Write to the prescriber, and wait for an answer.",
            stem=(
                "<p>A client takes a blood thinner after a stroke. To avoid thick scabs you may ask him to leave it "
                "out for two days before the session. True or false?</p>"
            ),
            why=(
                "<p>Stopping a prescribed medicine can kill. Refer, and be ready not to treat.</p>"
            ),
            tags=["medication", "red flags"],
            source="My Transformation, conditions; general safety rule",
            url=TRANSFORMATION,
            critical=True,
        ),
        q.single(
            "a-day-ten",
            [
                wrong("Invite him for a session this week", "The skin is not healed."),
                right("Tell him to wait for day 28", "Right."),
                wrong("Ask him to massage oil into the scalp", "Nothing to gain, scabs to lose."),
                wrong("Use a darker shade from now on", "You have not seen the result yet."),
            ],
            stem=(
                "<p>On day ten a client writes that almost all dots have gone. The photo shows smooth skin with pale "
                "dots. What do you answer?</p>"
            ),
            why="<p>New outer skin hides the dots. They settle by about four weeks.</p>",
            tags=["healing"],
            source="Module 8, lesson 1",
        ),
        q.multiple(
            "a-core-aftercare",
            [
                right("Do not pick or scratch", "Yes."),
                right("Do not touch with unwashed hands", "Yes."),
                wrong("Rub in oil every morning from day one", "No source in the core says so."),
                right("Keep out of pools and saunas for about four weeks", "Yes."),
                wrong("Numb the scalp when it itches", "Not on a large irritated area."),
            ],
            stem=(
                "<p>Aftercare sheets disagree about many numbers. Which rules belong to the core that they share? "
                "Choose every correct answer.</p>"
            ),
            why="<p>Hands off, no picking, no shared warm water, sun protection once healed, red flags to a doctor.</p>",
            tags=["aftercare"],
            source="Steady Micro, New Age Spa, Enhanced Scalp",
            url=STEADY,
        ),
        q.true_false(
            "a-wash-days-agree",
            answer=False,
            feedback="They say three, four or five days, and mean different things by it.",
            stem=(
                "<p>Published aftercare pages agree on the number of days without shampoo. True or false?</p>"
            ),
            why="<p>They range from three to five days. A clinic sets its own rule and writes it down.</p>",
            tags=["aftercare"],
            source="Four aftercare pages, module 8, lesson 2",
        ),
        q.numeric(
            "a-lidocaine",
            answer="4",
            tolerance="0",
            unit="%",
            stem=(
                "<p>Above how many percent of lidocaine does the FDA, in its warning of March 2024, tell consumers to "
                "avoid over-the-counter numbing products?</p>"
            ),
            why="<p>More than 4 percent, and never on large areas, irritated skin, or under a wrap.</p>",
            tags=["numbing", "law"],
            source="FDA warning, 26 March 2024",
            url=FDA_LIDOCAINE,
        ),
        q.single(
            "a-picking",
            [
                wrong("The dots get darker", "They leave with the scab."),
                right("Pigment leaves with it", "Right, and a gap or scar remains."),
                wrong("Healing becomes a day faster", "It starts again from a fresh wound."),
                wrong("Nothing, if the hands are clean", "Clean hands still pull pigment out."),
            ],
            stem="<p>A client admits to picking scabs on day four. What is the likely effect?</p>",
            why="<p>The scab takes unsettled pigment along and opens the skin.</p>",
            tags=["healing", "aftercare"],
            source="New Age Spa, aftercare",
            url=NEWAGE,
        ),
        q.single(
            "a-nodules",
            [
                wrong(
                    "Reassure, since black pigment is well tolerated", "Nodules are the exception."
                ),
                wrong("Remove them with a needle and disinfect", "Never open them."),
                right("Stop and refer; think of granuloma", "Right."),
                wrong("Cover them with another layer of dots", "More pigment into a reaction."),
            ],
            stem=(
                "<p>Seven months after the last session a client has firm nodules along the black dots, with a cough "
                "that will not go. What do you do?</p>"
            ),
            why=(
                "<p>Nodules in pigment can be granulomatous and may belong to sarcoidosis, which affects the lungs as "
                "well. Refer, with your record.</p>"
            ),
            tags=["granuloma", "red flags"],
            source="Review of granulomatous tattoo reactions",
            url=GRANULOMA,
            difficulty=2,
            critical=True,
        ),
        q.single(
            "a-late-infection",
            [
                wrong("Viruses on the pillow", "Not where only one shade was placed."),
                right(
                    "Mycobacteria in pigment or water", "Right: they live in water and come late."
                ),
                wrong("A reaction to the gloves", "It would be where gloves touched."),
                wrong("Too much sun on the dots", "The edge would not follow a shade."),
            ],
            stem=(
                "<p>Four weeks after a session, bumps appear only where the diluted gray was placed. What should the "
                "doctor be asked to think of?</p>"
            ),
            why=(
                "<p>Outbreaks of nontuberculous mycobacteria followed gray ink: contaminated in manufacture or by water "
                "that was not sterile.</p>"
            ),
            tags=["infection"],
            source="CDC, MMWR, 2012",
            url=CDC,
            difficulty=3,
        ),
        q.multiple(
            "a-send-along",
            [
                right("Pigment name and batch", "Yes."),
                right("Kind of water used for diluting", "Yes: it can decide the test."),
                right("Cartridge lot", "Yes."),
                wrong("Your own diagnosis", "You describe; the doctor diagnoses."),
                wrong("A medicine to start with today", "That is the doctor’s work."),
            ],
            stem="<p>You send a client to a doctor. What goes along in writing? Choose every correct answer.</p>",
            why="<p>Facts: what, when, batch, lot, dilution. No diagnosis, no medicine.</p>",
            tags=["records", "red flags"],
            source="Module 8, lesson 3",
            difficulty=2,
        ),
        q.single(
            "a-koebner",
            [
                wrong("A scar that itches", "That is another matter."),
                right("Psoriasis in injured skin", "Right."),
                wrong("A dot that spreads in the deep", "That is a blowout."),
                wrong("Hair that regrows around dots", "No."),
            ],
            stem="<p>What is a Koebner response?</p>",
            why="<p>The disease appears at the site of an injury, so psoriasis in the area is a warning.</p>",
            tags=["contraindication"],
            source="Review, Koebner phenomenon and tattoos",
            url=KOEBNER,
            difficulty=2,
        ),
        q.numeric(
            "a-photo-day",
            answer="28",
            tolerance="0",
            unit="days",
            stem=(
                "<p>In this academy, how many days after the session do you take the healed photographs at the "
                "earliest?</p>"
            ),
            why="<p>Not before 28 days: by then new skin has cleared and the dots have settled.</p>",
            tags=["healing", "records"],
            source="Kestrel Lane Academy, case study rule",
        ),
        q.true_false(
            "a-patch",
            answer=False,
            feedback="It lowers the risk. It does not rule anything out.",
            stem="<p>After a negative patch test an allergic reaction is no longer possible. True or false?</p>",
            why="<p>A later reaction can follow a negative test.</p>",
            tags=["allergy"],
            source="Smudge Free, terms and conditions",
            url=SMUDGE_FREE,
        ),
        # self-checks
        q.single(
            "a-sc-pale",
            [
                wrong("They were placed too shallow", "You cannot know that before day 28."),
                right("New skin over them", "Right: wait."),
                wrong("The pigment was old", "Nothing points there yet."),
            ],
            stem="<p>Day nine, no scabs left, dots very pale. What is the likeliest reason?</p>",
            why="<p>Cloudy new outer skin hides them for a while.</p>",
            tags=["healing"],
            source="Module 8, lesson 1",
            practice=True,
        ),
        q.single(
            "a-sc-core",
            [
                wrong("Shampoo on day three, exactly", "The day is a house rule."),
                right("Do not pick the scabs", "Right: every source agrees."),
                wrong("No water for a week", "Nobody on our list asks for that."),
            ],
            stem="<p>Which rule does every aftercare source support?</p>",
            why="<p>Picking removes pigment and opens skin.</p>",
            tags=["aftercare"],
            source="New Age Spa, aftercare",
            url=NEWAGE,
            practice=True,
        ),
        q.multiple(
            "a-sc-flag",
            [
                right("Pus", "Yes."),
                wrong("Mild itching on day five", "Ordinary."),
                right("Redness that spreads on day four", "Yes."),
                wrong("Specks of scab on the pillow", "Ordinary."),
            ],
            stem="<p>Which of these are red flags? Choose every correct answer.</p>",
            why="<p>Pus and spreading redness need a doctor the same day.</p>",
            tags=["red flags"],
            source="Module 8, lesson 3",
            practice=True,
        ),
        q.true_false(
            "a-sc-nodule",
            answer=True,
            feedback="Yes. Nodules in pigment are a medical question, even years later.",
            stem=(
                "<p>A client with firm nodules in two-year-old dots is referred to a dermatologist before anything "
                "else happens. True or false?</p>"
            ),
            why="<p>Granuloma and sarcoidosis are described with black and red pigment.</p>",
            tags=["granuloma"],
            source="Review of granulomatous tattoo reactions",
            url=GRANULOMA,
            practice=True,
        ),
    ],
}
