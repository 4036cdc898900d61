"""The public guide for clients, in our own words. Not medical advice."""

from lms.demo.content.forms import step
from lms.demo.content.guide_checks import WHAT_YOU_CAN_CHECK

BRANDWOOD = "https://www.brandwoodclinic.com/news-uk-birmingham/how-deep-is-your-pigment/"
RASSMAN = "https://www.realself.com/article/scalp-micropigmentation-smp-treatment-hair-loss"
RASSMAN_BLUE = (
    "https://baldingblog.com/does-the-smp-scalp-micropigmentation-turn-green-or-blue-over-time"
)
HIS = (
    "https://hishairclinic.co.uk/blog/smp-related-blogs/"
    "why-do-some-scalp-micropigmentation-treatments-turn-blue/"
)
SHAPIRO = "https://plasticsurgerykey.com/hairline-design-and-frontal-hairline-restoration-3/"
SCALPGURU = "https://www.scalpguru.com/smp/contraindications-for-scalp-micropigmentation/"
INKD = "https://www.inkdsmp.com.au/post/who-smp-is-not-suitable-for"
AMPLIFIED_SCAR = (
    "https://scalpamplifiedstudios.com/scalp-micropigmentation-for-hair-loss/scar-camouflage/"
)
SCALPDOTS = "https://scalpdots.com/what-makes-scalp-micro-pigmentation-different-from-tattooing"
CDA = "https://www.cosmeticdesignacademy.com/how-long-does-scalp-micropigmentation-last/"
SMP_CREATIONS = "https://smphaircreations.com/what-we-offer/smp-process"
STEADY = "https://steadymicro.com/smp-care/"
NEWAGE = "https://newagespa.ca/aftercare/scalp-micropigmentation/"
ENHANCED = "https://enhancedscalp.com/resources/post-care-instructions/"
DHURAT = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5782438/"
GRANULOMA = "https://tomesphere.com/paper/PMC12929199.md"
CDC = "http://cdc.gov/mmwr/preview/mmwrhtml/mm61e0822a1.htm"
FDA_LIDOCAINE = (
    "https://www.3newsnow.com/fda-warns-popular-pain-relief-creams-may-pose-dangerous-health-risks"
)
EN_17169 = "https://tattoohygiene.eu/index.php/din-en-17169"
PCASA = "https://pcasa.org.za/cpcp/"
GLOUCESTER = (
    "https://www.gloucester.gov.uk/licensing-regulations/health-safety/tattoo-hygiene-rating-scheme/"
    "tattooing-acupuncture-semi-permanent-skin-colouring-cosmetic-piercing/"
)
WALES = "https://gov.wales/new-licensing-rules-special-procedures"
NEWCONTOUR = "https://newcontour.nl/scalp-micropigmentation-smp-increasingly-popular/?lang=en"
BROW_CLINIC = "http://microbladingartistryga.com/how-to-choose-your-microblading-artist"
JCCP = (
    "https://jccpandme.org.uk/content-hub/the-negative-aspects-of-the-aesthetic-training-industry"
)
WESTON = "https://www.markwestonhair.com/scalp-micropigmentation-training"
CPCP = "https://spcp.org/cpcp-page"
TABA = (
    "https://courses.tabauk.com/course/scalp-micropigmentation/lessons/code-of-practice-2/"
    "topic/consulting-your-client-16/"
)
SMUDGEFREE = "https://smudgefree.co.uk/terms-and-conditions/"
MP_EDUCATORS = "https://www.mpeducators.com/course-curriculum-pmu/"
TLM = "https://tlm.org.uk/policies/condition-i-appeals-and-certificates/"


def _position(claim: str, source: str, url: str = "", low: float | None = None,
              high: float | None = None) -> dict[str, object]:  # fmt: skip
    return {"claim": claim, "source": source, "source_url": url, "low": low, "high": high}


