"""Module 7: sessions and layering."""

from lms.demo.content.forms import Questions, right, step, wrong

SCALPDOTS = "https://scalpdots.com/what-makes-scalp-micro-pigmentation-different-from-tattooing"
STUDYLIB = "https://studylibfr.com/doc/10071408/function-of-smp-in-case-of-hair-loss-converted"
CDA = "https://www.cosmeticdesignacademy.com/how-long-does-scalp-micropigmentation-last/"
SMP_CREATIONS = "https://smphaircreations.com/what-we-offer/smp-process"
FEATURE = "http://featureadvisor.biz/3-tips-from-someone-with-experience-3/"
LOOK_NATURAL = "https://www.looknaturalatl.com/services/scar-camouflage/"
AMPLIFIED = (
    "https://scalpamplifiedstudios.com/scalp-micropigmentation-for-hair-loss/scar-camouflage/"
)
PIGMENTALIA = (
    "http://www.pigmentalia.co.uk/blog/scalp-micropigmentation/frequently-asked-questions/"
    "can-scalp-micropigmentation-camouflage-scars~70"
)
SKALPINK = "https://www.skalpink.com/services/smp-for-scarring/"
SCALPGURU = "https://www.scalpguru.com/smp/contraindications-for-scalp-micropigmentation/"
WESTON = "https://www.markwestonhair.com/scalp-micropigmentation-training"
RASSMAN = "https://www.realself.com/article/scalp-micropigmentation-smp-treatment-hair-loss"
HRN = "https://www.hairrestorationnetwork.com/topic/9849-how-close-are-our-natural-hair-follicles/"

q = Questions("sessions")

