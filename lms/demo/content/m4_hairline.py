"""Module 4: hairline design."""

SHAPIRO = "https://plasticsurgerykey.com/hairline-design-and-frontal-hairline-restoration-3/"
GARG = (
    "https://jcasonline.com/decoding-facial-esthetics-to-recreate-an-esthetic-hairline-"
    "a-method-which-includes-forehead-curvature/"
)
KAMOL = "https://uat.kamolhospital.com/blog/178/hairline-design-in-hair-transplant"
QOVES = "https://qoves.com/female-facial-attractiveness-what-makes-an-attractive-feminine-hairline/"
ESTPLAST = "https://www.estplast.com.tr/en/article/223/composing-a-hair-line"
RASSMAN = "https://baldingblog.com/category/hair-transplantation/page/14"
JAPAN = "https://ouci.dntb.gov.ua/en/works/4wgnvz84"
KOREA = "https://e-aaps.org/journal/view.php?number=135"
LATERAL_POINT = (
    "https://www.hairtx.com/hairline/the-lateral-anterior-point-in-hair-transplantation/"
)
PARALLEL = "https://forum.hairsite.com/t/lets-talk-hairlines/3802"
SHORELINE = (
    "https://www.hairtx.com/hairline/shoreline-understanding-of-a-hairline-in-hair-restoration/"
)
FEATHER = "https://regrowhair.com/should-scalp-micropigmentation-smp-be-used-to-create-an-aggressive-hairline"
THIRDS = "http://scitepress.net/PublishedPapers/2022/113002/pdf/index.html"
ASYMMETRY = "https://pmc.ncbi.nlm.nih.gov/articles/PMC5556787"
NUSBAUM = "https://regrowhair.com/?p=2449"
ULTRASCALP = "https://ultrascalp-ink.co.uk/2023/10/23/how-do-i-choose-a-hairline/"
SMPCLINICS = (
    "http://www.smpclinics.com/blog/what-is-the-key-to-awesome-scalp-micropigmentation-hairlines/"
)


def _step(title: str, text: str) -> dict[str, str | None]:
    return {"title": title, "text": text, "image": None, "alt": ""}


