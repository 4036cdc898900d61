"""The infection control refresher: one module, three lessons, one quiz."""

from lms.demo.content.forms import Questions, right, step, wrong

WHO_COPY = "https://morganspomade.co.uk/effective-hygiene-for-hands-skin/"
SPAULDING = "https://infection.crto.on.ca/?p=2866"
TOWN_CODE = "https://ecode360.com/29044653"
TENNESSEE = "https://legalfix.com/statutes/state-codes/tennessee/title-62/chapter-38/part-2/section-62-38-209"
MEMBRANE = "https://www.finishingtouchesgroup.com/blogs/news/guide-micropigmentation-needles"
AUTOCLAVE_TIME = "https://www.teachmetotattoo.com/autoclave-rules-of-thumb/"
NHS_SHARPS = (
    "https://cavuhb.nhs.wales/staff-information/your-health-and-wellbeing/"
    "people-health-and-wellbeing-service/occupational-health-service/sharps-injury-advice"
)
UTMB = "https://www.utmb.edu/stuck/risk-of-infection"
BUCKS = (
    "https://schoolsweb.buckinghamshire.gov.uk/health-and-safety/hs-policies/82-blood-borne-diseases/"
    "90-dealing-with-blood-and-body-fluids"
)
OSHA_TRAINING = "http://www.co.dare.nc.us/depts/ems/Bloodborne/page20.htm"
OSHA_RECORDS = "http://www.stonybrook.edu/ehs/lab/bloodborne.shtml?recordkeeping"
OSHA_QUESTIONS = (
    "http://osha.gov/pls/oshaweb/owadisp.show_document?p_id=22681&p_table=INTERPRETATIONS"
)
WASTE = "http://www.direct365.co.uk/blog/13-essential-waste-management-tips-tattoo-parlour/"
CDC = "http://cdc.gov/mmwr/preview/mmwrhtml/mm61e0822a1.htm"

q = Questions("infection-control")

