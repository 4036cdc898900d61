"""Module 2: infection control."""

WHO_COPY = "https://morganspomade.co.uk/effective-hygiene-for-hands-skin/"
SPAULDING = "https://infection.crto.on.ca/?p=2866"
TOWN_CODE = "https://ecode360.com/29044653"
TOWN_AUTOCLAVE = "http://www.ecode360.com/14324740"
TENNESSEE = "https://legalfix.com/statutes/state-codes/tennessee/title-62/chapter-38/part-2/section-62-38-209"
CALIFORNIA = "https://lfweb.sjgov.org/WebLink/1/doc/826449/Page38.aspx"
AUTOCLAVE_TIME = "https://www.teachmetotattoo.com/autoclave-rules-of-thumb/"
TORONTO = (
    "https://www.toronto.ca/community-people/health-wellness-care/health-programs-advice/bodysafe/"
    "about-bodysafe/tattooing-infection-prevention-and-control/"
)
NHS_SHARPS = (
    "https://cavuhb.nhs.wales/staff-information/your-health-and-wellbeing/"
    "people-health-and-wellbeing-service/occupational-health-service/sharps-injury-advice"
)
UTMB = "https://www.utmb.edu/stuck/risk-of-infection"
LSU = (
    "https://www.medschool.lsuhsc.edu/medical_education/Undergraduate/csi/"
    "Procedure%20Manual/needlestickrisk.html"
)
HBV_DRY = "https://www.droracle.ai/articles/165602/is-the-risk-of-human-immunodeficiency-virus-hiv-transmission"
BUCKS = (
    "https://schoolsweb.buckinghamshire.gov.uk/health-and-safety/hs-policies/82-blood-borne-diseases/"
    "90-dealing-with-blood-and-body-fluids"
)
SONOMA = "https://ehs.sonoma.edu/node/82"
PPM_ERROR = "https://wise-answer.com/what-chemical-is-used-to-clean-blood-spills/"
WASTE = "http://www.direct365.co.uk/blog/13-essential-waste-management-tips-tattoo-parlour/"
WASTE_LID = "https://www.wgswaste.co.uk/blog/tattoo-waste-disposal"


def _wash(number: int, title: str, text: str, alt: str) -> dict[str, str]:
    return {"title": title, "text": text, "image": f"art:handwash-{number}", "alt": alt}


def _step(title: str, text: str) -> dict[str, str | None]:
    return {"title": title, "text": text, "image": None, "alt": ""}