MODULE = {
    "slug": "sessions-and-layering",
    "title": "Sessions and layering",
    "topic": "sessions",
    "summary": (
        "A result is built in layers, each judged on the healed scalp before the next. Scabs block, scars "
        "wait, and nobody is finished on the day."
    ),
    "outcomes": [
        "You can plan two to four sessions with shade and density for each.",
        "You can decide from a healed scalp whether to go on, wait or stop.",
        "You can say why sources disagree about the interval, and hold the rule that all can accept.",
        "You can recognize which scars must wait and which you must refer.",
    ],
    "lessons": [
        {
            "slug": "light-first",
            "title": "Light first: the foundation session",
            "minutes": 25,
            "required": True,
            "summary": (
                "The first session is the palest and the sparsest. It is not half a treatment; it is the "
                "question that the healed scalp will answer."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>A client who has saved for a year wants to leave with hair. What you give on the first day "
                    "is less than that, and you have said so at the consultation. You place a light shade, with "
                    "space between the dots and a hairline that is softer than the final one. Then you both wait. "
                    "The healed scalp tells you how this skin holds pigment, how much it lightens, and whether the "
                    "plan was right. No drawing can tell you that.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:session-layers",
                        "alt": (
                            "Three panels of one hairline. After the first session few pale dots; after the second "
                            "more and darker dots between them; after the third an even field with a softened edge."
                        ),
                        "caption": "The same patch after one, two and three sessions.",
                        "points": [
                            {
                                "x": 17,
                                "y": 36,
                                "label": "Session 1",
                                "text": "Foundation: one light shade, wide spacing, nothing in front of the line.",
                            },
                            {
                                "x": 50,
                                "y": 36,
                                "label": "Session 2",
                                "text": "Density: new dots between the old, some a step darker.",
                            },
                            {
                                "x": 83,
                                "y": 36,
                                "label": "Session 3",
                                "text": "Refinement: gaps, blending, and the single fine dots of the edge.",
                            },
                        ],
                    },
                ),
                (
                    "table",
                    {
                        "caption": "What each session is for",
                        "columns": ["Session", "Shade", "Density", "Hairline", "You leave undone"],
                        "rows": [
                            [
                                "1. Foundation",
                                "At least a step lighter than the goal",
                                "No more than about half of the goal",
                                "Behind its final place",
                                "The front few millimeters",
                            ],
                            [
                                "2. Density",
                                "From the healed result",
                                "Most of the rest",
                                "Softened, still open",
                                "The last fine dots",
                            ],
                            [
                                "3. Refinement",
                                "Two shades if needed",
                                "Gaps only",
                                "Feathered",
                                "Whatever looks finished: leave it",
                            ],
                            [
                                "4. When needed",
                                "As healed",
                                "As healed",
                                "Untouched",
                                "Used for alopecia, scars, thick or dry skin",
                            ],
                        ],
                    },
                ),
                ("heading", {"text": "Why not all at once?"}),
                (
                    "rich_text",
                    "<p>Because you cannot see what you are doing. By the second hour the skin is pink and a little "
                    "swollen, every dot looks crisp, and gaps close before your eyes. Density that you add now is "
                    "added to a picture that will not exist in a month. A layer placed on healed skin is placed on "
                    "the truth.</p><p>It is also kinder. A session takes from two to five hours; a scalp that is "
                    "worked over twice in one day bleeds more, scabs more and holds less.</p>",
                ),
                (
                    "disagree",
                    {
                        "question": "Can a whole scalp be done in one session?",
                        "intro": "You will meet clients who were offered exactly that.",
                        "positions": [
                            {
                                "claim": "Two to four sessions; one-session offers are criticized",
                                "source": "Most trainers of the layered method",
                                "source_url": "",
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "One session is possible and taught",
                                "source": "Mark Weston",
                                "source_url": WESTON,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>We teach layers, because they let you see a healed result before you commit. A small touch "
                            "of density may honestly need one visit. A hairline never does.</p>"
                        ),
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Natural density varies, and about half of it can already look full. Dots about 1 mm apart "
                            "are a custom choice, not a copy of the follicles."
                        ),
                        "source": "Hair Restoration Network; Rassman",
                        "source_url": HRN,
                    },
                ),
                (
                    "steps",
                    {
                        "title": "Write the plan before the first dot",
                        "steps": [
                            step(
                                "Divide the scalp into zones.",
                                "<p>Edge, front, top, crown, sides. Give each its area in square centimeters.</p>",
                            ),
                            step(
                                "Set the goal for each zone.",
                                "<p>Density and shade when everything is healed; the edge lowest and lightest.</p>",
                            ),
                            step(
                                "Share it out.",
                                "<p>First session at most half, the edge last of all.</p>",
                            ),
                            step(
                                "Count the hours.",
                                "<p>If the plan needs more than five hours in a day, it needs another day.</p>",
                            ),
                            step(
                                "Write what would stop you.",
                                "<p>Bleeding, swelling, a client who is tired or unwell. Then stop when it comes.</p>",
                            ),
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["s-sc-first"]}),
            ],
        },
        {
            "slug": "when-to-come-back",
            "title": "When to come back",
            "minutes": 20,
            "required": True,
            "summary": (
                "The calendar proposes, the scalp decides. No new session while anything is scabbed, and none "
                "before you have seen what the last one became."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Search for the right interval and you will find everything from four days to more than a "
                    "month, each with an exclamation mark. The differences are smaller than they look once you ask "
                    "what the author means: a second pass over the same skin, or a decision about darkness.</p>",
                ),
                (
                    "disagree",
                    {
                        "question": "How long between two sessions?",
                        "intro": "Five published answers, in days.",
                        "positions": [
                            {
                                "claim": "4 to 7 days",
                                "source": "scalpdots",
                                "source_url": SCALPDOTS,
                                "low": 4,
                                "high": 7,
                            },
                            {
                                "claim": "1 to 2 weeks",
                                "source": "A handout on SMP and hair loss",
                                "source_url": STUDYLIB,
                                "low": 7,
                                "high": 14,
                            },
                            {
                                "claim": "10 to 14 days",
                                "source": "Cosmetic Design Academy",
                                "source_url": CDA,
                                "low": 10,
                                "high": 14,
                            },
                            {
                                "claim": "10 to 30 days, longer if scabs persist",
                                "source": "SMP Hair Creations",
                                "source_url": SMP_CREATIONS,
                                "low": 10,
                                "high": 30,
                            },
                            {
                                "claim": "At least a month",
                                "source": "An aftercare blog",
                                "source_url": FEATURE,
                                "low": 30,
                                "high": 30,
                            },
                        ],
                        "unit": "days",
                        "teach": (
                            "<p>Everybody can accept this: <b>no new session while scabs or open spots remain, and at "
                            "least seven days in any case.</b> To make anything darker or denser you need to have seen "
                            "the healed result, and that takes about four weeks.</p>"
                        ),
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Scabs block",
                        "text": (
                            "<p>A scab is a lid on a wound. Working through it carries what lies on the surface into the "
                            "skin, lifts pigment out with the scab, and scars. If one scab is left in the area, today "
                            "is not the day, even when the client has traveled far.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Read the scalp, then the calendar"}),
                (
                    "steps",
                    {
                        "title": "The five-minute check",
                        "steps": [
                            step(
                                "Ask first.",
                                "<p>How did it heal? Any fever, pus, spreading redness, new medicine, new illness?</p>",
                            ),
                            step(
                                "Look with magnification.",
                                "<p>All zones, under the same lamp as last time. Scabs, scaling, bumps, redness.</p>",
                            ),
                            step(
                                "Touch with clean hands.",
                                "<p>Smooth and cool is healed. Warm, raised or tender is not.</p>",
                            ),
                            step(
                                "Compare photographs.",
                                "<p>Same five views, same light. What held, what faded, what spread?</p>",
                            ),
                            step(
                                "Decide, say it, write it.",
                                "<p>Go on, wait with a new date, or refer. One sentence with the reason.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "table",
                    {
                        "caption": "What you see, and what you decide",
                        "columns": ["You see", "Decision"],
                        "rows": [
                            ["Smooth, cool, no scaling, dots even", "Go on as planned"],
                            [
                                "Light scaling, no scabs, nine days",
                                "Density between dots only; no darker shade yet",
                            ],
                            ["Three scabs behind the ear", "Wait; new date when they are gone"],
                            [
                                "Half of the dots have gone in one zone",
                                "Ask about aftercare; check depth; wait for healing",
                            ],
                            [
                                "Dots wide and bluish",
                                "Stop. Shallower, or not at all; show your instructor",
                            ],
                            ["A row of bumps along the dots", "No needle. Refer to a doctor"],
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>One table line deserves a second look. When dots have faded in one zone, the tempting answer "
                    "is more pressure. Sometimes the depth really was too shallow. Sometimes the client wore a "
                    "helmet, picked, or swam. Ask before you press. A dot that fades costs an hour; a dot that is "
                    "too deep costs years.</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "One widely read process page puts it simply: sessions lie 10 to 30 days apart, and if scabs "
                            "persist, the next session is delayed."
                        ),
                        "source": "SMP Hair Creations",
                        "source_url": SMP_CREATIONS,
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Before you book the next date",
                        "items": [
                            "Seven days at the very least, four weeks when shade is to change",
                            "Client knows that the date can move on the day itself",
                            "Aftercare sheet given again, with the dates written in",
                            "Photographs of today filed with the session number",
                            "Pigment, batch and ratio written down for the next cup",
                        ],
                    },
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["s-sc-scab", "s-sc-interval"]},
                ),
            ],
        },
        {
            "slug": "scars-wait",
            "title": "Scars wait, and some never",
            "minutes": 20,
            "required": True,
            "summary": (
                "You will see donor scars every week. This lesson teaches you to judge them, to say when, and to "
                "know what your certificate does not cover."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Two operations leave two kinds of scars. A strip harvest, FUT, leaves one line from ear to "
                    "ear. Follicular extraction, FUE, leaves hundreds of small pale dots. Accidents, surgery and "
                    'burns leave anything at all. What they share: <a href="'
                    + PIGMENTALIA
                    + '">scar tissue has no follicles</a>, '
                    "less give, and its own ideas about pigment.</p>",
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Outside your scope",
                        "text": (
                            "<p>The Foundation Certificate does not cover scar camouflage. Here you learn to recognize, to "
                            "advise and to refer. Working on scars needs further training and its own assessment.</p>"
                        ),
                    },
                ),
                (
                    "table",
                    {
                        "caption": "What you see, and what it is called",
                        "columns": ["You see", "Likely", "What you say"],
                        "rows": [
                            [
                                "A pale, flat line across the back",
                                "FUT strip scar",
                                "May be softened by a colleague with scar training, 9 to 12 months after surgery",
                            ],
                            [
                                "Many pale dots, a few to the centimeter",
                                "FUE extraction sites",
                                "The same wait; blending may be possible",
                            ],
                            [
                                "Pink, firm, itching, still changing",
                                "A scar that is not mature",
                                "Wait. Come back when it has been unchanged for months",
                            ],
                            [
                                "A raised, shiny scar that has grown past the wound",
                                "Possible keloid",
                                "No needle here. A dermatologist first",
                            ],
                            [
                                "A smooth round patch without hair",
                                "Perhaps alopecia areata",
                                "It may regrow, and it needs a diagnosis before a decision",
                            ],
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Clinics that treat scars ask for 9 to 12 months of healing, and say that flat, smooth scars "
                            "take pigment best and that texture cannot be removed."
                        ),
                        "source": "Look Natural; Scalp Amplified; Pigmentalia",
                        "source_url": AMPLIFIED,
                    },
                ),
                (
                    "rich_text",
                    "<p>Color can hide a difference in color. It cannot hide a ridge, a hollow or a shine: side "
                    "light finds them all. Say this before anybody pays, with a mirror and a lamp held to the side. "
                    "A client who has seen the shadow of the ridge will not be disappointed by it later.</p>",
                ),
                (
                    "disagree",
                    {
                        "question": "May a keloid be treated?",
                        "intro": "Most lists of contraindications are clear. Not all offers are.",
                        "positions": [
                            {
                                "claim": "A contraindication, listed as permanent",
                                "source": "Scalp Guru and most lists",
                                "source_url": SCALPGURU,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "Named among scars that can be treated",
                                "source": "Skalp Ink",
                                "source_url": SKALPINK,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>Do not treat, and refer. Thousands of small injuries in skin that answers injury by growing "
                            "are not worth the attempt, and a family history counts as a warning too.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "How to look at a scar"}),
                (
                    "steps",
                    {
                        "title": "Four questions and one photograph",
                        "steps": [
                            step(
                                "How old?",
                                "<p>Date of the injury or operation, not of the last stitch.</p>",
                            ),
                            step(
                                "Still changing?",
                                "<p>Color, height, itching over the last months. Stability counts more than age.</p>",
                            ),
                            step(
                                "Flat?",
                                "<p>Close your eyes and pass a clean fingertip over it. Your finger is more honest.</p>",
                            ),
                            step(
                                "Any history of raised scars?",
                                "<p>Earlobes, chest, shoulders, in the client or the family.</p>",
                            ),
                            step(
                                "Photograph with side light.",
                                "<p>One frontal, one with the lamp at the side, with a scale beside it.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "In the referral note",
                        "items": [
                            "What the scar comes from, and when",
                            "Flat or raised, stable or changing, in your own words",
                            "What the client hopes for",
                            "The two photographs, with consent to send them",
                            "What you did not do, and why",
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>A session near a scar that you do not treat is still your business. Leave a margin, tell the "
                    "client why, and show it on the chart. If the scar itself begins to itch or rise after your work "
                    "beside it, you stop and refer.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["s-sc-scar"]}),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-sessions-and-layering",
        "title": "Quiz: sessions and layering",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        q.single(
            "s-scab-on-the-day",
            [
                wrong("Work everywhere except on the scabs themselves", "The area is not healed."),
                wrong("Soften the scabs with warm water and begin", "That opens the wound again."),
                right(
                    "Do not treat today; set a new date",
                    "Right, and say so before the client sits down.",
                ),
                wrong("Treat, but use less pressure than planned", "Pressure is not the problem."),
            ],
            stem=(
                "<p>Twelve days after the first session the client has come by train. At the crown you find four "
                "scabs. What do you do?</p>"
            ),
            why="<p>No new session while scabs remain. The date can move; the scalp cannot be hurried.</p>",
            tags=["interval", "healing"],
            source="SMP Hair Creations, process",
            url=SMP_CREATIONS,
            critical=True,
        ),
        q.single(
            "s-first-session",
            [
                wrong("The full density in a lighter shade", "Too many dots to judge healing by."),
                wrong("The final shade with half the dots", "If it heals darker, you are stuck."),
                right("Lighter and sparser than the goal", "Right: a foundation."),
                wrong("The hairline first, then the rest later", "The edge comes last."),
            ],
            stem="<p>What belongs into the first session of a full scalp?</p>",
            why="<p>A light shade, wide spacing, and the front edge left open.</p>",
            tags=["layering"],
            source="Common practice of layered SMP",
        ),
        q.single(
            "s-when-darker",
            [
                wrong(
                    "As soon as the redness has gone", "Redness goes in days, healing takes weeks."
                ),
                right("When you have seen the healed result", "Right."),
                wrong("At the end of the first session", "You would be judging swollen skin."),
                wrong(
                    "Whenever the client asks for it",
                    "Ask again with a healed scalp in the mirror.",
                ),
            ],
            stem="<p>The client wants it darker. When can you decide that?</p>",
            why="<p>Shade is a decision about the healed scalp, so you have to wait for it.</p>",
            tags=["layering", "color"],
            source="Module 7, lesson 1",
        ),
        q.multiple(
            "s-plan-parts",
            [
                right("Zones with their areas", "Yes."),
                right("Goal density and shade for each zone", "Yes."),
                wrong(
                    "The exact number of dots, to be reached in any case",
                    "The scalp decides on the day.",
                ),
                right("What would make you stop", "Yes, and then you stop."),
                wrong("A fixed date for the third session", "The healed result sets the date."),
            ],
            stem="<p>Which items belong into a written session plan? Choose every correct answer.</p>",
            why="<p>Zones, goals, shares, hours and stop signs; dates follow healing.</p>",
            tags=["layering", "planning"],
            source="Module 7, lesson 1",
            difficulty=2,
        ),
        q.numeric(
            "s-first-share",
            answer="1000",
            tolerance="10",
            unit="dots",
            stem=(
                "<p>Your plan sets a goal of 100 dots per square centimeter on a crown of 20 square centimeters, and "
                "no more than half of the goal in the first session. What is the most you would place there in "
                "the first session?</p>"
            ),
            why="<p>100 × 20 = 2,000 dots in the end; half of it is 1,000.</p>",
            tags=["planning", "arithmetic"],
            source="Calculation; density figure from Rassman’s 1 mm spacing",
            url=RASSMAN,
            difficulty=2,
        ),
        q.numeric(
            "s-session-count",
            answer="3",
            tolerance="0",
            unit="sessions",
            stem=(
                "<p>A plan needs 13 hours of work. You allow at most 5 hours a day. How many sessions does it need "
                "at least?</p>"
            ),
            why="<p>Two sessions give 10 hours, so three are needed.</p>",
            tags=["planning", "arithmetic"],
            source="Calculation",
        ),
        q.true_false(
            "s-interval-agree",
            answer=False,
            feedback="Published answers run from four days to more than a month.",
            stem=(
                "<p>Published sources agree that sessions should lie ten days apart. True or false?</p>"
            ),
            why=(
                "<p>They do not agree. What everybody can accept: no session while scabs remain, at least seven "
                "days in any case, and healed results before darker shades.</p>"
            ),
            tags=["interval"],
            source="Five published intervals, module 7, lesson 2",
        ),
        q.single(
            "s-creations-interval",
            [
                wrong("4 to 7 days", "That is scalpdots."),
                wrong("10 to 14 days", "That is the Cosmetic Design Academy."),
                right("10 to 30 days, longer with scabs", "Right."),
                wrong("Exactly one month", "Nobody in the list says exactly."),
            ],
            stem="<p>Which interval does SMP Hair Creations give on its process page?</p>",
            why="<p>10 to 30 days, and the next session waits if scabs persist.</p>",
            tags=["interval"],
            source="SMP Hair Creations, process",
            url=SMP_CREATIONS,
            difficulty=2,
        ),
        q.single(
            "s-scar-wait",
            [
                wrong("As soon as the stitches are out", "The scar has just begun to form."),
                wrong("After three months, if it is dry", "Still changing."),
                right("After 9 to 12 months, when stable", "Right."),
                wrong("Whenever the scar has turned white", "Color alone does not show stability."),
            ],
            stem=(
                "<p>A client had a strip operation. How long do clinics that treat scars ask to wait before "
                "pigment?</p>"
            ),
            why="<p>Nine to twelve months, and longer while the scar still changes.</p>",
            tags=["scars"],
            source="Scalp Amplified Studios, scar camouflage",
            url=AMPLIFIED,
        ),
        q.single(
            "s-keloid",
            [
                wrong("Treat around it at full density", "The margin is too close to a keloid."),
                wrong("Treat it lightly and wait", "One dot is one injury too many."),
                right("Do not treat; refer to a dermatologist", "Right."),
                wrong("Treat it, because one clinic offers it", "An offer is not evidence."),
            ],
            stem=(
                "<p>Behind the ear you find a raised, shiny scar that has grown beyond the old wound. What do you "
                "do?</p>"
            ),
            why="<p>Possible keloid: no needle, refer. Most lists name it as a contraindication.</p>",
            tags=["scars", "contraindication"],
            source="Scalp Guru, contraindications",
            url=SCALPGURU,
            critical=True,
        ),
        q.single(
            "s-texture",
            [
                right("A ridge stays visible in side light", "Right."),
                wrong(
                    "A ridge disappears under dark pigment", "It casts the same shadow as before."
                ),
                wrong("A ridge flattens with every session", "Needling does not plane it."),
                wrong("A ridge can be hidden by more dots", "Dots change color, not height."),
            ],
            stem="<p>What do you tell a client about a raised scar before treatment?</p>",
            why="<p>Pigment hides differences of color. Texture cannot be removed by dots.</p>",
            tags=["scars", "consultation"],
            source="Look Natural, scar camouflage",
            url=LOOK_NATURAL,
        ),
        q.multiple(
            "s-stop-signs",
            [
                right("Bleeding that does not stop quickly", "Yes: stop and find out why."),
                wrong("The client falls asleep", "Not a stop sign by itself."),
                right("Swelling that grows while you work", "Yes."),
                right("The client feels unwell or wants to stop", "Yes, at once."),
                wrong("Redness around fresh dots", "Expected, and gone in a day or two."),
            ],
            stem="<p>During a session, which signs mean that you stop? Choose every correct answer.</p>",
            why="<p>Bleeding, growing swelling and the client’s own word stop a session. Mild redness does not.</p>",
            tags=["planning", "safety"],
            source="Module 7, lesson 1",
            difficulty=2,
        ),
        q.true_false(
            "s-scope-scar",
            answer=False,
            feedback="Scar camouflage is named in what the certificate does not cover.",
            stem=(
                "<p>With the Foundation Certificate you may treat flat scars that are a year old, because they take "
                "pigment well. True or false?</p>"
            ),
            why="<p>The certificate does not cover scars. Recognize, advise, refer.</p>",
            tags=["scars", "scope"],
            source="Kestrel Lane Academy, scope of the award",
        ),
        q.single(
            "s-fading-zone",
            [
                wrong("Press harder in that zone next time", "Only after you know why it faded."),
                right(
                    "Ask about aftercare and check your depth",
                    "Right: then decide on the healed scalp.",
                ),
                wrong(
                    "Use a darker shade in that zone", "A darker dot in the same layer still fades."
                ),
                wrong("Treat the zone again the next day", "Not healed, and not understood."),
            ],
            stem="<p>In one zone half of the dots have faded after healing. What do you do first?</p>",
            why="<p>Find the cause: depth, aftercare, friction. Then plan.</p>",
            tags=["healing", "planning"],
            source="Module 7, lesson 2",
            difficulty=2,
        ),
        # self-checks
        q.single(
            "s-sc-first",
            [
                wrong("Shade, because everything fades", "Some scalps hold more than expected."),
                right("Both shade and density", "Right: lighter and sparser."),
                wrong("Neither, if the client is in a hurry", "Hurry is not a plan."),
            ],
            stem="<p>In the first session, what do you keep below the goal?</p>",
            why="<p>Both, so that the healed scalp can guide the second session.</p>",
            tags=["layering"],
            source="Common practice of layered SMP",
            practice=True,
        ),
        q.single(
            "s-sc-scab",
            [
                wrong("Between the scabs only", "The area is not healed."),
                wrong("Yes, after removing it gently", "Never."),
                right("Not today", "Right."),
            ],
            stem="<p>A single scab is left in the zone you want to work on. May you treat the zone?</p>",
            why="<p>One scab is enough to wait.</p>",
            tags=["interval"],
            source="SMP Hair Creations, process",
            url=SMP_CREATIONS,
            practice=True,
        ),
        q.true_false(
            "s-sc-interval",
            answer=True,
            feedback="Yes: at least seven days, and no scabs, whatever the calendar says.",
            stem=(
                "<p>Although published intervals differ, nobody is harmed by waiting at least seven days and until "
                "all scabs are gone. True or false?</p>"
            ),
            why="<p>This is the rule on which all sources can be brought together.</p>",
            tags=["interval"],
            source="Module 7, lesson 2",
            practice=True,
        ),
        q.single(
            "s-sc-scar",
            [
                wrong("Its width", "A wide scar can be stable and flat."),
                right("Whether it still changes", "Right: stability first."),
                wrong("The surgeon’s name", "Interesting, not decisive."),
            ],
            stem="<p>A flat donor scar, eleven months old. Which question matters most before you advise?</p>",
            why="<p>A scar that still changes is not ready, whatever its age.</p>",
            tags=["scars"],
            source="Scalp Amplified Studios, scar camouflage",
            url=AMPLIFIED,
            practice=True,
        ),
    ],
}