MODULE = {
    "slug": "hairline-design",
    "title": "Hairline design",
    "topic": "hairline-design",
    "summary": (
        "Where the line goes, how it turns at the temples, and how it fades. Most of what we know was "
        "learned in transplant surgery; we say so, and we say where sources part ways."
    ),
    "outcomes": [
        "You can find the landmarks on any forehead and mark them in the same order every time.",
        "You can justify a height in centimeters to the client and to an assessor.",
        "You can place the frontotemporal apex so that it still looks right when more hair is lost.",
        "You can draw a line that is straight from afar and irregular up close.",
        "You can check symmetry without chasing what nobody sees.",
    ],
    "lessons": [
        {
            "slug": "landmarks-and-height",
            "title": "Landmarks, and how high the line sits",
            "minutes": 30,
            "required": True,
            "summary": (
                "Five points on the face decide where a hairline can be. The first decision, and the one you "
                "cannot take back, is height."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Clients bring photographs of actors. Faces bring landmarks. You start with the face, because "
                    "the face will still be there when the actor is forgotten. Every measure below begins at the same "
                    "place: the glabella, the flat spot between the eyebrows.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:hairline-landmarks",
                        "alt": (
                            "Front view of a head with a vertical line from between the eyebrows to the middle of the "
                            "hairline, and dotted verticals through the pupils and the outer corners of the eyes."
                        ),
                        "caption": "The landmarks. Learn them as verticals that you drop, not as a shape you copy.",
                        "points": [
                            {
                                "x": 50,
                                "y": 78,
                                "label": "Glabella",
                                "text": "Between the brows. Every height is measured from here.",
                            },
                            {
                                "x": 50,
                                "y": 42,
                                "label": "Midfrontal point",
                                "text": "The lowest point of the line, in the middle.",
                            },
                            {
                                "x": 34,
                                "y": 40,
                                "label": "Mid-pupil, right eye",
                                "text": "Here the curve changes direction.",
                            },
                            {
                                "x": 66,
                                "y": 40,
                                "label": "Mid-pupil, left eye",
                                "text": "The same on the other side.",
                            },
                            {
                                "x": 27,
                                "y": 35,
                                "label": "Frontotemporal apex, right",
                                "text": "On the vertical of the outer eye corner.",
                            },
                            {
                                "x": 73,
                                "y": 35,
                                "label": "Frontotemporal apex, left",
                                "text": "On the vertical of the outer eye corner.",
                            },
                        ],
                    },
                ),
                (
                    "steps",
                    {
                        "title": "Mark in this order",
                        "steps": [
                            _step(
                                "Sit the client upright.",
                                "<p>Eyes open, looking at your nose, brow relaxed. Lying down, the forehead slides "
                                "and you draw a different face.</p>",
                            ),
                            _step(
                                "Find the midline.",
                                "<p>Glabella, tip of the nose, notch of the lip.</p>",
                            ),
                            _step(
                                "Measure up from the glabella.",
                                "<p>Flexible tape, along the skin. Mark the midfrontal point and say the number "
                                "aloud.</p>",
                            ),
                            _step(
                                "Drop four verticals.",
                                "<p>Through both pupils and both outer eye corners. A thread held at arm’s length is "
                                "straighter than a ruler on a curve.</p>",
                            ),
                            _step(
                                "Join the points lightly, then step back three meters.",
                                "<p>Look from the front and from both sides. Then turn the chair to the mirror.</p>",
                            ),
                            _step(
                                "Photograph the template, and have it agreed.",
                                "<p>In writing, before any pigment is poured.</p>",
                            ),
                        ],
                    },
                ),
                ("heading", {"text": "How high?"}),
                (
                    "disagree",
                    {
                        "question": "How high should a man’s hairline be?",
                        "intro": (
                            "Published heights of the midfrontal point in centimeters. Most are measured from the "
                            "glabella, one from the brows, and one is an average of what exists, not advice."
                        ),
                        "positions": [
                            {
                                "claim": "8 cm above the glabella",
                                "source": "Garg, 431 cases",
                                "source_url": GARG,
                                "low": 8,
                                "high": 8,
                            },
                            {
                                "claim": "About 8 cm",
                                "source": "Kamol Hospital",
                                "source_url": KAMOL,
                                "low": 8,
                                "high": 8,
                            },
                            {
                                "claim": "6 to 8 cm",
                                "source": "Qoves",
                                "source_url": QOVES,
                                "low": 6,
                                "high": 8,
                            },
                            {
                                "claim": "7 to 11 cm above the brows",
                                "source": "EstPlast",
                                "source_url": ESTPLAST,
                                "low": 7,
                                "high": 11,
                            },
                            {
                                "claim": "Mean of 6.65 cm, measured",
                                "source": "Japanese men, PRS Global Open, 2021",
                                "source_url": JAPAN,
                                "low": 6.65,
                                "high": 6.65,
                            },
                        ],
                        "unit": "cm",
                        "teach": (
                            "<p>We accept 6.5 to 8 cm, and 9 or more for an older client or a long face. Whatever you choose, "
                            f'write why: age, stage, family, old photographs, the client’s own brow. <a href="{RASSMAN}">Rassman’s check</a> is a good second opinion: 1.5 to 2 cm above the highest crease when the brow is raised.</p>'
                        ),
                    },
                ),
                (
                    "comparison",
                    {
                        "before_image": "art:hairline-too-low",
                        "before_alt": "Drawing of a head with a low, dense hairline close above the brows.",
                        "after_image": "art:hairline-natural",
                        "after_alt": "Drawing of the same head with a higher, softer hairline and open temples.",
                        "before_label": "Too low",
                        "after_label": "Natural",
                        "caption": "The same head, two heights (drawing). Cover the lower half and the left one still looks wrong.",
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Too low cannot be mended with more pigment",
                        "text": (
                            "<p>You can always come down by two millimeters next month. You can never go back up; only "
                            "repeated laser treatment can try. In an observed practical a line set too low on a man at "
                            "Norwood III or beyond ends the assessment.</p>"
                        ),
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Surgeons who build hairlines for a living put two warnings first: do not make it too low, and "
                            "take future loss into account."
                        ),
                        "source": "Shapiro and Shapiro, hairline design",
                        "source_url": SHAPIRO,
                    },
                ),
                (
                    "rich_text",
                    "<p>Old photographs help more than rules. Ask for three: at twenty, at thirty, last year. Where did the "
                    f'line run before it moved? <a href="{ULTRASCALP}">SMP practitioners advise</a> aligning to that original line, and never going below '
                    "it. Often the client finds that the hairline he remembers was higher than the one he now asks "
                    "for.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["h-sc-height"]}),
            ],
        },
        {
            "slug": "the-frontotemporal-angle",
            "title": "The corner: the frontotemporal angle",
            "minutes": 25,
            "required": True,
            "summary": (
                "Height makes a hairline believable or not at arm’s length. The corner makes it believable in "
                "profile, and in ten years."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Where the front meets the side there is a corner. In a boy it is round and full. In a man it opens, "
                    "and that opening is half of what makes a grown face look grown. Clients want it filled more than "
                    "anything else. It is also the place where a filled corner gives SMP away from across the street."
                    "</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "The frontotemporal apex lies on the vertical through the outer corner of the eye, and it stays on "
                            "that line as loss goes on. It moves back along it, not inward."
                        ),
                        "source": "Shapiro and Shapiro, hairline design",
                        "source_url": SHAPIRO,
                    },
                ),
                (
                    "rich_text",
                    "<p>That sentence is a gift. You do not have to guess where the corner was in a bald man: drop the "
                    "vertical from the outer corner of the eye, and it is somewhere on it. You only decide how far back. "
                    "And because the corner will go on moving along the same vertical, a corner placed there stays right "
                    "while the rest changes.</p>",
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Do not flatten it, do not fill it",
                        "text": (
                            "<p>A corner without recession joins front and side into a cap. When the natural hair behind it "
                            "goes, the cap stays. If the client insists, take a photograph of the filled drawing from the "
                            "side and look at it together.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Where the curve turns"}),
                (
                    "rich_text",
                    "<p>Between the middle and the corner the line changes its mind. Toward the midline it bulges forward; "
                    "toward the outside it bends back. The turning point sits at the vertical of the mid-pupil. Transplant "
                    "surgeons call it the lateral anterior point. Draw without it and you get a single smooth arc, which "
                    "reads as a headband.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "Build one side, then the other",
                        "steps": [
                            _step(
                                "Drop the outer vertical.",
                                "<p>From the outer corner of the eye, straight up, both sides.</p>",
                            ),
                            _step(
                                "Choose how far back the apex lies.",
                                "<p>Look at the rim of the natural side hair. The apex must be able to meet it.</p>",
                            ),
                            _step(
                                "Mark the turning point.",
                                "<p>On the mid-pupil vertical, slightly behind the midfrontal point.</p>",
                            ),
                            _step(
                                "Join three points with two curves.",
                                "<p>Forward in the middle, back at the side. No corner at the turning point.</p>",
                            ),
                            _step(
                                "Look in profile.",
                                "<p>Move the chair by a quarter turn. The opening must be visible from there.</p>",
                            ),
                        ],
                    },
                ),
                ("heading", {"text": "A geometry to fall back on"}),
                (
                    "rich_text",
                    "<p>Garg’s team described points that can be taped out on any adult male forehead and tried the method "
                    "on 431 cases of male pattern loss. It is a construction, not a law. Its value is that it is quick, and "
                    "that two people get the same points.</p>",
                ),
                (
                    "table",
                    {
                        "caption": "Garg’s points, in men",
                        "columns": ["Point", "Where", "Measure"],
                        "rows": [
                            ["A", "Glabella", "Start"],
                            ["B", "Midfrontal point", "8 cm straight up from A"],
                            ["E", "Near the outer eye corner", "8 cm sideways from A"],
                            [
                                "C",
                                "Frontotemporal point",
                                "8 cm sideways from B and 8 cm straight up from E",
                            ],
                            [
                                "D",
                                "Temporal peak",
                                "On the line from C to E, about 5 cm from C",
                            ],
                        ],
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "What should the corner be tied to?",
                        "intro": "Three rules for the same place, from three kinds of source.",
                        "positions": [
                            {
                                "claim": "The vertical through the outer eye corner",
                                "source": "Shapiro and Shapiro, surgical text",
                                "source_url": SHAPIRO,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "8 cm sideways from the midfrontal point",
                                "source": "Garg, 431 cases",
                                "source_url": GARG,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "The middle half of the line runs parallel to the middle half of the brow",
                                "source": "A hair-loss forum",
                                "source_url": PARALLEL,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>Place the apex on the eye-corner vertical. Check with Garg’s measures: if they land more than "
                            "a centimeter away, look again. Use the brow only as a last glance: where line and brow draw "
                            "together toward the outside, the corner has become too full.</p>"
                        ),
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Before you show it to the client",
                        "items": [
                            "Apex on the eye-corner vertical, left and right",
                            "Recession visible from the front and in profile",
                            "The curve turns at the mid-pupil, softly",
                            "Line and natural side hair can meet without a step",
                            "It would still look right one Norwood stage further on",
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>That last line is the one to practice on paper. Take your drawing, rub out a finger’s width of the "
                    "natural hair all around, and look again. If your line now floats, it was drawn for today only. Move it "
                    "back until it holds, and keep both sketches: they are the best explanation a client will ever get from "
                    "you.</p>",
                ),
                ("self_check", {"title": "Check yourself", "questions": ["h-sc-corner"]}),
            ],
        },
        {
            "slug": "irregularity-and-gradient",
            "title": "A coastline, not a fence",
            "minutes": 25,
            "required": True,
            "summary": (
                "From across a room a hairline is a line. From half a meter it is not a line at all. You have to "
                "draw both."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Think of a coast on a map and the same coast under your feet. From far away it is nearly straight. "
                    "Close up it is all bays and stones. Natural hairlines do the same: plain at large, restless in small. "
                    "Work that is plain at both distances looks stamped on. Work that is restless at both looks moth-eaten."
                    "</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "A natural hairline is principally straight at a distance, the macro line, and principally "
                            "irregular up close, the micro line."
                        ),
                        "source": "Lam, shoreline model; Shapiro and Shapiro",
                        "source_url": SHORELINE,
                    },
                ),
                (
                    "comparison",
                    {
                        "before_image": "art:hairline-ruler-straight",
                        "before_alt": "Drawing of a head with a hairline cut off as if with a ruler, equally dense to the edge.",
                        "after_image": "art:hairline-natural",
                        "after_alt": "Drawing of a head with an uneven, feathered hairline.",
                        "before_label": "Fence",
                        "after_label": "Coastline",
                        "caption": "The same height, two edges (drawing). Trade writers call the left one the helmet.",
                    },
                ),
                ("heading", {"text": "Thin at the front, fuller behind"}),
                (
                    "rich_text",
                    "<p>Look along your own hairline in a mirror, or at a friend’s. The first hairs stand alone. A finger’s "
                    "width back they stand close. That rise, not darkness, is what makes an edge look grown. The first few "
                    "millimeters are the least dense part of the whole head, always.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:density-gradient",
                        "alt": (
                            "A strip of scalp from the front edge at the left to dense hair at the right, dots few and "
                            "scattered at the left, closer and closer toward the right."
                        ),
                        "caption": "Three zones behind the edge. Density never falls on the way back.",
                        "points": [
                            {
                                "x": 15,
                                "y": 50,
                                "label": "0 to 5 mm",
                                "text": "Single dots, wide gaps. The lightest shade of the day.",
                            },
                            {
                                "x": 45,
                                "y": 50,
                                "label": "5 to 10 mm",
                                "text": "Gaps close. Still nothing in rows.",
                            },
                            {
                                "x": 80,
                                "y": 50,
                                "label": "Beyond 10 mm",
                                "text": "Working density of this client’s plan.",
                            },
                        ],
                    },
                ),
                (
                    "steps",
                    {
                        "title": "Build from behind",
                        "steps": [
                            _step(
                                "Start two or three centimeters behind the drawn line.",
                                "<p>Who begins with the edge makes it too stiff, because a first row wants a second."
                                "</p>",
                            ),
                            _step(
                                "Come forward in loose patches.",
                                "<p>Never in rows, never along the pencil.</p>",
                            ),
                            _step(
                                "Open the spacing as you come.",
                                "<p>By the last centimeter, each dot should look as if it could have been left out."
                                "</p>",
                            ),
                            _step(
                                "Break the line last.",
                                "<p>A few single dots in front of it, a few gaps in it. Count them: fewer than you "
                                "like.</p>",
                            ),
                            _step(
                                "Leave the edge alone until the next session.",
                                "<p>You have not yet seen how this scalp heals.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Irregular is not the same as random",
                        "text": (
                            "<p>Chance makes clumps and holes. Hair does neither. And a zigzag that repeats is a pattern, "
                            "which the eye finds faster than anything else. Vary distance, direction and step without ever "
                            "letting two dots touch.</p>"
                        ),
                    },
                ),
                (
                    "table",
                    {
                        "caption": "What gives it away, and what to do",
                        "columns": ["You see", "Cause", "Next time"],
                        "rows": [
                            [
                                "A dark rim at the front",
                                "Edge first, or edge as dense as the rest",
                                "Start behind, open the spacing",
                            ],
                            [
                                "Teeth, all the same size",
                                "Irregularity added to a finished line",
                                "Let it grow from the last centimeter",
                            ],
                            [
                                "A line along the pencil mark",
                                "Following the template with the needle",
                                "Mark with dots or a pale pencil, wipe it early",
                            ],
                            [
                                "A soft edge, but straight at three meters it wavers",
                                "Too much irregularity, macro line lost",
                                "Step back before every pass",
                            ],
                        ],
                    },
                ),
                (
                    "rich_text",
                    "<p>The client chooses how defined the edge should be, and some want it crisp. You can give a crisper "
                    "line in session three, after two healed results, by adding dots. You cannot give a softer one by taking "
                    "dots away. So the rule of height applies here too: begin on the side you can come back from.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "Look at it from",
                        "items": [
                            "Three meters, front: straight and calm",
                            "Half a meter, front: no row, no rhythm",
                            "The side, light behind the head: no rim",
                            "A telephone photograph in poor light: what strangers will see",
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["h-sc-edge"]}),
            ],
        },
        {
            "slug": "symmetry-thirds-and-women",
            "title": "Symmetry, thirds, and women’s hairlines",
            "minutes": 25,
            "required": True,
            "summary": (
                "Rules about proportion are useful until you believe them. Here is which ones hold, and how far."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Put a mirror down the middle of any face and you will meet two strangers. Brows differ, ears differ, "
                    "skulls lean. A hairline drawn with perfect symmetry onto an uneven face looks crooked; a hairline that "
                    "follows the face looks straight. So how much difference may there be?</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Facial asymmetry below about 3 to 4 mm, or a slant below about 3 to 4 degrees, is generally not "
                            "noticed by people who look at a face."
                        ),
                        "source": "Review of facial asymmetry, PMC5556787",
                        "source_url": ASYMMETRY,
                    },
                ),
                (
                    "rich_text",
                    "<p>Take two lessons from that. First, measure: a corner that is six millimeters higher than the other "
                    "will be seen by everybody, even if nobody can say what is wrong. Second, stop: a corner that is two "
                    "millimeters higher is finished. Every correction adds pigment, and added pigment always moves the line "
                    "down and forward.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "Check symmetry in two minutes",
                        "steps": [
                            _step(
                                "Thread across both apexes.",
                                "<p>Hold it taut. Compare with the line through the pupils, not with the floor.</p>",
                            ),
                            _step(
                                "Measure both sides from the midline.",
                                "<p>Tape along the skin, midfrontal point to apex, twice.</p>",
                            ),
                            _step(
                                "Photograph from the front, then mirror the picture.",
                                "<p>What you have stopped seeing jumps out when it is reversed.</p>",
                            ),
                            _step(
                                "Decide: correct, or leave.",
                                "<p>Below three millimeters, leave it and write the number down.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "Never even out during the session what was agreed before it",
                        "text": (
                            "<p>If the template was wrong, stop, sit the client up, redraw, photograph and ask. A change the "
                            "client has not agreed to is work outside consent, however small and however right.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Are faces divided in thirds?"}),
                (
                    "rich_text",
                    "<p>You will be taught, and it is pretty, that a face has three equal parts: hairline to brow, brow to "
                    "base of nose, nose to chin. A study in 2022 tested it on photographs with marked landmarks and found "
                    "that the parts were not equal. Use thirds to start a conversation or to notice that a plan is far "
                    "out. Never use them to pass or fail a hairline, yours or anybody’s.</p>",
                ),
                ("heading", {"text": "Women: lower, rounder, closed"}),
                (
                    "rich_text",
                    "<p>Women rarely come for a new hairline, but some do: after traction, after surgery, or because the line "
                    "has always been high. The contour is different. The corner is rounded and closed, often with a soft "
                    "forward swelling to each side of the middle. In one American series such side mounds were found in "
                    "98 in 100. Recession, the mark of a grown man, is exactly what you do not draw.</p>",
                ),
                (
                    "disagree",
                    {
                        "question": "How high is a woman’s hairline?",
                        "intro": "Two measured averages and one recommendation, in centimeters above the glabella.",
                        "positions": [
                            {
                                "claim": "5.5 cm",
                                "source": "Qoves",
                                "source_url": QOVES,
                                "low": 5.5,
                                "high": 5.5,
                            },
                            {
                                "claim": "Mean of 6.2 cm",
                                "source": "Japanese women, PRS Global Open, 2021",
                                "source_url": JAPAN,
                                "low": 6.2,
                                "high": 6.2,
                            },
                            {
                                "claim": "Mean of 6.38 cm",
                                "source": "Korean women, Archives of Aesthetic Plastic Surgery",
                                "source_url": KOREA,
                                "low": 6.38,
                                "high": 6.38,
                            },
                        ],
                        "unit": "cm",
                        "teach": (
                            "<p>We accept 5.5 to 6.5 cm with a written reason. The averages describe women in two countries; "
                            "the client is one woman, and her own old photographs outrank all three.</p>"
                        ),
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "How common is a widow’s peak?",
                        "intro": "Share of women with a peak in the middle of the hairline, in percent.",
                        "positions": [
                            {
                                "claim": "81 %",
                                "source": "Nusbaum, 360 women in the USA",
                                "source_url": NUSBAUM,
                                "low": 81,
                                "high": 81,
                            },
                            {
                                "claim": "29.6 %",
                                "source": "Japanese women, PRS Global Open, 2021",
                                "source_url": JAPAN,
                                "low": 29.6,
                                "high": 29.6,
                            },
                        ],
                        "unit": "%",
                        "teach": (
                            "<p>Both can be true: populations differ, and so does what an author calls a peak. Look at the "
                            "client’s childhood pictures, and draw a peak only where there was one.</p>"
                        ),
                    },
                ),
                (
                    "table",
                    {
                        "caption": "Two contours side by side",
                        "columns": ["Feature", "Men", "Women"],
                        "rows": [
                            ["Corner", "Open, recessed", "Rounded, closed"],
                            ["Middle", "A gentle bulge", "Often a peak or side mounds"],
                            [
                                "Edge",
                                "Feathered over several millimeters",
                                "Softer still, fine hairs in front",
                            ],
                            ["Usual request", "A new line", "Density behind the existing line"],
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["h-sc-symmetry"]}),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-hairline-design",
        "title": "Quiz: hairline design",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        {
            "key": "h-too-low",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["height", "consent"],
            "source": "Shapiro and Shapiro, hairline design",
            "source_url": SHAPIRO,
            "stem": (
                "<p>A man of 23 at Norwood III asks for a line 5 cm above the glabella, “like my nephew”. He offers to "
                "sign anything. What do you do?</p>"
            ),
            "explanation": (
                "<p>The first rule of hairline design is not to make it too low, above all when loss has only begun. "
                "It stays while the hair behind it goes. A signature does not make it right.</p>"
            ),
            "choices": [
                {
                    "text": "Draw it as he asks, and have him sign for the height",
                    "correct": False,
                    "feedback": "He would carry it for life, and your name with it.",
                },
                {
                    "text": "Draw it, but keep the dots so light that it hardly shows",
                    "correct": False,
                    "feedback": "Light or dark, the place is wrong.",
                },
                {
                    "text": "Meet him halfway, at 6 cm, and see how he likes it",
                    "correct": False,
                    "feedback": "Halfway to wrong, and you can never go back up.",
                },
                {
                    "text": "Decline that height, and show him why on a sketch",
                    "correct": True,
                    "feedback": "Right. Offer a height you can defend, or no treatment.",
                },
            ],
        },
        {
            "key": "h-redraw",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["consent", "template"],
            "source": "Academy standard: treatment stays inside the agreed template",
            "source_url": "",
            "stem": (
                "<p>Half an hour into session one you notice that the agreed template sits 5 mm lower on the left. The "
                "client is lying down, numb, with headphones on. What is right?</p>"
            ),
            "explanation": (
                "<p>The client agreed to one drawing. Changing it without asking is treatment outside consent. Stop, "
                "sit up, redraw, photograph, agree.</p>"
            ),
            "choices": [
                {
                    "text": "Bring the right side down to match while you work",
                    "correct": False,
                    "feedback": "Outside consent, and lower on both sides.",
                },
                {
                    "text": "Stop, sit the client up, and agree on a new drawing",
                    "correct": True,
                    "feedback": "Right, however awkward it feels.",
                },
                {
                    "text": "Finish as drawn, and say nothing unless it is noticed",
                    "correct": False,
                    "feedback": "Five millimeters will be noticed, and hiding it ends trust.",
                },
                {
                    "text": "Split the difference and mention it when you have finished",
                    "correct": False,
                    "feedback": "Afterwards is too late to ask.",
                },
            ],
        },
        {
            "key": "h-garg-height",
            "type": "numeric",
            "topic": "hairline-design",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["height", "garg"],
            "source": "Garg, hairline method with 431 cases",
            "source_url": GARG,
            "stem": (
                "<p>You tape out Garg’s points on a man. How many centimeters above the glabella does that method put "
                "the midfrontal point?</p>"
            ),
            "explanation": (
                "<p>8 cm in Garg’s method. Other authors give other heights, which is why the question names him.</p>"
            ),
            "answer": "8",
            "tolerance": "0",
            "unit": "cm",
        },
        {
            "key": "h-garg-points",
            "type": "multiple",
            "topic": "hairline-design",
            "difficulty": 3,
            "critical": False,
            "use": "exam",
            "tags": ["garg", "landmarks"],
            "source": "Garg, hairline method with 431 cases",
            "source_url": GARG,
            "stem": "<p>Which distances are 8 cm in Garg’s construction? Choose every correct answer.</p>",
            "explanation": (
                "<p>A to B, A to E, B to C and E to C are 8 cm. The temporal peak lies about 5 cm from the "
                "frontotemporal point.</p>"
            ),
            "choices": [
                {
                    "text": "Glabella to midfrontal point, upward",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "Frontotemporal point to temporal peak",
                    "correct": False,
                    "feedback": "That is about 5 cm.",
                },
                {
                    "text": "Glabella to the point near the eye corner, sideways",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "Midfrontal to frontotemporal point, sideways",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "One temporal peak to the other, over the top",
                    "correct": False,
                    "feedback": "Not part of the construction.",
                },
            ],
        },
        {
            "key": "h-apex-line",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["corner"],
            "source": "Shapiro and Shapiro, hairline design",
            "source_url": SHAPIRO,
            "stem": (
                "<p>In a completely bald man you have to decide where the frontotemporal apex goes. Which line holds it, "
                "and goes on holding it as loss progresses?</p>"
            ),
            "explanation": (
                "<p>The vertical through the outer corner of the eye, the lateral canthus. The apex moves back along it."
                "</p>"
            ),
            "choices": [
                {
                    "text": "The vertical through the mid-pupil",
                    "correct": False,
                    "feedback": "There the curve turns; the apex lies further out.",
                },
                {
                    "text": "The vertical through the outer eye corner",
                    "correct": True,
                    "feedback": "Right, left and right alike.",
                },
                {
                    "text": "The vertical through the front of the ear",
                    "correct": False,
                    "feedback": "That is well into the side hair.",
                },
                {
                    "text": "The horizontal through the highest brow crease",
                    "correct": False,
                    "feedback": "That helps with height, not with the corner.",
                },
            ],
        },
        {
            "key": "h-mid-pupil",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["curve", "landmarks"],
            "source": "Lam, lateral anterior point",
            "source_url": LATERAL_POINT,
            "stem": (
                "<p>An assessor says that your line is “one arc, like a headband”. What did you leave out?</p>"
            ),
            "explanation": (
                "<p>At the vertical of the mid-pupil the line turns from bulging forward to bending back. Without that "
                "turn it is a single arc.</p>"
            ),
            "choices": [
                {
                    "text": "The change from convex to concave at the mid-pupil",
                    "correct": True,
                    "feedback": "Right: the lateral anterior point.",
                },
                {
                    "text": "A second, darker row of dots just behind the front edge",
                    "correct": False,
                    "feedback": "That would make the headband worse.",
                },
                {
                    "text": "The peak in the middle that every man is born with",
                    "correct": False,
                    "feedback": "Not everybody has one, and it is not the turn.",
                },
                {
                    "text": "The exact mirror image of the other half of the line",
                    "correct": False,
                    "feedback": "Symmetry does not make a turn.",
                },
            ],
        },
        {
            "key": "h-coastline",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["edge"],
            "source": "Lam, shoreline model",
            "source_url": SHORELINE,
            "stem": "<p>Which description fits a natural hairline?</p>",
            "explanation": (
                "<p>Straight at large, irregular in small. Either one alone looks wrong.</p>"
            ),
            "choices": [
                {
                    "text": "Irregular from afar, straight up close",
                    "correct": False,
                    "feedback": "The other way round.",
                },
                {
                    "text": "Straight from afar and straight up close",
                    "correct": False,
                    "feedback": "That is the helmet.",
                },
                {
                    "text": "Straight from afar, irregular up close",
                    "correct": True,
                    "feedback": "Right: macro and micro.",
                },
                {
                    "text": "Irregular from afar and up close as well",
                    "correct": False,
                    "feedback": "That looks moth-eaten across a room.",
                },
            ],
        },
        {
            "key": "h-gradient",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["edge", "density"],
            "source": "Regrow Hair, on aggressive hairlines",
            "source_url": FEATHER,
            "stem": (
                "<p>Going back from the front edge, how should density change over the first centimeter?</p>"
            ),
            "explanation": (
                "<p>Lowest in the first few millimeters, then rising, never falling on the way back.</p>"
            ),
            "choices": [
                {
                    "text": "Highest at the edge, then falling behind it",
                    "correct": False,
                    "feedback": "That draws a dark rim.",
                },
                {
                    "text": "The same from the first dot to the last one",
                    "correct": False,
                    "feedback": "That is an edge cut with a ruler.",
                },
                {
                    "text": "High, low and high again, to look irregular",
                    "correct": False,
                    "feedback": "A stripe is not irregularity.",
                },
                {
                    "text": "Lowest at the edge, then rising behind it",
                    "correct": True,
                    "feedback": "Right.",
                },
            ],
        },
        {
            "key": "h-asymmetry",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["symmetry"],
            "source": "Review of facial asymmetry, PMC5556787",
            "source_url": ASYMMETRY,
            "stem": (
                "<p>After session two the left apex is 2 mm higher than the right. The client has not noticed and is "
                "happy. What do you do?</p>"
            ),
            "explanation": (
                "<p>Differences below about 3 to 4 mm are generally not noticed. Each correction adds pigment and brings "
                "the line lower.</p>"
            ),
            "choices": [
                {
                    "text": "Lower the left apex by 2 mm in the next session",
                    "correct": False,
                    "feedback": "That adds pigment to correct what nobody sees.",
                },
                {
                    "text": "Lower the left apex by 4 mm, since pigment fades",
                    "correct": False,
                    "feedback": "Now it would be visible, the other way round.",
                },
                {
                    "text": "Record the difference, and leave the line alone",
                    "correct": True,
                    "feedback": "Right. Knowing when to stop is part of design.",
                },
                {
                    "text": "Offer laser to take the right apex up a little",
                    "correct": False,
                    "feedback": "A burn to mend what nobody can see.",
                },
            ],
        },
        {
            "key": "h-thirds",
            "type": "true_false",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["thirds"],
            "source": "Study of facial thirds on annotated photographs, 2022",
            "source_url": THIRDS,
            "stem": (
                "<p>Since faces are divided into three equal parts, a hairline that does not complete the upper third "
                "should be marked as a mistake.</p>"
            ),
            "explanation": (
                "<p>A 2022 study on landmarked photographs found that the parts are not equal. Thirds may guide a talk; "
                "they do not grade a hairline.</p>"
            ),
            "answer": False,
            "feedback": "Faces are not built in equal thirds. Use them as a guide at most.",
        },
        {
            "key": "h-japan-difference",
            "type": "numeric",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["height", "calculation"],
            "source": "Japanese hairline study, PRS Global Open, 2021",
            "source_url": JAPAN,
            "stem": (
                "<p>A Japanese study measured mean midfrontal heights of 6.65 cm in men and 6.2 cm in women. By how many "
                "millimeters is the men’s mean higher?</p>"
            ),
            "explanation": (
                "<p>6.65 minus 6.2 is 0.45 cm, which is 4.5 mm. Less than most people guess: contour tells a man’s line "
                "from a woman’s more than height does.</p>"
            ),
            "answer": "4.5",
            "tolerance": "0.1",
            "unit": "mm",
        },
        {
            "key": "h-helmet",
            "type": "multiple",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["edge"],
            "source": "SMP Clinics, on hairlines; Shapiro and Shapiro",
            "source_url": SMPCLINICS,
            "stem": (
                "<p>Which of these make a hairline look like a helmet? Choose every correct answer.</p>"
            ),
            "explanation": (
                "<p>A ruled edge, full density right up to it, and closed corners. Single dots in front of the line do "
                "the opposite.</p>"
            ),
            "choices": [
                {
                    "text": "An edge drawn along a ruler",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "A few single dots in front of the line",
                    "correct": False,
                    "feedback": "Those soften it.",
                },
                {
                    "text": "Full density right up to the edge",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "Corners filled in completely",
                    "correct": True,
                    "feedback": "Yes, especially in profile.",
                },
            ],
        },
        {
            "key": "h-women",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["women", "corner"],
            "source": "Kamol Hospital, hairline design",
            "source_url": KAMOL,
            "stem": (
                "<p>A woman with a scar-free forehead wants her hairline redrawn after years of traction. Which contour "
                "is typical for women?</p>"
            ),
            "explanation": (
                "<p>Rounded, with a closed frontotemporal angle. Recession there reads as male.</p>"
            ),
            "choices": [
                {
                    "text": "Open corners on the eye-corner vertical",
                    "correct": False,
                    "feedback": "That is the contour of a grown man.",
                },
                {
                    "text": "Rounded, with closed corners",
                    "correct": True,
                    "feedback": "Right.",
                },
                {
                    "text": "A straight edge from temple to temple",
                    "correct": False,
                    "feedback": "Straight edges suit nobody.",
                },
                {
                    "text": "Square, with a peak in the middle",
                    "correct": False,
                    "feedback": "Peaks are common in some groups; square corners are not.",
                },
            ],
        },
        {
            "key": "h-sc-height",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 2,
            "critical": False,
            "use": "practice",
            "tags": ["height"],
            "source": "Academy standard: height with a written reason",
            "source_url": "",
            "stem": (
                "<p>You have placed a man’s line at 8.5 cm. Your assessor asks why so high. Which answer is worth most?"
                "</p>"
            ),
            "explanation": (
                "<p>A height is justified by this client: age, stage, family, old photographs, face. A number from a book "
                "is only where you began.</p>"
            ),
            "choices": [
                {
                    "text": "“Because higher is always safer than lower”",
                    "correct": False,
                    "feedback": "Usually safer, but not a reason for this face.",
                },
                {
                    "text": "“He is 58, at VI, and had it there at 30”",
                    "correct": True,
                    "feedback": "Right: age, stage and his own history.",
                },
                {
                    "text": "“Because EstPlast allows up to 11 cm”",
                    "correct": False,
                    "feedback": "A range does not choose for you.",
                },
            ],
        },
        {
            "key": "h-sc-corner",
            "type": "true_false",
            "topic": "hairline-design",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["corner"],
            "source": "Shapiro and Shapiro, hairline design",
            "source_url": SHAPIRO,
            "stem": (
                "<p>As a man’s loss goes on, the frontotemporal apex wanders inward, toward the middle of the "
                "forehead.</p>"
            ),
            "explanation": (
                "<p>It stays on the vertical through the outer corner of the eye and moves back along it.</p>"
            ),
            "answer": False,
            "feedback": "It moves back on the same vertical. That is why you can rely on it.",
        },
        {
            "key": "h-sc-edge",
            "type": "single",
            "topic": "hairline-design",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["edge"],
            "source": "Lam, shoreline model",
            "source_url": SHORELINE,
            "stem": "<p>Where do you place the first dots of a new hairline?</p>",
            "explanation": (
                "<p>Behind the edge, then forward with opening gaps. Who starts at the edge tends to draw it straight."
                "</p>"
            ),
            "choices": [
                {
                    "text": "Along the pencil line, then fill in behind",
                    "correct": False,
                    "feedback": "That makes a fence first and a field after.",
                },
                {
                    "text": "Behind the line, then forward",
                    "correct": True,
                    "feedback": "Right, opening the gaps as you come.",
                },
                {
                    "text": "At both corners, then in to the middle",
                    "correct": False,
                    "feedback": "The edge still comes first that way.",
                },
            ],
        },
        {
            "key": "h-sc-symmetry",
            "type": "numeric",
            "topic": "hairline-design",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["symmetry", "calculation"],
            "source": "Review of facial asymmetry, PMC5556787",
            "source_url": ASYMMETRY,
            "stem": (
                "<p>From the midline, you measure 72 mm to the left apex and 66 mm to the right. How many millimeters do "
                "they differ? Then decide whether people will see it.</p>"
            ),
            "explanation": (
                "<p>6 mm: more than the 3 to 4 mm that generally go unnoticed. Sit the client up and redraw.</p>"
            ),
            "answer": "6",
            "tolerance": "0",
            "unit": "mm",
        },
    ],
}
