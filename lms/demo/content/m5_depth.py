"""Module 5: needles, depth and dots."""

TORONTO = (
    "https://www.toronto.ca/community-people/health-wellness-care/health-programs-advice/bodysafe/"
    "about-bodysafe/tattooing-infection-prevention-and-control/"
)
COUNTERFEITS = "https://www.finishingtouchesgroup.com/2019/07/23/safety-in-micropigmentation/"
MARKINGS = "https://spstudio.ee/posts/guide-to-pmu-needle-cartridge-markings-2bf7b"
TINY = "https://fue-hairtransplant.blogspot.com/2023/06/yes-size-matters-we-compared-tiny.html"
PMU_INTERNATIONAL = "http://pmuinternational.com/peculiarities-of-smp-pigment-application/"
VITAL_MALE = "https://vital-male.news/blog/8-scalp-micropigmentation-regrets-and-how-to-avoid-them/"
DERMMICRO = "https://dermmicro.com/blogs/news/how-deep-does-a-smp-needle-go"
DHURAT = (
    "http://www.cosmetictattoo.org/blog/"
    "standardization-of-smp-procedure-and-its-impact-on-outcome.html"
)
DHURAT_ABSTRACT = "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5782438/"
TEAM_MICRO = "https://www.teammicro.com/smp/dot-size/"
BRANDWOOD = "https://www.brandwoodclinic.com/news-uk-birmingham/how-deep-is-your-pigment/"
ZANG = (
    "https://zangsmp.com/blogs/scalp-micropigmentation-blog/"
    "training-to-become-a-scalp-micropigmentation-practitioner"
)
DERMATOGRAPHY = "https://www.thedermatographyclinic.com/faqs/how-is-it-done-2/"
MIEN = "https://mienbrows.com/topic/needle-depth/"
DOCTOR_STUDIO = "https://doctorstudio.co/2025.+SMP/3.1+SMP+Machines+and+Needle+Types"
UPPER_CUTS = (
    "https://uppercutstattooshop.com/faq/"
    "what-is-the-difference-between-scalp-micropigmentation-vs-tattoos/"
)
EPIDERMIS = "https://pmc.ncbi.nlm.nih.gov/articles/PMC5685878"
SCALP = "https://www.thieme-connect.com/products/ejournals/abstract/10.1055/a-2646-8750"
SCALPDOTS = "https://scalpdots.com/what-makes-scalp-micro-pigmentation-different-from-tattooing"
RASSMAN = "https://www.realself.com/article/scalp-micropigmentation-smp-treatment-hair-loss"
ISHRS = "https://www.ishrs-htforum.org/content/26/3/85"
DONOVAN = (
    "https://donovanmedical.com/hair-blog/2016/1/9/is-there-such-thing-as-normal-scalp-hair-density"
)
HRN = "https://www.hairrestorationnetwork.com/topic/9849-how-close-are-our-natural-hair-follicles/"
BIOLOGY_INSIGHTS = "https://biologyinsights.com/how-many-hair-follicles-per-square-inch"


def _step(title: str, text: str) -> dict[str, str | None]:
    return {"title": title, "text": text, "image": None, "alt": ""}