MODULE = {
    "slug": "infection-control",
    "title": "Infection control",
    "topic": "infection-control",
    "summary": (
        "Hands, set-up, sharps and spills. Every item in this module protects somebody who cannot see "
        "what you did."
    ),
    "outcomes": [
        "You can wash your hands in the WHO order and say when gloves have to change.",
        "You can set up, work and clean down without carrying blood from one client to the next.",
        "You can tell a safe cartridge from one with only a spring.",
        "You can work out disinfectant strength in parts per million.",
        "You can give first aid for a needlestick and know what has to happen the same day.",
    ],
    "lessons": [
        {
            "slug": "hand-hygiene",
            "title": "Hands: ten movements, one minute",
            "minutes": 20,
            "required": True,
            "summary": (
                "Most of what travels between clients travels on hands, and most of what stays on hands "
                "stays on thumbs and fingertips."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>You have washed your hands all your life, which is exactly the difficulty. Everybody "
                    "has a habit, and nearly every habit misses the same places: the thumbs, the fingertips, "
                    "the gaps between fingers. Those are the parts that hold a cartridge and stretch a scalp."
                    "</p><p>So learn this as you would learn a dance. The order matters, because an order you "
                    "never vary is one you cannot forget when you are tired.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "The WHO order, soap and water",
                        "steps": [
                            _wash(
                                1,
                                "Wet your hands.",
                                "<p>Rings, watch and bracelets are off already. Sleeves end at the elbow.</p>",
                                "Two hands under running water.",
                            ),
                            _wash(
                                2,
                                "Take enough soap.",
                                "<p>Enough to cover every surface of both hands.</p>",
                                "Soap from a dispenser falling into a cupped palm.",
                            ),
                            _wash(
                                3,
                                "Palm to palm.",
                                "<p>Rub in circles until it foams.</p>",
                                "Two palms rubbing flat against each other.",
                            ),
                            _wash(
                                4,
                                "Palm over the back of the hand.",
                                "<p>Fingers laced. Then change hands.</p>",
                                "A palm on the back of the other hand, fingers between fingers.",
                            ),
                            _wash(
                                5,
                                "Palm to palm, fingers laced.",
                                "<p>This one cleans the sides of the fingers.</p>",
                                "Two palms together with the fingers interlaced.",
                            ),
                            _wash(
                                6,
                                "Backs of the fingers.",
                                "<p>Hook the fingers together and rub the knuckles in the other palm.</p>",
                                "Bent fingers of one hand rubbing in the palm of the other.",
                            ),
                            _wash(
                                7,
                                "Each thumb.",
                                "<p>Hold it in the other fist and turn. Most people forget this one.</p>",
                                "A thumb turned inside the other fist.",
                            ),
                            _wash(
                                8,
                                "Fingertips.",
                                "<p>Tips and nails in circles in the opposite palm, both hands.</p>",
                                "Fingertips circling in the opposite palm.",
                            ),
                            _wash(
                                9,
                                "Rinse.",
                                "<p>Water runs from clean to dirty: fingertips up, wrists down.</p>",
                                "Hands held under running water, fingertips up.",
                            ),
                            _wash(
                                10,
                                "Dry, and let the towel turn off the tap.",
                                "<p>A single-use towel. Your clean hand does not touch the tap again.</p>",
                                "A paper towel between a hand and the handle of a tap.",
                            ),
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "The whole soap-and-water wash takes 40 to 60 seconds. Time yourself once, honestly, "
                            "on a tired day."
                        ),
                        "source": "WHO technique, in an adapted public copy",
                        "source_url": WHO_COPY,
                    },
                ),
                ("heading", {"text": "When, not only how"}),
                (
                    "checklist",
                    {
                        "title": "Wash at these moments",
                        "items": [
                            "Before you lay out a tray",
                            "Before every pair of gloves",
                            "After every pair of gloves",
                            "After any interruption: door, phone, water, pet, child",
                            "After touching your face, your hair or the bin",
                            "Before you eat, and before you go home",
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>Alcohol rub is quick and good on hands that are visibly clean. It does not lift blood, "
                    "pigment or ointment. If you can see something on your skin, go to the sink.</p>",
                ),
                ("heading", {"text": "Gloves are a border, not a shield"}),
                (
                    "rich_text",
                    "<p>A glove keeps one zone apart from another. Inside the working zone are the scalp, the "
                    "machine under its film, the cap of pigment and the wipes you laid out. Everything else is "
                    "outside. The moment your glove touches something outside, the border is gone, and the "
                    "glove is simply a dirty second skin. You change it, and between the old pair and the new "
                    "pair you wash.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "What touched the glove, and what happens next",
                        "columns": ["What happened", "What you do"],
                        "rows": [
                            [
                                "You picked up the phone",
                                "Gloves off, wash, new pair, wipe down the phone later",
                            ],
                            [
                                "You squeezed a bottle that has no barrier film",
                                "Gloves off, wash, new pair; put film on the bottle",
                            ],
                            [
                                "You moved the lamp by its filmed handle",
                                "Carry on: the film is part of the zone",
                            ],
                            [
                                "The glove tore",
                                "Stop, gloves off, look at your skin, wash, new pair",
                            ],
                            [
                                "You left the room for two minutes",
                                "Gloves off before you leave; wash and new pair when you return",
                            ],
                            ["You scratched your eyebrow", "Gloves off, wash, new pair"],
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Never clean a glove to use it again",
                        "text": (
                            "<p>Rubbing alcohol or soap onto worn gloves spreads what is on them and weakens the "
                            "material. A used pair goes into the waste, every time.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    "<p>Cover cuts with a waterproof dressing before you wash. Keep nails short and bare. Ask "
                    "about latex allergy at booking, or keep no latex in the room at all. And look after your "
                    "skin: cracked hands hold more and feel more. Cream belongs in your pocket, for after the "
                    "last wash of the day.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["i-sc-thumb"]}),
            ],
        },
        {
            "slug": "set-up-and-single-use",
            "title": "Set-up, barriers and the single-use rule",
            "minutes": 30,
            "required": True,
            "summary": (
                "A tray is a promise: nothing on it has met another client, and nothing from it will meet "
                "the next."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>How clean must a thing be? It depends on what it touches. Earle Spaulding’s three "
                    "classes answer the question for every object in your room, and they need no chemistry."
                    "</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Spaulding’s classes on an SMP tray",
                        "columns": ["Class", "It touches", "It must be", "With us"],
                        "rows": [
                            [
                                "Critical",
                                "It goes through the skin",
                                "Sterile",
                                "The cartridge. Bought sterile, used once.",
                            ],
                            [
                                "Semi-critical",
                                "Mucosa or broken skin",
                                "High-level disinfected",
                                "Wipes and cups at the worked area. We make these single-use too.",
                            ],
                            [
                                "Non-critical",
                                "Whole skin, or no skin",
                                "Low or intermediate level",
                                "Machine body, lamp, chair. Filmed, then cleaned and disinfected.",
                            ],
                        ],
                    },
                ),
                (
                    "figure",
                    {
                        "image": "art:tray-setup",
                        "alt": (
                            "Drawing of a work tray: pigment bottle closed and set aside, small caps, a sealed "
                            "cartridge pouch, a sharps container within reach, machine and cord under film."
                        ),
                        "caption": "A tray ready for one client. Nothing else belongs on it.",
                        "points": [
                            {
                                "x": 20,
                                "y": 40,
                                "label": "Pigment bottle",
                                "text": "Poured, closed, put away before you start.",
                            },
                            {
                                "x": 45,
                                "y": 55,
                                "label": "Single-use caps",
                                "text": "What is left in them at the end is thrown away.",
                            },
                            {
                                "x": 70,
                                "y": 45,
                                "label": "Cartridge pouch",
                                "text": "Sealed, in date. Opened in front of the client.",
                            },
                            {
                                "x": 85,
                                "y": 70,
                                "label": "Sharps container",
                                "text": "Where the needle is used, not across the room.",
                            },
                            {
                                "x": 30,
                                "y": 75,
                                "label": "Barrier film",
                                "text": "Machine and cord. Also lamp, power supply and bottles.",
                            },
                        ],
                    },
                ),
                (
                    "steps",
                    {
                        "title": "From empty tray to first dot",
                        "steps": [
                            _step(
                                "Clean, then disinfect.",
                                "<p>Disinfectant does not work through dirt. Wipe the surfaces, then leave them "
                                "wet for the time on the label.</p>",
                            ),
                            _step(
                                "Wash, and lay out the clean things.",
                                "<p>Count what you will need. Each extra trip to the drawer is a pair of "
                                "gloves.</p>",
                            ),
                            _step(
                                "Put on barriers.",
                                "<p>Film on machine, cord, power supply, bottles and lamp handle.</p>",
                            ),
                            _step(
                                "Pour, close, put away.",
                                "<p>Pigment and sterile water go into single-use caps. Write down batch and "
                                "ratio while the bottle is in your hand. Then it leaves the tray.</p>",
                            ),
                            _step(
                                "Wash, gloves on.",
                                "<p>Gloves come after the hand wash, never instead of it.</p>",
                            ),
                            _step(
                                "Open the cartridge in view of the client.",
                                "<p>Read date and lot number aloud. Look at the seal. Look for the membrane.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "figure",
                    {
                        "image": "art:cartridge-membrane",
                        "alt": (
                            "Cross-section of a cartridge: needles at the left, a closed rubber membrane in the "
                            "middle, a metal spring at the right."
                        ),
                        "caption": "Two parts that look alike in an advertisement. Only one is a wall.",
                        "points": [
                            {
                                "x": 30,
                                "y": 50,
                                "label": "Needles",
                                "text": "Carry pigment in, and draw fluid back.",
                            },
                            {
                                "x": 60,
                                "y": 50,
                                "label": "Membrane",
                                "text": "A closed wall. Fluid stops here.",
                            },
                            {
                                "x": 80,
                                "y": 50,
                                "label": "Spring",
                                "text": "Pulls the needle back. Fluid runs straight through it.",
                            },
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "A spring is not a membrane",
                        "text": (
                            "<p>Without a membrane, blood and pigment run back into the handpiece, where no wipe "
                            "reaches, and out again into the next person. If you cannot see the membrane, do not "
                            "use the cartridge. Critical safety item: it is in the final exam.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "And the autoclave?"}),
                (
                    "disagree",
                    {
                        "question": "How hot, and how long?",
                        "intro": (
                            "Rules for steam sterilizers in tattoo studios, each binding where it was written. "
                            "Never answer this question without naming the place."
                        ),
                        "positions": [
                            {
                                "claim": "121 °C for 20 minutes",
                                "source": "Montana, ARM 37.112.131",
                                "source_url": "",
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "126 °C for 15 minutes, or 121 °C for 20 minutes",
                                "source": "A US town code",
                                "source_url": TOWN_AUTOCLAVE,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "127 °C for 20 minutes",
                                "source": "Tennessee, statute 62-38-209",
                                "source_url": TENNESSEE,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "121 °C for 30 minutes, or about 132 °C for 15, packaged",
                                "source": "A California county form",
                                "source_url": CALIFORNIA,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>Here nothing that enters skin is reprocessed: it is bought sterile and used once. "
                            "If you ever run a sterilizer, follow its maker and the rule of your own council. Four "
                            "things hold everywhere: clean before you sterilize, count time only from when the "
                            "temperature is reached, put an indicator in every load, and stop using a machine that "
                            "fails a spore test.</p>"
                        ),
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Clean-down, in this order",
                        "items": [
                            "Cartridge into the sharps container, gloves still on",
                            "Caps, film and wipes into the waste; nothing is kept for tomorrow",
                            "Gloves off, hands washed, new gloves",
                            "Surfaces cleaned, then disinfected for the full time",
                            "Gloves off, hands washed, lot numbers checked against the record",
                        ],
                    },
                ),
                (
                    "document",
                    {
                        "document": "doc:hygiene-checklist",
                        "title": "Hygiene checklist for the wall",
                        "description": "Set-up, interruptions and clean-down on one page.",
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["i-sc-tray"]}),
            ],
        },
        {
            "slug": "sharps-spills-exposure",
            "title": "Sharps, spills and the needle that got you",
            "minutes": 30,
            "required": True,
            "summary": (
                "It will happen to you once. Decide today what your hands will do, so that fear does not "
                "decide for them."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>A used cartridge in your finger is not a catastrophe, and it is not nothing. What you do "
                    "in the next ten minutes matters, and so does the telephone call in the next hour. Read "
                    "these steps aloud now. Then stick them on the inside of a cupboard door.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "First aid after a needlestick",
                        "steps": [
                            _step(
                                "Stop and say it.",
                                "<p>“I have hurt myself, I need two minutes.” Machine down, gloves off.</p>",
                            ),
                            _step(
                                "Let it bleed under running water.",
                                "<p>Encourage it gently. No hard squeezing, and never suck.</p>",
                            ),
                            _step(
                                "Wash with soap and running water.",
                                "<p>Plenty of both. Do not scrub, and do not use bleach on skin.</p>",
                            ),
                            _step("Dry, and cover.", "<p>A waterproof dressing.</p>"),
                            _step(
                                "Get medical advice the same day.",
                                "<p>Emergency department or occupational health. Some preventive treatment has "
                                "to begin within hours, so do not finish the session first.</p>",
                            ),
                            _step(
                                "Write it down.",
                                "<p>Time, how, which client, how deep. Report it to whoever is "
                                "responsible for the premises.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>A splash into the eye or mouth: rinse with a lot of water, contact lenses out after the "
                    "first rinse, then rinse again. Do not swallow. Then the same telephone call.</p>",
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "The client is exposed too",
                        "text": (
                            "<p>If your blood may have touched the cartridge, that cartridge is finished. Tell the "
                            "client plainly what happened. You do not go on with a needle that has been in "
                            "you.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "How likely is infection?"}),
                (
                    "key_fact",
                    {
                        "fact": (
                            "After a needlestick from an infected source, in somebody without immunity, the order of "
                            "risk is hepatitis B (6 to 30 in 100), then hepatitis C, then HIV (about 3 in 1,000)."
                        ),
                        "source": "University of Texas Medical Branch, risk of infection",
                        "source_url": UTMB,
                    },
                ),
                (
                    "rich_text",
                    "<p>The most likely of the three is the one with a vaccine. Ask your doctor about hepatitis B "
                    "before your first live model. And do not trust a dry surface: the hepatitis B virus can stay "
                    "infectious outside the body for at least seven days.</p>",
                ),
                (
                    "disagree",
                    {
                        "question": "How often does hepatitis C follow a needlestick?",
                        "intro": "Published figures for one exposure to infected blood, in percent.",
                        "positions": [
                            {
                                "claim": "About 1.8 %",
                                "source": "Beltrami and others, Clinical Microbiology Reviews, 2000",
                                "source_url": "https://ouci.dntb.gov.ua/en/works/9jZx5bg9",
                                "low": 1.8,
                                "high": 1.8,
                            },
                            {
                                "claim": "7.4 %",
                                "source": "University of Texas Medical Branch",
                                "source_url": UTMB,
                                "low": 7.4,
                                "high": 7.4,
                            },
                            {
                                "claim": "3 to 10 %",
                                "source": "Louisiana State University, procedure manual",
                                "source_url": LSU,
                                "low": 3,
                                "high": 10,
                            },
                        ],
                        "unit": "%",
                        "teach": (
                            "<p>We ask you for the order, not for the number. Every figure here leads to the same "
                            "act: first aid, then medical advice today.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Sharps and waste"}),
                (
                    "rich_text",
                    "<p>A used cartridge is safest in the second after you stop using it, if the container is "
                    f'already there. UK waste guides name an <a href="{WASTE_LID}">orange-lidded rigid bin</a> '
                    f'for it, and bags filled <a href="{WASTE}">to three quarters at most</a>.</p>',
                ),
                (
                    "checklist",
                    {
                        "title": "Every working day",
                        "items": [
                            "Sharps container within arm’s reach before the first pouch is opened",
                            "Cartridge straight from machine to container: no recapping, no handing over",
                            "Container closed at its line; nothing is ever pressed down",
                            "Soft waste by the stream your carrier names in writing: UK sources disagree on it",
                            "A licensed carrier and a note for each collection; the duty stays with you",
                        ],
                    },
                ),
                ("heading", {"text": "Blood on the floor"}),
                (
                    "steps",
                    {
                        "title": "A spill, in order",
                        "steps": [
                            _step(
                                "Protect yourself.", "<p>Gloves and apron; keep people away.</p>"
                            ),
                            _step(
                                "Absorb.", "<p>Paper towel on the spill, from the edge inward.</p>"
                            ),
                            _step(
                                "Disinfect.",
                                "<p>Hypochlorite at the strength of your house rule.</p>",
                            ),
                            _step("Wait.", "<p>The contact time on the label, by the clock.</p>"),
                            _step(
                                "Wipe and bag.", "<p>Everything into the waste, gloves last.</p>"
                            ),
                            _step("Wash your hands.", "<p>All ten movements.</p>"),
                        ],
                    },
                ),
                (
                    "table",
                    {
                        "caption": "Strength in parts per million: 1 % is 10,000 ppm, so 5 % is 50,000",
                        "columns": ["Mix", "You have", "Use"],
                        "rows": [
                            [
                                "1 part 5 % bleach, 4 parts water",
                                "10,000 ppm",
                                "Blood, by our house rule",
                            ],
                            ["1 part 5 % bleach, 9 parts water", "5,000 ppm", "Only half of that"],
                            [
                                "1 part 5 % bleach, 10 parts water",
                                "about 4,500 ppm",
                                "What “1 to 10” means",
                            ],
                            [
                                "1 part 5 % bleach, 49 parts water",
                                "1,000 ppm",
                                "A tenth of the house rule",
                            ],
                        ],
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "How strong, and how long?",
                        "intro": "What published procedures say about blood on a hard surface.",
                        "positions": [
                            {
                                "claim": "1 part hypochlorite to 10 parts water, after mopping up",
                                "source": "Buckinghamshire Council, schools guidance",
                                "source_url": BUCKS,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "Commercial bleach solution for 20 minutes",
                                "source": "Sonoma State University, safety practice",
                                "source_url": SONOMA,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "“0.5 % = 10,000 ppm”",
                                "source": "A general advice page; the sum is wrong",
                                "source_url": PPM_ERROR,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>House rule: 10,000 ppm from a product that says so, freshly made, for the time on "
                            "its label, never mixed with another cleaner. And do the sum yourself: 0.5 % is "
                            "5,000 ppm, half of what that page promises.</p>"
                        ),
                    },
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["i-sc-spill", "i-sc-dry"]},
                ),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-infection-control",
        "title": "Quiz: infection control",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        {
            "key": "i-spaulding-cartridge",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["spaulding", "cartridge"],
            "source": "Spaulding classification",
            "source_url": SPAULDING,
            "stem": (
                "<p>A supplier offers cartridges that are “disinfected, not sterile, because SMP is so shallow”. "
                "Which class is a cartridge in, and what does that require?</p>"
            ),
            "explanation": (
                "<p>An item that goes through the skin is critical, however shallow the work. Critical means "
                "sterile.</p>"
            ),
            "choices": [
                {
                    "text": "Non-critical: cleaning with detergent is enough",
                    "correct": False,
                    "feedback": "Non-critical items touch whole skin only.",
                },
                {
                    "text": "Semi-critical: high-level disinfection is enough",
                    "correct": False,
                    "feedback": "That is for items that touch mucosa or broken skin without entering it.",
                },
                {
                    "text": "Critical: it enters the skin and must be sterile",
                    "correct": True,
                    "feedback": "Right. Depth makes no difference to the class.",
                },
                {
                    "text": "Critical only if the client bleeds during the work",
                    "correct": False,
                    "feedback": "The class follows from the use, not from what you happen to see.",
                },
            ],
        },
        {
            "key": "i-membrane-spring",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["cartridge", "membrane"],
            "source": "Toronto Public Health, tattooing: infection prevention and control",
            "source_url": TORONTO,
            "stem": (
                "<p>You open a new brand of cartridge, sterile and in date. You see a strong metal spring and no "
                "membrane. The supplier writes that the spring does the same job. What do you do?</p>"
            ),
            "explanation": (
                "<p>A spring pulls the needle back; fluid passes through it. Only a membrane keeps blood and "
                "pigment out of the handpiece, which you cannot sterilize between clients. Toronto’s health "
                "authority does not accept a retailer’s word as proof.</p>"
            ),
            "choices": [
                {
                    "text": "Use it, since it is sterile and in date",
                    "correct": False,
                    "feedback": "Sterile when opened says nothing about where blood goes afterwards.",
                },
                {
                    "text": "Use it for short sessions with little bleeding",
                    "correct": False,
                    "feedback": "Back-flow needs no visible bleeding.",
                },
                {
                    "text": "Use it, and wipe out the handpiece after each client",
                    "correct": False,
                    "feedback": "No wipe reaches the inside of a handpiece.",
                },
                {
                    "text": "Leave it, and work only with a membrane cartridge",
                    "correct": True,
                    "feedback": "Right. No membrane, no treatment.",
                },
            ],
        },
        {
            "key": "i-tap",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["hands"],
            "source": "WHO technique, in an adapted public copy",
            "source_url": WHO_COPY,
            "stem": (
                "<p>You have rinsed your hands and the tap is still running. In the WHO order, how does it get "
                "turned off?</p>"
            ),
            "explanation": (
                "<p>Dry with a single-use towel and let that towel turn off the tap, so that clean skin does not "
                "touch the handle that dirty skin opened.</p>"
            ),
            "choices": [
                {
                    "text": "With the towel that dried your hands",
                    "correct": True,
                    "feedback": "Right, and then the towel goes into the bin.",
                },
                {
                    "text": "With the back of one wet, clean hand",
                    "correct": False,
                    "feedback": "The handle was opened by an unwashed hand.",
                },
                {
                    "text": "With the first glove, once it is on",
                    "correct": False,
                    "feedback": "That glove would be used up before you begin.",
                },
                {
                    "text": "With one hand, which you then rub with alcohol",
                    "correct": False,
                    "feedback": "Not the technique, and easy to forget.",
                },
            ],
        },
        {
            "key": "i-wash-time",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["hands"],
            "source": "WHO technique, in an adapted public copy",
            "source_url": WHO_COPY,
            "stem": "<p>How long does the complete WHO wash with soap and water take?</p>",
            "explanation": "<p>40 to 60 seconds, from wetting to drying.</p>",
            "choices": [
                {
                    "text": "10 to 15 seconds",
                    "correct": False,
                    "feedback": "That is what habit does, and thumbs are left out.",
                },
                {
                    "text": "40 to 60 seconds",
                    "correct": True,
                    "feedback": "Right. Ten movements need it.",
                },
                {
                    "text": "2 to 3 minutes",
                    "correct": False,
                    "feedback": "Longer than asked, and hard on your skin all day.",
                },
                {
                    "text": "5 minutes or more",
                    "correct": False,
                    "feedback": "You would damage your skin and help nobody.",
                },
            ],
        },
        {
            "key": "i-glove-phone",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 1,
            "critical": True,
            "use": "exam",
            "tags": ["gloves"],
            "source": "Town code on body art, glove changes",
            "source_url": TOWN_CODE,
            "stem": (
                "<p>In the middle of a session you silence your ringing phone with a gloved finger. There is no "
                "blood on the glove. What comes next?</p>"
            ),
            "explanation": (
                "<p>The glove touched a surface outside the treatment. Take the pair off, wash, and put on a new "
                "pair. What is on a phone would otherwise go into open skin.</p>"
            ),
            "choices": [
                {
                    "text": "Carry on, since there was no blood on the glove",
                    "correct": False,
                    "feedback": "The danger is what came from the phone.",
                },
                {
                    "text": "Rub alcohol into the gloves and carry on",
                    "correct": False,
                    "feedback": "Gloves are never cleaned for use again.",
                },
                {
                    "text": "Take both gloves off, wash, and put on a new pair",
                    "correct": True,
                    "feedback": "Right, in that order.",
                },
                {
                    "text": "Pull a second pair over the first pair and carry on",
                    "correct": False,
                    "feedback": "You would carry the contamination under the new pair.",
                },
            ],
        },
        {
            "key": "i-pigment-caps",
            "type": "multiple",
            "topic": "infection-control",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["set-up", "pigment"],
            "source": "Tennessee, statute 62-38-209",
            "source_url": TENNESSEE,
            "stem": "<p>You are setting up pigment for a session. What is right? Choose every correct answer.</p>",
            "explanation": (
                "<p>Pour into single-use caps before you start, close the bottle and put it away, and throw away "
                "what is left. Anything that has stood open beside the work is contaminated.</p>"
            ),
            "choices": [
                {
                    "text": "Pour what you need into single-use caps",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "Close the bottle and put it away before you begin",
                    "correct": True,
                    "feedback": "Yes: it must not stand beside the work.",
                },
                {
                    "text": "Return clean-looking leftovers to the bottle",
                    "correct": False,
                    "feedback": "That would contaminate the bottle for everybody after.",
                },
                {
                    "text": "Throw away what is left in the caps",
                    "correct": True,
                    "feedback": "Yes, every time.",
                },
                {
                    "text": "Keep the open bottle in reach, in case you run out",
                    "correct": False,
                    "feedback": "Pour enough, or change gloves and pour again.",
                },
            ],
        },
        {
            "key": "i-needlestick",
            "type": "multiple",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["sharps", "first aid"],
            "source": "Cardiff and Vale University Health Board, sharps injury advice",
            "source_url": NHS_SHARPS,
            "stem": (
                "<p>A used cartridge goes through your glove into your finger. You are in the UK. Which actions "
                "are right? Choose every correct answer.</p>"
            ),
            "explanation": (
                "<p>Gentle bleeding, soap and running water, a waterproof dressing, medical advice the same day. "
                "No sucking, no scrubbing, and no finishing the session first.</p>"
            ),
            "choices": [
                {
                    "text": "Encourage it to bleed, gently",
                    "correct": True,
                    "feedback": "Yes, ideally under running water.",
                },
                {
                    "text": "Suck the wound and spit it out",
                    "correct": False,
                    "feedback": "That exposes your mouth as well.",
                },
                {
                    "text": "Wash with soap and running water",
                    "correct": True,
                    "feedback": "Yes, with plenty of both.",
                },
                {
                    "text": "Scrub it with a brush until it stings",
                    "correct": False,
                    "feedback": "Scrubbing injures the skin further.",
                },
                {
                    "text": "Cover it, report it, get medical advice today",
                    "correct": True,
                    "feedback": "Yes. Some treatment must start within hours.",
                },
            ],
        },
        {
            "key": "i-risk-order",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["sharps", "bloodborne"],
            "source": "University of Texas Medical Branch, risk of infection",
            "source_url": UTMB,
            "stem": (
                "<p>A practitioner who has never been vaccinated has a needlestick. Which order of risk is right, "
                "from highest to lowest, if the source carried the virus?</p>"
            ),
            "explanation": (
                "<p>Hepatitis B, then hepatitis C, then HIV. The first can be prevented by vaccination.</p>"
            ),
            "choices": [
                {
                    "text": "HIV, then hepatitis C, then hepatitis B",
                    "correct": False,
                    "feedback": "The most feared is the least likely of the three.",
                },
                {
                    "text": "Hepatitis C, then HIV, then hepatitis B",
                    "correct": False,
                    "feedback": "Hepatitis B comes first for somebody who is not immune.",
                },
                {
                    "text": "HIV, then hepatitis B, then hepatitis C",
                    "correct": False,
                    "feedback": "HIV is the lowest of the three.",
                },
                {
                    "text": "Hepatitis B, then hepatitis C, then HIV",
                    "correct": True,
                    "feedback": "Right, and the first has a vaccine.",
                },
            ],
        },
        {
            "key": "i-ppm-percent",
            "type": "numeric",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["spill", "calculation"],
            "source": "Calculation: 1 % = 10,000 ppm",
            "source_url": "",
            "stem": (
                "<p>The label of a hypochlorite solution says 0.5 %. A web page claims that this is the "
                "10,000 ppm of your house rule. How many parts per million is it really?</p>"
            ),
            "explanation": "<p>1 % is 10,000 ppm, so 0.5 % is 5,000 ppm: half of what you need.</p>",
            "answer": "5000",
            "tolerance": "0",
            "unit": "ppm",
        },
        {
            "key": "i-ppm-bleach",
            "type": "numeric",
            "topic": "infection-control",
            "difficulty": 3,
            "critical": False,
            "use": "exam",
            "tags": ["spill", "calculation"],
            "source": "Calculation: C1 × V1 = C2 × V2",
            "source_url": "",
            "stem": (
                "<p>You need 1,000 ml of solution at 10,000 ppm and have 5 % bleach. How many milliliters of the "
                "bleach go in?</p>"
            ),
            "explanation": (
                "<p>5 % is 50,000 ppm, five times too strong. One part bleach and four parts water: 200 ml of "
                "bleach and 800 ml of water.</p>"
            ),
            "answer": "200",
            "tolerance": "4",
            "unit": "ml",
        },
        {
            "key": "i-spill-order",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["spill"],
            "source": "Buckinghamshire Council; Sonoma State University",
            "source_url": SONOMA,
            "stem": "<p>A cap of pigment and blood falls on the floor. Which order is right?</p>",
            "explanation": (
                "<p>Protect yourself, take up the bulk, disinfect, wait, bag, wash. Disinfectant poured on a pool "
                "is used up by the blood; time skipped is disinfection skipped.</p>"
            ),
            "choices": [
                {
                    "text": "Gloves, disinfect, absorb, bag, contact time, wash hands",
                    "correct": False,
                    "feedback": "Take up the bulk first, and wait before you bag.",
                },
                {
                    "text": "Gloves, absorb, disinfect, contact time, bag, wash hands",
                    "correct": True,
                    "feedback": "Right.",
                },
                {
                    "text": "Absorb, gloves, disinfect, contact time, wash hands, bag",
                    "correct": False,
                    "feedback": "Protection comes first, hands come last.",
                },
                {
                    "text": "Gloves, absorb, bag, wash hands, disinfect, contact time",
                    "correct": False,
                    "feedback": "You would be disinfecting with bare hands.",
                },
            ],
        },
        {
            "key": "i-autoclave-time",
            "type": "true_false",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["sterilizer"],
            "source": "Autoclave rules of thumb",
            "source_url": AUTOCLAVE_TIME,
            "stem": (
                "<p>In a steam sterilizer, the exposure time that a rule asks for is counted from the moment you "
                "press start.</p>"
            ),
            "explanation": (
                "<p>It counts only from when temperature and pressure have been reached. Heating up does not "
                "sterilize.</p>"
            ),
            "answer": False,
            "feedback": "The clock starts when the chamber is at temperature and pressure.",
        },
        {
            "key": "i-spore-fail",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["sterilizer"],
            "source": "Montana, ARM 37.112.131",
            "source_url": "",
            "stem": (
                "<p>The laboratory writes that the spore test of your sterilizer has failed. The strips in every "
                "load have changed color as usual. What do you do?</p>"
            ),
            "explanation": (
                "<p>A failed spore test means that living spores survived. Stop at once and set aside everything "
                "that came from it. Montana also wants the authority told within one business day.</p>"
            ),
            "choices": [
                {
                    "text": "Repeat the test next month and compare",
                    "correct": False,
                    "feedback": "A month of possibly unsterile loads.",
                },
                {
                    "text": "Go on, since the strips changed color",
                    "correct": False,
                    "feedback": "A strip shows heat. Spores show whether life survived.",
                },
                {
                    "text": "Go on, but double the exposure time",
                    "correct": False,
                    "feedback": "You do not know what failed, so you cannot correct it.",
                },
                {
                    "text": "Stop using it and quarantine its loads",
                    "correct": True,
                    "feedback": "Right, and tell whoever your rules name.",
                },
            ],
        },
        {
            "key": "i-sc-thumb",
            "type": "single",
            "topic": "infection-control",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["hands"],
            "source": "WHO technique, in an adapted public copy",
            "source_url": WHO_COPY,
            "stem": "<p>You have just finished the backs of the fingers. What comes next in the WHO order?</p>",
            "explanation": "<p>Backs of the fingers, thumbs, fingertips, rinse.</p>",
            "choices": [
                {"text": "Rinse", "correct": False, "feedback": "Two movements are still missing."},
                {
                    "text": "The thumbs",
                    "correct": True,
                    "feedback": "Right, each in the other fist.",
                },
                {
                    "text": "The fingertips",
                    "correct": False,
                    "feedback": "Those come after the thumbs.",
                },
                {
                    "text": "Palm to palm again",
                    "correct": False,
                    "feedback": "That was near the beginning.",
                },
            ],
        },
        {
            "key": "i-sc-tray",
            "type": "multiple",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": False,
            "use": "practice",
            "tags": ["set-up"],
            "source": "Academy standard: set-up",
            "source_url": "",
            "stem": (
                "<p>You look at a colleague’s tray just before she starts. Which of these would you stop for? "
                "Choose every correct answer.</p>"
            ),
            "explanation": (
                "<p>An open bottle, an uncovered cord and an undated pouch are each a way into the next client. "
                "Filmed lamp and nearby sharps container are as they should be.</p>"
            ),
            "choices": [
                {
                    "text": "The pigment bottle stands open on the tray",
                    "correct": True,
                    "feedback": "Yes: close it and put it away.",
                },
                {
                    "text": "The cord has no barrier film",
                    "correct": True,
                    "feedback": "Yes: gloves touch it all the time.",
                },
                {
                    "text": "The sharps container is within her reach",
                    "correct": False,
                    "feedback": "That is where it belongs.",
                },
                {
                    "text": "The cartridge pouch has no date",
                    "correct": True,
                    "feedback": "Yes: no date, no use.",
                },
                {
                    "text": "The lamp handle is wrapped in film",
                    "correct": False,
                    "feedback": "As it should be.",
                },
            ],
        },
        {
            "key": "i-sc-spill",
            "type": "numeric",
            "topic": "infection-control",
            "difficulty": 2,
            "critical": False,
            "use": "practice",
            "tags": ["spill", "calculation"],
            "source": "Calculation: 1 % = 10,000 ppm",
            "source_url": "",
            "stem": (
                "<p>You mix 1 part of 5 % bleach with 9 parts of water. How many parts per million does the mix "
                "have?</p>"
            ),
            "explanation": (
                "<p>5 % is 50,000 ppm. One part in ten leaves a tenth of it: 5,000 ppm.</p>"
            ),
            "answer": "5000",
            "tolerance": "50",
            "unit": "ppm",
        },
        {
            "key": "i-sc-dry",
            "type": "true_false",
            "topic": "infection-control",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["bloodborne"],
            "source": "Secondary summary of studies on hepatitis B outside the body",
            "source_url": HBV_DRY,
            "stem": (
                "<p>You find a dry brown speck on the lamp arm from three days ago. Since it is dry, it can no "
                "longer infect anybody.</p>"
            ),
            "explanation": (
                "<p>The hepatitis B virus can stay infectious on dry surfaces for at least seven days. Glove up, "
                "clean, disinfect, and ask how it was missed.</p>"
            ),
            "answer": False,
            "feedback": "Dry is not dead. Treat it as blood.",
        },
    ],
}
