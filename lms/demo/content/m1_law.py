"""Module 1: law and professional practice."""

ACT_1969 = "http://www.legislation.gov.uk/ukpga/1969/24?view=plain"
WALES_FORM = "https://legislation.gov.uk/wsi/2024/1244/schedule/3/paragraph/3/made/data.html"
WALES_RULES = "https://gov.wales/new-licensing-rules-special-procedures"
WALES_PERSON = (
    "https://denbighshire.gov.uk/en/licences-permits-and-trading-standards/"
    "special-procedures-licencing-scheme/practitioners.aspx"
)
WALES_APPLY = "https://www.swansea.gov.uk/specialprocedurepersonguidance"
REGISTRATION = (
    "https://www.gloucester.gov.uk/licensing-regulations/health-safety/tattoo-hygiene-rating-scheme/"
    "tattooing-acupuncture-semi-permanent-skin-colouring-cosmetic-piercing/"
)
REACH = (
    "https://www.reach.lu/en/support/resource-center/news/news-detail/"
    "tattoo-inks-end-of-the-exemption-for-blue-153-and-green-7-pigments/"
)
JCCP = (
    "https://jccpandme.org.uk/content-hub/the-negative-aspects-of-the-aesthetic-training-industry"
)
EN_17169 = "https://tattoohygiene.eu/index.php/din-en-17169"
SPCP = "https://spcp.org/pages/spcp-guidelines"

