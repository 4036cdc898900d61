"""The page of the clients' guide that says where each point can be seen checked on this site."""

EXAMPLE = "/directory/harbourside-scalp-studio/"


def _link(address: str, words: str) -> str:
    return f'<a href="{address.replace("&", "&amp;")}">{words}</a>'


def _point(term: str, *sentences: str) -> dict[str, str]:
    return {"term": term, "definition": f"<p>{' '.join(sentences)}</p>"}


WHAT_YOU_CAN_CHECK = {
    "slug": "what-you-can-check",
    "title": "What to look for, and where you can see it",
    "summary": (
        "Every point that clients are told to look for, where it stands on this site, who looked at it, and what "
        "nobody looked at."
    ),
    "body": [
        (
            "rich_text",
            "<p>Lists of things to look for are easy to print and hard to use: how would you see from outside that "
            "needles are sterile? So here is each point with the place where you can look. What somebody of ours "
            "has seen carries a name and a day. What a clinic says of itself stands under “What the clinic says”, "
            "and nowhere else.</p>",
        ),
        ("heading", {"text": "The person"}),
        (
            "definitions",
            {
                "title": "",
                "items": [
                    _point(
                        "A certificate",
                        _link("/directory/", "Every clinic in the directory"),
                        "has somebody whose certificate is valid at the minute you look. Its entry in the register is "
                        "one press away, or",
                        _link("/verify/", "type a number yourself") + ".",
                    ),
                    _point(
                        "Training for what you want done",
                        "A certificate covers a technique on a skin, never everything. Narrow the list to it: for "
                        "example",
                        _link(
                            "/directory/?technique=density&condition=diffuse",
                            "density on thinning hair",
                        ),
                        "or a",
                        _link("/directory/?technique=full_head&certified=1", "shaved look") + ".",
                    ),
                    _point(
                        "A hairline made for you",
                        "Look for",
                        _link(
                            "/directory/?technique=hairline&certified=1",
                            "hairlines covered by a certificate",
                        )
                        + ". Whether yours will suit you is decided with a pencil on your forehead, in the consultation.",
                    ),
                    _point(
                        "Healed work",
                        _link("/directory/?healed=1", "Clinics with healed pictures") + ".",
                        "Each picture was compared with every other in the directory, and a moderator looked at it. We "
                        "were not in the room, so ask to meet somebody who was.",
                    ),
                    _point(
                        "What other clients say",
                        "Under",
                        _link(f"{EXAMPLE}#reviews", "“What clients say”"),
                        "on a clinic’s page: result, hygiene, consultation and aftercare, each apart. We confirm that the "
                        "e-mail address is its author’s, and nothing more. Of reviews elsewhere not even that is known.",
                    ),
                    _point(
                        "Somebody who understands you",
                        "Filter by language, for example",
                        _link("/directory/?language=fr", "French") + ".",
                        "The clinic says which languages are spoken; a phone call settles it.",
                    ),
                ],
            },
        ),
        ("heading", {"text": "The place"}),
        (
            "definitions",
            {
                "title": "",
                "items": [
                    _point(
                        "The kind of place",
                        _link("/directory/?type=smp", "Only SMP") + ",",
                        _link("/directory/?type=hair", "transplant centers") + ",",
                        _link("/directory/?type=medical", "medical aesthetic clinics") + " or",
                        _link("/directory/?type=tattoo", "tattoo studios with a specialist") + ".",
                        "The clinic chooses its kind itself.",
                    ),
                    _point(
                        "Registration or license",
                        "Number and authority stand in the box beside a clinic’s name. Whether we saw the entry stands "
                        "under",
                        _link(f"{EXAMPLE}#checked", "“What was checked, and what was not”") + ".",
                        "Look the number up with the authority as well: it may have changed since.",
                    ),
                    _point(
                        "Hygiene and sterilization",
                        "The protocol in the clinic’s own words is under",
                        _link(f"{EXAMPLE}#says", "“What the clinic says”")
                        + "; a visit of ours, where there was one, is under “What was checked”. “Not checked by us” "
                        "means that you are the one who looks.",
                    ),
                    _point(
                        "Pigments",
                        "Brand and statement are the clinic’s words. “Pigment batch records” among the checks means that "
                        "we followed finished treatments back to a bottle. No page can tell what is in the cup on the "
                        "day: ask for the batch number.",
                    ),
                    _point(
                        "Insurance",
                        "Among the checks, with the day a policy was seen. A policy ends; ask for this year’s.",
                    ),
                ],
            },
        ),
        ("heading", {"text": "The offer"}),
        (
            "definitions",
            {
                "title": "",
                "items": [
                    _point(
                        "A free consultation",
                        _link("/directory/?free=1", "Clinics that say theirs is free") + ".",
                        "You will read that all reputable clinics give it away. We know good ones that charge for an hour "
                        "and take it off the bill. What matters is that somebody asks about your health, draws, and "
                        "lets you go home.",
                    ),
                    _point(
                        "Payment in stages",
                        _link("/directory/?plans=1", "Clinics that say they offer it") + ".",
                        "Ask what it costs in all, and what happens when you stop after one session.",
                    ),
                    _point(
                        "Prices",
                        "As ranges, for each technique, where a clinic gives them. We never check a price.",
                    ),
                    _point(
                        "Two offers side by side",
                        "Tick two or three clinics in the list and press “Compare”, as with",
                        _link(
                            "/directory/compare/?clinic=harbourside-scalp-studio&clinic=taff-skin-clinic",
                            "these two",
                        )
                        + ". What was looked up and checked comes first, the claims after it.",
                    ),
                ],
            },
        ),
        (
            "table",
            {
                "caption": "Who looks, and when",
                "columns": ["What", "Who looks", "When", "Nobody looks at"],
                "rows": [
                    [
                        "Certificates",
                        "The page itself, in the register",
                        "Each time it is opened",
                        "What the scope leaves out",
                    ],
                    [
                        "Address, registration, insurance",
                        "A registrar",
                        "On the day written beside it",
                        "What changed since",
                    ],
                    [
                        "Hygiene, pigment records",
                        "A registrar, on a visit",
                        "On the day written beside it",
                        "Your own session",
                    ],
                    [
                        "Before and after pictures",
                        "A program that compares, then a moderator",
                        "Before they are shown",
                        "Light, make-up, the years after",
                    ],
                    [
                        "Reviews",
                        "A mailed link, then a moderator",
                        "Before they are shown",
                        "Whether it was as they say",
                    ],
                    [
                        "Type, services, prices, languages",
                        "Nobody: the clinic says so",
                        "Its last confirmation is dated",
                        "All of it",
                    ],
                ],
            },
        ),
        (
            "warning",
            {
                "level": "caution",
                "title": "Nobody can pay to be higher in the list",
                "text": (
                    "<p>It is sorted by distance or by name. If something on a page is not true, “Report this entry” at its "
                    "end reaches a moderator, and what was done about it is kept.</p>"
                ),
            },
        ),
    ],
}