MODULE = {
    "slug": "needles-depth-and-dots",
    "title": "Needles, depth and dots",
    "topic": "depth",
    "summary": (
        "What is in a cartridge, which layer of skin holds a dot, and how thousands of dots become the look "
        "of hair instead of a pattern."
    ),
    "outcomes": [
        "You can prove that a cartridge has a membrane, and read its marking.",
        "You can place dots in the upper dermis and name the layer from the healed result.",
        "You can find the shallowest setting that holds, region by region.",
        "You can work out how many dots an area needs.",
        "You can see clumps and grids in your own work before the client does.",
    ],
    "lessons": [
        {
            "slug": "cartridges-membranes-needle-groups",
            "title": "Cartridges, membranes and needle groups",
            "minutes": 25,
            "required": True,
            "summary": (
                "Everything you do reaches the skin through one plastic part that costs less than a sandwich. "
                "Know what is inside it."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>A cartridge does four jobs. It holds the needles together, carries pigment to their tips, "
                    "brings them back after each stroke, and keeps what comes out of the skin away from your machine. "
                    "Advertising talks about the first three. This lesson begins with the fourth, because it is the "
                    "only one that can make somebody ill.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:cartridge-membrane",
                        "alt": (
                            "Cross-section of a cartridge: a bundle of needles at the left, a closed rubber membrane in the "
                            "middle, a metal spring at the right."
                        ),
                        "caption": "A cartridge cut open along its length (drawing).",
                        "points": [
                            {
                                "x": 30,
                                "y": 50,
                                "label": "Needle bundle",
                                "text": "One or more pins, and the channel that pigment runs along.",
                            },
                            {
                                "x": 60,
                                "y": 50,
                                "label": "Membrane",
                                "text": "Elastic and closed. It moves with the needle and lets nothing past.",
                            },
                            {
                                "x": 80,
                                "y": 50,
                                "label": "Spring",
                                "text": "In some designs it pulls the needle back. It seals nothing.",
                            },
                        ],
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Toronto’s health authority requires a protective membrane in every cartridge that connects to a "
                            "device, with proof on site: box, pouch, the maker’s website or a letter from the maker. A "
                            "retailer’s word does not count."
                        ),
                        "source": "Toronto Public Health, tattooing: infection prevention and control",
                        "source_url": TORONTO,
                    },
                ),
                (
                    "steps",
                    {
                        "title": "Before a cartridge touches your machine",
                        "steps": [
                            _step(
                                "Prove the membrane.",
                                "<p>Once per product, with paper: the maker’s statement, filed where an inspector can see it. "
                                f'A UK supplier warns that <a href="{COUNTERFEITS}">counterfeits look identical</a>.</p>',
                            ),
                            _step(
                                "Read the pouch.",
                                "<p>Sterile, in date, unbroken, lot number. Any doubt, and it goes into the sharps "
                                "container unopened.</p>",
                            ),
                            _step(
                                "Say the lot number and write it down.",
                                "<p>It belongs in the client’s record, beside the pigment batch.</p>",
                            ),
                            _step(
                                "Open it in front of the client.",
                                "<p>Gloves on, after the hand wash.</p>",
                            ),
                            _step(
                                "Look at the tips under magnification.",
                                "<p>One bent pin scratches. It also makes two dots where you wanted one.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "One client, one cartridge, one day",
                        "text": (
                            "<p>Not for the same client’s next session, not after a lunch break, not because it was only used "
                            "for ten dots. A cartridge that has been in skin is sharps waste.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Read the marking"}),
                (
                    "table",
                    {
                        "caption": "Common markings. Makers differ: check the data sheet of yours.",
                        "columns": ["Marking", "Means", "For a dot"],
                        "rows": [
                            ["RL or R", "Pins set in a round group", "Standard for SMP"],
                            [
                                "1, 3, 5 ...",
                                "Number of pins in the group",
                                "More pins, broader dot, less control",
                            ],
                            ["#6", "Needles of about 0.18 to 0.20 mm", "Fine"],
                            ["#8", "Needles of 0.25 mm", "Medium"],
                            ["#10", "Needles of 0.30 mm", "Broad, hard to keep small"],
                        ],
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "Which needle group for SMP?",
                        "intro": "What trade sources recommend. None of them gives a trial.",
                        "positions": [
                            {
                                "claim": "0.15 to 0.25 mm per pin",
                                "source": "An FUE surgery blog",
                                "source_url": TINY,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "One to six needles of size 1",
                                "source": "PMU International",
                                "source_url": PMU_INTERNATIONAL,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "A single needle at the hairline, up to six elsewhere",
                                "source": "Vital Male",
                                "source_url": VITAL_MALE,
                                "low": None,
                                "high": None,
                            },
                            {
                                "claim": "Three points are common",
                                "source": "DermMicro",
                                "source_url": DERMMICRO,
                                "low": None,
                                "high": None,
                            },
                        ],
                        "unit": "",
                        "teach": (
                            "<p>Begin on practice skin with a round group of three, and a single needle for the first "
                            "millimeters of a hairline. Change one thing at a time and keep the mats: your own row of dots "
                            "tells you more than any table.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "The machine is one of ten"}),
                (
                    "rich_text",
                    f'<p>In 2017 <a href="{DHURAT_ABSTRACT}">Dhurat and colleagues</a> varied the procedure in 45 people to see what changes the outcome. '
                    "Angle, depth, contact time, rotor speed, resistance of the scalp, color and viscosity of the pigment, "
                    "number and thickness of needles, pattern of dots: all of them did. A commentary adds a warning about "
                    "speed. Cycles of the machine are not the same as skin penetrations per second, because your hand moves "
                    "too.</p><p>So do not copy a colleague’s number from a display. Voltage and cycles belong to one machine, "
                    "one needle and one hand. Write down yours, with the needle, and begin again when you change either.</p>",
                ),
                (
                    "checklist",
                    {
                        "title": "Write down with every session",
                        "items": [
                            "Cartridge: maker, marking, lot, expiry",
                            "Machine and its setting, per region",
                            "Pigment: name, batch, ratio",
                            "Angle and stretch, in words",
                            "What you changed, and what the wiped dot looked like",
                        ],
                    },
                ),
                ("self_check", {"title": "Check yourself", "questions": ["d-sc-cartridge"]}),
            ],
        },
        {
            "slug": "how-deep-is-the-dot",
            "title": "How deep is the dot?",
            "minutes": 20,
            "required": True,
            "summary": (
                "Depth decides almost everything you see after healing: whether a dot stays, how large it is, and "
                "whether it reads gray or blue."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Scalp micropigmentation places pigment in the upper, papillary dermis: just past the border where "
                    f'the outer skin ends. The outer skin, the epidermis, is only about <a href="{EPIDERMIS}">a tenth of a millimeter</a> thick and '
                    "renews itself in weeks. Whatever you leave there is shed. Whatever you drive deep spreads between coarse fibers and is seen through more skin, so it looks wider and bluer.</p>",
                ),
                (
                    "figure",
                    {
                        "image": "art:skin-section",
                        "alt": (
                            "Scalp skin in section, to scale: thin epidermis, a dotted band of upper dermis, thick deep dermis, "
                            "fat. Three deposits: one in the epidermis flaking off, one small and round in the band, one wide "
                            "and blue in the deep dermis."
                        ),
                        "caption": "Scalp skin in section, to scale. The dotted band is the target.",
                        "points": [
                            {"x": 8, "y": 26, "label": "Epidermis", "text": "About 0.1 mm. Sheds."},
                            {
                                "x": 8,
                                "y": 34,
                                "label": "Upper (papillary) dermis",
                                "text": "The target.",
                            },
                            {
                                "x": 8,
                                "y": 58,
                                "label": "Deep (reticular) dermis",
                                "text": "Thick bundles with room between them. Pigment spreads.",
                            },
                            {"x": 8, "y": 94, "label": "Fat", "text": "Never reach it."},
                            {
                                "x": 21,
                                "y": 20,
                                "label": "Too shallow",
                                "text": "Flakes out with the scabs.",
                            },
                            {
                                "x": 45,
                                "y": 22,
                                "label": "Right",
                                "text": "Small, round, neutral gray.",
                            },
                            {
                                "x": 67,
                                "y": 40,
                                "label": "Too deep",
                                "text": "Wide, soft-edged, blue.",
                            },
                        ],
                    },
                ),
                (
                    "video",
                    {
                        "title": "One needle at three depths, and what is left after healing. A drawing, 18 seconds, without sound",
                        "url": "",
                        "file": "film:three-depths.mp4",
                        "captions": "film:three-depths.vtt",
                        "transcript": (
                            "<p>Too shallow: the needle stops in the epidermis. The pigment leaves with the flakes, and "
                            "after healing the dots are faint or gone.</p>"
                            "<p>Right: it passes just below the wavy border into the upper dermis. After healing the dots "
                            "are small, separate and neutral.</p>"
                            "<p>Too deep: it goes into the loose deep dermis, where pigment spreads. After healing the "
                            "dots are wide, soft-edged and bluish.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Find the shallowest setting that holds"}),
                (
                    "rich_text",
                    "<p>Do this on practice skin first, then in a hidden spot at the back of the head. Scalps differ, and so "
                    "do regions of one scalp: what is right behind the crown may be far too much at the temple.</p>",
                ),
                (
                    "steps",
                    {
                        "title": "Five dots, wiped and read",
                        "steps": [
                            _step(
                                "Check the cartridge.",
                                "<p>Sterile, in date, with a membrane. Read the lot number aloud and write it down.</p>",
                            ),
                            _step(
                                "Stretch the skin.",
                                "<p>Two fingers, away from the needle. Slack skin bounces and hides depth.</p>",
                            ),
                            _step(
                                "Start shallow.",
                                "<p>Place five dots with the least needle that marks at all. Wipe.</p>",
                            ),
                            _step(
                                "Read the wiped dot.",
                                "<p>Gone: too shallow. Round and crisp: right. Haloed or bleeding: too deep.</p>",
                            ),
                            _step(
                                "Go down in small steps.",
                                "<p>Stop at the first setting where five of five dots hold. Record it for this region.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "danger",
                        "title": "Bleeding is a stop sign, not a stage",
                        "text": (
                            "<p>If dots bleed or grow a halo while you watch, lift the needle. Do not “get this row finished”. "
                            "Each further stroke at that depth is a mark that cannot be taken back. Reset, stretch, and prove "
                            "the new setting on five dots. Critical safety item: it is in the final exam.</p>"
                        ),
                    },
                ),
                (
                    "gallery",
                    {
                        "title": "One layer, one healed look",
                        "images": [
                            {
                                "image": "art:skin-too-shallow",
                                "alt": "Needle ending in the epidermis; beside it a round view of skin with hardly any dots left.",
                                "caption": "Too shallow: after healing, pale remains or nothing (drawing).",
                            },
                            {
                                "image": "art:skin-right",
                                "alt": "Needle ending in the upper dermis; beside it a round view of small, crisp gray dots.",
                                "caption": "Right: small, round, separate (drawing).",
                            },
                            {
                                "image": "art:skin-too-deep",
                                "alt": "Needle ending in the deep dermis; beside it a round view of wide, blurred, bluish dots.",
                                "caption": "Too deep: wide, blurred, bluish (drawing).",
                            },
                        ],
                    },
                ),
                (
                    "table",
                    {
                        "caption": "Read the healed result before you change anything",
                        "columns": ["You see at review", "Likely cause", "Next session"],
                        "rows": [
                            [
                                "Most dots gone, evenly",
                                "Too shallow",
                                "One small step deeper, five dots first",
                            ],
                            [
                                "Dots gone in one region only",
                                "That region is different, or was washed or picked",
                                "Ask, then reset for that region",
                            ],
                            [
                                "Wide and soft, bluish",
                                "Too deep",
                                "Shallower, less pressure; no more pigment there",
                            ],
                            [
                                "Small, but some missing",
                                "Normal first session",
                                "Add where the plan asks for it",
                            ],
                        ],
                    },
                ),
                ("heading", {"text": "What about millimeters?"}),
                (
                    "rich_text",
                    "<p>You will be told exact numbers with great certainty. They do not agree, and some can’t be true for a "
                    "thin scalp. You will also read that pigment goes into the epidermis. It can’t: a layer that renews "
                    "itself in weeks does not keep anything for years.</p>",
                ),
                (
                    "disagree",
                    {
                        "question": "How deep should the needle go?",
                        "intro": (
                            "Published figures in millimeters. The epidermis ends at about 0.1 mm; whole scalp skin averaged "
                            "1.71 mm in one ultrasound series."
                        ),
                        "positions": [
                            {
                                "claim": "0.75 to 1.0 mm",
                                "source": "Zang SMP",
                                "source_url": ZANG,
                                "low": 0.75,
                                "high": 1.0,
                            },
                            {
                                "claim": "About a millimeter",
                                "source": "Dermatography Clinic",
                                "source_url": DERMATOGRAPHY,
                                "low": 1.0,
                                "high": 1.0,
                            },
                            {
                                "claim": "At most 1 mm of needle showing",
                                "source": "Mienbrows (brows and lips)",
                                "source_url": MIEN,
                                "low": 0,
                                "high": 1.0,
                            },
                            {
                                "claim": "0.5 to 1.5 mm",
                                "source": "Doctor studio notes",
                                "source_url": DOCTOR_STUDIO,
                                "low": 0.5,
                                "high": 1.5,
                            },
                            {
                                "claim": "1.5 to 2 mm",
                                "source": "DermMicro",
                                "source_url": DERMMICRO,
                                "low": 1.5,
                                "high": 2.0,
                            },
                            {
                                "claim": "About 2 mm",
                                "source": "Upper Cuts",
                                "source_url": UPPER_CUTS,
                                "low": 2.0,
                                "high": 2.0,
                            },
                        ],
                        "unit": "mm",
                        "teach": (
                            "<p>Grade the layer and the visible sign, not the number. A true 2 mm would pass through many "
                            "scalps; such figures probably mean needle throw, not deposit depth. Use the shallowest setting "
                            "that holds.</p>"
                        ),
                    },
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Whole scalp skin measured 1.71 ± 0.41 mm by ultrasound in 102 Korean adults. Over all sites of the "
                            "body, a meta-analysis of 56 studies puts the mean epidermis at 0.0998 mm."
                        ),
                        "source": "Scalp thickness series, Thieme; meta-analysis, PMC5685878",
                        "source_url": SCALP,
                    },
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["d-sc-blue", "d-sc-claim"]},
                ),
            ],
        },
        {
            "slug": "dot-size-and-spacing",
            "title": "Dot size and spacing",
            "minutes": 25,
            "required": True,
            "summary": (
                "One dot proves nothing. A thousand dots prove everything: whether they read as hair, as a grid, or "
                "as dirt."
            ),
            "body": [
                (
                    "rich_text",
                    "<p>Look at a shaved head from arm’s length. You do not see hairs; you see a gray made of points. Your "
                    "work has to make the same gray from the same kind of points. Three things decide whether it does: how "
                    "big each dot is, how far it is from its neighbors, and how regular all that is.</p>",
                ),
                (
                    "key_fact",
                    {
                        "fact": (
                            "Rassman describes dots smaller than 1 mm, about 1 mm apart, like the distance between follicular "
                            "units. He adds that placement is not a purely mathematical constant tied to their density."
                        ),
                        "source": "Rassman, on scalp micropigmentation",
                        "source_url": RASSMAN,
                    },
                ),
                ("heading", {"text": "Size is in your hand"}),
                (
                    "rich_text",
                    "<p>When dots come out too big, most people change the needle. Pressure is the stronger lever: pressing "
                    "harder takes the needle deeper, and deeper pigment spreads. Lighten the hand first, shorten the contact "
                    f'second, change the needle third. A <a href="{ISHRS}">hair-surgery forum</a> describes visible dots of about 0.1 mm, stippled '
                    "between the pores, with all the shades that clients admire made from one black, diluted. It is a "
                    "sobering number the first time you look at your own dots under a loupe.</p>",
                ),
                (
                    "image",
                    {
                        "image": "art:dot-spacing",
                        "alt": "A field of separate round dots at slightly different distances, with a scale bar of one millimeter.",
                        "caption": "A natural field: no dots touch, no two gaps are quite the same. The bar is 1 mm (drawing).",
                        "synthetic": True,
                    },
                ),
                ("heading", {"text": "Spacing: from distance to density"}),
                (
                    "table",
                    {
                        "caption": "What an average distance means, in dots per square centimeter",
                        "columns": [
                            "Distance between neighbors",
                            "Square pattern",
                            "Closest packing",
                        ],
                        "rows": [
                            ["1.5 mm", "44", "51"],
                            ["1.2 mm", "69", "80"],
                            ["1.0 mm", "100", "115"],
                            ["0.8 mm", "156", "180"],
                        ],
                    },
                ),
                (
                    "disagree",
                    {
                        "question": "How dense is natural hair?",
                        "intro": "Follicular units per square centimeter on an unthinned scalp.",
                        "positions": [
                            {
                                "claim": "87 to 120",
                                "source": "Donovan Medical",
                                "source_url": DONOVAN,
                                "low": 87,
                                "high": 120,
                            },
                            {
                                "claim": "About 80 on average",
                                "source": "Hair Restoration Network",
                                "source_url": HRN,
                                "low": 80,
                                "high": 80,
                            },
                            {
                                "claim": "80 to 120",
                                "source": "Biology Insights",
                                "source_url": BIOLOGY_INSIGHTS,
                                "low": 80,
                                "high": 120,
                            },
                        ],
                        "unit": "per cm²",
                        "teach": (
                            "<p>You do not copy a density; you build toward a look. About half of the natural density can "
                            "already look full, and scalp between dots is part of the picture. Start below, see it healed, "
                            "then add. Nobody has published how many dots per square centimeter belong in one session, so "
                            "we set that figure for each client and write it into the plan.</p>"
                        ),
                    },
                ),
                ("heading", {"text": "Even, but never regular"}),
                (
                    "comparison",
                    {
                        "before_image": "art:dot-grid-bad",
                        "before_alt": "Dots in straight rows and columns, like a printed grid.",
                        "after_image": "art:dot-spacing",
                        "after_alt": "The same number of dots, evenly filled but without rows.",
                        "before_label": "Grid",
                        "after_label": "Natural",
                        "caption": "The same density, with and without rows (drawing). The eye finds rows at once.",
                    },
                ),
                (
                    "image",
                    {
                        "image": "art:dot-clumped-bad",
                        "alt": "Dots in clusters that touch, with bare skin between the clusters.",
                        "caption": "Clumps: the same number again. Touching dots heal into one blot (drawing).",
                        "synthetic": True,
                    },
                ),
                (
                    "steps",
                    {
                        "title": "The mat exercise: 2 cm by 2 cm",
                        "steps": [
                            _step(
                                "Draw the square and do the sum.",
                                "<p>4 cm² at 80 per cm² are 320 dots. Count as you go, in tens.</p>",
                            ),
                            _step(
                                "Scatter a third of them over the whole square.",
                                "<p>Never in a row, never left to right. Turn the mat every thirty dots.</p>",
                            ),
                            _step(
                                "Put the second third into the largest gaps.",
                                "<p>Look for the biggest hole, go to its middle, place one dot, look again.</p>",
                            ),
                            _step(
                                "Place the last third, and stop at the number.",
                                "<p>Full is not the aim. Even is the aim.</p>",
                            ),
                            _step(
                                "Photograph, turn it upside down, look for rows.",
                                "<p>Squint. Lines and clumps come forward, single dots go back.</p>",
                            ),
                        ],
                    },
                ),
                (
                    "warning",
                    {
                        "level": "caution",
                        "title": "A hole is cheaper than a blot",
                        "text": (
                            "<p>If you are not sure whether a dot fits, leave it out. The next session fills a hole in a second. "
                            "Two dots that have run together stay together.</p>"
                        ),
                    },
                ),
                (
                    "checklist",
                    {
                        "title": "Your own last look",
                        "items": [
                            "No two dots touch",
                            "No row longer than three",
                            "No hole larger than two gaps, except where the plan says so",
                            "Existing follicles left free: dots go between the pores",
                            "Size the same at the end of the hour as at the start",
                        ],
                    },
                ),
                (
                    "self_check",
                    {"title": "Check yourself", "questions": ["d-sc-count", "d-sc-bigger"]},
                ),
            ],
        },
    ],
    "quiz": {
        "slug": "quiz-needles-depth-and-dots",
        "title": "Quiz: needles, depth and dots",
        "minutes": 15,
        "question_count": 8,
        "pass_mark": 70,
    },
    "questions": [
        {
            "key": "d-target-layer",
            "type": "single",
            "topic": "depth",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["depth", "layers"],
            "source": "Brandwood Clinic, how deep is your pigment",
            "source_url": BRANDWOOD,
            "stem": "<p>In which layer should an SMP dot end up?</p>",
            "explanation": (
                "<p>In the upper, papillary dermis, just past the border with the epidermis. Above it the dot is shed; "
                "below it the dot spreads.</p>"
            ),
            "choices": [
                {
                    "text": "In the lower part of the epidermis",
                    "correct": False,
                    "feedback": "That layer is shed within weeks.",
                },
                {
                    "text": "In the upper, papillary dermis",
                    "correct": True,
                    "feedback": "Right, just past the border.",
                },
                {
                    "text": "In the deep, reticular dermis",
                    "correct": False,
                    "feedback": "There it spreads and looks blue.",
                },
                {
                    "text": "Between the dermis and the fat",
                    "correct": False,
                    "feedback": "Far too deep.",
                },
            ],
        },
        {
            "key": "d-bleeding-stop",
            "type": "single",
            "topic": "depth",
            "difficulty": 2,
            "critical": True,
            "use": "exam",
            "tags": ["depth", "safety"],
            "source": "Academy standard: reading the wiped dot",
            "source_url": "",
            "stem": (
                "<p>Moving from the crown to the temple with the same setting, you see that the wiped dots bleed and have "
                "a soft halo. Half of the temple is still to do. What now?</p>"
            ),
            "explanation": (
                "<p>Halo and bleeding mean that you are too deep for this region. Every further stroke is a mark you "
                "cannot take back. Stop, reset, prove it on five dots.</p>"
            ),
            "choices": [
                {
                    "text": "Finish the temple quickly, so that both sides match",
                    "correct": False,
                    "feedback": "They would match in being too deep.",
                },
                {
                    "text": "Dilute the pigment further and keep the same setting",
                    "correct": False,
                    "feedback": "Paler, but just as deep and just as wide.",
                },
                {
                    "text": "Stop, go shallower, and test five dots before you go on",
                    "correct": True,
                    "feedback": "Right. A new region needs its own setting.",
                },
                {
                    "text": "Press on a swab for a minute, and go on as before when it is dry",
                    "correct": False,
                    "feedback": "The bleeding stops; the depth is the same.",
                },
            ],
        },
        {
            "key": "d-split-pouch",
            "type": "single",
            "topic": "depth",
            "difficulty": 1,
            "critical": True,
            "use": "exam",
            "tags": ["cartridge", "sterile"],
            "source": "Toronto Public Health, tattooing: infection prevention and control",
            "source_url": TORONTO,
            "stem": (
                "<p>The last cartridge of the size you need has a split in the edge of its pouch. The client has taken a "
                "day off and is ready. What do you do?</p>"
            ),
            "explanation": (
                "<p>A pouch that is open is not sterile, whatever the date says. Use another proven cartridge or another "
                "day.</p>"
            ),
            "choices": [
                {
                    "text": "Use it, because the expiry date is still far away",
                    "correct": False,
                    "feedback": "The date holds only for a closed pouch.",
                },
                {
                    "text": "Wipe the needles with alcohol and use it",
                    "correct": False,
                    "feedback": "That disinfects at best. A cartridge has to be sterile.",
                },
                {
                    "text": "Use it only in the area with the thickest skin",
                    "correct": False,
                    "feedback": "All of it is skin you are opening.",
                },
                {
                    "text": "Discard it; use another size or rebook",
                    "correct": True,
                    "feedback": "Right, and order earlier next time.",
                },
            ],
        },
        {
            "key": "d-shed",
            "type": "single",
            "topic": "depth",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["depth", "healing"],
            "source": "Brandwood Clinic, how deep is your pigment",
            "source_url": BRANDWOOD,
            "stem": (
                "<p>At the review after session one nearly all dots have gone, evenly everywhere. The client followed the "
                "aftercare. What is the likeliest cause?</p>"
            ),
            "explanation": (
                "<p>Pigment left in the epidermis is shed with it. Even loss with good aftercare points to depth, not to "
                "the client.</p>"
            ),
            "choices": [
                {
                    "text": "The dots were placed too shallow",
                    "correct": True,
                    "feedback": "Right. Next time one small step deeper, tested on five dots.",
                },
                {
                    "text": "The dots were placed too deep",
                    "correct": False,
                    "feedback": "Deep dots stay, and grow wide and blue.",
                },
                {
                    "text": "The dots were too far apart",
                    "correct": False,
                    "feedback": "Distance does not make dots disappear.",
                },
                {
                    "text": "The client is allergic to carbon",
                    "correct": False,
                    "feedback": "An allergy shows as a reaction, not as neat fading.",
                },
            ],
        },
        {
            "key": "d-two-millimeters",
            "type": "single",
            "topic": "depth",
            "difficulty": 3,
            "critical": False,
            "use": "exam",
            "tags": ["depth", "evidence"],
            "source": "Scalp thickness series, Thieme",
            "source_url": SCALP,
            "stem": (
                "<p>A colleague insists: “Two millimeters, always.” You know that whole scalp skin averaged 1.71 mm by "
                "ultrasound in one series of 102 adults. What is the best way to settle on your own depth?</p>"
            ),
            "explanation": (
                "<p>Published numbers contradict each other, and some must mean needle throw rather than deposit. Layer and "
                "visible sign can be checked on this scalp, now.</p>"
            ),
            "choices": [
                {
                    "text": "Take the average of all published figures",
                    "correct": False,
                    "feedback": "An average of figures that mean different things means nothing.",
                },
                {
                    "text": "Use 2 mm on thick scalps and 1 mm on thin ones",
                    "correct": False,
                    "feedback": "You cannot see the thickness, and the numbers are not comparable.",
                },
                {
                    "text": "Find the shallowest setting that holds, by region",
                    "correct": True,
                    "feedback": "Right: five dots, wiped and read.",
                },
                {
                    "text": "Ask the maker which depth the machine is built for",
                    "correct": False,
                    "feedback": "The maker knows the machine, not this scalp.",
                },
            ],
        },
        {
            "key": "d-marking",
            "type": "single",
            "topic": "depth",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["cartridge", "marking"],
            "source": "SP Studio, guide to cartridge markings",
            "source_url": MARKINGS,
            "stem": (
                "<p>A cartridge is marked #8, 3RL. By the usual trade markings, what is inside?</p>"
            ),
            "explanation": (
                "<p>#8 stands for needles of 0.25 mm, 3 for their number, RL for a round group. Check the maker’s data "
                "sheet all the same.</p>"
            ),
            "choices": [
                {
                    "text": "Eight needles in three rows, for lines",
                    "correct": False,
                    "feedback": "#8 is the thickness, not the number.",
                },
                {
                    "text": "Three 0.25 mm needles in a round group",
                    "correct": True,
                    "feedback": "Right.",
                },
                {
                    "text": "Three 0.80 mm needles, medium taper",
                    "correct": False,
                    "feedback": "#8 is 0.25 mm, not 0.8 mm.",
                },
                {
                    "text": "One needle that reaches 3 mm deep",
                    "correct": False,
                    "feedback": "Nothing in the marking says how deep.",
                },
            ],
        },
        {
            "key": "d-too-big",
            "type": "single",
            "topic": "depth",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["dot size"],
            "source": "Team Micro, dot size",
            "source_url": TEAM_MICRO,
            "stem": (
                "<p>On your practice mat the dots come out twice as wide as you planned. What should you change first?</p>"
            ),
            "explanation": (
                "<p>Pressure, and with it penetration, changes dot size more than needle size does. Lighten the hand before "
                "you change the cartridge.</p>"
            ),
            "choices": [
                {
                    "text": "The needle, for the thinnest one you can buy",
                    "correct": False,
                    "feedback": "A thin needle pressed hard makes a wide dot too.",
                },
                {
                    "text": "The shade, so that the dots show less",
                    "correct": False,
                    "feedback": "Paler, but just as wide.",
                },
                {
                    "text": "The spacing, so that the dots fit again",
                    "correct": False,
                    "feedback": "That hides the fault in the plan.",
                },
                {
                    "text": "The pressure, by lightening your hand",
                    "correct": True,
                    "feedback": "Right: hand first, contact time second, needle third.",
                },
            ],
        },
        {
            "key": "d-variables",
            "type": "multiple",
            "topic": "depth",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["technique", "evidence"],
            "source": "Dhurat and colleagues, 2017",
            "source_url": DHURAT,
            "stem": (
                "<p>Which of these did Dhurat and colleagues find to change the outcome of SMP in 2017? Choose every correct "
                "answer.</p>"
            ),
            "explanation": (
                "<p>Their list includes angle, depth, contact time, rotor speed, scalp resistance, color, viscosity, number and "
                "thickness of needles, and dot pattern. The price of the machine is not on it.</p>"
            ),
            "choices": [
                {
                    "text": "The angle of the needle",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "The contact time with the skin",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "The price class of the machine",
                    "correct": False,
                    "feedback": "Not among the variables.",
                },
                {
                    "text": "The viscosity of the pigment",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "The season in which you work",
                    "correct": False,
                    "feedback": "Not among the variables.",
                },
            ],
        },
        {
            "key": "d-square-density",
            "type": "numeric",
            "topic": "depth",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["spacing", "calculation"],
            "source": "Calculation: dots on a square pattern",
            "source_url": "",
            "stem": (
                "<p>Dots stand exactly 1.0 mm apart on a square pattern, as a sum only. How many are there in one square "
                "centimeter?</p>"
            ),
            "explanation": (
                "<p>10 in each direction, so 100 per square centimeter. Real work is never that regular, but the sum tells "
                "you the scale.</p>"
            ),
            "answer": "100",
            "tolerance": "0",
            "unit": "dots per cm²",
        },
        {
            "key": "d-area-count",
            "type": "numeric",
            "topic": "depth",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["spacing", "calculation"],
            "source": "Calculation: area times density",
            "source_url": "",
            "stem": (
                "<p>Your plan asks for 40 dots per square centimeter in session one, on a zone of 35 square centimeters. How "
                "many dots is that?</p>"
            ),
            "explanation": "<p>40 times 35 is 1,400 dots.</p>",
            "answer": "1400",
            "tolerance": "0",
            "unit": "dots",
        },
        {
            "key": "d-copy-density",
            "type": "true_false",
            "topic": "depth",
            "difficulty": 1,
            "critical": False,
            "use": "exam",
            "tags": ["spacing"],
            "source": "Rassman, on scalp micropigmentation",
            "source_url": RASSMAN,
            "stem": (
                "<p>According to Rassman, dots should copy the client’s follicular unit density as an exact mathematical "
                "constant.</p>"
            ),
            "explanation": (
                "<p>He describes dots about 1 mm apart and says in so many words that placement is not purely mathematical. "
                "It is adapted to the person.</p>"
            ),
            "answer": False,
            "feedback": "Placement is adapted to the person, not copied from a count.",
        },
        {
            "key": "d-grid-look",
            "type": "single",
            "topic": "depth",
            "difficulty": 2,
            "critical": False,
            "use": "exam",
            "tags": ["spacing", "pattern"],
            "source": "Academy standard: dot fields",
            "source_url": "",
            "stem": (
                "<p>Your field has no clumps and no holes, yet your assessor says that it looks printed. What is wrong with "
                "it?</p>"
            ),
            "explanation": (
                "<p>Even spacing in rows is a grid, and the eye finds rows at once. Keep the evenness and break the "
                "directions.</p>"
            ),
            "choices": [
                {
                    "text": "The dots stand in rows, like a grid",
                    "correct": True,
                    "feedback": "Right. Turn the mat often and fill gaps, not lines.",
                },
                {
                    "text": "There are too few dots in the field",
                    "correct": False,
                    "feedback": "A sparse natural field does not look printed.",
                },
                {
                    "text": "The dots are all too pale in shade",
                    "correct": False,
                    "feedback": "Pale grids look printed too.",
                },
                {
                    "text": "The dots vary too much in distance",
                    "correct": False,
                    "feedback": "The opposite: they vary too little.",
                },
            ],
        },
        {
            "key": "d-sc-cartridge",
            "type": "multiple",
            "topic": "depth",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["cartridge", "membrane"],
            "source": "Toronto Public Health, tattooing: infection prevention and control",
            "source_url": TORONTO,
            "stem": (
                "<p>Which of these would you accept as proof that a cartridge has a membrane? Choose every correct answer."
                "</p>"
            ),
            "explanation": (
                "<p>Proof comes from the maker: on the box or pouch, on the maker’s website for that cartridge, or in "
                "writing. A seller’s word is not proof.</p>"
            ),
            "choices": [
                {
                    "text": "The pouch says so",
                    "correct": True,
                    "feedback": "Yes.",
                },
                {
                    "text": "An e-mail from the manufacturer",
                    "correct": True,
                    "feedback": "Yes. File it.",
                },
                {
                    "text": "The shop’s product page",
                    "correct": False,
                    "feedback": "A retailer’s word is not proof.",
                },
                {
                    "text": "A strong spring inside",
                    "correct": False,
                    "feedback": "A spring seals nothing.",
                },
            ],
        },
        {
            "key": "d-sc-blue",
            "type": "single",
            "topic": "depth",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["depth", "healing"],
            "source": "Team Micro, dot size",
            "source_url": TEAM_MICRO,
            "stem": (
                "<p>Six weeks on, the dots are wide, soft-edged and bluish. What is the likeliest cause?</p>"
            ),
            "explanation": (
                "<p>Deep pigment spreads and is seen through more skin, which scatters blue. Next time: shallower, and less "
                "pressure.</p>"
            ),
            "choices": [
                {
                    "text": "The pigment was diluted too far",
                    "correct": False,
                    "feedback": "That makes dots pale, not wide.",
                },
                {
                    "text": "The deposit was too deep",
                    "correct": True,
                    "feedback": "Right. Wide and blue together point to depth.",
                },
                {
                    "text": "The scabs were picked",
                    "correct": False,
                    "feedback": "Picking takes pigment away.",
                },
                {
                    "text": "The needle was too thin",
                    "correct": False,
                    "feedback": "A thin needle alone does not blur a dot.",
                },
            ],
        },
        {
            "key": "d-sc-claim",
            "type": "true_false",
            "topic": "depth",
            "difficulty": 2,
            "critical": False,
            "use": "practice",
            "tags": ["depth", "evidence"],
            "source": "Meta-analysis of epidermal thickness; a trade page that says epidermis",
            "source_url": SCALPDOTS,
            "stem": (
                "<p>A web page says that SMP is safer than tattooing because the pigment stays in the epidermis. This can be "
                "right for a result that lasts for years.</p>"
            ),
            "explanation": (
                "<p>The epidermis is shed and renewed within weeks. Pigment that lasts for years lies in the dermis, however "
                "shallow.</p>"
            ),
            "answer": False,
            "feedback": "What is in the epidermis goes with it.",
        },
        {
            "key": "d-sc-count",
            "type": "numeric",
            "topic": "depth",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["spacing", "calculation"],
            "source": "Calculation: area times density",
            "source_url": "",
            "stem": (
                "<p>A practice square is 3 cm by 3 cm. You want 60 dots per square centimeter. How many dots is that?</p>"
            ),
            "explanation": "<p>9 cm² times 60 is 540 dots.</p>",
            "answer": "540",
            "tolerance": "0",
            "unit": "dots",
        },
        {
            "key": "d-sc-bigger",
            "type": "single",
            "topic": "depth",
            "difficulty": 1,
            "critical": False,
            "use": "practice",
            "tags": ["spacing", "pattern"],
            "source": "Academy standard: dot fields",
            "source_url": "",
            "stem": (
                "<p>You have ten dots left and you are not sure that they fit. What is the best use of them?</p>"
            ),
            "explanation": (
                "<p>A hole can be filled next time; a blot stays. When in doubt, leave it out.</p>"
            ),
            "choices": [
                {
                    "text": "Put them where the field is densest",
                    "correct": False,
                    "feedback": "That is where they would touch.",
                },
                {
                    "text": "Leave them out and stop",
                    "correct": True,
                    "feedback": "Right.",
                },
                {
                    "text": "Make a last row along the edge",
                    "correct": False,
                    "feedback": "A row is what you have been avoiding.",
                },
            ],
        },
    ],
}