GUIDE = [
    {
        "slug": "what-it-is",
        "title": "What scalp micropigmentation is, and what it is not",
        "summary": (
            "Thousands of fine dots of pigment in the skin of the scalp. No hair grows from it, and nothing "
            "about it is magic."
        ),
        "body": [
            (
                "rich_text",
                "<p>Scalp micropigmentation, SMP for short, is a kind of tattoo. A practitioner places very small "
                "dots of pigment just below the outer skin of your scalp. From the distance at which people look at "
                "each other, the dots read as hair that has been clipped short, or as density between hair that has "
                'become thin. The dots are <a href="'
                + RASSMAN
                + '">smaller than a millimeter and about a millimeter apart</a>, '
                "adjusted to the person.</p><p>That is all it is, and it can be a great deal. It is also worth knowing what it "
                "cannot be, because much of what you will read was written to sell it.</p>",
            ),
            (
                "comparison",
                {
                    "before_image": "art:before-scalp",
                    "before_alt": "Drawing of a head from above with a thin crown through which the scalp shows.",
                    "after_image": "art:after-scalp",
                    "after_alt": "Drawing of the same head: fine dots lie between the hairs of the crown.",
                    "before_label": "Before",
                    "after_label": "After",
                    "caption": (
                        "A thin crown, then the same crown with dots between the hairs. A drawing, not a client."
                    ),
                },
            ),
            (
                "table",
                {
                    "caption": "What to expect of it",
                    "columns": ["It can", "It cannot"],
                    "rows": [
                        [
                            "Look like hair clipped to a shadow",
                            "Give you hair to run a hand through",
                        ],
                        [
                            "Make thin hair look fuller between the strands",
                            "Slow down or stop hair loss",
                        ],
                        [
                            "Give back a hairline that suits your age",
                            "Give back the one you had at sixteen",
                        ],
                        ["Soften the color of some scars", "Flatten a scar or change its texture"],
                        ["Last for years", "Last forever without touching up"],
                    ],
                },
            ),
            (
                "table",
                {
                    "caption": "Beside the other ways",
                    "columns": ["Way", "What you get", "What it asks of you"],
                    "rows": [
                        [
                            "SMP",
                            "The look of clipped hair, or less contrast under thin hair",
                            "Several sessions, weeks of care, touching up after years",
                        ],
                        [
                            "A hair transplant",
                            "Hair of your own that grows",
                            "An operation, enough hair to move, most of a year until it shows",
                        ],
                        [
                            "Medicines",
                            "For some, slower loss or some regrowth",
                            "A doctor, months of patience, going on with it",
                        ],
                        [
                            "Fibers, powders, wigs",
                            "A change for the day, and off again at night",
                            "Doing it every day",
                        ],
                        [
                            "Nothing, or a good barber",
                            "A head that looks like yours",
                            "Getting used to it, which people do",
                        ],
                    ],
                },
            ),
            ("heading", {"text": "Where the dots go"}),
            (
                "image",
                {
                    "image": "art:skin-right",
                    "alt": (
                        "Section through skin: a small dot just below the outer skin. Beside it, small even dots seen "
                        "from above."
                    ),
                    "caption": "The right place is the upper dermis, just below the outer skin.",
                    "synthetic": True,
                },
            ),
            (
                "rich_text",
                "<p>Your outer skin is about a tenth of a millimeter thick and renews itself all the time. Pigment left "
                "there is shed within weeks. Pigment that goes too deep spreads and turns bluish. Between the two "
                "lies a thin layer where a dot stays small and gray. Finding it, thousands of times, on your skin and "
                "not on average skin, is the craft you pay for.</p>",
            ),
            ("heading", {"text": "Claims to read twice"}),
            (
                "disagree",
                {
                    "question": "Does the pigment keep its color for good?",
                    "intro": "Advertising often says that modern pigments cannot turn blue or green.",
                    "positions": [
                        _position("Pure carbon black never turns blue", "HIS Hair Clinic", HIS),
                        _position(
                            "All pigment looks cooler through skin, whatever it is made of",
                            "Rassman, Balding Blog",
                            RASSMAN_BLUE,
                        ),
                    ],
                    "unit": "",
                    "teach": (
                        "<p>Both what is in the bottle and how deep it lies decide the color. Ask about both. Be careful "
                        "with anybody who promises that only the bottle matters.</p>"
                    ),
                },
            ),
            (
                "disagree",
                {
                    "question": "Should dots be placed at varying depths, to look more real?",
                    "intro": "You may read that different depths imitate follicles.",
                    "positions": [
                        _position("Varying depths imitate follicles", "A consumer article"),
                        _position(
                            "One layer, the upper dermis, everywhere", "Brandwood Clinic", BRANDWOOD
                        ),
                    ],
                    "unit": "",
                    "teach": (
                        "<p>We teach one layer. Variety comes from spacing, size and shade, which can be seen; a dot in the "
                        "wrong layer fades or blurs.</p>"
                    ),
                },
            ),
            (
                "definitions",
                {
                    "title": "Words in advertising",
                    "items": [
                        {
                            "term": "Organic, medical grade",
                            "definition": "<p>Neither word tells you that a pigment is safe. A batch number does more.</p>",
                        },
                        {
                            "term": "Hypoallergenic",
                            "definition": "<p>No agreed meaning. Ask for a patch test instead.</p>",
                        },
                        {
                            "term": "Semi-permanent",
                            "definition": "<p>It fades over years and never reliably to nothing. Think of it as a tattoo.</p>",
                        },
                        {
                            "term": "Maintenance-free",
                            "definition": (
                                "<p>The same articles tell you to have it touched up every few years. Both cannot be true.</p>"
                            ),
                        },
                        {
                            "term": "Instant results",
                            "definition": (
                                "<p>What you see on the day is darker and sharper than what stays. Judge after about four "
                                "weeks.</p>"
                            ),
                        },
                        {
                            "term": "For every skin and hair",
                            "definition": (
                                "<p>The shade has to be mixed for your skin and your hair, and can miss either. Ask for healed "
                                "work on a skin like yours.</p>"
                            ),
                        },
                        {
                            "term": "None of the risks of surgery",
                            "definition": "<p>True, and it has risks of its own. The page on risks has them.</p>",
                        },
                        {
                            "term": "Non-invasive",
                            "definition": "<p>No surgery, but needles go through your skin. Hygiene matters accordingly.</p>",
                        },
                    ],
                },
            ),
        ],
    },
    {
        "slug": "who-it-suits",
        "title": "Who it suits, and who should wait",
        "summary": (
            "Your hair today, your hair in ten years, your skin and your health: four questions before any "
            "question of taste."
        ),
        "body": [
            (
                "rich_text",
                "<p>The best candidate is somebody whose wish fits the method: a shaved look that you would wear every "
                "day, or more density under hair that you keep short. The worst is somebody in a hurry. In between "
                "are most of us, and for most of us it depends on the plan.</p>",
            ),
            (
                "image",
                {
                    "image": "art:norwood-scale",
                    "alt": (
                        "Seven heads from above, from full hair to a horseshoe of hair at the sides, numbered I to VII."
                    ),
                    "caption": (
                        "The Norwood scale for men. A good practitioner plans for the stage that may come, not only for "
                        "today’s."
                    ),
                    "synthetic": True,
                },
            ),
            (
                "table",
                {
                    "caption": "Where SMP is used",
                    "columns": ["Situation", "What it can do", "Ask first"],
                    "rows": [
                        [
                            "Male pattern hair loss",
                            "A shaved look, or density at the crown",
                            "Will the plan still suit me when I lose more?",
                        ],
                        [
                            "Thin hair in women",
                            "Less contrast along the part",
                            "Has the cause been looked at by a doctor?",
                        ],
                        [
                            "Alopecia areata",
                            "Sometimes an even look",
                            "Is it active? Might the hair return?",
                        ],
                        [
                            "Alopecia totalis or universalis",
                            "The look of a shaved head",
                            "May it come back in patches, and how would that look?",
                        ],
                        [
                            "Scars of injury or burns",
                            "Softer color, if flat; a harder job than a surgical scar",
                            "Does your certificate cover these scars?",
                        ],
                        [
                            "Much sport, much sweat",
                            "Healed dots do not wash off",
                            "When may I train again? Expect a week or more",
                        ],
                        [
                            "Gray or white hair",
                            "Harder to match than dark hair",
                            "May I see healed work on hair like mine?",
                        ],
                        [
                            "Scars after a transplant",
                            "Softer color, if flat and stable",
                            "Is it older than 9 to 12 months? Are you trained for scars?",
                        ],
                        [
                            "A transplant is planned or done",
                            "Density between grafts",
                            "What does my surgeon say?",
                        ],
                    ],
                },
            ),
            (
                "image",
                {
                    "image": "art:ludwig-scale",
                    "alt": "Three heads from above with a part that widens from left to right, numbered I to III.",
                    "caption": "The Ludwig scale for women: the part widens, the hairline mostly stays.",
                    "synthetic": True,
                },
            ),
            ("heading", {"text": "When not to, or not yet"}),
            (
                "warning",
                {
                    "level": "danger",
                    "title": "Tell your practitioner, and expect a no",
                    "text": (
                        "<p>An infection, sunburn or open skin on the scalp; a history of keloids; psoriasis, a changing mole "
                        "or skin cancer in the area; an allergy to pigment; pregnancy or nursing; chemotherapy; a bleeding "
                        'disorder. Some of these mean later, some mean never, some mean that a doctor decides. <a href="'
                        + SCALPGURU
                        + '">One published list</a> sorts them in this way.</p>'
                    ),
                },
            ),
            (
                "rich_text",
                '<p>Scars have a clock of their own. Clinics that treat them ask for <a href="'
                + AMPLIFIED_SCAR
                + '">nine to '
                "twelve months</a> of healing first, and say that flat, smooth scars take pigment best. A ridge stays "
                "a ridge. If a clinic tells you that keloids are no problem, take your scar to a dermatologist "
                "instead.</p>",
            ),
            (
                "warning",
                {
                    "level": "danger",
                    "title": "Do not stop a medicine for this",
                    "text": (
                        "<p>Some articles advise to leave out blood thinners before a session. Do not. A prescribed medicine "
                        "is stopped only by the person who prescribed it. If it stands in the way, the dots wait.</p>"
                    ),
                },
            ),
            (
                "disagree",
                {
                    "question": "How long to wait after chemotherapy?",
                    "intro": "Clinics that name a time name different ones.",
                    "positions": [
                        _position(
                            "6 months",
                            "Natural Ink SPM",
                            "https://www.naturalinkspm.com/smp-contraindications",
                            6,
                            6,
                        ),
                        _position("12 months", "Inkd SMP", INKD, 12, 12),
                    ],
                    "unit": "months",
                    "teach": "<p>Ask your oncologist. A date on a website is not a medical opinion.</p>",
                },
            ),
            (
                "checklist",
                {
                    "title": "A fair test of your own reasons",
                    "items": [
                        "I would wear this look every day, for years",
                        "I know that hair loss may go on, and what the plan is then",
                        "I have seen healed work by this person, not only fresh work",
                        "I can keep my scalp out of sun, pool and sauna for about four weeks",
                        "I would be content with less than the picture in my head",
                    ],
                },
            ),
            (
                "key_fact",
                {
                    "fact": (
                        "Specialists in hair transplants plan a hairline so that it still fits when more hair is lost, and "
                        "warn against placing it too low."
                    ),
                    "source": "Shapiro, hairline design",
                    "source_url": SHAPIRO,
                },
            ),
        ],
    },
    {
        "slug": "what-to-expect",
        "title": "What to expect: sessions, and healing day by day",
        "summary": (
            "Two to four sessions, hours rather than minutes, and a week in which it looks worse before it looks "
            "right."
        ),
        "body": [
            (
                "rich_text",
                "<p>First comes a conversation. A good one takes an hour, ends with a drawing on your forehead and a "
                "photograph of it, and with time to think. If you are offered a needle on the same afternoon, go home "
                "and sleep on it.</p>",
            ),
            ("heading", {"text": "The sessions"}),
            (
                "steps",
                {
                    "title": "From first visit to healed result",
                    "steps": [
                        step(
                            "Consultation.",
                            "<p>Health questions in writing, photographs, a hairline drawn on your skin, a patch test, a "
                            "written offer.</p>",
                        ),
                        step(
                            "First session: light.",
                            "<p>A few hours. Fewer and paler dots than the goal. You leave with less than you hoped for, on "
                            "purpose.</p>",
                            "art:skin-right",
                            "A small dot just below the outer skin, and even dots from above.",
                        ),
                        step(
                            "Healing.",
                            "<p>About four weeks until the result can be judged. See the picture below.</p>",
                        ),
                        step(
                            "Second session: density.",
                            "<p>More dots between the first ones, some darker, decided on your healed scalp.</p>",
                        ),
                        step(
                            "Third session: refinement.",
                            "<p>Gaps, blending, and the fine single dots at the very front.</p>",
                        ),
                        step(
                            "A fourth, sometimes.",
                            "<p>For alopecia, scars, thick or dry skin. Then touching up after some years.</p>",
                        ),
                    ],
                },
            ),
            (
                "image",
                {
                    "image": "art:session-layers",
                    "alt": "Three panels of one hairline: few pale dots, then more, then an even field with a soft edge.",
                    "caption": "The same patch after one, two and three sessions.",
                    "synthetic": True,
                },
            ),
            (
                "table",
                {
                    "caption": "How many sessions you may read of",
                    "columns": ["For", "Often named", "Why it may be more"],
                    "rows": [
                        ["A little thinning, a small scar", "2", "Pigment that did not stay"],
                        ["A thin crown or receding line", "3", "Blending into hair that is there"],
                        ["A whole shaved look", "3 to 4", "More scalp, more to even out"],
                        ["Touching up", "1, after some years", "Sun, skin and pigment differ"],
                    ],
                },
            ),
            (
                "disagree",
                {
                    "question": "How long until it needs touching up?",
                    "intro": "Nobody has followed many people for long. These are trade figures.",
                    "positions": [
                        _position("3 to 5 years", "A consumer article", low=3, high=5),
                        _position("4 to 6 years", "Other clinics", low=4, high=6),
                    ],
                    "unit": "years",
                    "teach": (
                        "<p>Plan for a few years, and for its price. Sun fades it sooner. Ask to see your practitioner’s work "
                        "after two years and after five.</p>"
                    ),
                },
            ),
            ("heading", {"text": "The days before, and the day itself"}),
            (
                "checklist",
                {
                    "title": "Before you go",
                    "items": [
                        "No sunburn: keep the scalp in the shade for some days",
                        "Nothing shaved, scratched or peeled for two days, unless they asked for it",
                        "Slept, eaten, had water; no alcohol",
                        "The list of my medicines and illnesses is in my pocket",
                        "I had the patch test that was offered, and nothing came of it",
                        "Somebody knows where I am; nothing important is planned for the week after",
                    ],
                },
            ),
            (
                "disagree",
                {
                    "question": "How long before a session is skin tested with the pigment?",
                    "intro": "Schools and clinics do not agree whether, nor when.",
                    "positions": [
                        _position("48 hours or more, as insurers expect", "TABA", TABA, 48, 48),
                        _position(
                            "24 hours or more, or a signed waiver",
                            "SmudgeFree",
                            SMUDGEFREE,
                            24,
                            24,
                        ),
                        _position("Optional", "MP Educators", MP_EDUCATORS),
                    ],
                    "unit": "hours",
                    "teach": (
                        "<p>Take it, two days before at least. A quiet patch makes a reaction less likely and does not rule "
                        "it out.</p>"
                    ),
                },
            ),
            (
                "rich_text",
                "<p>Most people call it uncomfortable rather than painful: a fast, fine scratching, worse over bone and at "
                "the temples, and tiring by the third hour. You may ask for a break whenever you like. Coffee, "
                "moisturizer and other advice for the days before vary from one sheet to the next; follow the sheet of "
                "the person who treats you, and ask what it is for.</p>",
            ),
            ("heading", {"text": "Healing, day by day"}),
            (
                "figure",
                {
                    "image": "art:healing-timeline",
                    "alt": (
                        "Five round views along a line: red with dark dots, calmer, tiny scabs, pale dots, settled gray "
                        "dots."
                    ),
                    "caption": "Usual values. Yours may differ.",
                    "points": [
                        {
                            "x": 10.5,
                            "y": 80,
                            "label": "The same evening",
                            "text": "Red, a little swollen, dots sharp and dark.",
                        },
                        {
                            "x": 30.3,
                            "y": 80,
                            "label": "Days 1 to 2",
                            "text": "The redness goes. Tight, like mild sunburn.",
                        },
                        {
                            "x": 50,
                            "y": 80,
                            "label": "Days 3 to 7",
                            "text": "Tiny scabs. They itch. Do not touch them.",
                        },
                        {
                            "x": 69.7,
                            "y": 80,
                            "label": "Days 7 to 14",
                            "text": "Much too pale, it seems. This is normal.",
                        },
                        {
                            "x": 89.5,
                            "y": 80,
                            "label": "From day 28",
                            "text": "Settled. Now you and your practitioner judge it.",
                        },
                    ],
                },
            ),
            (
                "disagree",
                {
                    "question": "How long between sessions?",
                    "intro": "Published advice, in days.",
                    "positions": [
                        _position("4 to 7 days", "scalpdots", SCALPDOTS, 4, 7),
                        _position("10 to 14 days", "Cosmetic Design Academy", CDA, 10, 14),
                        _position(
                            "10 to 30 days, longer with scabs",
                            "SMP Hair Creations",
                            SMP_CREATIONS,
                            10,
                            30,
                        ),
                    ],
                    "unit": "days",
                    "teach": (
                        "<p>No session while scabs are left, seven days at the very least, and about four weeks before "
                        "anything is made darker.</p>"
                    ),
                },
            ),
            (
                "disagree",
                {
                    "question": "How many days without shampoo?",
                    "intro": "Every clinic has its own sheet. Follow the one you were given.",
                    "positions": [
                        _position("3 days dry", "Steady Micro", STEADY, 3, 3),
                        _position("4 days, then a light rinse", "New Age Spa", NEWAGE, 4, 4),
                        _position("5 days water only", "Enhanced Scalp", ENHANCED, 5, 5),
                    ],
                    "unit": "days",
                    "teach": (
                        "<p>They agree on the rest: no picking, clean hands, no pool or sauna for about four weeks, shade "
                        "first and sun cream once healed.</p>"
                    ),
                },
            ),
            (
                "key_fact",
                {
                    "fact": (
                        "The European hygiene standard for tattooing, which includes cosmetic work, expects clients to be "
                        "told of risks and aftercare in words and in writing."
                    ),
                    "source": "EN 17169:2020, as summarized at tattoohygiene.eu",
                    "source_url": EN_17169,
                },
            ),
            (
                "warning",
                {
                    "level": "danger",
                    "title": "See a doctor the same day",
                    "text": (
                        "<p>When redness spreads after the second day, or there is heat, pus, fever, blisters or growing "
                        "swelling. With trouble breathing or a swollen face, call the emergency number.</p>"
                    ),
                },
            ),
        ],
    },
    {
        "slug": "risks",
        "title": "Risks, said plainly",
        "summary": (
            "Mostly small and short, sometimes not. What can go wrong, how you would notice, and what to do."
        ),
        "body": [
            (
                "rich_text",
                "<p>SMP is often called safe. It is a treatment in which needles open your skin several thousand times "
                "and leave something behind, so the fair question is not whether there are risks but which, how often, "
                "and who keeps them small.</p>",
            ),
            ("heading", {"text": "What can go wrong"}),
            (
                "key_fact",
                {
                    "fact": (
                        "Among tattooed people, reactions of some kind are reported by up to 67 percent, most of them "
                        "minor. In a study of 45 people with SMP there was redness and swelling that passed."
                    ),
                    "source": "Dhurat and colleagues, 2017; review in Anais Brasileiros de Dermatologia",
                    "source_url": DHURAT,
                },
            ),
            (
                "table",
                {
                    "caption": "What can happen",
                    "columns": ["What", "How you notice", "What you do"],
                    "rows": [
                        ["Redness, tightness", "First two days", "Nothing; it passes"],
                        ["Infection", "Spreading redness, heat, pus, fever", "Doctor the same day"],
                        [
                            "Late infection from pigment or water",
                            "Bumps after weeks, only in the dots",
                            "Doctor, and name the pigment",
                        ],
                        [
                            "Allergy",
                            "Itching, hives, blisters; rarely breathing",
                            "Doctor, or emergency number",
                        ],
                        [
                            "Nodules in the pigment",
                            "Firm bumps, months or years later",
                            "Dermatologist",
                        ],
                        ["Raised scars", "The dots rise and itch", "Dermatologist"],
                        ["Dots too deep", "Wide, blurred, bluish", "Stop; a second opinion"],
                        [
                            "A line too low or too straight",
                            "In every mirror",
                            "Hard to undo: prevent it",
                        ],
                    ],
                },
            ),
            (
                "gallery",
                {
                    "title": "Design that goes wrong, and design that works",
                    "images": [
                        {
                            "image": "art:hairline-too-low",
                            "alt": "Drawing of a head with a dense hairline low on the forehead.",
                            "caption": "Too low, temples closed.",
                        },
                        {
                            "image": "art:hairline-ruler-straight",
                            "alt": "Drawing of a head with a hairline like a ruler.",
                            "caption": "Straight and hard: the helmet.",
                        },
                        {
                            "image": "art:hairline-natural",
                            "alt": "Drawing of a head with a higher, soft, slightly uneven hairline.",
                            "caption": "Higher, open temples, a soft edge.",
                        },
                    ],
                },
            ),
            ("heading", {"text": "Numbing creams"}),
            (
                "warning",
                {
                    "level": "danger",
                    "title": "Not at home, not under film",
                    "text": (
                        '<p>In March 2024 the <a href="'
                        + FDA_LIDOCAINE
                        + '">FDA warned</a> against numbing products with more than 4 percent lidocaine, against '
                        "large areas or irritated skin, and against wrapping: heart rhythm, seizures and breathing have "
                        "been affected. Ask what is used on you, how strong, and how much.</p>"
                    ),
                },
            ),
            ("heading", {"text": "Water, of all things"}),
            (
                "rich_text",
                "<p>Gray shades are made by diluting. When that is done with water that is not sterile, or when the ink was "
                'contaminated at the factory, bacteria go into the skin with it; <a href="'
                + CDC
                + '">outbreaks have been '
                "traced</a> this way. You may ask a simple question: what do you dilute with? The answer is sterile "
                "water. Distilled is not the same.</p>",
            ),
            (
                "checklist",
                {
                    "title": "Keep these for as long as you have the dots",
                    "items": [
                        "Name and batch of the pigment, from your aftercare sheet",
                        "Dates of the sessions and the name of the practitioner",
                        "Photographs before, and healed",
                        "Anything unusual you noticed, with the date",
                    ],
                },
            ),
            (
                "key_fact",
                {
                    "fact": (
                        "Firm bumps in black or red pigment, even years later, should be seen by a dermatologist."
                    ),
                    "source": "Review of granulomatous tattoo reactions",
                    "source_url": GRANULOMA,
                },
            ),
        ],
    },
    {
        "slug": "cost-and-questions",
        "title": "What it costs, and what to ask",
        "summary": (
            "We print no prices, because we would have to invent them. Here is what drives them, and how to read an "
            "offer."
        ),
        "body": [
            (
                "rich_text",
                "<p>Prices for SMP differ between towns, between people and between heads, and there is no price list that "
                "we could quote with a good conscience. What can be said is what makes an offer higher or lower, and "
                "which low offers cost most.</p>",
            ),
            (
                "table",
                {
                    "caption": "What drives the price",
                    "columns": ["What", "Why it matters"],
                    "rows": [
                        ["Area and stage of loss", "More scalp, more hours"],
                        ["Number of sessions", "Two is not three; ask how many are included"],
                        [
                            "Experience and training",
                            "Time that somebody else’s scalp has already paid",
                        ],
                        ["Place and rent", "A city clinic has to earn its front window"],
                        ["Scars or correction", "Slower, and needs further training"],
                        ["Touching up", "Included for a year, or a new bill?"],
                    ],
                },
            ),
            (
                "rich_text",
                "<p>Insurers as a rule treat it as cosmetic and do not pay. Some clinics let you pay session by session. "
                "That is a good sign in itself: it means they expect you to be content after the first.</p>",
            ),
            (
                "image",
                {
                    "image": "art:session-layers",
                    "alt": "Three panels of one hairline after one, two and three sessions.",
                    "caption": "One, two, three sessions. Ask how many of these panels an offer pays for.",
                    "synthetic": True,
                },
            ),
            ("heading", {"text": "Reading an offer"}),
            (
                "warning",
                {
                    "level": "caution",
                    "title": "Prices that should make you slow down",
                    "text": (
                        "<p>“Only today.” One price for every head. Everything in one session because it is cheaper. A discount "
                        "for letting your photographs be published. A deposit before anybody asked about your health.</p>"
                    ),
                },
            ),
            (
                "disagree",
                {
                    "question": "Can it be done in one session?",
                    "intro": "Offers for a single visit exist.",
                    "positions": [
                        _position(
                            "Two to four sessions, each judged when healed",
                            "Most trainers of the layered method",
                        ),
                        _position("One session is possible and taught", "Mark Weston", WESTON),
                    ],
                    "unit": "",
                    "teach": (
                        "<p>We teach layers, because a healed result is the only honest judge. If one visit is offered, ask "
                        "what happens when you do not like it.</p>"
                    ),
                },
            ),
            (
                "steps",
                {
                    "title": "Compare two offers",
                    "steps": [
                        step(
                            "Write down what is included.",
                            "<p>Sessions, hours, patch test, healed check, touching up.</p>",
                        ),
                        step(
                            "Ask what is not.",
                            "<p>A fourth session, correction, a change of mind.</p>",
                        ),
                        step(
                            "Ask who does it.",
                            "<p>The name of the person, not of the brand, and their certificate number.</p>",
                        ),
                        step(
                            "Look at healed work of that person.",
                            "<p>Same light, same distance, with the days of healing.</p>",
                        ),
                        step(
                            "Sleep on it.",
                            "<p>The offer that is gone tomorrow was not for you.</p>",
                        ),
                    ],
                },
            ),
            (
                "checklist",
                {
                    "title": "Questions to take along",
                    "items": [
                        "How many sessions are in this price, and what does one more cost?",
                        "Who exactly will treat me, and what is the number of their certificate?",
                        "May I see your own healed results, after four weeks and after two years?",
                        "What do you dilute the pigment with, and will I get the batch number?",
                        "What happens to my hairline when I lose more hair?",
                        "What do you do if I react badly on a Sunday?",
                        "What will you not do for me?",
                    ],
                },
            ),
        ],
    },
    {
        "slug": "how-to-choose",
        "title": "How to choose somebody",
        "summary": (
            "The look of the shop tells you little. Look at healed work, ask for the number, and notice who tells you "
            "no."
        ),
        "body": [
            (
                "rich_text",
                "<p>You will meet four kinds of places: clinics that do nothing but SMP, hair restoration and transplant "
                "centers, medical aesthetic clinics, and tattoo studios with an SMP specialist. Good and poor work comes "
                "out of all four. What differs is the person who holds the machine.</p>",
            ),
            ("heading", {"text": "Places and papers"}),
            (
                "gallery",
                {
                    "title": "Four kinds of places",
                    "images": [
                        {
                            "image": "art:clinic-1",
                            "alt": "Drawing of a small shop front with a stippled window.",
                            "caption": "Only SMP: ask about hygiene training and insurance.",
                        },
                        {
                            "image": "art:clinic-2",
                            "alt": "Drawing of a three-story building.",
                            "caption": "Transplant center: ask who does the SMP, and how often.",
                        },
                        {
                            "image": "art:clinic-3",
                            "alt": "Drawing of a treatment room with a couch and a lamp.",
                            "caption": "Medical aesthetics: ask for training in SMP itself.",
                        },
                        {
                            "image": "art:clinic-4",
                            "alt": "Drawing of a tattoo studio with framed dot patterns.",
                            "caption": "Tattoo studio: ask for a specialist and SMP pigment.",
                        },
                    ],
                },
            ),
            (
                "table",
                {
                    "caption": "Papers, and what they prove",
                    "columns": ["Paper", "It proves", "It does not prove"],
                    "rows": [
                        [
                            "Council registration in England",
                            "Person and premises are on a list",
                            "Skill: registration cannot be refused",
                        ],
                        [
                            "License in Wales",
                            "Hygiene award, checks, 3 years, a public register",
                            "That you will like the work",
                        ],
                        [
                            "Certificate of attendance",
                            "Somebody was in the room",
                            "That anybody assessed them",
                        ],
                        [
                            "Certificate of competence",
                            "Somebody assessed them, for a named scope",
                            "Anything outside that scope or after its end",
                        ],
                        ["Membership", "A fee was paid", "Skill"],
                        ["Insurance", "A policy, until its date", "That nothing will go wrong"],
                    ],
                },
            ),
            (
                "key_fact",
                {
                    "fact": (
                        "An association of permanent make-up professionals wrote that certificates are easily made at home, "
                        "or given simply because a student paid."
                    ),
                    "source": "PCASA on the CPCP credential",
                    "source_url": PCASA,
                },
            ),
            (
                "rich_text",
                '<p>Rules differ even inside one country. In England a council <a href="'
                + GLOUCESTER
                + '">registers</a> '
                'person and premises; in Wales a <a href="'
                + WALES
                + '">license</a> has been needed since 29 November '
                "2024. Ask which applies, and look the person up.</p>",
            ),
            ("heading", {"text": "Photographs"}),
            (
                "rich_text",
                "<p>Ask for healed pictures, with the number of days, from the person who would treat you. Look at the light: if "
                "it changed, the density did not. Look for the same head, the same distance, dry hair. Portfolios are "
                '<a href="'
                + NEWCONTOUR
                + '">sometimes borrowed</a>; a reverse image search takes a minute and has saved many '
                "people a year.</p>",
            ),
            ("heading", {"text": "What others say"}),
            (
                "rich_text",
                "<p>Read reviews for what they tell, not for their stars: was the person asked about their health, how did "
                "it look after a year, what did the clinic do when something went wrong? Nobody at a search engine or "
                "a social network knows whether the writer was ever there. Better than any review is a former client "
                "who is willing to talk to you, or to let you watch a session. Speak with two or three practitioners "
                "before you decide; the second conversation teaches you what the first one left out.</p>",
            ),
            (
                "warning",
                {
                    "level": "danger",
                    "title": "Red flags: leave",
                    "text": (
                        "<ul><li>Only fresh photographs, or pictures that belong to somebody else</li><li>Pigment from an "
                        "unlabeled bottle, or water from the tap</li><li>A bottle open beside the work, a machine without "
                        "film</li><li>No questions about your health</li><li>“We can start now”</li><li>Advice to stop a "
                        "medicine</li></ul>"
                    ),
                },
            ),
            (
                "figure",
                {
                    "image": "art:tray-setup",
                    "alt": (
                        "Drawing of a work surface: closed bottle apart, single-use caps, sealed pouch, sharps container, "
                        "machine under film."
                    ),
                    "caption": "What you may look for before they begin.",
                    "points": [
                        {"x": 20, "y": 40, "label": "Bottle", "text": "Closed and put away."},
                        {"x": 45, "y": 55, "label": "Caps", "text": "Poured for you alone."},
                        {
                            "x": 70,
                            "y": 45,
                            "label": "Pouch",
                            "text": "Sealed, opened in front of you.",
                        },
                        {"x": 85, "y": 70, "label": "Sharps", "text": "Within reach."},
                        {"x": 30, "y": 75, "label": "Film", "text": "Over machine and cord."},
                    ],
                },
            ),
            (
                "checklist",
                {
                    "title": "Print this and take it along",
                    "items": [
                        "I have seen healed work of this person, in even light",
                        "I have talked to more than one practitioner, and to somebody who was treated",
                        "I have checked the certificate number myself, today",
                        "The scope of the certificate covers what I want done",
                        "I know number and authority of the registration or license, and looked it up",
                        "I was asked about health, medicines, scars and allergies, in writing",
                        "The hairline was drawn, photographed, and I slept on it",
                        "A patch test was offered",
                        "Sterile cartridge, opened in front of me; film on the machine",
                        "Sterile water; batch number on my sheet",
                        "I know what happens if I react badly",
                        "Nobody hurried me",
                    ],
                },
            ),
        ],
    },
    WHAT_YOU_CAN_CHECK,
    {
        "slug": "how-to-verify",
        "title": "How certificates work, and how to check one",
        "summary": (
            "Ten seconds with a telephone. What the answer means, and what to do when it is not the one you hoped for."
        ),
        "body": [
            (
                "rich_text",
                "<p>A certificate on a wall is a picture of the past. Between the day it was printed and the day you look at "
                "it, it may have expired, been suspended or been taken back. So do not ask the paper. Ask the register "
                "of the school that issued it, and ask it yourself: not through a link that you were sent, but at an "
                "address that you typed or a code that you scanned.</p>",
            ),
            (
                "image",
                {
                    "image": "art:verify-phone",
                    "alt": (
                        "A certificate with a field of fine dots and a square code; a telephone in front of it shows a "
                        "check mark."
                    ),
                    "caption": "The paper asks. The register answers.",
                    "synthetic": True,
                },
            ),
            ("heading", {"text": "Ten seconds with the register"}),
            (
                "steps",
                {
                    "title": "Check one of ours",
                    "steps": [
                        step(
                            "Find the number.",
                            "<p>On the certificate, below the name. Or scan the square code beside it.</p>",
                        ),
                        step(
                            "Open the register.",
                            "<p>“Verify a certificate” at the top of this site. Type the number; the last character catches "
                            "typing mistakes.</p>",
                        ),
                        step(
                            "Read the one word.",
                            "<p>Valid, expired, suspended, revoked, superseded, or not found.</p>",
                        ),
                        step(
                            "Compare the facts.",
                            "<p>Name, scope, hours, dates. They must be those on the paper. If one differs, believe the "
                            "register.</p>",
                        ),
                        step(
                            "Check that it is the person.",
                            "<p>Ask for a photo ID. A certificate belongs to a name, not to a room.</p>",
                        ),
                    ],
                },
            ),
            (
                "table",
                {
                    "caption": "What the answer means",
                    "columns": ["Answer", "Meaning", "What you might do"],
                    "rows": [
                        ["Valid", "Issued by us, not ended, not taken back", "Read the scope"],
                        [
                            "Expired",
                            "It ended on its date and was not renewed",
                            "Ask about renewal before you book",
                        ],
                        ["Suspended", "Paused, for a reason that can be mended", "Wait"],
                        ["Revoked", "Taken back. It does not count any more", "Do not rely on it"],
                        ["Superseded", "Replaced by a newer one", "Check the new number"],
                        [
                            "Not found",
                            "We have issued no such number",
                            "Check the typing; then tell us",
                        ],
                    ],
                },
            ),
            (
                "definitions",
                {
                    "title": "Words on a certificate",
                    "items": [
                        {
                            "term": "Attendance",
                            "definition": "<p>The holder was there. Nobody judged the work.</p>",
                        },
                        {
                            "term": "Competence",
                            "definition": "<p>The holder was assessed, by named people, against a named standard.</p>",
                        },
                        {
                            "term": "Scope",
                            "definition": "<p>What was assessed, and what was not. Ours never covers everything.</p>",
                        },
                        {
                            "term": "Valid until",
                            "definition": "<p>Skill and hygiene are shown again at intervals. No end date is no advantage.</p>",
                        },
                        {
                            "term": "Accredited",
                            "definition": (
                                "<p>Somebody approved a course. It is not the same as a regulated qualification. Ask by "
                                "whom.</p>"
                            ),
                        },
                    ],
                },
            ),
            (
                "key_fact",
                {
                    "fact": (
                        "An awarding body in England works in the same way: the certificate is authenticated online, and to "
                        "revoke it is to stop the authentication."
                    ),
                    "source": "TLM, appeals and certificates",
                    "source_url": TLM,
                },
            ),
            (
                "warning",
                {
                    "level": "caution",
                    "title": "What a valid answer does not say",
                    "text": (
                        "<p>It does not say that you will like the result, that the premises are registered, that insurance is "
                        "paid, or that anything outside the scope was ever looked at. Our certificates are not statutory "
                        "licenses and not regulated qualifications.</p>"
                    ),
                },
            ),
            (
                "rich_text",
                "<p>Other schools have registers as well, or an address to write to. A page on training warns that "
                '<a href="'
                + JCCP
                + '">points for continuing education</a> are sometimes sold as if they were training, and an '
                'advice page for clients says that <a href="'
                + BROW_CLINIC
                + '">attendance alone is not enough</a>. If a school '
                "cannot tell you whether its own certificate still counts, you have learned something.</p>",
            ),
            (
                "checklist",
                {
                    "title": "If the answer is not “valid”",
                    "items": [
                        "Type the number again, slowly",
                        "Ask the practitioner; there may be a newer certificate",
                        "Do not pay a deposit while it is unclear",
                        "Tell us if a paper says something that the register does not",
                    ],
                },
            ),
        ],
    },
]
