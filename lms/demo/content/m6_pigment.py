"""Module 6: pigment and color."""

from lms.demo.content.forms import Questions, right, step, wrong

REACH = (
    "https://www.reach.lu/en/support/resource-center/news/news-detail/"
    "tattoo-inks-end-of-the-exemption-for-blue-153-and-green-7-pigments/"
)
REACH_LIMITS = (
    "https://ekotox.eu/news/restriction-75-reach-substances-in-tattoo-inks-or-permanent-make-up/"
)
FDA_GUIDANCE = "https://www.govinfo.gov/content/pkg/FR-2024-10-25/html/2024-24841.htm"
CDC = "http://cdc.gov/mmwr/preview/mmwrhtml/mm61e0822a1.htm"
FLORIDA = (
    "https://www.ctshop.com.au/publications/science-library/"
    "outbreak-of-tattoo-associated-nontuberculous-mycobacterial-skin-infections/"
)
NEJM = (
    "https://develop-sr3snxi-tt7lcx6s5gdv4.us-4.platformsh.site/site/thederm/content/"
    "source-m-chelonae-infections-newly-tattooed-individuals-identified"
)
RECALLS = (
    "https://ncthpo.com/article/recalls-of-tattoo-and-permanent-makeup-inks-in-the-united-states-"
    "and-a-follow-up-microbiological-survey-of-inks-with-a-previous-recall-history"
)
CHART = "https://karen-nicolaou.com/2021/11/10/scalp-micropigmentation-pigment/"
HIS = (
    "https://hishairclinic.co.uk/blog/smp-related-blogs/"
    "why-do-some-scalp-micropigmentation-treatments-turn-blue/"
)
DERMMICRO_BLUE = "https://dermmicro.com/blogs/news/will-smp-go-blue"
RASSMAN_BLUE = (
    "https://baldingblog.com/does-the-smp-scalp-micropigmentation-turn-green-or-blue-over-time"
)
DARIA = "https://dariadart.com/smp-scalp-micropigmentation"
SKYN = "https://www.skyn.io/en-ca/pages/smp-course-4"
ISHRS = "https://www.ishrs-htforum.org/content/26/3/85"
DHURAT = (
    "http://www.cosmetictattoo.org/blog/"
    "standardization-of-smp-procedure-and-its-impact-on-outcome.html"
)
PHOTOTYPE = "https://www.taylorfrancis.com/books/9780429110368/chapters/10.3109/9781841847542-13"

q = Questions("pigment")

