"""Module 9: records and photography."""

from lms.demo.content.forms import Questions, right, step, wrong

ISHRS_PHOTO = "https://www.ishrs-htforum.org/content/24/2/64.full.txt"
BAD_PHOTO = "https://booksci.cn/literature/141995442.htm"
WELSH_FORM = "https://legislation.gov.uk/wsi/2024/1244/schedule/3/paragraph/3/made/data.html"
VACS = "https://www.elitecareconsultancy.com/iqa-sampling"
HIGHFIELD = (
    "https://support.highfieldqualifications.com/hc/en-gb/articles/"
    "6501639394065-What-is-a-sampling-strategy-"
)
CPCP = "https://spcp.org/cpcp-page"
PCASA = "https://pcasa.org.za/cpcp/"
TLM = "https://tlm.org.uk/policies/condition-i-appeals-and-certificates/"
OFQUAL_I = "https://theingots.org/community/ofqualI"
REACH = (
    "https://www.reach.lu/en/support/resource-center/news/news-detail/"
    "tattoo-inks-end-of-the-exemption-for-blue-153-and-green-7-pigments/"
)
ADLER = "http://www.janeadler.com/article04.html"
VOLTAIC = "https://voltaicplasma.com/protection/"
OSHA_RECORDS = "http://www.stonybrook.edu/ehs/lab/bloodborne.shtml?recordkeeping"
NEWCONTOUR = "https://newcontour.nl/scalp-micropigmentation-smp-increasingly-popular/?lang=en"
BROW_CLINIC = "http://microbladingartistryga.com/how-to-choose-your-microblading-artist"
SKABA8 = (
    "https://www.ukstandards.org.uk/en/nos-finder/SKABA8/use-advanced-micropigmentation-techniques"
)
OREGON = (
    "https://www.oregon.gov/oha/PH/HLO/Pages/"
    "Board-Body-Art-Practitioners-Tattoo-Artists-License.aspx"
)

q = Questions("records")

