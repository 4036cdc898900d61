"""Module 3: consultation and contraindications."""

WALES_FORM = "https://legislation.gov.uk/wsi/2024/1244/schedule/3/paragraph/3/made/data.html"
SKABA8 = (
    "https://www.ukstandards.org.uk/en/nos-finder/SKABA8/use-advanced-micropigmentation-techniques"
)
NORWOOD = "https://healthyfollicles.com/about-hair/hair-loss-grading-scale"
NORWOOD_FTG = (
    "https://ftg-shop.myshopify.com/blogs/news/norwood-ludwig-scale-a-classification-of-hair-loss"
)
LUDWIG = "https://pistonehair.com/progression-of-hair-loss-in-men-and-women/"
SAVIN = "https://blog.hairmax.com/the-classification-of-hair-loss-in-women/"
PHOTOTYPE = "https://www.taylorfrancis.com/books/9780429110368/chapters/10.3109/9781841847542-13"
SHAPIRO = "https://plasticsurgerykey.com/hairline-design-and-frontal-hairline-restoration-3/"
FDA_NUMBING = (
    "https://www.3newsnow.com/fda-warns-popular-pain-relief-creams-may-pose-dangerous-health-risks"
)
SCALPGURU = "https://www.scalpguru.com/smp/contraindications-for-scalp-micropigmentation/"
FTG_CONTRA = "https://finishingtouchesgroup.com/blogs/news/contraindications-and-medications"
NATURAL_INKS = "https://www.naturalinkspm.com/smp-contraindications"
INKD = "https://www.inkdsmp.com.au/post/who-smp-is-not-suitable-for"
TRANSFORMATION = (
    "https://mytransformation.com.au/medical-conditions-that-prohibit-scalp-micropigmentation/"
)
TABA_PATCH = (
    "https://courses.tabauk.com/course/scalp-micropigmentation/lessons/code-of-practice-2/topic/"
    "consulting-your-client-16/"
)
SMUDGEFREE = "https://smudgefree.co.uk/terms-and-conditions/"
MP_EDUCATORS = "https://www.mpeducators.com/course-curriculum-pmu/"
KOEBNER = "https://pmc.ncbi.nlm.nih.gov/articles/PMC10816451"


def _step(title: str, text: str) -> dict[str, str | None]:
    return {"title": title, "text": text, "image": None, "alt": ""}