MODULE = {
    "slug": "pigment-and-color",
    "title": "Pigment and color",
    "topic": "pigment",
    "summary": (
        "What is in the bottle, how to dilute it with sterile water so that you can do it again, and why "
        "some dots turn blue."
    ),
    "outcomes": [
        "You can read a pigment label and turn down a bottle that must not be used.",
        "You can dilute with sterile water and work out volumes for any ratio.",
        "You can write a batch record that survives a recall.",
        "You can explain the two ways in which dots turn blue, and name the one you control.",
    ],
    "lessons": [
        {
            "slug": "what-is-in-the-bottle",
            "title": "What is in the bottle",
            "minutes": 20,
            "required": True,
            "summary": (
                "A pigment is the only thing you leave behind in a stranger’s skin. Know what it is, who "
                "made it, and which batch."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Most SMP pigments are black or near-black powders held in a liquid. The color of the "
                    "finished dot comes mainly from how much you dilute, how deep you place it, and the skin "
                    'above it. <a href="'
                    + ISHRS
                    + '">A surgeons’ forum</a> put it well: the fifty shades of '
                    "gray on a scalp are made from one black. So the first question about a bottle is not its shade. The first question is "
                    "whether it may go into a person at all.</p>",
                ),
                ("heading", {"text": "Three labels to read"}),
                (
                    "table",
                    {
                        "caption": "What different places ask of a pigment",
                        "columns": ["Where", "What applies", "What you look for"],
                        "rows": [
                            [
                                "European Union",
                                "REACH entry 75, since 4 January 2022, for sale and for use",
                                (
                                    "The words “mixture for tattooing or permanent make-up”, a unique batch "
                                    "reference, the ingredients, safety statements"
                                ),
                            ],
                            [
                                "United States",
                                "Tattoo ink is a cosmetic; FDA guidance of October 2024 on insanitary conditions",
                                "Maker, lot, date, and whether the lot appears in a recall",
                            ],
                            [
                                "United Kingdom",
                                "Local registration and byelaws; Wales has its own license",
                                "The same batch reference: your record needs it",
                            ],
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>The European limits are small numbers. A substance that can make skin allergic may be "
                    "present at 0.001 percent at most, which is 10 parts per million; one that can cause cancer "
                    "at 0.00005 percent. Two colorants, Blue 15:3 and Green 7, were allowed for one more year, "
                    "until 4 January 2023. The rule covers use as well as sale: an old bottle in your drawer is "
                    "not exempt because you bought it before.</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Of 15 recalls of tattoo and permanent make-up inks in the United States from 2003 to "
                            "2021, 14 were for contamination with microbes. Of 28 inks tested again later, 6 were "
                            "contaminated."
                        ),
                        "source": "Review of US ink recalls and a follow-up survey",
                        "source_url": RECALLS,
                    },
                ),
                (
                    "rich_text",
                    "<p>Read that number slowly. A sealed bottle from a known brand can be contaminated when it "
                    "leaves the factory. You cannot see it, smell it or boil it away. What protects your client "
                    "is a chain: a maker who tests, a lot number, and a record that lets you find everybody who "
                    "received that lot on the day a recall is announced.</p>",
                ),
                ("heading", {"text": "Words that mean less than they seem"}),
                (
                    "definitions",
                    {
                        "title": "On labels and in advertising",
                        "items": [
                            {
                                "term": "Organic",
                                "definition": (
                                    "<p>A word from chemistry or from farming, depending on who writes it. On neither "
                                    "reading does it say anything about safety.</p>"
                                ),
                            },
                            {
                                "term": "Medical grade",
                                "definition": (
                                    "<p>No standard stands behind these words for pigments. Ask which test, by whom, and "
                                    "for which batch.</p>"
                                ),
                            },
                            {
                                "term": "Hypoallergenic",
                                "definition": (
                                    "<p>No agreed definition. A patch test tells you more, and even a clear patch test "
                                    "does not rule out a later reaction.</p>"
                                ),
                            },
                            {
                                "term": "Never changes color",
                                "definition": "<p>A promise about optics that nobody can keep. See lesson 3.</p>",
                            },
                        ],
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Before you pour",
                        "items": [
                            "Label in a language you read, with batch and date",
                            "Seal unbroken, or opening date written on the bottle by you",
                            "Batch checked against current recalls",
                            "Pigment name and batch copied into the client record, not remembered",
                            "Body tattoo ink is not on the shelf at all",
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "A bottle without a batch is not a pigment",
                        "text": (
                            "<p>If the number is missing, scratched off or handwritten by a reseller, you could not "
                            "warn a client after a recall. Do not use it, however good it looks.</p>"
                        ),
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["p-sc-label"]}),
            ],
        },
        {
            "slug": "water-first",
            "title": "Water first: a dilution you can repeat",
            "minutes": 30,
            "required": True,
            "summary": (
                "Sterile water, a syringe, a ratio, and one line in the record. Then the second session "
                "matches the first."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Drops are not a measure. Two people squeeze two different drops, and the same person "
                    "squeezes a third on Monday. If you dilute by drops, you cannot say in four weeks what you "
                    "did today. So we use syringes, we measure the water first and the pigment second, and we "
                    "write down both numbers.</p>",
                ),
                (
                    "image",
                    {
                        "image": "art:dilution",
                        "alt": (
                            "Three steps: a syringe measures sterile water into an empty cup, a small syringe adds a "
                            "little pigment, and the mixture is stirred."
                        ),
                        "caption": "Water first, then pigment, then stir. The same three steps every time.",
                        "synthetic": True,
                    },
                ),
                (
                    "steps",
                    {
                        "title": "One cup, for one client",
                        "steps": [
                            step(
                                "Open sterile water.",
                                "<p>A single-use vial, in date, opened now. What is left goes away afterwards.</p>",
                            ),
                            step(
                                "Draw up the water.",
                                "<p>To the number on your chart, with a fresh syringe, into a new cup.</p>",
                            ),
                            step(
                                "Shake the bottle, draw up the pigment.",
                                "<p>Pigment settles. A second syringe, at most 1 ml for a cup.</p>",
                            ),
                            step(
                                "Add, then stir.",
                                "<p>With a sterile stick, until no streak is left. Stir again every few minutes.</p>",
                            ),
                            step(
                                "Write it down before you start.",
                                "<p>Pigment name, batch, milliliters of each, ratio, client, date.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Distilled is not sterile",
                        "text": (
                            "<p>Distilling takes minerals out; it does not keep microbes out of an opened bottle. Trade "
                            "pages still advise distilled water, and the maker of the ink in one outbreak had used it. In "
                            '<a href="'
                            + FLORIDA
                            + '">Florida in 2015</a>, 38 of 226 interviewed clients were '
                            "affected, and gray wash diluted with tap water was in question. Use sterile water, and nothing else.</p>"
                        ),
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "In 2011 and 2012 people in several US states had skin infections with Mycobacterium "
                            "chelonae after gray tattoo ink. The ink can be contaminated in manufacture, or when it is "
                            "diluted with water that is not sterile."
                        ),
                        "source": "CDC, Morbidity and Mortality Weekly Report, 2012",
                        "source_url": CDC,
                    },
                ),
                ("heading", {"text": "The arithmetic, once and for all"}),
                (
                    "rich_text",
                    "<p>A ratio of pigment to water, written 1 : 9, means one part and nine parts: ten parts "
                    "together. The pigment is one tenth of the cup, not one ninth. In general the share is "
                    "p / (p + w).</p><p>When you change a strength, what you keep is the amount of pigment. "
                    "Strength times volume before equals strength times volume after: C₁ × V₁ = C₂ × V₂. "
                    "Undiluted pigment counts as 100 percent.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Six milliliters in the cup, at five ratios",
                        "columns": [
                            "Pigment : water",
                            "Share of pigment",
                            "Pigment",
                            "Sterile water",
                        ],
                        "rows": [
                            ["1 : 4", "20 %", "1.20 ml", "4.80 ml"],
                            ["1 : 9", "10 %", "0.60 ml", "5.40 ml"],
                            ["1 : 14", "6.7 %", "0.40 ml", "5.60 ml"],
                            ["1 : 19", "5 %", "0.30 ml", "5.70 ml"],
                            ["1 : 29", "3.3 %", "0.20 ml", "5.80 ml"],
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>Worked example. You have 4 ml at 10 percent and want 5 percent. Half the strength means "
                    "twice the volume: 10 × 4 = 5 × 8. Eight milliliters in the end, so you add 4 ml of sterile "
                    "water. You never add pigment to a cup that has already touched the client; you mix a new "
                    "one.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "Check the answer before you pour",
                        "items": [
                            "Do pigment and water add up to the volume you wanted?",
                            "Is the pigment the smaller number?",
                            "Does a weaker mixture have more water than the last one?",
                            "Would a colleague get the same cup from your note?",
                        ],
                    },
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["p-sc-ratio", "p-sc-water"]},
                ),
            ],
        },
        {
            "slug": "why-dots-turn-blue",
            "title": "Shade, healing, and why dots turn blue",
            "minutes": 25,
            "required": True,
            "summary": (
                "You choose a shade for the healed scalp, not for today’s. And you know which part of a color "
                "change is yours to prevent."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Fresh dots are darker than healed ones. They lie under a little redness, and pigment that "
                    "sits in the outer skin will leave with it. After healing the same dots are lighter and, seen "
                    "through skin, cooler. If you match today’s dot to the client’s stubble, the healed result will "
                    "be too pale; if you then add darkness without waiting, it will be too dark. So start light. "
                    "You can add. You cannot take away.</p>",
                ),
                (
                    "gallery",
                    {
                        "title": "The same pigment at three depths",
                        "images": [
                            {
                                "image": "art:skin-too-shallow",
                                "alt": "A deposit in the epidermis; after healing only a few faint dots are left.",
                                "caption": "Too shallow: it leaves with the flakes.",
                            },
                            {
                                "image": "art:skin-right",
                                "alt": "A deposit in the upper dermis; after healing the dots are small and neutral.",
                                "caption": "Upper dermis: small, separate, neutral.",
                            },
                            {
                                "image": "art:skin-too-deep",
                                "alt": "A deposit deep in the dermis; after healing the dots are wide and bluish.",
                                "caption": "Too deep: wide, soft and blue.",
                            },
                        ],
                    },
                ),
                ("heading", {"text": "Blue: two mechanisms"}),
                (
                    "disagree",
                    {
                        "question": "Why do some scalps turn blue or green?",
                        "intro": "Ask four trainers and you will be told, with certainty, four different things.",
                        "positions": [
                            {
                                "claim": "Pure carbon black can never turn blue",
                                "source": "HIS Hair Clinic",
                                "source_url": HIS,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "Every pigment under skin looks bluish: skin takes the red out of the light",
                                "source": "Rassman, Balding Blog",
                                "source_url": RASSMAN_BLUE,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "Body tattoo ink is a mixture whose parts fade apart",
                                "source": "Dariadart and several others",
                                "source_url": DARIA,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "The needle went too deep",
                                "source": "DermMicro",
                                "source_url": DERMMICRO_BLUE,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>Two mechanisms, and both are real. <b>Composition</b>: a mixture of colorants can lose one "
                            "of them and shift. <b>Depth</b>: the more skin lies over a pigment, the cooler it looks, "
                            "whatever it is made of. You choose the first when you buy. You control the second with "
                            "your hand, at every dot.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    "<p>This is why a promise such as “our pigment never turns” should make you careful. It may be "
                    "a good pigment. In the wrong layer it will still read blue.</p>",
                ),
                ("heading", {"text": "Choosing a shade"}),
                (
                    "steps",
                    {
                        "title": "From stubble to cup",
                        "steps": [
                            step(
                                "Look at the hair that is there.",
                                "<p>Clipped to the length the client will wear, dry, in daylight or a lamp you know.</p>",
                            ),
                            step(
                                "Look at the skin between.",
                                "<p>Contrast between hair and skin decides more than either. Record it in words and in a "
                                "photograph with a gray card.</p>",
                            ),
                            step(
                                "Choose the weaker of two candidates.",
                                "<p>For density between hair never lighter than the hair itself; at the front never darker "
                                "than the sides.</p>",
                            ),
                            step(
                                "Place a test row out of sight.",
                                "<p>Low at the back, noted on the chart, photographed when healed.</p>",
                            ),
                            step(
                                "Decide again when it is healed.",
                                "<p>The healed row is your shade chart for this person. No printed chart is better.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "A phototype is not a color chart",
                        "text": (
                            '<p>The phototype scale describes <a href="'
                            + PHOTOTYPE
                            + '">how skin burns and tans</a> in '
                            "the sun. It does not tell you a pigment shade, and it does not predict scars. Two people of one type can need cups of very "
                            "different strength.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    '<p>Viscosity matters as well. <a href="'
                    + DHURAT
                    + '">Dhurat and colleagues</a>, who studied what changes an '
                    "SMP result, list "
                    "color, viscosity, needle, angle, contact time and speed beside depth. A thick cup deposits "
                    "differently from a thin one at the same setting. When you change the ratio, go back to five "
                    'dots on practice skin.</p><p><a href="'
                    + SKYN
                    + '">One vendor’s course</a> teaches to cover a blue tone with '
                    "orange and a red tone with green. Treat this as a claim, not as a rule. Correction of another "
                    "person’s work lies outside this certificate: photograph it, say what you see, and refer.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["p-sc-blue"]}),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-pigment-and-color",
        "title": "Quiz: pigment and color",
        "minutes": 20,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        q.single(
            "p-which-water",
            [
                wrong("Tap water that has run for a minute", "Running does not make it sterile."),
                wrong(
                    "Distilled water from a shop",
                    "Free of minerals, not free of microbes once open.",
                ),
                right("Sterile water, opened for this client", "Right."),
                wrong(
                    "Boiled water kept in a clean flask",
                    "It was sterile for a moment, then it cooled.",
                ),
            ],
            stem="<p>You are about to dilute pigment. Which water goes into the cup?</p>",
            why=(
                "<p>Outbreaks of mycobacterial infection followed gray ink that was contaminated or diluted with "
                "water that was not sterile. Only sterile water, single use.</p>"
            ),
            tags=["dilution", "sterile water"],
            source="CDC, MMWR, 2012",
            url=CDC,
            critical=True,
        ),
        q.true_false(
            "p-distilled",
            answer=False,
            feedback="Distilled and sterile are two different properties.",
            stem=(
                "<p>A supplier writes: “Distilled water is sterile water, so you may use it for your shades.” "
                "True or false?</p>"
            ),
            why=(
                "<p>Distilled is not the same as sterile. The maker of an ink in one outbreak had used distilled "
                "water.</p>"
            ),
            tags=["dilution", "sterile water"],
            source="Summary of the NEJM report on M. chelonae, 2012",
            url=NEJM,
            critical=True,
        ),
        q.numeric(
            "p-pigment-1-14",
            answer="0.40",
            tolerance="0.01",
            unit="ml",
            stem=(
                "<p>You want 6 ml in the cup at a ratio of pigment to water of 1 : 14. How many milliliters of "
                "pigment do you need?</p>"
            ),
            why="<p>1 + 14 = 15 parts. 6 ml ÷ 15 = 0.40 ml for one part.</p>",
            tags=["dilution", "arithmetic"],
            source="Calculation",
            difficulty=2,
        ),
        q.numeric(
            "p-water-1-19",
            answer="9.50",
            tolerance="0.05",
            unit="ml",
            stem=(
                "<p>You draw up 0.50 ml of pigment and want a ratio of pigment to water of 1 : 19. How many "
                "milliliters of sterile water go into the cup?</p>"
            ),
            why="<p>Nineteen parts of 0.50 ml are 9.50 ml.</p>",
            tags=["dilution", "arithmetic"],
            source="Calculation",
        ),
        q.numeric(
            "p-share-1-9",
            answer="10",
            tolerance="0.1",
            unit="%",
            stem=(
                "<p>A cup was mixed at a ratio of pigment to water of 1 : 9. What share of the mixture is pigment, "
                "in percent?</p>"
            ),
            why="<p>One part of ten: 10 percent. Dividing by nine is the usual mistake.</p>",
            tags=["dilution", "arithmetic"],
            source="Calculation",
        ),
        q.numeric(
            "p-halve-strength",
            answer="5",
            tolerance="0.05",
            unit="ml",
            stem=(
                "<p>A fresh, unused cup holds 5 ml at 10 percent. You want 5 percent. How many milliliters of "
                "sterile water do you add?</p>"
            ),
            why="<p>10 × 5 = 5 × 10, so the cup must hold 10 ml: add 5 ml.</p>",
            tags=["dilution", "arithmetic"],
            source="Calculation, C1V1 = C2V2",
            difficulty=2,
        ),
        q.numeric(
            "p-strong-to-weak",
            answer="1.5",
            tolerance="0.02",
            unit="ml",
            stem=(
                "<p>You need 6 ml at 5 percent and have a fresh stock at 20 percent. How many milliliters of the "
                "stock do you draw up?</p>"
            ),
            why="<p>20 × V = 5 × 6, so V = 1.5 ml; the rest, 4.5 ml, is sterile water.</p>",
            tags=["dilution", "arithmetic"],
            source="Calculation, C1V1 = C2V2",
            difficulty=3,
        ),
        q.numeric(
            "p-reach-ppm",
            answer="10",
            tolerance="0.1",
            unit="ppm",
            stem=(
                "<p>REACH entry 75 limits skin sensitizers in tattoo mixtures to 0.001 percent by weight. How many "
                "parts per million is that?</p>"
            ),
            why="<p>1 percent is 10,000 parts per million, so 0.001 percent is 10.</p>",
            tags=["law", "arithmetic"],
            source="REACH, Annex XVII, entry 75",
            url=REACH_LIMITS,
            difficulty=2,
        ),
        q.single(
            "p-old-stock",
            [
                wrong(
                    "Yes, because it was bought before the date",
                    "The rule covers use, not only sale.",
                ),
                wrong(
                    "Yes, if the client signs a waiver",
                    "A signature does not change a restriction.",
                ),
                right("No, the restriction applies to use as well", "Right."),
                wrong(
                    "Only for dots that will lie under hair", "Where they lie makes no difference."
                ),
            ],
            stem=(
                "<p>You work in the EU. A colleague offers you a bottle bought in 2021 whose contents exceed the "
                "limits of REACH entry 75. May you use it up?</p>"
            ),
            why="<p>Since 4 January 2022 such mixtures may not be placed on the market or used.</p>",
            tags=["law", "label"],
            source="REACH, Annex XVII, entry 75",
            url=REACH,
            difficulty=2,
        ),
        q.multiple(
            "p-eu-label",
            [
                right("The statement of its purpose: tattooing or permanent make-up", "Yes."),
                right("A unique batch reference", "Yes: your record depends on it."),
                wrong("The name of the practitioner", "That belongs in the client record."),
                right("The list of ingredients", "Yes."),
                wrong("The word “organic”", "An advertising word, not a requirement."),
            ],
            stem="<p>What must a pigment label in the EU show? Choose every correct answer.</p>",
            why="<p>Purpose, batch reference, ingredients and safety statements.</p>",
            tags=["law", "label"],
            source="REACH, Annex XVII, entry 75",
            url=REACH,
        ),
        q.single(
            "p-recall",
            [
                wrong(
                    "Throw the bottle away and say nothing",
                    "Your clients cannot act on what they do not know.",
                ),
                wrong(
                    "Use it up on practice skin at home",
                    "It leaves the room, and nobody else is warned.",
                ),
                right(
                    "Stop, find every client of that batch, tell them",
                    "Right: this is what the record is for.",
                ),
                wrong("Wait for a client to report a reaction", "Some infections show late."),
            ],
            stem=(
                "<p>An authority recalls a batch of pigment for contamination. You used it last month. What do you "
                "do?</p>"
            ),
            why=(
                "<p>Set the bottle aside, search your records for the batch, inform those clients what to look for, "
                "and tell them to see a doctor if anything appears.</p>"
            ),
            tags=["recall", "records"],
            source="FDA, final guidance on insanitary conditions, 25 October 2024",
            url=FDA_GUIDANCE,
            difficulty=2,
            critical=True,
        ),
        q.single(
            "p-recall-reason",
            [
                wrong("Forbidden colorants", "None of the fifteen in that review."),
                right("Contamination with microbes", "Right: 14 of 15."),
                wrong("Wrong volume in the bottle", "Not a safety recall."),
                wrong("Fading faster than promised", "Disappointing, not recalled."),
            ],
            stem=(
                "<p>According to the review of US ink recalls from 2003 to 2021, what was by far the most common "
                "reason?</p>"
            ),
            why="<p>Fourteen of the fifteen recalls were microbial, one was for allergic reactions.</p>",
            tags=["recall"],
            source="Review of US ink recalls and follow-up survey",
            url=RECALLS,
        ),
        q.multiple(
            "p-batch-record",
            [
                right("Name of the pigment", "Yes."),
                right("Batch of the pigment", "Yes."),
                right("Milliliters of pigment and of water", "Yes: so that you can repeat it."),
                wrong("The price of the bottle", "For your accounts, not for the client record."),
                wrong("The number of drops, roughly", "Drops cannot be repeated."),
            ],
            stem=(
                "<p>You have mixed a cup. What goes into the client record so that it can be repeated, and found "
                "again after a recall? Choose every correct answer.</p>"
            ),
            why="<p>Name, batch, volumes or ratio, with client and date.</p>",
            tags=["records", "dilution"],
            source="SMP pigment chart and syringe method",
            url=CHART,
        ),
        q.single(
            "p-blue-control",
            [
                wrong("The chemistry of the pigment after healing", "Chosen when you bought it."),
                wrong("How the client’s skin scatters light", "Nobody controls that."),
                right("The layer in which the dot is placed", "Right: at every single dot."),
                wrong("How strong the sun is next summer", "You can advise, not control."),
            ],
            stem=(
                "<p>A client fears a blue scalp. We teach two mechanisms, composition and depth. Which of these do "
                "you control with your hand during the treatment?</p>"
            ),
            why="<p>Deeper pigment looks bluer through more skin. Depth is the practitioner’s control.</p>",
            tags=["color", "depth"],
            source="Module 6, lesson 3; Rassman, Balding Blog",
            url=RASSMAN_BLUE,
            difficulty=2,
        ),
        q.single(
            "p-start-light",
            [
                wrong(
                    "The darker, because it will fade anyway",
                    "If it does not fade, you cannot take it back.",
                ),
                right("The weaker; add after you have seen it healed", "Right."),
                wrong(
                    "Either, since healing evens them out", "Healing lightens; it does not correct."
                ),
                wrong("Half the scalp with each, to compare", "A test row out of sight is enough."),
            ],
            stem="<p>At the first session you hesitate between two strengths. Which do you take?</p>",
            why="<p>Start light: adding is possible, removing is not.</p>",
            tags=["color", "sessions"],
            source="SMP pigment chart and syringe method",
            url=CHART,
        ),
        # self-checks
        q.single(
            "p-sc-label",
            [
                right("The batch reference", "Right: without it a recall cannot reach anybody."),
                wrong("The shade name", "Useful, but it differs from maker to maker."),
                wrong("The words “medical grade”", "No standard stands behind them."),
            ],
            stem="<p>Which single item on a label do you refuse to work without?</p>",
            why="<p>The batch connects a bottle to a person.</p>",
            tags=["label", "recall"],
            source="REACH, Annex XVII, entry 75",
            url=REACH,
            practice=True,
        ),
        q.numeric(
            "p-sc-ratio",
            answer="0.60",
            tolerance="0.01",
            unit="ml",
            stem=(
                "<p>Six milliliters in the cup at a ratio of pigment to water of 1 : 9. How much pigment?</p>"
            ),
            why="<p>Ten parts, so 6 ÷ 10 = 0.60 ml.</p>",
            tags=["dilution", "arithmetic"],
            source="Calculation",
            practice=True,
        ),
        q.true_false(
            "p-sc-water",
            answer=True,
            feedback="Yes: 8 ml in the end, 4 of them new.",
            stem=(
                "<p>To bring 4 ml from 10 percent to 5 percent you add 4 ml of sterile water. True or false?</p>"
            ),
            why="<p>10 × 4 = 5 × 8.</p>",
            tags=["dilution", "arithmetic"],
            source="Calculation, C1V1 = C2V2",
            practice=True,
        ),
        q.single(
            "p-sc-blue",
            [
                wrong("The cup was too thin", "A thin cup makes pale dots."),
                wrong("The scabs were picked", "Picking leaves gaps."),
                right("The deposit lies too deep", "Right: wide, soft and cool."),
                wrong("The sun has bleached them", "Bleaching makes them paler."),
            ],
            stem=(
                "<p>A pure carbon pigment, healed for six weeks: the dots are wide, soft-edged and bluish. What is "
                "the likeliest cause?</p>"
            ),
            why="<p>More skin over the pigment makes it look cooler, and loose deep tissue lets it spread.</p>",
            tags=["color", "depth"],
            source="DermMicro, will SMP go blue",
            url=DERMMICRO_BLUE,
            practice=True,
        ),
    ],
}