MODULE = {
    "slug": "records-and-photography",
    "title": "Records and photography",
    "topic": "records",
    "summary": (
        "Five views that can be compared, consents that are kept apart, records that find a batch in a "
        "minute, and what your own certificate will say."
    ),
    "outcomes": [
        "You can take five views that match in light, distance and position, months apart.",
        "You can keep three consents apart and honor a withdrawal.",
        "You can trace a pigment batch or a cartridge lot to every client who received it.",
        "You can judge evidence as valid, authentic, current and sufficient.",
        "You can explain what your certificate covers, when it ends, and how anybody can check it.",
    ],
    "lessons": [
        {
            "slug": "five-views",
            "title": "Five views, one light",
            "minutes": 25,
            "required": True,
            "summary": (
                "A photograph is evidence only if nothing but the scalp has changed. Everything else you hold "
                "still."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Turn a lamp by a hand’s width and a thin crown looks full. Step closer and a soft hairline "
                    "looks hard. Nobody has to cheat for a before-and-after to lie; it is enough not to pay "
                    "attention. So we photograph like a surveyor: fixed points, fixed light, and a note of what was "
                    "fixed.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:five-views",
                        "alt": (
                            "One clipped head in five views: front, left at 45 degrees, right at 45 degrees, from above, "
                            "from behind."
                        ),
                        "caption": "The five views of a case, always in this order.",
                        "points": [
                            {
                                "x": 17.4,
                                "y": 52.5,
                                "label": "Front",
                                "text": "Eyes level, chin level, hairline and both brows in the picture.",
                            },
                            {
                                "x": 50,
                                "y": 53,
                                "label": "Left, 45 degrees",
                                "text": "The client turns, not you. The corner of the hairline in the middle.",
                            },
                            {
                                "x": 82.6,
                                "y": 53,
                                "label": "Right, 45 degrees",
                                "text": "The mirror image of the last one, same distance.",
                            },
                            {
                                "x": 14.5,
                                "y": 74,
                                "label": "Vertex",
                                "text": "From above, chin on the chest, nose toward the bottom edge.",
                            },
                            {
                                "x": 84.5,
                                "y": 76,
                                "label": "Occiput",
                                "text": "From behind, both ears visible, donor scars included.",
                            },
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Photographs that are to be compared need the same lighting, distance, head position and "
                            "lens, and dry, clean hair."
                        ),
                        "source": "ISHRS Hair Transplant Forum",
                        "source_url": ISHRS_PHOTO,
                    },
                ),
                (
                    "steps",
                    {
                        "title": "Build the corner once",
                        "steps": [
                            step(
                                "Mark the floor.",
                                "<p>Two feet for the client, one cross for you, a line at 45 degrees on either side.</p>",
                            ),
                            step(
                                "Fix the light.",
                                "<p>Two soft lamps, same height, same power. Curtains closed: daylight changes every hour.</p>",
                            ),
                            step(
                                "Fix the camera.",
                                "<p>Same device, same lens, no zoom with the fingers, no filter, no beauty mode.</p>",
                            ),
                            step(
                                "Put in a scale and a gray card.",
                                "<p>And a card with case number, session and date, for one frame of each set.</p>",
                            ),
                            step(
                                "Shoot before you touch, before they leave, and when healed.",
                                "<p>Three sets: before, immediately after, and at day 28 or later.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "table",
                    {
                        "caption": "Small differences, large lies",
                        "columns": ["What changed", "What it looks like", "How to prevent it"],
                        "rows": [
                            ["Lamp nearer", "More density", "Lamp on a mark, power noted"],
                            ["Hair wet", "Less density", "Dry, clean, no fiber or powder"],
                            [
                                "Chin lower",
                                "Hairline higher",
                                "Eye line level with a mark on the wall",
                            ],
                            ["Wider lens, closer", "Forehead larger", "One lens, one distance"],
                            ["Redness", "Darker dots", "Label the set: immediately after"],
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Immediately after is not a result",
                        "text": (
                            "<p>Fresh dots on pink skin photograph beautifully and mean nothing. Show a client, an assessor "
                            "or the public only healed work as a result, and say how many days it has healed.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    '<p>Dermatologists have <a href="'
                    + BAD_PHOTO
                    + '">protocols of their own</a> for views of hair loss, with more '
                    "positions than ours. If your clinic uses one, keep using it. What cannot change in the middle of a "
                    "case is the set itself.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "Before you put the camera away",
                        "items": [
                            "Five views, sharp at full size, nothing cut off",
                            "The card with number and date in one frame",
                            "No face shown where consent covers the scalp only",
                            "Set compared with the first one, side by side",
                            "Files moved to the record and deleted from the phone",
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["r9-sc-light"]}),
            ],
        },
        {
            "slug": "consent-and-privacy",
            "title": "Three consents and a private scalp",
            "minutes": 20,
            "required": True,
            "summary": (
                "Treatment, pictures for the file, pictures for the world: three questions, three answers, each of "
                "which can be no."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>A client who agrees to be treated has not agreed to be photographed for an exam, and a client "
                    "who agreed to an exam has not agreed to Instagram. People say yes to a bundle because they want "
                    "the treatment. So the questions come one at a time, each on its own line, and treatment never "
                    "depends on the other two.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Three consents",
                        "columns": ["Consent", "What it allows", "If the answer is no"],
                        "rows": [
                            [
                                "To the treatment",
                                "What is named on the form, on the named areas, nothing beside it",
                                "No treatment",
                            ],
                            [
                                "To photographs for the record and for assessment",
                                "Your file, your assessor, the quality assurer",
                                "Treatment yes, but not as a case study",
                            ],
                            [
                                "To publication",
                                "Named places, named pictures, until withdrawn",
                                "Nothing is published. Treatment and study go on",
                            ],
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "The consultation form required in Wales records that the client’s age was verified and the "
                            "medical history, explains process, risks and aftercare, and is signed by the license holder "
                            "and countersigned by the client."
                        ),
                        "source": "Welsh regulations 2024 no. 1244, schedule 3",
                        "source_url": WELSH_FORM,
                    },
                ),
                ("heading", {"text": "What a photograph carries with it"}),
                (
                    "rich_text",
                    "<p>A phone writes more into a picture than you see: the date, the device, and often the place to "
                    "within a few meters. This hidden part is called EXIF. A picture of a scalp taken at a client’s "
                    "home can therefore hold the address. Keep the original unchanged in the locked record, and strip "
                    "these data from every copy that leaves it: the one you hand in, and the one you publish.</p>",
                ),
                (
                    "definitions",
                    {
                        "title": "Words from data protection",
                        "items": [
                            {
                                "term": "Pseudonym",
                                "definition": (
                                    "<p>A number instead of a name. Your case study says “client 7”; the list of who that is "
                                    "stays in a locked place.</p>"
                                ),
                            },
                            {
                                "term": "Special category data",
                                "definition": (
                                    "<p>Data about health, among others. Consultation forms and scalp photographs belong here, so "
                                    "treat every one as if it were your own.</p>"
                                ),
                            },
                            {
                                "term": "Withdrawal",
                                "definition": (
                                    "<p>A client may take back consent to publication at any time, without a reason. Take the "
                                    "picture down the same day and write down that you did.</p>"
                                ),
                            },
                        ],
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "How long do you keep a client file?",
                        "intro": "Advice for practitioners in this field.",
                        "positions": [
                            {
                                "claim": "About 5 years",
                                "source": "Jane Adler",
                                "source_url": ADLER,
                                "low": 5,
                                "high": 5,
                            },
                            {
                                "claim": "About 10 years",
                                "source": "Voltaic Plasma",
                                "source_url": VOLTAIC,
                                "low": 10,
                                "high": 10,
                            },
                        ],
                        "unit": "years",
                        "teach": (
                            "<p>Ask your insurer and your jurisdiction, write the answer into your privacy notice, and delete "
                            "when it is reached. Keeping everything forever is not the safe choice: what you no longer hold "
                            "cannot leak.</p>"
                        ),
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Never use a picture that is not yours",
                        "text": (
                            '<p><a href="'
                            + NEWCONTOUR
                            + '">Borrowed portfolios</a> are a known trouble in permanent make-up. Evidence that shows another '
                            "person’s work ends in revocation here, and it takes from a client the only thing they had to "
                            "choose by.</p>"
                        ),
                    },
                ),
                (
                    "steps",
                    {
                        "title": "From camera to record",
                        "steps": [
                            step(
                                "File it the same day.",
                                "<p>From the device into the record, not through a chat.</p>",
                            ),
                            step(
                                "Check the set.",
                                "<p>Front, left, right, vertex, occiput; before, after, healed.</p>",
                            ),
                            step(
                                "Crop what consent leaves out.",
                                "<p>A face, a tattoo, a name tag on the wall.</p>",
                            ),
                            step(
                                "Delete from the phone.",
                                "<p>Also from the cloud copy and the recently deleted.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "In a case study there is never",
                        "items": [
                            "A client’s name, telephone number or employer",
                            "A face, unless the client allowed it for this purpose",
                            "Medical free text that the assessor does not need",
                            "A picture from anybody else’s feed",
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["r9-sc-consent"]}),
            ],
        },
        {
            "slug": "records-that-answer",
            "title": "Records that answer, certificates that end",
            "minutes": 25,
            "required": True,
            "summary": (
                "A good record answers a question from a stranger in one minute. A good certificate answers it in "
                "ten seconds, and stops answering when it should."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Two telephone calls to prepare for. An authority asks: who received batch 4471? A client asks, "
                    "three years on: what color did you use? If you can answer both without searching a drawer, your "
                    "records are good. Everything in this lesson follows from those two calls, and the "
                    '<a href="'
                    + SKABA8
                    + '">British occupational standards</a> ask for no less: photographs, records kept '
                    "under data law, and every change noted for the next treatment.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "One line of a session record",
                        "columns": ["Field", "Why it is there"],
                        "rows": [
                            [
                                "Client number, session number, date",
                                "Finds the right person without a name",
                            ],
                            [
                                "Zones, dots or area, machine setting",
                                "Lets you repeat or change it on purpose",
                            ],
                            [
                                "Cartridge: type, lot, expiry",
                                "A recall of needles reaches the right people",
                            ],
                            ["Pigment: name, batch, ratio, water", "A recall of pigment does too"],
                            [
                                "Numbing: product, percentage, time",
                                "The first question after a bad reaction",
                            ],
                            [
                                "Skin reaction, and what you did",
                                "The next session starts from here",
                            ],
                            [
                                "Aftercare given, in words and in writing",
                                "You did inform; here is when",
                            ],
                            ["Photographs: set and day of healing", "Evidence, not memory"],
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Never fill in afterwards what you did not see",
                        "text": (
                            "<p>A missing lot number stays missing, with a note that says so and when you noticed. An invented "
                            "one sends the next recall to the wrong people.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Evidence that counts"}),
                (
                    "definitions",
                    {
                        "title": "VACS: four questions an assessor asks",
                        "items": [
                            {
                                "term": "Valid",
                                "definition": "<p>Does it show what the criterion asks for?</p>",
                            },
                            {
                                "term": "Authentic",
                                "definition": "<p>Is it your own work, on your own model?</p>",
                            },
                            {
                                "term": "Current",
                                "definition": "<p>Is it recent enough to speak for you today?</p>",
                            },
                            {
                                "term": "Sufficient",
                                "definition": "<p>Is it enough to be sure, and not one lucky case?</p>",
                            },
                        ],
                    },
                ),
                (
                    "rich_text",
                    '<p>Then somebody checks the assessor. A quality assurer <a href="'
                    + HIGHFIELD
                    + '">samples decisions</a>, more '
                    "of them where an assessor is new, and accepts or rejects each. While a sampled unit is rejected, no "
                    "certificate leaves the house. If you disagree with a decision you may appeal, and the people who "
                    'decide have <a href="' + OFQUAL_I + '">no personal interest in it</a>.</p>',
                ),
                (
                    "disagree",
                    {
                        "question": "How much of the evidence is sampled?",
                        "intro": "Two answers from organizations that do it.",
                        "positions": [
                            {
                                "claim": "Every portfolio",
                                "source": "One training center’s procedure",
                                "source_url": "",
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "By risk: new assessors more, proven ones less",
                                "source": "Highfield, sampling strategy",
                                "source_url": HIGHFIELD,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>Ours is by risk, with everything sampled from an assessor’s first year. What matters to you: "
                            "your case may be looked at twice, so file it as if it were.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "What your certificate will say"}),
                (
                    "table",
                    {
                        "caption": "Read a certificate like this",
                        "columns": ["It says", "Which means"],
                        "rows": [
                            [
                                "Competence, or attendance",
                                "Somebody was assessed, or somebody was there",
                            ],
                            [
                                "Scope, and what is not covered",
                                "Ours: no scars, no active alopecia, no correction",
                            ],
                            ["Hours, theory and practical", "What a license office will ask for"],
                            ["Issued, and valid until", "Skill and hygiene fade; a date is honest"],
                            ["Number and QR", "Anybody asks the register, not the paper"],
                            [
                                "Valid, expired, suspended, revoked",
                                "The answer on the day of asking",
                            ],
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Renewal is usual where certificates are taken seriously: the CPCP exam has 100 questions with a "
                            "pass mark of 81 percent, and must be renewed every two years."
                        ),
                        "source": "Society of Permanent Cosmetic Professionals",
                        "source_url": CPCP,
                    },
                ),
                (
                    "rich_text",
                    "<p>Why so strict about endings? Because paper is easy: an association of professionals writes that "
                    'certificates are <a href="'
                    + PCASA
                    + '">made at home or given because somebody paid</a>, and a page for clients says that a <a href="'
                    + BROW_CLINIC
                    + '">certificate of attendance is not enough</a>. A revoked certificate '
                    "that still looks valid helps nobody but the person who lost it. So ours answers from a register, and "
                    "a change shows on the next request.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "Your own file, from today",
                        "items": [
                            "Training hours with date, trainer, topic and place",
                            "Every certificate with its number and end date",
                            "Hygiene refresher once a year, booked ahead",
                            "Insurance with its end date",
                            "Twelve months of case sets, healed views included",
                        ],
                    },
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["r9-sc-vacs", "r9-sc-status"]},
                ),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-records-and-photography",
        "title": "Quiz: records and photography",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        q.multiple(
            "r9-same-things",
            [
                right("Lighting", "Yes."),
                right("Distance and lens", "Yes."),
                right("Position of the head", "Yes."),
                wrong("The client’s shirt", "It may change."),
                wrong("The time of day, with daylight", "Fix the light instead of the hour."),
            ],
            stem=(
                "<p>You take the healed photographs of a case. What must be the same as in the first set? Choose every "
                "correct answer.</p>"
            ),
            why="<p>Light, distance, lens and head position; hair dry and clean.</p>",
            tags=["photography"],
            source="ISHRS Hair Transplant Forum, photography",
            url=ISHRS_PHOTO,
        ),
        q.single(
            "r9-missing-view",
            [
                wrong("The profile from the left", "Not one of the five."),
                wrong("A close view of the brows", "Useful, not required."),
                wrong("A view from below", "Not one of the five."),
                right("The view from behind", "Right: the occiput."),
            ],
            stem=(
                "<p>A case holds front, left 45 degrees, right 45 degrees and vertex. Which of the five views is "
                "missing?</p>"
            ),
            why="<p>Front, left 45, right 45, vertex, occiput.</p>",
            tags=["photography"],
            source="Kestrel Lane Academy, case study rule",
        ),
        q.single(
            "r9-after-photo",
            [
                wrong(
                    "Yes, it shows the work at its sharpest",
                    "Fresh dots on pink skin are no result.",
                ),
                wrong("Yes, if it is labeled as beautiful", "A label about beauty says nothing."),
                wrong("No, photographs may never be published", "With consent they may."),
                right("No, a result is shown healed", "Right, with the number of days."),
            ],
            stem=(
                "<p>The photo right after the session looks superb and the client has agreed to publication. May you "
                "show it as a result?</p>"
            ),
            why="<p>Immediately after is not a result. Show healed work, with the days of healing.</p>",
            tags=["photography", "honesty"],
            source="Kestrel Lane Academy, case study rule",
        ),
        q.single(
            "r9-consent-bundle",
            [
                wrong(
                    "One signature for everything, to save time", "A bundle is not a free choice."
                ),
                wrong(
                    "Publication as a condition for a lower price", "Then it is not freely given."
                ),
                right("Three separate answers, each may be no", "Right."),
                wrong("Verbal consent, noted later", "Write it, then and there."),
            ],
            stem="<p>How do you ask for consent to treatment, to assessment photographs, and to publication?</p>",
            why="<p>Separately. Treatment does not depend on the other two.</p>",
            tags=["consent"],
            source="Kestrel Lane Academy, case study rule",
        ),
        q.single(
            "r9-withdrawn",
            [
                wrong("Ask for the reason and then decide", "No reason is needed."),
                right("Take it down today and write that down", "Right."),
                wrong("Blur the head and leave it online", "Consent was to be or not to be shown."),
                wrong("Keep it until the next update of the site", "The same day."),
            ],
            stem=(
                "<p>A client who agreed to publication last year asks you to remove her picture from your site. What do "
                "you do?</p>"
            ),
            why="<p>Consent to publication can be withdrawn at any time. Act the same day and record it.</p>",
            tags=["consent", "privacy"],
            source="General data protection practice",
            critical=True,
        ),
        q.true_false(
            "r9-exif",
            answer=True,
            feedback="Yes: time, device and often the place.",
            stem=(
                "<p>A photo taken at a client’s home can contain the address, although nothing in the picture shows it. "
                "True or false?</p>"
            ),
            why="<p>EXIF data often hold coordinates. Strip them before anything leaves the record.</p>",
            tags=["privacy", "photography"],
            source="Module 9, lesson 2",
        ),
        q.single(
            "r9-borrowed",
            [
                wrong("With a link to the colleague, yes", "It is still not your work."),
                wrong("Yes, if the face cannot be seen", "Whose scalp is not the question."),
                right("No, evidence must be your own work", "Right: authentic."),
                wrong(
                    "Only if the colleague agrees in writing", "Agreement does not make it yours."
                ),
            ],
            stem=(
                "<p>One of your four cases is missing its healed photos. A colleague offers a set of hers that looks "
                "alike. May you hand it in?</p>"
            ),
            why=(
                "<p>Evidence must be authentic. Borrowed work leads to revocation and, worse, misleads clients.</p>"
            ),
            tags=["evidence", "honesty"],
            source="Elite Care Consultancy, VACS",
            url=VACS,
            critical=True,
        ),
        q.multiple(
            "r9-vacs",
            [
                right("Valid", "Yes."),
                wrong("Attractive", "Not a criterion."),
                right("Authentic", "Yes."),
                right("Current", "Yes."),
                right("Sufficient", "Yes."),
                wrong("Signed by the client", "Consent is a different matter."),
            ],
            stem="<p>Which words belong to VACS, the test for evidence? Choose every correct answer.</p>",
            why="<p>Valid, authentic, current, sufficient.</p>",
            tags=["evidence"],
            source="Elite Care Consultancy, VACS",
            url=VACS,
        ),
        q.single(
            "r9-recall-search",
            [
                wrong("The date of the session", "You would call everybody from that month."),
                right("The pigment batch", "Right: it goes straight to those affected."),
                wrong("The name of the shade", "One shade has many batches."),
                wrong("The client’s hair color", "No."),
            ],
            stem="<p>A batch of pigment is recalled. Which field of your records do you search?</p>",
            why="<p>The batch, which an EU label has to carry.</p>",
            tags=["batch", "recall"],
            source="REACH, Annex XVII, entry 75",
            url=REACH,
        ),
        q.single(
            "r9-missing-lot",
            [
                wrong("Write the lot of the box now on the shelf", "It may be another lot."),
                wrong("Leave the line out, nobody will look", "Somebody will, on a bad day."),
                right("Note that it is missing, and when you noticed", "Right."),
                wrong(
                    "Copy the lot from the session before", "A guess in a record is a false record."
                ),
            ],
            stem=(
                "<p>Filing a record in the evening, you see that you did not write down the cartridge lot, and the "
                "packs are gone. What do you do?</p>"
            ),
            why="<p>Say what is missing. An invented number would misdirect a recall.</p>",
            tags=["batch", "honesty"],
            source="Module 9, lesson 3",
            difficulty=2,
            critical=True,
        ),
        q.numeric(
            "r9-cpcp-pass",
            answer="81",
            tolerance="0",
            unit="%",
            stem="<p>What is the pass mark, in percent, of the CPCP exam with its 100 questions?</p>",
            why="<p>81 percent. The credential is renewed every two years.</p>",
            tags=["certificates"],
            source="Society of Permanent Cosmetic Professionals",
            url=CPCP,
            difficulty=2,
        ),
        q.single(
            "r9-revoked",
            [
                wrong(
                    "The paper must be sent back first", "Paper that stays out there cannot count."
                ),
                right(
                    "From then on it fails verification",
                    "Right: the register answers, not the paper.",
                ),
                wrong(
                    "It stays valid until its printed end date", "Then a check would be worthless."
                ),
                wrong(
                    "It is deleted, as if it had never been", "History is kept, with the reason."
                ),
            ],
            stem="<p>A certificate is revoked. What must happen when somebody checks it the next minute?</p>",
            why="<p>Verification must fail at once. The awarding body TLM works in this way.</p>",
            tags=["certificates", "revocation"],
            source="TLM, condition I: appeals and certificates",
            url=TLM,
            difficulty=2,
        ),
        q.true_false(
            "r9-transcript",
            answer=True,
            feedback="Yes: straight from the school, not from the applicant.",
            stem=(
                "<p>Oregon’s licensing office takes an official transcript only directly from the school. True or "
                "false?</p>"
            ),
            why="<p>The school sends it, so that nobody can edit the hours on the way.</p>",
            tags=["certificates", "law"],
            source="Oregon Health Authority, tattoo license",
            url=OREGON,
        ),
        q.single(
            "r9-appeal",
            [
                wrong("The assessor who marked the case", "First talk, yes, but not the decision."),
                wrong("The trainee’s own instructor", "Too close."),
                right("People with no personal interest in it", "Right."),
                wrong("The trainee, by correcting the record", "Records are never corrected away."),
            ],
            stem="<p>A trainee appeals a result. Under Ofqual’s condition I1, who decides?</p>",
            why="<p>People who have no personal interest in the outcome.</p>",
            tags=["appeals"],
            source="Ofqual, condition I1",
            url=OFQUAL_I,
            difficulty=2,
        ),
        q.numeric(
            "r9-osha-years",
            answer="3",
            tolerance="0",
            unit="years",
            stem=(
                "<p>For how many years from the date of the training are OSHA bloodborne pathogen training records "
                "kept?</p>"
            ),
            why="<p>Three years.</p>",
            tags=["records", "law"],
            source="OSHA 29 CFR 1910.1030(h)(2), as summarized by Stony Brook University",
            url=OSHA_RECORDS,
        ),
        # self-checks
        q.single(
            "r9-sc-light",
            [
                wrong("You will, at once", "The eye adapts; the comparison does not."),
                right("Density seems to have changed", "Right: and it has not."),
                wrong("Only the color of the skin changes", "Density changes with the angle too."),
            ],
            stem="<p>Between two sets the lamp was moved closer. What is the likely effect in the pictures?</p>",
            why="<p>Light changes apparent density. Fix it, and note it.</p>",
            tags=["photography"],
            source="ISHRS Hair Transplant Forum, photography",
            url=ISHRS_PHOTO,
            practice=True,
        ),
        q.single(
            "r9-sc-consent",
            [
                right("Treatment goes on", "Right."),
                wrong("The price goes up", "Then it would not be a free choice."),
                wrong("The case cannot be assessed", "It can, if assessment was allowed."),
            ],
            stem=(
                "<p>A client allows treatment and assessment photographs, but no publication. What follows?</p>"
            ),
            why="<p>Nothing is published, and nothing else changes.</p>",
            tags=["consent"],
            source="Module 9, lesson 2",
            practice=True,
        ),
        q.single(
            "r9-sc-vacs",
            [
                wrong("Valid", "It shows the right thing."),
                right("Current", "Right: it no longer speaks for today."),
                wrong("Authentic", "It is your own work."),
            ],
            stem=(
                "<p>For a renewal you hand in a beautiful case of your own, seven years old. Which part of VACS "
                "fails?</p>"
            ),
            why="<p>Evidence has to be recent enough to speak for you today.</p>",
            tags=["evidence"],
            source="Elite Care Consultancy, VACS",
            url=VACS,
            practice=True,
        ),
        q.true_false(
            "r9-sc-status",
            answer=False,
            feedback="The register answers, not the paper. It says suspended at once.",
            stem=(
                "<p>A printed certificate shows an end date next year. If it is suspended today, a client who scans it "
                "still sees “valid”. True or false?</p>"
            ),
            why="<p>The answer comes from the register at the moment of asking.</p>",
            tags=["certificates"],
            source="Kestrel Lane Academy, register",
            practice=True,
        ),
    ],
}