MODULE = {
    "slug": "once-a-year",
    "title": "Once a year: hands, tray, sharps",
    "topic": "infection-control",
    "summary": (
        "What you knew a year ago, checked against what you do now. Bring your own tray and your own "
        "habits."
    ),
    "outcomes": [
        "You can show the ten movements of the hand wash without a picture.",
        "You can find the weak point in your own set-up.",
        "You can act in the right order after a spill or a needlestick.",
        "You can say which records a training like this has to leave behind.",
    ],
    "lessons": [
        {
            "slug": "hands-and-gloves-again",
            "title": "Hands and gloves, again",
            "minutes": 60,
            "required": True,
            "summary": "A year of good habits drifts a little every week. Today you set the clock back.",
            "body": [
                (
                    "rich_text",
                    "<p>Nobody decides to wash badly. It happens by degrees: the thumbs go first, then the "
                    "seconds, then the towel. This lesson asks you to watch yourself for one minute as if you "
                    "were marking somebody else.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "Do it now, with the pictures beside you",
                        "steps": [
                            step(
                                "Wet, then soap.",
                                "<p>Water first, then enough soap to cover every surface.</p>",
                                "art:handwash-2",
                                "Soap falling from a dispenser onto an open palm.",
                            ),
                            step(
                                "Palms, backs, between the fingers.",
                                "<p>Palm to palm, palm over the back with fingers laced, palm to palm laced.</p>",
                                "art:handwash-5",
                                "Two hands with their fingers interlaced.",
                            ),
                            step(
                                "Backs of the fingers.",
                                "<p>Hook the fingers and rub the knuckles in the other palm.</p>",
                                "art:handwash-6",
                                "Bent fingers of both hands hooked into each other.",
                            ),
                            step(
                                "Thumbs.",
                                "<p>Each thumb turned in the other fist. This is the part that drifts first.</p>",
                                "art:handwash-7",
                                "One hand closed around the thumb of the other.",
                            ),
                            step(
                                "Fingertips.",
                                "<p>In circles in the opposite palm. They hold the cartridge.</p>",
                                "art:handwash-8",
                                "Fingertips of one hand in the palm of the other.",
                            ),
                            step(
                                "Rinse, dry, towel on the tap.",
                                "<p>The towel that dried you turns the water off.</p>",
                                "art:handwash-10",
                                "A hand in a towel turning off a tap.",
                            ),
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": "The complete wash with soap and water takes 40 to 60 seconds.",
                        "source": "WHO technique, in an adapted public copy",
                        "source_url": WHO_COPY,
                    },
                ),
                (
                    "rich_text",
                    "<p>Now the task, and it needs ten minutes at your own basin. Put something colored on your "
                    "hands, a little paint or lipstick will do, close your eyes, and wash as you always wash. Open "
                    "your eyes. What is still colored is your blind spot. Most people find it at the base of the "
                    "thumb, around the nails and between the last two fingers. Wash again with the pictures, and "
                    "look again. Write down where the color stayed the first time; that note is the most useful "
                    "line you will write today.</p>",
                ),
                ("heading", {"text": "Count your gloves"}),
                (
                    "rich_text",
                    "<p>Look at yesterday’s appointment book and at yesterday’s box of gloves. If you treated "
                    "one client for four hours and used one pair, ask what you did when the phone rang, when the "
                    "client needed the lavatory, when you reached for another cap. A pair of gloves lasts until "
                    "the first surface that does not belong to the treatment. After that you take it off, wash, "
                    "and open a new pair.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "A new pair after",
                        "items": [
                            "Any interruption, even a short one",
                            "A tear, a prick or a wet feeling inside",
                            "A bottle, lamp or handle without film",
                            "Your face, your glasses, your hair",
                            "A telephone, yours or the client’s",
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Two pairs are not a spare",
                        "text": (
                            "<p>Pulling a second pair over a soiled first pair keeps the soil warm and moves it to "
                            "your hands. Off, wash, on. There is no shorter way.</p>"
                        ),
                    },
                ),
                (
                    "rich_text",
                    "<p>And look at the skin inside the gloves. Cracks and rashes are doors, and they make you wash "
                    "less because washing hurts. Pat dry instead of rubbing, use cream after the last wash of the "
                    "day, cover every cut with a waterproof dressing, and if your hands do not heal, show them to "
                    "somebody who can say why.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["r-sc-wash"]}),
            ],
        },
        {
            "slug": "your-tray-under-the-lamp",
            "title": "Your tray under the lamp",
            "minutes": 60,
            "required": True,
            "summary": (
                "Set up as you always do, then read your own tray as an inspector would: item by item, asking "
                "what it touched and what it will touch."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Spaulding’s question has not changed in a year: what does this thing touch? If it goes "
                    "through the skin it is critical and must be sterile. If it touches whole skin only, cleaning "
                    "and disinfecting will do. Nothing on your tray escapes the question, the pencil included.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:tray-setup",
                        "alt": (
                            "Drawing of a work surface: closed pigment bottle on a shelf apart, three caps, a sealed "
                            "cartridge pouch, a sharps container, machine and cord under film."
                        ),
                        "caption": "Put your own tray beside this one.",
                        "points": [
                            {
                                "x": 20,
                                "y": 40,
                                "label": "Bottle",
                                "text": "Poured, closed and away before the first dot.",
                            },
                            {
                                "x": 45,
                                "y": 55,
                                "label": "Caps",
                                "text": "Single use. What is left is thrown away.",
                            },
                            {
                                "x": 70,
                                "y": 45,
                                "label": "Pouch",
                                "text": "Sealed, dated, with a membrane cartridge inside.",
                            },
                            {
                                "x": 85,
                                "y": 70,
                                "label": "Sharps",
                                "text": "Within reach of the hand that holds the needle.",
                            },
                            {
                                "x": 30,
                                "y": 75,
                                "label": "Film",
                                "text": "Over machine and cord, and over everything else you touch.",
                            },
                        ],
                    },
                ),
                (
                    "table",
                    {
                        "caption": "Read your tray",
                        "columns": ["Item", "Class", "Ask"],
                        "rows": [
                            [
                                "Cartridge",
                                "Critical",
                                "Sterile, in date, membrane proved, lot written down?",
                            ],
                            [
                                "Pigment in the cap",
                                "Goes into skin",
                                "Sterile water, batch written down?",
                            ],
                            ["Machine and cord", "Non-critical", "Film whole from end to end?"],
                            [
                                "Spray bottle",
                                "Non-critical",
                                "Filmed, or touched only without gloves?",
                            ],
                            [
                                "Skin pencil",
                                "Touches skin",
                                "New for this client, or thrown away after?",
                            ],
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "A spring lets blood through",
                        "text": (
                            "<p>Only a membrane keeps fluid out of the handpiece, and you cannot sterilize a "
                            "handpiece between clients. If you changed supplier this year, prove the membrane "
                            "again.</p>"
                        ),
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "The CDC traced outbreaks of skin infection to gray ink that was contaminated or had been "
                            "diluted with water that was not sterile."
                        ),
                        "source": "CDC, MMWR, 2012",
                        "source_url": CDC,
                    },
                ),
                (
                    "rich_text",
                    "<p>The task for this lesson takes half an hour. Set up your tray exactly as you did for your last "
                    "client, without improving it. Photograph it. Then pick up each thing and say three sentences "
                    "about it: what it touched before, what it will touch, what happens to it afterwards. Whenever "
                    "you have to think, you have found something. Change it, photograph the tray again, and keep "
                    "both pictures with today’s date. They are worth more to you than any checklist, because they "
                    "show your own hand.</p>",
                ),
                ("heading", {"text": "If you run an autoclave"}),
                (
                    "rich_text",
                    "<p>Clean before you sterilize; steam does not work through dirt. The exposure time counts from "
                    "the moment the chamber has reached its temperature and pressure, not from the moment you press "
                    "start. Put an indicator in every load and follow your own jurisdiction for spore tests. When a "
                    "spore test fails, the machine is out of use at once, and so is everything it has packed since "
                    "the last good test.</p><p>Most of us are better off with sterile single-use packs and no "
                    "autoclave at all.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["r-sc-time"]}),
            ],
        },
        {
            "slug": "when-something-goes-wrong",
            "title": "When something goes wrong",
            "minutes": 60,
            "required": True,
            "summary": "Spills, needlesticks, and the paper that has to exist afterwards.",
            "body": [
                (
                    "rich_text",
                    "<p>You will not think clearly in the first ten seconds. That is why the order is learned now, "
                    "said aloud, and pinned inside the cupboard where the kit is.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "A needle has gone through your glove",
                        "steps": [
                            step("Stop.", "<p>Say so. The client waits; this does not.</p>"),
                            step(
                                "Let it bleed, gently.",
                                "<p>Encourage it. Do not suck and do not scrub.</p>",
                            ),
                            step("Wash.", "<p>Soap and running water, plenty of both.</p>"),
                            step("Cover.", "<p>A waterproof dressing.</p>"),
                            step(
                                "Report and get advice today.",
                                "<p>Write down the time, the device and the client record. Some treatment has to "
                                "begin within hours, so go at once and sort out the paper later.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "steps",
                    {
                        "title": "Blood on the floor",
                        "steps": [
                            step(
                                "Protect yourself.",
                                "<p>Gloves and apron, eyes if it could splash.</p>",
                            ),
                            step("Absorb.", "<p>Paper over all of it.</p>"),
                            step(
                                "Disinfect and wait.",
                                "<p>The product’s own strength and contact time.</p>",
                            ),
                            step(
                                "Wipe and bag.",
                                "<p>Into the right waste, the bag at most three quarters full.</p>",
                            ),
                            step("Wash your hands.", "<p>After the gloves are off.</p>"),
                        ],
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "How strong, and for how long?",
                        "intro": "Published instructions for bleach on blood do not agree with each other.",
                        "positions": [
                            {
                                "claim": "Hypochlorite, then leave for the stated contact time",
                                "source": "Buckinghamshire schools, body fluid policy",
                                "source_url": BUCKS,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "One part household bleach in ten, 20 to 30 minutes",
                                "source": "Several US pages",
                                "source_url": "",
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>Use a product that states a claim against blood-borne viruses, at its own strength and "
                            "time, and write both on the bottle. Then there is nothing to remember.</p>"
                        ),
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "After a percutaneous exposure a person without protection is at more risk from hepatitis "
                            "B than from hepatitis C, and at more risk from hepatitis C than from HIV."
                        ),
                        "source": "University of Texas Medical Branch",
                        "source_url": UTMB,
                    },
                ),
                (
                    "rich_text",
                    "<p>Task: walk to your spill kit now, as if it had happened. Count the seconds until you have "
                    "gloves on. Open everything. If a date has passed, or the absorbent is missing, or the kit "
                    "stands behind three boxes, you have just prevented something.</p>",
                ),
                ("heading", {"text": "What this training leaves behind"}),
                (
                    "rich_text",
                    "<p>If you work under the rules of OSHA in the United States, bloodborne pathogen training "
                    "happens at the first assignment and again at least every year. The record holds the date, a "
                    "summary of the contents, the names and qualifications of the trainers, and the names and job "
                    "titles of everybody who attended. It is kept for three years.</p><p>One more thing a web page "
                    "alone cannot give you: a trainer whom you can reach with a question while you learn. An e-mail "
                    "inbox does not count. Ours is at the desk or on the phone whenever this course is open.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "Before you close this course",
                        "items": [
                            "Spill kit opened, dates checked, nothing missing",
                            "Sharps container dated and less than three quarters full",
                            "Number for exposure advice written beside the telephone",
                            "Hepatitis B protection checked",
                            "One thing you will do differently, written down",
                        ],
                    },
                ),
                (
                    "document",
                    {
                        "document": "doc:hygiene-checklist",
                        "title": "Hygiene checklist for the wall",
                        "description": "One page, from hand wash to clean-down.",
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["r-sc-stick"]}),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-infection-control-refresher",
        "title": "Quiz: infection control refresher",
        "minutes": 12,
        "question_count": 6,
        "pass_mark": 70,
    },
    "questions": [
        q.single(
            "r-thumb",
            [
                wrong("The palms and their creases", "Every habit includes the palms."),
                wrong("The backs of the hands", "Often short, but seldom left out."),
                right("The thumbs", "Right: one of them holds the cartridge."),
                wrong("The wrists", "Worth washing, but not what touches the client."),
            ],
            stem="<p>You watch a colleague wash in ten seconds. Which part has most likely been missed?</p>",
            why="<p>Quick washing is palms and backs. Thumbs and fingertips need their own movements.</p>",
            tags=["refresher", "hands"],
            source="WHO technique, in an adapted public copy",
            url=WHO_COPY,
        ),
        q.numeric(
            "r-seconds",
            answer="40",
            tolerance="0",
            unit="seconds",
            stem=(
                "<p>The WHO technique gives a range for the wash with soap and water. What is the shortest time "
                "in that range, in seconds?</p>"
            ),
            why="<p>40 to 60 seconds.</p>",
            tags=["refresher", "hands"],
            source="WHO technique, in an adapted public copy",
            url=WHO_COPY,
        ),
        q.single(
            "r-glove-lamp",
            [
                right(
                    "Gloves off, wash, new pair",
                    "Right, and film the handle afterwards.",
                ),
                wrong("Wipe the lamp handle and carry on", "The glove is what has changed zone."),
                wrong(
                    "Carry on, a lamp is a clean object",
                    "Nothing without film belongs to the zone.",
                ),
                wrong(
                    "Change only the glove that touched it", "Hands meet. Take off both and wash."
                ),
            ],
            stem="<p>With your working gloves you turn a lamp whose handle has no film. What now?</p>",
            why="<p>A glove that has touched a surface outside the treatment is finished.</p>",
            tags=["refresher", "gloves"],
            source="Town code on body art, glove changes",
            url=TOWN_CODE,
            critical=True,
        ),
        q.single(
            "r-critical-item",
            [
                wrong("The machine body", "It touches film and gloves: non-critical."),
                wrong("The chair", "It touches whole skin at most."),
                right("The cartridge", "Right: it goes through the skin and must be sterile."),
                wrong("The lamp handle", "Non-critical, and filmed."),
            ],
            stem="<p>Which of these is a critical item in Spaulding’s sense?</p>",
            why="<p>What goes through the skin is critical.</p>",
            tags=["refresher", "spaulding"],
            source="Spaulding classification",
            url=SPAULDING,
        ),
        q.true_false(
            "r-spring",
            answer=False,
            feedback="A spring pulls the needle back. Only a membrane stops fluid.",
            stem=(
                "<p>A cartridge with a strong metal spring needs no membrane, because the spring closes the "
                "chamber. True or false?</p>"
            ),
            why="<p>Fluid passes a spring and reaches the handpiece, which meets the next client.</p>",
            tags=["refresher", "cartridge", "membrane"],
            source="Finishing Touches, guide to micropigmentation needles",
            url=MEMBRANE,
            critical=True,
        ),
        q.multiple(
            "r-caps",
            [
                right("Pigment is poured into single-use caps", "Yes."),
                right("Leftovers are thrown away", "Yes, every time."),
                wrong(
                    "Clean leftovers go back into the bottle",
                    "That spoils the bottle for everybody.",
                ),
                wrong(
                    "The open bottle stands within reach", "Closed and away before the first dot."
                ),
            ],
            stem="<p>Which statements about pigment on the tray are right? Choose every correct answer.</p>",
            why="<p>Pour, close, put away; discard what is left.</p>",
            tags=["refresher", "pigment", "set-up"],
            source="Tennessee, statute 62-38-209",
            url=TENNESSEE,
        ),
        q.single(
            "r-exposure-clock",
            [
                wrong("When you press start", "The chamber is still cold."),
                wrong("When the door is locked", "Nothing has been heated yet."),
                right(
                    "When it is hot and under pressure",
                    "Right. Everything before is warm-up.",
                ),
                wrong("When the drying phase at the end begins", "By then exposure is over."),
            ],
            stem="<p>You load an autoclave. From which moment does the exposure time count?</p>",
            why="<p>Time counts only at temperature and pressure.</p>",
            tags=["refresher", "autoclave"],
            source="Autoclave rules of thumb, Teach Me To Tattoo",
            url=AUTOCLAVE_TIME,
        ),
        q.multiple(
            "r-needlestick",
            [
                right("Encourage bleeding gently", "Yes."),
                wrong("Suck the wound", "Never: that exposes your mouth."),
                right("Wash with soap and running water", "Yes."),
                wrong("Scrub with a nail brush", "Scrubbing does further harm."),
                right("Get medical advice today", "Yes, hours matter."),
            ],
            stem=(
                "<p>You work in the UK and a used needle goes into your thumb. What is right? Choose every "
                "correct answer.</p>"
            ),
            why="<p>Gentle bleeding, washing, covering, reporting, advice the same day.</p>",
            tags=["refresher", "sharps", "first aid"],
            source="Cardiff and Vale University Health Board, sharps injury advice",
            url=NHS_SHARPS,
            difficulty=2,
            critical=True,
        ),
        q.single(
            "r-spill-first",
            [
                wrong(
                    "Spray disinfectant over all of it",
                    "It would splash, and you have no gloves yet.",
                ),
                wrong("Call the next client in later", "Kind, but not first."),
                wrong("Cover it with paper towels", "Second. Your hands are bare."),
                right("Put on gloves and an apron", "Right: protect yourself first."),
            ],
            stem="<p>A cup with blood has tipped onto the floor. What is your first action?</p>",
            why="<p>Protection, absorb, disinfect, contact time, bag, wash.</p>",
            tags=["refresher", "spill"],
            source="Buckinghamshire schools, body fluid policy",
            url=BUCKS,
        ),
        q.numeric(
            "r-ppm",
            answer="5000",
            tolerance="0",
            unit="ppm",
            stem="<p>A label says 0.5 % available chlorine. How many parts per million is that?</p>",
            why=(
                "<p>1 % is 10,000 parts per million, so 0.5 % is 5,000. One published page doubles it by "
                "mistake.</p>"
            ),
            tags=["refresher", "spill", "arithmetic"],
            source="Calculation",
            difficulty=2,
        ),
        q.numeric(
            "r-record-years",
            answer="3",
            tolerance="0",
            unit="years",
            stem=(
                "<p>For how many years does OSHA, 29 CFR 1910.1030(h)(2), require a bloodborne pathogen training "
                "record to be kept?</p>"
            ),
            why="<p>Three years from the date of the training.</p>",
            tags=["refresher", "records"],
            source="OSHA 29 CFR 1910.1030(h)(2), as summarized by Stony Brook University",
            url=OSHA_RECORDS,
            difficulty=2,
        ),
        q.true_false(
            "r-inbox",
            answer=False,
            feedback="OSHA’s letter says a trainer must be reachable; an e-mail inbox is not enough.",
            stem=(
                "<p>According to OSHA’s letter of 15 January 1999, an online course meets the duty of questions "
                "and answers when trainees can write to an e-mail inbox. True or false?</p>"
            ),
            why="<p>A person must be accessible during the training. A phone line can be enough, an inbox is not.</p>",
            tags=["refresher", "records"],
            source="OSHA interpretation, 15 January 1999",
            url=OSHA_QUESTIONS,
            difficulty=2,
        ),
        q.single(
            "r-waste-level",
            [
                wrong("When it is full to the brim", "An overfull container stabs the next hand."),
                right("At three quarters at the latest", "Right."),
                wrong("At the end of every month", "Filling decides, not the calendar."),
                wrong("When the lid no longer closes", "Then it is far too late."),
            ],
            stem="<p>When do you stop filling a waste bag or container and close it?</p>",
            why="<p>No more than three quarters full.</p>",
            tags=["refresher", "waste"],
            source="Direct365, waste management for tattoo studios",
            url=WASTE,
        ),
        q.single(
            "r-annual",
            [
                wrong("Every three years", "That is how long the record is kept."),
                wrong("Only when the law changes", "Change of tasks counts too, and so does time."),
                right("At least once a year", "Right, and at the first assignment."),
                wrong("Once, at the first assignment", "That is only the beginning."),
            ],
            stem="<p>Under OSHA’s rule, how often is bloodborne pathogen training repeated?</p>",
            why="<p>At the first assignment, then within a year of the last, and when tasks change.</p>",
            tags=["refresher", "records"],
            source="OSHA 29 CFR 1910.1030(g)(2)",
            url=OSHA_TRAINING,
        ),
        q.single(
            "r-sc-wash",
            [
                wrong("Before the new gloves only if the old ones tore", "Tear or not, you wash."),
                right("Every time, before the new pair", "Right."),
                wrong("Only at the end of the session", "Too late for the scalp in front of you."),
            ],
            stem="<p>You change gloves in the middle of a session. When do you wash your hands?</p>",
            why="<p>Between every pair.</p>",
            tags=["refresher", "gloves"],
            source="Tennessee, statute 62-38-209",
            url=TENNESSEE,
            practice=True,
        ),
        q.true_false(
            "r-sc-time",
            answer=True,
            feedback="Yes. It quarantines everything since the last good test.",
            stem=(
                "<p>After a failed spore test you stop using the autoclave at once and hold back the packs made "
                "since the last good test. True or false?</p>"
            ),
            why="<p>A failed test means you cannot know whether those packs are sterile.</p>",
            tags=["refresher", "autoclave"],
            source="Montana, ARM 37.112.131",
            practice=True,
        ),
        q.single(
            "r-sc-stick",
            [
                wrong("Finish the row of dots", "The row waits."),
                wrong("Write the incident report", "Soon, but your thumb comes first."),
                right("Stop and let it bleed gently", "Right, then soap and running water."),
            ],
            stem="<p>A cartridge has just pricked your thumb. What comes first?</p>",
            why="<p>Stop, bleed gently, wash, cover, report, advice today.</p>",
            tags=["refresher", "sharps"],
            source="Cardiff and Vale University Health Board, sharps injury advice",
            url=NHS_SHARPS,
            practice=True,
        ),
    ],
}

COURSE = {
    "slug": "infection-control-refresher",
    "title": "Infection control refresher",
    "summary": (
        "Four hours, once a year: hands, tray, spills and sharps, and the record that proves you were "
        "there."
    ),
    "outcomes": [
        "Wash your hands in the WHO order without looking it up",
        "Find and mend the weak point in your own set-up",
        "Act in the right order after a spill or a needlestick",
        "Keep the training record that an inspector asks for",
    ],
    "modules": [MODULE],
}