MODULE = {
    "slug": "law-and-professional-practice",
    "title": "Law and professional practice",
    "topic": "law",
    "summary": (
        "Whom you may treat, what your council must know before you open, and what the certificate "
        "on your wall does and does not say about you."
    ),
    "outcomes": [
        "You can turn away a client under 18 kindly, and keep proof that you checked.",
        "You can name what England and Wales each require of the person and the premises.",
        "You can read a pigment label and refuse a bottle that cannot be traced.",
        "You can tell attendance, competence, CPD, registration and a license apart.",
        "You can describe your own training to a client without overstating it.",
    ],
    "lessons": [
        {
            "slug": "age-and-the-law",
            "title": "Age, and what the law calls a tattoo",
            "minutes": 20,
            "required": True,
            "summary": (
                "You may call it micropigmentation, hair tattoo or density work. The law has one "
                "word for it, and one age."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>People in our trade like soft words: semi-permanent, cosmetic, temporary. "
                    "They describe how long a result may please somebody. They do not change what "
                    "you did. You put coloring matter into living skin with a needle, and you meant "
                    "it to stay. In Great Britain that has had a legal definition since 1969.</p>",
                ),
                (
                    "quote",
                    {
                        "text": (
                            "For the purposes of this Act “Tattoo” shall mean the insertion into the "
                            "skin of any colouring material designed to leave a permanent mark."
                        ),
                        "attribution": "Tattooing of Minors Act 1969, section 3",
                        "source_url": ACT_1969,
                    },
                ),
                ("heading", {"text": "Under eighteen, the answer is no"}),
                (
                    "rich_text",
                    "<p>It is an offense to tattoo a person under the age of eighteen. The only "
                    "exception is a tattoo performed for medical reasons by a doctor, or by somebody "
                    "working under a doctor’s direction. A letter from a doctor is not direction: "
                    "nobody is in charge of your hand but you.</p>"
                    "<p>The Act covers England, Wales and Scotland. It does not extend to Northern "
                    "Ireland. Our own rule does not stop at a border: at Kestrel Lane, and in every "
                    "case study you hand in, the client is an adult.</p>",
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "A parent’s consent changes nothing",
                        "text": (
                            "<p>The offense is committed by the person who holds the machine, however "
                            "willing the family. A hairline at sixteen is also not finished: a line "
                            "drawn for that face may be wrong within five years."
                            "</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    "<p>The Act gives a defense: you had reasonable cause to believe the person was "
                    "eighteen or over, <b>and</b> you did believe it. Both halves need evidence. “He "
                    "looked older” is neither. A photo document, seen by you and noted by you, is "
                    "both.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "Check age before you talk about price",
                        "steps": [
                            {
                                "title": "Say it at booking.",
                                "text": "<p>“Please bring photo identification. I ask everybody, at "
                                "every age.” Nobody is offended by a rule that has no exceptions.</p>",
                                "image": None,
                                "alt": "",
                            },
                            {
                                "title": "Look at the document and the face together.",
                                "text": "<p>Passport or driving license, original, in date. A photo of "
                                "a document on a phone is not a document.</p>",
                                "image": None,
                                "alt": "",
                            },
                            {
                                "title": "Work out the age out loud.",
                                "text": "<p>Read the date of birth and count. Tired people misread years."
                                "</p>",
                                "image": None,
                                "alt": "",
                            },
                            {
                                "title": "Write what you saw.",
                                "text": "<p>Type of document, date seen, your initials. You need the "
                                "statement that you verified age, not a copy of somebody’s passport in a "
                                "drawer.</p>",
                                "image": None,
                                "alt": "",
                            },
                            {
                                "title": "No document, no treatment.",
                                "text": "<p>Do the talk, take no deposit, and make a second appointment."
                                "</p>",
                                "image": None,
                                "alt": "",
                            },
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "In Wales the written consultation form must contain a statement that the "
                            "license holder has verified the client’s age. We use the same line in "
                            "Bristol."
                        ),
                        "source": "Special Procedure Licences (Wales) Regulations 2024, schedule 3, paragraph 3",
                        "source_url": WALES_FORM,
                    },
                ),
                ("heading", {"text": "The hard case at the door"}),
                (
                    "rich_text",
                    "<p>A mother brings her son. He is seventeen, lost his hair to alopecia at fourteen "
                    "and has not been swimming since. She has a letter. He does not look at you.</p>"
                    "<p>You cannot treat him, and you can still be the best appointment of his year. Say "
                    "it early, so that he does not hope for half an hour: “I am not allowed to do this "
                    "before you are eighteen, and I would not want to: your hair may still change. I "
                    "can show you what it would look like, and you can ask me anything.” Then point him "
                    "to his doctor about the alopecia itself, because hair that may grow back must not "
                    "be tattooed over.</p>",
                ),
                ("heading", {"text": "Eighteen is not the only question"}),
                (
                    "rich_text",
                    "<p>Consent must come from somebody who can give it today. A Welsh license holder "
                    "must not work on a person who is, or appears to be, intoxicated, whatever the "
                    "cause, and must not go ahead when they suspect that the client is not fit and "
                    "well. You do not have to prove the drink. Appearing so is enough.</p>"
                    f'<p>Consent must also be informed. The <a href="{EN_17169}">European hygiene standard for tattooing</a>, '
                    "which covers cosmetic tattooing too, expects you to explain risks, complications, "
                    "aftercare and the colors used, both in speech and in writing.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "Before you accept a booking",
                        "items": [
                            "Photo identification asked for in writing",
                            "Date of birth read and age worked out",
                            "The client speaks for themselves, alone for at least part of the talk",
                            "No sign of drink, drugs, fever or panic",
                            "Written information given to take home and sleep on",
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["l-sc-age"]}),
            ],
        },
        {
            "slug": "permission-to-work",
            "title": "Permission to work: person, premises, pigment",
            "minutes": 25,
            "required": True,
            "summary": (
                "Before the first dot, three things need to be in order: you, the room, and what is in "
                "the bottle."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Ask ten graduates whether they are licensed and you will get ten kinds of yes. "
                    "Most of them mean “I have a certificate”. A certificate comes from a school. "
                    "Permission to work comes from a public authority, and it differs by country, "
                    "sometimes by street. Learn the two systems nearest to us well, and learn to ask "
                    "the right question everywhere else.</p>",
                ),
                ("heading", {"text": "England registers you"}),
                (
                    "rich_text",
                    "<p>Under the Local Government (Miscellaneous Provisions) Act 1982 a council that "
                    "has adopted these powers registers the <b>person</b> and the <b>premises</b> for "
                    "semi-permanent skin-coloring. Byelaws then say how clean, how sharp and how sterile. "
                    "An officer may visit. What the council cannot do is test whether you are any good."
                    "</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "An English council has no power to refuse this registration. It enforces "
                            "byelaws afterwards. Being registered is a duty, not a mark of quality."
                        ),
                        "source": "Gloucester City Council, guidance on skin-colouring registration",
                        "source_url": REGISTRATION,
                    },
                ),
                ("heading", {"text": "Wales licenses you"}),
                (
                    "rich_text",
                    "<p>Since 29 November 2024 tattooing in Wales, semi-permanent make-up included, needs "
                    "a special procedure license for the practitioner and an approval certificate for the "
                    "premises or vehicle. The license names the procedures you may perform and the places "
                    "where you may perform them, and it appears on a public register. If you live in "
                    "Bristol and do one Saturday a month in Cardiff, you need it for that Saturday.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Two neighbors, two systems (checked 22 November 2026)",
                        "columns": ["Question", "England, outside special regimes", "Wales"],
                        "rows": [
                            [
                                "What you need",
                                "Registration of the person and of the premises",
                                "License for the person, approval certificate for the premises",
                            ],
                            [
                                "Can it be refused?",
                                "No; byelaws are enforced afterwards",
                                "Yes; you must meet published criteria",
                            ],
                            [
                                "Infection control",
                                "Set by byelaws",
                                "Regulated Level 2 award, passed before you apply",
                            ],
                            [
                                "Also asked for",
                                "Details of person and premises, and a fee",
                                "Age 18 or over, criminal record check not older than three months, "
                                "insurance, photograph, fee",
                            ],
                            [
                                "How long",
                                "Ask your council",
                                "Three years; a temporary license lasts seven days at most",
                            ],
                            ["Public register", "Ask your council", "Yes, national"],
                            [
                                "If you ignore it",
                                "Published accounts speak of a fine of up to £1,000",
                                "An offense, for the person and for the place",
                            ],
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Rules move faster than courses",
                        "text": (
                            "<p>The Health and Care Act 2022 lets England license specified non-surgical "
                            "cosmetic procedures. Whether SMP will be among them was not confirmed when we "
                            "wrote this. London and some other areas have special regimes of their own. "
                            "Before you sign a lease, write to the licensing team of that council and keep "
                            "the answer.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "The bottle needs permission too"}),
                (
                    "rich_text",
                    "<p>In the European Union entry 75 of the REACH restrictions limits what mixtures for "
                    "tattooing and permanent make-up may contain. Notice two things. It "
                    "covers <b>our</b> mixtures by name, not only artistic ink. And it forbids not just "
                    "placing them on the market but <b>using</b> them: old stock does not become legal "
                    "because you bought it in a good year.</p>"
                    "<p>In Bristol we hold to the same rule. Good suppliers label to it, our graduates "
                    "travel, and a bottle that nobody can trace has no place on a tray in any country."
                    "</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Entry 75 has applied since 4 January 2022. The extra year for two pigments, "
                            "Blue 15:3 and Green 7, ended on 4 January 2023."
                        ),
                        "source": "REACH, Annex XVII, entry 75; Luxembourg helpdesk",
                        "source_url": REACH,
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Read the label before you buy",
                        "items": [
                            "It says that the mixture is for tattooing or permanent make-up",
                            "It carries a unique batch reference",
                            "It lists the ingredients",
                            "It gives safety statements in a language you read",
                            "It has a date, an unbroken seal, and a supplier who answers mail",
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>The batch reference is the one you will copy into every client record. When a "
                    "batch is recalled, it is the difference between telephoning three people and writing "
                    "to three hundred.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["l-sc-registered"]}),
            ],
        },
        {
            "slug": "what-a-certificate-says",
            "title": "What a certificate says, and what it does not",
            "minutes": 25,
            "required": True,
            "summary": (
                "Certified by whom, for what, until when, and how can a client check? If you cannot "
                "answer all four, the word is decoration."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Every advice page tells clients to choose somebody certified. Almost none says "
                    "what to look for. That leaves a gap, and poor training lives in it: a sheet of paper "
                    "handed out on the last afternoon to everybody who paid. Since you are about to earn "
                    "one, you should know exactly what yours will claim.</p>",
                ),
                (
                    "definitions",
                    {
                        "title": "Words that are not interchangeable",
                        "items": [
                            {
                                "term": "Certificate of attendance",
                                "definition": "<p>You were in the room. Nobody judged your work.</p>",
                            },
                            {
                                "term": "Competence award",
                                "definition": "<p>Assessors saw your work meet a written standard, on named "
                                "techniques, on a date. Ours is one.</p>",
                            },
                            {
                                "term": "Regulated qualification",
                                "definition": "<p>Sits on a national framework and is overseen by a "
                                "regulator such as Ofqual. A course that a private body calls accredited is "
                                "not the same thing.</p>",
                            },
                            {
                                "term": "CPD",
                                "definition": "<p>Learning that keeps a trained person current. It comes "
                                "after initial training, never instead of it.</p>",
                            },
                            {
                                "term": "Registration or license",
                                "definition": "<p>A public authority’s permission to work. It does not come "
                                "from a school.</p>",
                            },
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "The JCCP states that courses awarding CPD points are not equivalent to initial "
                            "training. For March 2024 to April 2024 it reports 40 complaints about training "
                            "providers, none of them approved by it."
                        ),
                        "source": "Joint Council for Cosmetic Practitioners",
                        "source_url": JCCP,
                    },
                ),
                ("heading", {"text": "How much training is enough?"}),
                (
                    "disagree",
                    {
                        "question": "How many hours make a practitioner?",
                        "intro": (
                            "These are published minimums and totals from different countries and bodies. "
                            "They do not measure the same thing, which is why each needs its name."
                        ),
                        "positions": [
                            {
                                "claim": "At least 100 hours, hands-on part in person, one to one",
                                "source": "SPCP fundamental program, USA",
                                "source_url": SPCP,
                                "low": 100,
                                "high": 100,
                            },
                            {
                                "claim": "169 guided learning hours",
                                "source": "VTCT Level 4 Certificate in Micropigmentation, UK",
                                "source_url": (
                                    "http://careersdocbox.com/Nursing/"
                                    "69692325-Vtct-level-4-certificate-in-micropigmentation-qcf.html"
                                ),
                                "low": 169,
                                "high": 169,
                            },
                            {
                                "claim": "185 hours in total, 90 of them guided",
                                "source": "ProQual Level 4, scalp, UK (as a course seller quotes it)",
                                "source_url": "",
                                "low": 90,
                                "high": 185,
                            },
                            {
                                "claim": "At least 200 clock hours",
                                "source": "Virginia, USA, 18VAC41-50",
                                "source_url": (
                                    "https://law.lis.virginia.gov/admincodefull/title18/agency41/"
                                    "chapter50/partVI"
                                ),
                                "low": 200,
                                "high": 200,
                            },
                            {
                                "claim": "360 hours and 50 procedures",
                                "source": "Oregon, USA",
                                "source_url": (
                                    "https://help.vbrows.com/article/"
                                    "permanent-makeup-license-requirements-for-oregon/"
                                ),
                                "low": 360,
                                "high": 360,
                            },
                            {
                                "claim": "About 1,200 hours for the whole diploma",
                                "source": "SHB50321 Diploma of Cosmetic Tattooing, Australia",
                                "source_url": "https://training.gov.au/Training/Details/SHB50321/",
                                "low": 1200,
                                "high": 1200,
                            },
                        ],
                        "unit": "hours",
                        "teach": (
                            "<p>Hours are a floor, not a proof. Ours are 100, and they earn you nothing by "
                            "themselves: the award is given when your cases and your observed practical meet "
                            "the standard, however long that takes. Courses of one to four days are common in "
                            "the UK; they can show you the craft, and they cannot show that you have it.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "What each paper proves"}),
                (
                    "table",
                    {
                        "caption": "Read a wall like an assessor",
                        "columns": ["Paper", "It shows", "It does not show"],
                        "rows": [
                            ["Attendance", "You were present", "That you can do it"],
                            [
                                "Our competence award",
                                "You met the standard in the techniques named, until the date given",
                                "A license, a regulated qualification, or skill outside its scope",
                            ],
                            [
                                "Council registration",
                                "The council knows you and the room",
                                "That anybody watched you work",
                            ],
                            [
                                "Insurance schedule",
                                "Named techniques are covered on the insurer’s conditions",
                                "That you met those conditions with this client",
                            ],
                        ],
                    },
                ),
                ("heading", {"text": "Insurance is a list of conditions"}),
                (
                    "rich_text",
                    "<p>Read the policy the day you buy it, not the day you need it. Typical questions: "
                    "which techniques are named, does scar work count as a separate one, is a patch test "
                    "required and how early, how long must you keep records, and what training evidence "
                    "will they ask to see. One British training body tells its students plainly that "
                    "insurers expect the patch test. If you skipped a condition, you may find that you "
                    "worked uninsured.</p>",
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Stay inside your scope",
                        "text": (
                            "<p>Your first award covers shaved-look density and hairline work on unscarred "
                            "scalps. It does not cover scar camouflage, active alopecia areata, or correcting "
                            "another practitioner’s work. Wanting to help is not training. Refer, and come "
                            "back for the next course.</p>"
                        ),
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Words you may put on your website",
                        "items": [
                            "The exact title of the award and who issued it",
                            "The techniques it covers, and the date it ends",
                            "The certificate number and where to check it",
                            "“Registered with” or “licensed by” your council, only if you are",
                            "Photographs of your own work, with the client’s written permission to publish",
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>Leave out “master”, “medical grade” and “fully certified”. Nobody issues the first, "
                    "nobody defines the second, and the third makes a careful client ask what the rest of "
                    "us are.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["l-sc-words"]}),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-law-and-professional-practice",
        "title": "Quiz: law and professional practice",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        {
            "key": "l-parent-consent",
            "type": "single",
            "topic": "law",
            "difficulty": 1,
            "critical": True,
            "use": "exam",
            "tags": ["age", "consent"],
            "source": "Tattooing of Minors Act 1969, section 1",
            "source_url": ACT_1969,
            "stem": (
                "<p>In Bristol, a mother brings her 17-year-old son, who has alopecia. She has signed a "
                "consent letter, and his doctor has written that treatment might help his confidence. "
                "What do you do?</p>"
            ),
            "explanation": (
                "<p>Tattooing a person under 18 is an offense in Great Britain. A parent’s consent does not "
                "change that, and a doctor’s letter is not a doctor performing or directing the work.</p>"
            ),
            "choices": [
                {
                    "text": "Treat him, and keep the mother’s letter with the record",
                    "correct": False,
                    "feedback": "A parent cannot consent to an offense.",
                },
                {
                    "text": "Treat him, because the doctor’s letter makes it medical",
                    "correct": False,
                    "feedback": "The exception needs a doctor to do or direct the work, not to write a letter.",
                },
                {
                    "text": "Decline until he is 18, and explain what he can do meanwhile",
                    "correct": True,
                    "feedback": "Right. Say it early and kindly, and point him to care for the alopecia.",
                },
                {
                    "text": "Place only a light first session, since that one fades anyway",
                    "correct": False,
                    "feedback": "Light is still a tattoo in law, and it may not fade away.",
                },
            ],
        },
        {
            "key": "l-definition",
            "type": "single",
            "topic": "law",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["definition"],
            "source": "Tattooing of Minors Act 1969, section 3",
            "source_url": ACT_1969,
            "stem": (
                "<p>A colleague says: “SMP softens over the years, so in law it is not tattooing.” Which "
                "answer fits the definition in the 1969 Act?</p>"
            ),
            "explanation": (
                "<p>The Act asks what the coloring material was designed to do when it was put into the skin. "
                "Later fading does not change that.</p>"
            ),
            "choices": [
                {
                    "text": "He is right, because the Act covers only pictures and letters",
                    "correct": False,
                    "feedback": "The definition says nothing about pictures.",
                },
                {
                    "text": "It is a tattoo: coloring put into skin to leave a lasting mark",
                    "correct": True,
                    "feedback": "Right. The purpose counts, not the marketing name.",
                },
                {
                    "text": "He is right, provided that the pigment is sold as semi-permanent",
                    "correct": False,
                    "feedback": "A supplier’s wording cannot change a statute.",
                },
                {
                    "text": "It counts as a tattoo only when the needle passes the whole dermis",
                    "correct": False,
                    "feedback": "The Act gives no depth.",
                },
            ],
        },
        {
            "key": "l-england-register",
            "type": "multiple",
            "topic": "law",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["registration", "England"],
            "source": "Local Government (Miscellaneous Provisions) Act 1982; Gloucester City Council",
            "source_url": REGISTRATION,
            "stem": (
                "<p>You open your own room in an English town that uses the 1982 Act. What has to be "
                "registered with the council? Choose every correct answer.</p>"
            ),
            "explanation": "<p>Two registrations: the person who does the work, and the premises.</p>",
            "choices": [
                {
                    "text": "You, as the person doing the work",
                    "correct": True,
                    "feedback": "Yes, each practitioner.",
                },
                {
                    "text": "The make of machine that you use",
                    "correct": False,
                    "feedback": "Equipment is a matter of byelaws, not of registration.",
                },
                {
                    "text": "The premises where you work",
                    "correct": True,
                    "feedback": "Yes, the room as well as the person.",
                },
                {
                    "text": "The school that trained you",
                    "correct": False,
                    "feedback": "The register is not about schools.",
                },
            ],
        },
        {
            "key": "l-refuse",
            "type": "true_false",
            "topic": "law",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["registration", "England"],
            "source": "Gloucester City Council, guidance on skin-colouring registration",
            "source_url": REGISTRATION,
            "stem": (
                "<p>An English council can refuse skin-coloring registration to a badly trained applicant, so "
                "being registered shows that somebody has judged the practitioner’s skill.</p>"
            ),
            "explanation": (
                "<p>Under the 1982 Act the council has no power to refuse. It enforces byelaws. Registration is "
                "a duty and says nothing about competence.</p>"
            ),
            "answer": False,
            "feedback": "Councils enforce byelaws; they do not examine your work before registering you.",
        },
        {
            "key": "l-wales-years",
            "type": "numeric",
            "topic": "law",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["license", "Wales"],
            "source": "Denbighshire County Council, special procedures licensing",
            "source_url": WALES_PERSON,
            "stem": (
                "<p>A full special procedure license is issued in Wales on 1 March 2027. For how many years is "
                "it valid?</p>"
            ),
            "explanation": "<p>Three years. A temporary license lasts seven days at most.</p>",
            "answer": "3",
            "tolerance": "0",
            "unit": "years",
        },
        {
            "key": "l-wales-apply",
            "type": "multiple",
            "topic": "law",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["license", "Wales"],
            "source": "Swansea Council, guidance notes for a special procedure license",
            "source_url": WALES_APPLY,
            "stem": (
                "<p>You want to work two days a month in Swansea. Which of these belong to your application for "
                "a special procedure license? Choose every correct answer.</p>"
            ),
            "explanation": (
                "<p>Wales asks for the Level 2 infection prevention award, a recent criminal record check, "
                "insurance and a photograph. It asks for no minimum experience and no trade-body membership."
                "</p>"
            ),
            "choices": [
                {
                    "text": "A Level 2 infection prevention and control award",
                    "correct": True,
                    "feedback": "Yes, and passed before you apply.",
                },
                {
                    "text": "Proof of five years in practice",
                    "correct": False,
                    "feedback": "Experience is not among the criteria.",
                },
                {
                    "text": "A criminal record check not older than three months",
                    "correct": True,
                    "feedback": "Yes. Order it late enough.",
                },
                {
                    "text": "Evidence of insurance",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "Membership of a tattooists’ association",
                    "correct": False,
                    "feedback": "Nice to have; not required.",
                },
            ],
        },
        {
            "key": "l-reach-use",
            "type": "single",
            "topic": "law",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["pigment", "EU", "REACH"],
            "source": "REACH, Annex XVII, entry 75",
            "source_url": REACH,
            "stem": (
                "<p>A friend with a studio in Lyon has bottles from 2020 that do not meet entry 75 of REACH. She "
                "will not sell them, only use them up on her own clients. What is true?</p>"
            ),
            "explanation": (
                "<p>Entry 75 restricts placing on the market and use. It has applied since 4 January 2022, "
                "whatever the date of purchase.</p>"
            ),
            "choices": [
                {
                    "text": "She may, because the rule concerns only sellers and importers",
                    "correct": False,
                    "feedback": "The restriction names use as well.",
                },
                {
                    "text": "She may, because the bottles were bought before January 2022",
                    "correct": False,
                    "feedback": "There is no exception for old stock.",
                },
                {
                    "text": "She may, if each client signs that the pigment is older stock",
                    "correct": False,
                    "feedback": "A client cannot waive a chemical restriction.",
                },
                {
                    "text": "She may not, because using them is restricted as well as selling",
                    "correct": True,
                    "feedback": "Right. Using is covered, and a tray is where it ends up in skin.",
                },
            ],
        },
        {
            "key": "l-label",
            "type": "multiple",
            "topic": "law",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["pigment", "label", "REACH"],
            "source": "REACH, Annex XVII, entry 75",
            "source_url": REACH,
            "stem": (
                "<p>You unpack a pigment sold in the EU. Which items must its label carry? Choose every correct "
                "answer.</p>"
            ),
            "explanation": (
                "<p>Purpose, batch, ingredients and safety statements. The shade name and a hygiene rating may be "
                "printed, but they are not what makes the bottle traceable.</p>"
            ),
            "choices": [
                {
                    "text": "A unique batch reference",
                    "correct": True,
                    "feedback": "Yes: copy it into the client’s record.",
                },
                {
                    "text": "The list of ingredients",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "The shade on each skin type",
                    "correct": False,
                    "feedback": "No label can promise a healed shade.",
                },
                {
                    "text": "That it is for tattooing or permanent make-up",
                    "correct": True,
                    "feedback": "Yes: a statement of purpose.",
                },
                {
                    "text": "The hygiene rating of the seller",
                    "correct": False,
                    "feedback": "Ratings belong to studios, not to bottles.",
                },
            ],
        },
        {
            "key": "l-cpd",
            "type": "single",
            "topic": "law",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["certificate", "training"],
            "source": "Joint Council for Cosmetic Practitioners",
            "source_url": JCCP,
            "stem": (
                "<p>A nail technician completes an online SMP course worth 20 CPD points and wants to start with "
                "clients next week. What does the JCCP say about such a course?</p>"
            ),
            "explanation": (
                "<p>CPD keeps a trained practitioner up to date. The JCCP says that it is not equivalent to "
                "initial training.</p>"
            ),
            "choices": [
                {
                    "text": "It counts as initial training above a set number of points",
                    "correct": False,
                    "feedback": "No number of points turns CPD into initial training.",
                },
                {
                    "text": "It is not equivalent to initial training",
                    "correct": True,
                    "feedback": "Right. Skill with a needle needs supervised practice and assessment.",
                },
                {
                    "text": "It is enough for anybody who already holds a beauty license",
                    "correct": False,
                    "feedback": "Other experience may shorten training. It does not replace it.",
                },
                {
                    "text": "It replaces the practical part, but not the written one",
                    "correct": False,
                    "feedback": "The practical part is what an online course can least replace.",
                },
            ],
        },
        {
            "key": "l-attendance",
            "type": "single",
            "topic": "law",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["certificate"],
            "source": "Academy standard: how we word awards",
            "source_url": "",
            "stem": (
                "<p>An applicant for a chair in your clinic shows a certificate of attendance from a three-day "
                "course. What may you conclude from it?</p>"
            ),
            "explanation": (
                "<p>Attendance means presence. Ask for assessed work: cases, an observed practical, and a "
                "certificate you can check.</p>"
            ),
            "choices": [
                {
                    "text": "That her hairlines met a written standard",
                    "correct": False,
                    "feedback": "Nobody judged her work for this paper.",
                },
                {
                    "text": "That she may work in any council area",
                    "correct": False,
                    "feedback": "Permission to work comes from an authority.",
                },
                {
                    "text": "That her insurer will accept scar work",
                    "correct": False,
                    "feedback": "Read the policy; this paper does not say so.",
                },
                {
                    "text": "That she was present on those three days",
                    "correct": True,
                    "feedback": "Right, and nothing more.",
                },
            ],
        },
        {
            "key": "l-intoxicated",
            "type": "single",
            "topic": "law",
            "difficulty": 1,
            "critical": True,
            "use": "exam",
            "tags": ["consent", "fitness"],
            "source": "Special Procedure Licences (Wales) Regulations 2024, schedule 3, paragraph 3",
            "source_url": WALES_FORM,
            "stem": (
                "<p>In Newport, a client who signed everything last week arrives for session one. He smells of "
                "alcohol, laughs a lot and sways a little. He says that he only had two beers for courage. What "
                "do you do?</p>"
            ),
            "explanation": (
                "<p>The Welsh rule is about a person who is <b>or appears to be</b> intoxicated. Last week’s "
                "signature does not make today’s consent valid, and alcohol makes bleeding and fainting more "
                "likely.</p>"
            ),
            "choices": [
                {
                    "text": "Go ahead, because he signed while he was sober last week",
                    "correct": False,
                    "feedback": "Consent has to hold today.",
                },
                {
                    "text": "Send him home safely and book another day",
                    "correct": True,
                    "feedback": "Right. Appearing intoxicated is enough to stop.",
                },
                {
                    "text": "Have him sign again and note the two beers on the form",
                    "correct": False,
                    "feedback": "A second signature in this state is worth even less.",
                },
                {
                    "text": "Give him coffee, wait for an hour, and start with the crown",
                    "correct": False,
                    "feedback": "Coffee does not sober anybody, and you cannot measure it.",
                },
            ],
        },
        {
            "key": "l-scope",
            "type": "single",
            "topic": "law",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["scope", "certificate"],
            "source": "Academy standard: scope of the foundation award",
            "source_url": "",
            "stem": (
                "<p>You hold the foundation award. A client is happy with your density work and now asks you to "
                "hide a 20 cm strip scar. Scar camouflage is not in your scope. What is the right answer?</p>"
            ),
            "explanation": (
                "<p>A scar takes pigment differently and is outside what you were assessed in. Your insurer may "
                "say the same. Refer now, train later.</p>"
            ),
            "choices": [
                {
                    "text": "Refer her to somebody who holds scar training",
                    "correct": True,
                    "feedback": "Right. She will trust you more, not less.",
                },
                {
                    "text": "Offer it free, so that it does not count as a service",
                    "correct": False,
                    "feedback": "Her skin does not know the price.",
                },
                {
                    "text": "Treat only one end of the scar, as a small first test",
                    "correct": False,
                    "feedback": "A test in a scar is scar work.",
                },
                {
                    "text": "Ask her to sign that she knows it is outside your award",
                    "correct": False,
                    "feedback": "A waiver does not give you the skill.",
                },
            ],
        },
        {
            "key": "l-sc-age",
            "type": "single",
            "topic": "law",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["age", "records"],
            "source": "Tattooing of Minors Act 1969, section 1",
            "source_url": ACT_1969,
            "stem": (
                "<p>A client who looks thirty forgot his identification. He offers to send a photo of his "
                "passport tonight. What do you do now?</p>"
            ),
            "explanation": (
                "<p>A rule without exceptions protects you both. Use the time for the consultation talk, and "
                "treat when you have seen the original.</p>"
            ),
            "choices": [
                {
                    "text": "Start, since he is clearly over eighteen",
                    "correct": False,
                    "feedback": "You would have no record that you verified anything.",
                },
                {
                    "text": "Talk today, treat when you have seen it",
                    "correct": True,
                    "feedback": "Right. The appointment is not wasted.",
                },
                {
                    "text": "Start, and add the photo to the file tonight",
                    "correct": False,
                    "feedback": "The check comes before the needle, and a photo is not a document.",
                },
            ],
        },
        {
            "key": "l-sc-registered",
            "type": "true_false",
            "topic": "law",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["license", "Wales", "England"],
            "source": "Welsh Government, licensing rules for special procedures",
            "source_url": WALES_RULES,
            "stem": (
                "<p>You are registered in Bristol. That lets you treat a client at a friend’s studio in Cardiff "
                "for one day.</p>"
            ),
            "explanation": (
                "<p>English registration does not reach into Wales. There you need a special procedure license, "
                "if only a temporary one, and the friend’s premises must be approved.</p>"
            ),
            "answer": False,
            "feedback": "Wales has its own license, even for a single day.",
        },
        {
            "key": "l-sc-words",
            "type": "multiple",
            "topic": "law",
            "difficulty": 2,
            "critical": False,
            "use": "practice",
            "tags": ["certificate", "advertising"],
            "source": "Academy standard: how we word awards",
            "source_url": "",
            "stem": (
                "<p>You have just earned our award. Which sentences are honest on your website? Choose every "
                "correct answer.</p>"
            ),
            "explanation": (
                "<p>Say what was issued, by whom, for what and until when. A competence award is neither a "
                "license nor a regulated qualification.</p>"
            ),
            "choices": [
                {
                    "text": "“Foundation award, Kestrel Lane Academy. Check the number here.”",
                    "correct": True,
                    "feedback": "Yes: title, issuer and a way to check.",
                },
                {
                    "text": "“Government-licensed SMP master.”",
                    "correct": False,
                    "feedback": "We are not a government, and nobody licenses masters.",
                },
                {
                    "text": "“Assessed in shaved-look density and hairline work.”",
                    "correct": True,
                    "feedback": "Yes: the scope in plain words.",
                },
                {
                    "text": "“Holds a regulated Level 4 in scalp micropigmentation.”",
                    "correct": False,
                    "feedback": "Only if you also hold that qualification.",
                },
            ],
        },
    ],
}