MODULE = {
    "slug": "consultation-and-contraindications",
    "title": "Consultation and contraindications",
    "topic": "consultation",
    "summary": (
        "The hour in which you find out who sits in front of you, what may safely be done, and whether "
        "today is the day."
    ),
    "outcomes": [
        "You can take a consultation that leaves a complete, signed record.",
        "You can stage hair loss on the Norwood-Hamilton and Ludwig scales.",
        "You can decide to proceed, wait, refer or refuse, and say why.",
        "You can talk about medication without ever advising a client to stop it.",
        "You can explain what a patch test shows and what it cannot show.",
    ],
    "lessons": [
        {
            "slug": "the-first-meeting",
            "title": "The first meeting",
            "minutes": 25,
            "required": True,
            "summary": (
                "Listen first, look second, promise last. The form is there to make sure that you did all "
                "three."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Somebody has decided, perhaps after years, to let a stranger look at the top of his head "
                    "under a bright lamp. How you spend the next ten minutes decides whether he tells you about "
                    "the tablets, the scar and the hope. So begin with a question that a form cannot ask: "
                    "“What made you come now?” Then be quiet.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "A consultation in seven moves",
                        "steps": [
                            _step(
                                "Hear the wish in the client’s words.",
                                "<p>Write one sentence of it down, word for word. You will need it when you both "
                                "judge the result.</p>",
                            ),
                            _step(
                                "Check identity and age.",
                                "<p>Document seen, date noted, your initials.</p>",
                            ),
                            _step(
                                "Go through the medical history aloud.",
                                "<p>People tick “no” down a column. People answer a spoken question.</p>",
                            ),
                            _step(
                                "Look, magnify, touch.",
                                "<p>Good light, clean gloves, every region: skin, scars, moles, scaling, density "
                                "behind the ears.</p>",
                            ),
                            _step(
                                "Stage the loss and talk about its future.",
                                "<p>Today’s pattern, the family’s pattern, and what it does to a line drawn now."
                                "</p>",
                            ),
                            _step(
                                "Draw it on, and photograph the drawing.",
                                "<p>The design template is agreed sitting up, with a mirror, before any pigment is "
                                "mixed.</p>",
                            ),
                            _step(
                                "Explain, give it in writing, let them go home.",
                                "<p>Process, risks, number of visits, cost, aftercare, and how it may look in ten "
                                "years.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "The national standard for this work names hair follicle simulation and scalp camouflage "
                            "and puts consultation first, then agreed objectives and a design template, before needle "
                            "and pigment are even chosen."
                        ),
                        "source": "National Occupational Standard SKABA8, 4 March 2019",
                        "source_url": SKABA8,
                    },
                ),
                ("heading", {"text": "What the form must hold"}),
                (
                    "rich_text",
                    "<p>Wales has written the clearest list in Britain into law. We use it in every country, because "
                    "there is nothing on it that you could do without.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "The written consultation form",
                        "items": [
                            "Full name and contact details",
                            "A statement that you verified the client’s age",
                            "A full explanation of process, risks and contraindications",
                            "The social impact, if face or neck are concerned; a hairline is seen by everybody",
                            "Medical history: heart disease, epilepsy, diabetes, immunity, allergies, pregnancy",
                            "Prescribed medication, anticoagulants asked for by name",
                            "The aftercare advice you gave",
                            "Your signature, and the client’s countersignature",
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "If something on the form worries you, it is an answer",
                        "text": (
                            "<p>The Welsh rule is a good rule anywhere: where a contraindication appears, you do not "
                            "go ahead unless you are satisfied that it is still safe, and you do not go ahead while "
                            "you have a concern about the person’s health. A client who looks unwell is not treated "
                            "today.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Three consents, three signatures"}),
                (
                    "definitions",
                    {
                        "title": "Keep them apart",
                        "items": [
                            {
                                "term": "Consent to treatment",
                                "definition": "<p>To this design, in this place, in these sessions. Anything beyond "
                                "the template needs a new conversation.</p>",
                            },
                            {
                                "term": "Photographs for the record",
                                "definition": "<p>Seen by you, your assessors and whoever checks their work.</p>",
                            },
                            {
                                "term": "Photographs for publication",
                                "definition": "<p>Website, social media, teaching. Free to refuse, free to withdraw, "
                                "and never a condition for a lower price that is hard to turn down.</p>",
                            },
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>What you hold about a person’s health and skin is some of the most protected information "
                    "there is. Collect what you need, lock it up, and do not carry it about in a chat on your own "
                    "phone.</p>",
                ),
                ("heading", {"text": "Hope, and the size of it"}),
                (
                    "rich_text",
                    "<p>Some clients want hair. You cannot give hair; you can give the look of hair that has just been "
                    "cut very short, or of scalp that shines through less. Say that sentence early and in full. Show "
                    "healed results beside fresh ones, because fresh work is darker and sharper than anything that "
                    "will last. If the client needs to be told “like you at twenty”, the honest answer is that you "
                    "are the wrong person to ask.</p>",
                ),
                (
                    "document",
                    {
                        "document": "doc:consultation-form",
                        "title": "Consultation form",
                        "description": "The form we use, with every field from the Welsh list and three consents.",
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["c-sc-history"]}),
            ],
        },
        {
            "slug": "reading-hair-loss",
            "title": "Reading hair loss",
            "minutes": 25,
            "required": True,
            "summary": (
                "A stage is a shorthand that two practitioners can agree on. The client’s next twenty years are "
                "the part that no scale shows."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>“Thin on top” means nothing to the assessor who opens your case a year from now. A stage does. "
                    "Learn two scales well, note one stage per client, and write a word about direction: stable, "
                    "slow, fast.</p>",
                ),
                ("heading", {"text": "Men: Norwood-Hamilton"}),
                (
                    "image",
                    {
                        "image": "art:norwood-scale",
                        "alt": (
                            "Seven small heads, numbered I to VII, with loss growing from the temples and the crown "
                            "until only a horseshoe of hair is left."
                        ),
                        "caption": "Norwood-Hamilton I to VII. Two fronts move toward each other (drawing).",
                        "synthetic": True,
                    },
                ),
                (
                    "table",
                    {
                        "caption": "What to look for, stage by stage",
                        "columns": ["Stage", "What you see", "What it means for you"],
                        "rows": [
                            ["I", "No loss", "Ask why the client has come"],
                            [
                                "II",
                                "Slight recession at the temples",
                                "A mature line; often not loss at all",
                            ],
                            [
                                "III",
                                "Deep temples",
                                "The first clinically significant stage",
                            ],
                            [
                                "III vertex",
                                "As III, and the crown opens",
                                "Two areas to plan as one",
                            ],
                            [
                                "IV",
                                "Front and crown, a clear band between",
                                "The band will not stay",
                            ],
                            ["V", "The band is thin", "Blend across it, do not rely on it"],
                            ["VI", "The bridge is gone", "One large area"],
                            [
                                "VII",
                                "A horseshoe at sides and back",
                                "The shade must meet that rim",
                            ],
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>Some men do not follow the two-front pattern. In the A variants the loss moves from the front "
                    "straight back, without a separate crown. Note the A: the plan is different.</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "On the Norwood-Hamilton scale stage III is the first that counts as clinically significant; "
                            "at VI the bridge between front and crown has gone."
                        ),
                        "source": "Finishing Touches Group; Healthy Follicles",
                        "source_url": NORWOOD_FTG,
                    },
                ),
                ("heading", {"text": "Women: Ludwig, and Savin for the fine steps"}),
                (
                    "image",
                    {
                        "image": "art:ludwig-scale",
                        "alt": (
                            "Three heads seen from above. The central parting becomes wider from I to III while the "
                            "front hairline stays."
                        ),
                        "caption": "Ludwig I to III. The parting widens, the hairline mostly stays (drawing).",
                        "synthetic": True,
                    },
                ),
                (
                    "rich_text",
                    f'<p>Ludwig’s three grades describe a parting that widens while the front edge is mostly kept. Savin <a href="{SAVIN}">published nine finer pictures</a> in 1996, useful when you follow one client over years. With women '
                    "you will almost always work between living hairs: less pigment, lighter, and never a new "
                    "hairline without a very good reason.</p>",
                ),
                ("heading", {"text": "What no stage tells you"}),
                (
                    "checklist",
                    {
                        "title": "Ask before you stage",
                        "items": [
                            "When did it begin, and has it changed in the last year?",
                            "Did it come in patches, or overnight? Send those to a doctor first",
                            "Could it grow back: after illness, birth, stress, or a new tablet?",
                            "How did it go with father, mother and grandparents?",
                            "Is a transplant planned, or one already done?",
                            "How short is the client willing to cut it, for life?",
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Hair that may return",
                        "text": (
                            "<p>If the loss may be temporary, wait. Regrowing hair over pigment looks patchy and too "
                            "dark. Sudden, patchy, itchy or scaling loss needs a diagnosis before it needs you.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    "<p>Plan for the head he will have. A man of twenty-four at stage II whose father is at VI will "
                    "probably move. A line placed for today ends up as an island in front of bare scalp. Shapiro says "
                    "it of transplants, and it holds for us, who cannot even pull a graft out again: take future loss "
                    "into account.</p>",
                ),
                (
                    "rich_text",
                    "<p>One more scale will turn up on forms. The Fitzpatrick types, I to VI, describe how skin answers "
                    "to sun: burning and tanning. They are not a set of shades, and they do not predict who will scar "
                    "or darken. Note the type if you like, and choose pigment by looking at hair and skin.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["c-sc-stage"]}),
            ],
        },
        {
            "slug": "when-not-to",
            "title": "When not to: wait, refer, refuse",
            "minutes": 30,
            "required": True,
            "summary": (
                "You are not there to diagnose. You are there to notice, to stop, and to know who should look "
                "next."
            ),
            "body": [
                (
                    "rich_text",
                    f'<p><a href="{FTG_CONTRA}">Published lists</a> of contraindications are long and do not agree, and learning one by heart helps '
                    "you less than learning four answers: <b>go ahead</b>, <b>wait until</b>, <b>ask the doctor</b>, "
                    "<b>no</b>. Every finding gets one of the four, and a reason, in writing.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Our decision table. When in doubt, move one row down.",
                        "columns": ["Answer", "Findings", "Why"],
                        "rows": [
                            [
                                "Wait until it is over",
                                "Sunburn, cuts, a cold sore or infection in the area, fever, alcohol or drugs today, "
                                "a scar that is still changing, loss that may be temporary",
                                "Skin that is busy healing neither holds pigment nor resists infection",
                            ],
                            [
                                "Wait",
                                "Pregnancy and breast-feeding",
                                "Nobody can tell you that it is safe",
                            ],
                            [
                                "Ask the doctor in writing",
                                "Anticoagulants, diabetes, heart disease, epilepsy, weak immunity, recent or planned "
                                "chemotherapy, isotretinoin, diagnosed or suspected scalp disease",
                                "The risk is real and only somebody who knows the patient can weigh it",
                            ],
                            [
                                "No, here",
                                "Moles, growths and anything unexplained in the area",
                                "Pigment hides change, and change has to be seen",
                            ],
                            [
                                "No",
                                "Keloid history, psoriasis in the area, known pigment allergy, hemophilia",
                                "The needle itself can start or worsen the trouble",
                            ],
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Never tell anybody to stop a prescribed medicine",
                        "text": (
                            "<p>Not for a day, not “just the aspirin”, not if the client offers. The tablet may be all "
                            "that stands between this person and a stroke. Extra bleeding dilutes pigment and makes "
                            "thicker scabs; that is a reason for us to wait, not for them to stop. Write to the "
                            "prescriber, and let the answer stand.</p>"
                        ),
                    },
                ),
                (
                    "steps",
                    {
                        "title": "Refer so that it helps",
                        "steps": [
                            _step(
                                "Say what you saw, not what it is.",
                                "<p>“A dark spot, 6 mm, two colors, left of the crown.” Never a diagnosis, and never "
                                "“it’s surely nothing”.</p>",
                            ),
                            _step(
                                "Say what you want to know.",
                                "<p>“Is there a medical reason against tattooing in this area?”</p>",
                            ),
                            _step(
                                "Give it to the client in writing.",
                                "<p>Half of what is said in a chair is lost on the stairs.</p>",
                            ),
                            _step(
                                "Wait for the answer, and file it.",
                                "<p>No answer is not a yes.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "In people with psoriasis, injury to the skin can bring out new plaques where the skin was "
                            "hurt. It is called the Koebner response, and a tattoo needle is injury enough."
                        ),
                        "source": "Review of tattoo reactions, PMC10816451",
                        "source_url": KOEBNER,
                    },
                ),
                ("heading", {"text": "How long must they wait?"}),
                (
                    "disagree",
                    {
                        "question": "How long after chemotherapy?",
                        "intro": "Two SMP clinics publish two numbers. Neither gives a study.",
                        "positions": [
                            {
                                "claim": "At least 6 months",
                                "source": "Natural Inks",
                                "source_url": NATURAL_INKS,
                                "low": 6,
                                "high": 6,
                            },
                            {
                                "claim": "Not within the last year, nor with any due in 4 weeks",
                                "source": "Inkd SMP",
                                "source_url": INKD,
                                "low": 12,
                                "high": 12,
                            },
                        ],
                        "unit": "months",
                        "teach": (
                            "<p>A number cannot see a blood count. We treat when the team that gave the therapy agrees in "
                            "writing, and not before. It is also when the client finds out what grows back.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "The patch test"}),
                (
                    "disagree",
                    {
                        "question": "How early, and must there be one?",
                        "intro": "What a training body, a clinic and a school tell their readers.",
                        "positions": [
                            {
                                "claim": "At least 48 hours before; insurers expect it",
                                "source": "TABA",
                                "source_url": TABA_PATCH,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "At least 24 hours before, or a signed waiver",
                                "source": "SmudgeFree",
                                "source_url": SMUDGEFREE,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "Optional",
                                "source": "MP Educators",
                                "source_url": MP_EDUCATORS,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>House rule: always, at least 48 hours before, with the pigment and the anesthetic you will "
                            "use, result written down. No waivers. And say honestly what it shows: a bad early reaction. "
                            "A clear test does not rule out an allergy that comes later.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Numbing cream in the bag"}),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Ask what is already on the scalp",
                        "text": (
                            "<p>In March 2024 the FDA warned against over-the-counter numbing products with more than 4 % "
                            "lidocaine, against spreading them over large areas or irritated skin, and against wrapping. "
                            "Enough can be absorbed to disturb the heart, cause seizures or make breathing hard. A client who "
                            "arrives wrapped in film is not treated; the cream comes off, and if they feel unwell you "
                            "call for help.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    "<p>HIV stands on some clinics’ lists of prohibited conditions. It does not stand on ours. You use the "
                    "same precautions with every person, because most infections are never declared to you. What "
                    "matters is whether the client is well, and that is a question for the doctor who treats them."
                    "</p>",
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["c-sc-patch", "c-sc-triage"]},
                ),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-consultation-and-contraindications",
        "title": "Quiz: consultation and contraindications",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        {
            "key": "c-anticoagulant",
            "type": "single",
            "topic": "consultation",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["medication", "referral"],
            "source": "Academy standard: medication; My Transformation on bleeding",
            "source_url": TRANSFORMATION,
            "stem": (
                "<p>On the form a client has written warfarin. He says: “No problem, I’ll leave it out for three days "
                "before the session.” What do you answer?</p>"
            ),
            "explanation": (
                "<p>You never agree to a pause in prescribed medicine. Ask the prescriber in writing whether there is "
                "a reason against treatment, and wait. The risk of a clot is worse than any scab.</p>"
            ),
            "choices": [
                {
                    "text": "“Three days is too short, please make it a full week”",
                    "correct": False,
                    "feedback": "Never advise stopping a prescribed medicine, for any number of days.",
                },
                {
                    "text": "“Fine, but start again as soon as the session is over”",
                    "correct": False,
                    "feedback": "You would be agreeing to a pause that could kill him.",
                },
                {
                    "text": "“Keep taking it; I’ll write to your doctor before we decide”",
                    "correct": True,
                    "feedback": "Right. The medicine stays, the appointment waits.",
                },
                {
                    "text": "“Take it as usual, and I will simply work a little shallower”",
                    "correct": False,
                    "feedback": "That ignores the finding instead of asking about it.",
                },
            ],
        },
        {
            "key": "c-numbing",
            "type": "single",
            "topic": "consultation",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["anesthetic"],
            "source": "FDA warning of 26 March 2024, as reported",
            "source_url": FDA_NUMBING,
            "stem": (
                "<p>A client arrives with his whole scalp under a 10 % lidocaine cream from the internet, wrapped in "
                "cling film for an hour. He says his lips tingle a little. What do you do?</p>"
            ),
            "explanation": (
                "<p>Too strong, too large an area, and wrapped: everything that the FDA warns against. Tingling lips "
                "can be a first sign of too much in the blood. Remove it, get medical help, do not treat.</p>"
            ),
            "choices": [
                {
                    "text": "Work quickly, while the numbness still lasts",
                    "correct": False,
                    "feedback": "He may be on the way to a seizure or a disturbed heartbeat.",
                },
                {
                    "text": "Take it off, get medical help now, and do not treat",
                    "correct": True,
                    "feedback": "Right. This is an emergency until a professional says that it is not.",
                },
                {
                    "text": "Take the film off and start in about half an hour",
                    "correct": False,
                    "feedback": "What has been absorbed is still in him.",
                },
                {
                    "text": "Leave the film, and treat only the part that is not covered",
                    "correct": False,
                    "feedback": "The danger is the cream, not the place where you work.",
                },
            ],
        },
        {
            "key": "c-mole",
            "type": "single",
            "topic": "consultation",
            "difficulty": 1,
            "critical": True,
            "use": "exam",
            "tags": ["referral", "skin"],
            "source": "Scalpguru, contraindications",
            "source_url": SCALPGURU,
            "stem": (
                "<p>Inside the area you have planned there is a dark spot with an uneven edge. The client did not know "
                "that it was there. What is the right thing to do?</p>"
            ),
            "explanation": (
                "<p>Pigment over or around a changing spot hides it from everybody who should see it. Describe it, "
                "do not name it, refer in writing, and wait.</p>"
            ),
            "choices": [
                {
                    "text": "Cover it lightly, so that it blends in with the dots",
                    "correct": False,
                    "feedback": "You might hide a skin cancer from the next doctor.",
                },
                {
                    "text": "Work around it and photograph it again next year",
                    "correct": False,
                    "feedback": "A year can be too long, and photographs are not a diagnosis.",
                },
                {
                    "text": "Tell him it looks like melanoma, and carry on elsewhere",
                    "correct": False,
                    "feedback": "You do not diagnose, and you do not carry on today.",
                },
                {
                    "text": "Do not treat; describe it in writing and refer him",
                    "correct": True,
                    "feedback": "Right. You notice; somebody else diagnoses.",
                },
            ],
        },
        {
            "key": "c-norwood-three",
            "type": "single",
            "topic": "consultation",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["norwood"],
            "source": "Finishing Touches Group, Norwood and Ludwig scales",
            "source_url": NORWOOD_FTG,
            "stem": (
                "<p>A man of thirty has deep recession at both temples and a full crown. Which Norwood-Hamilton stage "
                "is that, the first regarded as clinically significant?</p>"
            ),
            "explanation": "<p>Deep temples without a bald crown are stage III.</p>",
            "choices": [
                {
                    "text": "Stage I",
                    "correct": False,
                    "feedback": "Stage I is no loss.",
                },
                {
                    "text": "Stage II",
                    "correct": False,
                    "feedback": "At II the temples are only slightly back: a mature line.",
                },
                {
                    "text": "Stage III",
                    "correct": True,
                    "feedback": "Right.",
                },
                {
                    "text": "Stage V",
                    "correct": False,
                    "feedback": "At V the crown is open too, with a thin band between.",
                },
            ],
        },
        {
            "key": "c-norwood-six",
            "type": "single",
            "topic": "consultation",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["norwood"],
            "source": "Healthy Follicles, hair loss grading",
            "source_url": NORWOOD,
            "stem": ("<p>What marks the step from Norwood-Hamilton stage V to stage VI?</p>"),
            "explanation": (
                "<p>At V a thin band still separates front and crown. At VI that bridge is gone and the two areas "
                "have become one.</p>"
            ),
            "choices": [
                {
                    "text": "The bridge between front and crown is gone",
                    "correct": True,
                    "feedback": "Right: one area instead of two.",
                },
                {
                    "text": "Only a horseshoe of hair is left at the sides",
                    "correct": False,
                    "feedback": "That is stage VII.",
                },
                {
                    "text": "The crown begins to open behind a full front",
                    "correct": False,
                    "feedback": "That begins at III vertex.",
                },
                {
                    "text": "The temples reach the line of the ear canals",
                    "correct": False,
                    "feedback": "The scale does not measure it like that.",
                },
            ],
        },
        {
            "key": "c-ludwig",
            "type": "single",
            "topic": "consultation",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["ludwig"],
            "source": "Pistone Hair, progression of hair loss",
            "source_url": LUDWIG,
            "stem": (
                "<p>A woman shows you a parting that has widened over ten years. Her front hairline is as it was. "
                "Which scale describes this pattern in three grades?</p>"
            ),
            "explanation": (
                "<p>Ludwig I to III: the central parting widens, the hairline is mostly kept. Savin’s pictures are "
                "finer, and Norwood describes men.</p>"
            ),
            "choices": [
                {
                    "text": "Norwood-Hamilton",
                    "correct": False,
                    "feedback": "That one has seven stages and describes male pattern loss.",
                },
                {
                    "text": "Ludwig",
                    "correct": True,
                    "feedback": "Right.",
                },
                {
                    "text": "Savin (1996)",
                    "correct": False,
                    "feedback": "Savin has nine finer pictures of density.",
                },
                {
                    "text": "Fitzpatrick",
                    "correct": False,
                    "feedback": "That describes how skin answers to sun.",
                },
            ],
        },
        {
            "key": "c-phototype",
            "type": "true_false",
            "topic": "consultation",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["skin"],
            "source": "Taylor and Francis, chapter on skin phototypes",
            "source_url": PHOTOTYPE,
            "stem": (
                "<p>A client’s Fitzpatrick type tells you which pigment shade to choose and how likely the skin is to "
                "scar.</p>"
            ),
            "explanation": (
                "<p>The types describe burning and tanning in sunlight. They are not a set of shades and do not "
                "predict scarring.</p>"
            ),
            "answer": False,
            "feedback": "It is about sun. Choose pigment by looking at hair and skin.",
        },
        {
            "key": "c-welsh-form",
            "type": "multiple",
            "topic": "consultation",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["form", "Wales"],
            "source": "Special Procedure Licences (Wales) Regulations 2024, schedule 3, paragraph 3",
            "source_url": WALES_FORM,
            "stem": (
                "<p>An inspector in Swansea opens your client file. Which of these must she find in the written "
                "consultation form? Choose every correct answer.</p>"
            ),
            "explanation": (
                "<p>The regulations ask for verified age, process and risks explained, medical history with "
                "prescribed medication including anticoagulants, aftercare, and two signatures. They ask for no "
                "copy of a passport and no price.</p>"
            ),
            "choices": [
                {
                    "text": "A statement that you verified the client’s age",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "A photocopy of the client’s passport",
                    "correct": False,
                    "feedback": "The statement is required, not a copy.",
                },
                {
                    "text": "Prescribed medication, including anticoagulants",
                    "correct": True,
                    "feedback": "Yes, anticoagulants are named in the text.",
                },
                {
                    "text": "The aftercare advice, explained",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "The price agreed for every session",
                    "correct": False,
                    "feedback": "Sensible, but not part of the form.",
                },
            ],
        },
        {
            "key": "c-keloid",
            "type": "single",
            "topic": "consultation",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["scar", "refusal"],
            "source": "Inkd SMP; Scalpguru, contraindications",
            "source_url": INKD,
            "stem": (
                "<p>A client has a firm, shiny scar at an ear piercing. It has grown well beyond the hole. One clinic "
                "advertises that it treats people with keloids. What do you do?</p>"
            ),
            "explanation": (
                "<p>A scar that grows past its wound is what a keloid history looks like. Thousands of needle points "
                "can start many more. Most lists name it as a contraindication, and we do not treat.</p>"
            ),
            "choices": [
                {
                    "text": "Treat one small patch first and look again in a month",
                    "correct": False,
                    "feedback": "Keloids can take many months, and a patch is enough to start one.",
                },
                {
                    "text": "Treat, as long as she signs that she accepts the risk",
                    "correct": False,
                    "feedback": "A signature does not change how her skin heals.",
                },
                {
                    "text": "Treat the scalp, since the keloid is on an ear",
                    "correct": False,
                    "feedback": "The tendency belongs to the person, not to the ear.",
                },
                {
                    "text": "Do not treat, explain why, and suggest a doctor",
                    "correct": True,
                    "feedback": "Right. Refusing is part of the craft.",
                },
            ],
        },
        {
            "key": "c-psoriasis",
            "type": "single",
            "topic": "consultation",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["skin", "koebner"],
            "source": "Review of tattoo reactions, PMC10816451",
            "source_url": KOEBNER,
            "stem": (
                "<p>A client has psoriasis with plaques at the hairline, quiet at the moment. Why is that a reason not "
                "to work there?</p>"
            ),
            "explanation": (
                "<p>In psoriasis, injury can bring out new plaques exactly where the skin was hurt: the Koebner "
                "response.</p>"
            ),
            "choices": [
                {
                    "text": "Because the plaques are infectious for you",
                    "correct": False,
                    "feedback": "Psoriasis is not infectious.",
                },
                {
                    "text": "Because the needle can bring out new plaques",
                    "correct": True,
                    "feedback": "Right: the Koebner response.",
                },
                {
                    "text": "Because pigment turns green in such skin",
                    "correct": False,
                    "feedback": "Color is not the trouble here.",
                },
                {
                    "text": "Because the skin is too thick for any needle",
                    "correct": False,
                    "feedback": "Thickness is not the reason.",
                },
            ],
        },
        {
            "key": "c-temporary",
            "type": "multiple",
            "topic": "consultation",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["triage"],
            "source": "Scalpguru, contraindications",
            "source_url": SCALPGURU,
            "stem": (
                "<p>Which findings mean “wait until it is over” rather than “no”? Choose every correct answer.</p>"
            ),
            "explanation": (
                "<p>Sunburn, a cold sore and loss that may regrow pass or become clear with time. A known pigment "
                "allergy does not go away by waiting.</p>"
            ),
            "choices": [
                {
                    "text": "Sunburn on the crown",
                    "correct": True,
                    "feedback": "Yes: let it heal completely.",
                },
                {
                    "text": "A cold sore at the hairline",
                    "correct": True,
                    "feedback": "Yes: an active herpes infection has to be over.",
                },
                {
                    "text": "A proven allergy to the pigment",
                    "correct": False,
                    "feedback": "That does not pass.",
                },
                {
                    "text": "Hair loss that began after a birth in spring",
                    "correct": True,
                    "feedback": "Yes: it may well grow back.",
                },
            ],
        },
        {
            "key": "c-negative-patch",
            "type": "true_false",
            "topic": "consultation",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["patch test"],
            "source": "SmudgeFree, terms and conditions",
            "source_url": SMUDGEFREE,
            "stem": (
                "<p>A patch test that shows nothing after two days proves that the client will not react to this "
                "pigment.</p>"
            ),
            "explanation": (
                "<p>It shows that there was no early reaction in that spot. Allergies can appear weeks or years "
                "later, and the client should hear that from you.</p>"
            ),
            "answer": False,
            "feedback": "It lowers the risk. It does not exclude a later allergy.",
        },
        {
            "key": "c-lidocaine-limit",
            "type": "numeric",
            "topic": "consultation",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["anesthetic"],
            "source": "FDA warning of 26 March 2024, as reported",
            "source_url": FDA_NUMBING,
            "stem": (
                "<p>The FDA’s 2024 warning concerns over-the-counter numbing products with more than which percentage "
                "of lidocaine?</p>"
            ),
            "explanation": (
                "<p>More than 4 %. The warning also names large areas, irritated skin and wrapping.</p>"
            ),
            "answer": "4",
            "tolerance": "0",
            "unit": "%",
        },
        {
            "key": "c-sc-history",
            "type": "single",
            "topic": "consultation",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["form"],
            "source": "Academy standard: consultation",
            "source_url": "",
            "stem": (
                "<p>A client hands you the health form with a straight column of ticks at “no”. What is the best next "
                "step?</p>"
            ),
            "explanation": (
                "<p>A column of ticks often means that nobody read the questions. Spoken, with an example each, they "
                "get answers.</p>"
            ),
            "choices": [
                {
                    "text": "Countersign it and begin to draw",
                    "correct": False,
                    "feedback": "You would be signing for something nobody has thought about.",
                },
                {
                    "text": "Ask each question aloud, with examples",
                    "correct": True,
                    "feedback": "Right. “Any tablets? Not even aspirin?”",
                },
                {
                    "text": "Ask for a letter from the family doctor",
                    "correct": False,
                    "feedback": "Only when something on the form calls for it.",
                },
            ],
        },
        {
            "key": "c-sc-stage",
            "type": "single",
            "topic": "consultation",
            "difficulty": 2,
            "critical": False,
            "use": "practice",
            "tags": ["norwood", "planning"],
            "source": "Shapiro, hairline design",
            "source_url": SHAPIRO,
            "stem": (
                "<p>He is 24 and at stage II. His father and both uncles are at VI. He wants a low, dense front line. "
                "What should your plan start from?</p>"
            ),
            "explanation": (
                "<p>The line will still be there when the hair behind it has gone. Plan for the loss that is likely, "
                "and show him what today’s wish would look like then.</p>"
            ),
            "choices": [
                {
                    "text": "From today’s hair, and add more sessions later",
                    "correct": False,
                    "feedback": "A line that is too low cannot be added to, only removed.",
                },
                {
                    "text": "From his wish, since he pays and he is an adult",
                    "correct": False,
                    "feedback": "His wish is where the talk begins, not where the plan ends.",
                },
                {
                    "text": "From the loss that is likely to come",
                    "correct": True,
                    "feedback": "Right.",
                },
            ],
        },
        {
            "key": "c-sc-patch",
            "type": "multiple",
            "topic": "consultation",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["patch test"],
            "source": "Academy standard: patch test",
            "source_url": TABA_PATCH,
            "stem": "<p>What does our house rule on patch tests say? Choose every correct answer.</p>",
            "explanation": (
                "<p>Always, 48 hours or more before, same products, result in the record, no waivers. Other houses "
                "have other rules, and your insurer may too.</p>"
            ),
            "choices": [
                {
                    "text": "At least 48 hours before treatment",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "With the products you will really use",
                    "correct": True,
                    "feedback": "Yes: pigment and anesthetic.",
                },
                {
                    "text": "A signed waiver is as good as a test",
                    "correct": False,
                    "feedback": "Not here.",
                },
            ],
        },
        {
            "key": "c-sc-triage",
            "type": "single",
            "topic": "consultation",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["triage"],
            "source": "Academy standard: decision table",
            "source_url": "",
            "stem": (
                "<p>You wrote to a client’s doctor three weeks ago about her diabetes. Nobody has answered. She has "
                "called twice for a date. What now?</p>"
            ),
            "explanation": "<p>No answer is not a yes. Ask again, through the client if that is faster.</p>",
            "choices": [
                {
                    "text": "Ask the doctor again and wait",
                    "correct": True,
                    "feedback": "Right, and tell her why.",
                },
                {
                    "text": "Take the silence as agreement",
                    "correct": False,
                    "feedback": "The letter may be lying unread.",
                },
                {
                    "text": "Do a light first session meanwhile",
                    "correct": False,
                    "feedback": "Light or not, the question is still open.",
                },
            ],
        },
    ],
}
