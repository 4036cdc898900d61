"""The people and places of the demo academy. Everybody and everything here is invented."""

ACADEMY = {
    "name": "Kestrel Lane Academy",
    "strapline": "Scalp micropigmentation, taught slowly and checked in the open.",
    "street": "14 Kestrel Lane",
    "town": "Bristol",
    "postcode": "BS0 0KL",
    "country": "United Kingdom",
    "phone": "0117 496 0100",
    "email": "hello@example.org",
    "about": (
        "A small school above a former hat maker’s workshop. Eight trainees at a time, one live model "
        "for one trainee, and a register that anybody can ask."
    ),
    "staff": [
        {
            "username": "ruth",
            "name": "Ruth Oyelaran",
            "email": "ruth.oyelaran@example.org",
            "role": "instructor",
            "title": "Lead instructor",
            "bio": (
                "Eleven years in practice. Teaches hairline design and depth, and looks at every first "
                "hairline from the other side of the room."
            ),
            "portrait": "portrait-1",
        },
        {
            "username": "piet",
            "name": "Piet Verhoeven",
            "email": "piet.verhoeven@example.org",
            "role": "assessor",
            "title": "Infection control, assessor",
            "bio": (
                "A former theater nurse. Teaches every hand wash himself and observes the practicals with "
                "a checklist he has never once abridged."
            ),
            "portrait": "portrait-2",
        },
        {
            "username": "amara",
            "name": "Amara Lindqvist",
            "email": "amara.lindqvist@example.org",
            "role": "quality assurer",
            "title": "Quality assurer",
            "bio": (
                "Samples what the assessors decide, sits in on one observation a month, and answers appeals "
                "from people she has never marked."
            ),
            "portrait": "portrait-8",
        },
        {
            "username": "tomasz",
            "name": "Tomasz Brzeziński",
            "email": "tomasz.brzezinski@example.org",
            "role": "registrar",
            "title": "Registrar",
            "bio": (
                "Keeps the register: issues, suspends, reinstates and revokes, each time with a reason in "
                "writing."
            ),
            "portrait": "portrait-4",
        },
    ],
    # stage: how far the loader takes each trainee
    "trainees": [
        {
            "username": "eleftheria",
            "legal_name": "Ελευθερία Παπαδημητρίου",
            "preferred_name": "Eleftheria",
            "email": "eleftheria@example.org",
            "stage": "applied",
            "cohort": "next",
            "portrait": None,
        },
        {
            "username": "huong",
            "legal_name": "Nguyễn Thị Thanh Hương",
            "preferred_name": "Hương",
            "email": "huong@example.org",
            "stage": "just_enrolled",
            "cohort": "running",
            "portrait": None,
        },
        {
            "username": "priya",
            "legal_name": "Priya Raghunathan",
            "preferred_name": "Priya",
            "email": "priya@example.org",
            "stage": "studying_25",
            "cohort": "running",
            "portrait": None,
        },
        {
            "username": "noor",
            "legal_name": "Noor Haddad",
            "preferred_name": "Noor Haddad",
            "email": "noor@example.org",
            "stage": "studying_60",
            "cohort": "running",
            "portrait": "portrait-6",
        },
        {
            "username": "kwabena",
            "legal_name": "Kwabena Osei-Mensah",
            "preferred_name": "Kwabena",
            "email": "kwabena@example.org",
            "stage": "ready_for_exam",
            "cohort": "running",
            "portrait": "portrait-7",
        },
        {
            "username": "declan",
            "legal_name": "Declan Ó Súilleabháin",
            "preferred_name": "Declan",
            "email": "declan@example.org",
            "stage": "failed_exam_critical",
            "cohort": "running",
            "portrait": None,
        },
        {
            "username": "leila",
            "legal_name": "ليلى الكيلاني",
            "preferred_name": "Leila Kilani",
            "email": "leila@example.org",
            "stage": "passed_recent",
            "cohort": "running",
            "portrait": "portrait-5",
        },
        {
            "username": "marie-clemence",
            "legal_name": "Marie-Clémence Desrosiers-Vandenbroucke",
            "preferred_name": "Marie-Clémence",
            "email": "marie-clemence@example.org",
            "stage": "certified",
            "cohort": None,
            "portrait": "portrait-3",
        },
        {
            "username": "gyozo",
            "legal_name": "Győző Szilágyi",
            "preferred_name": "Győző",
            "email": "gyozo@example.org",
            "stage": "certified_expired",
            "cohort": None,
            "portrait": None,
        },
        {
            "username": "imogen",
            "legal_name": "Imogen Hartley-Price",
            "preferred_name": "Imogen",
            "email": "imogen@example.org",
            "stage": "certified_suspended",
            "cohort": None,
            "portrait": None,
            "reason": "Insurance lapsed. The suspension ends when a current policy has been seen.",
        },
        {
            "username": "callum",
            "legal_name": "Callum Fairweather",
            "preferred_name": "Callum",
            "email": "callum@example.org",
            "stage": "certified_revoked",
            "cohort": None,
            "portrait": None,
            "reason": "Photographs handed in as evidence showed the work of another practitioner.",
        },
        {
            "username": "daryna",
            "legal_name": "Дарина Коваленко",
            "preferred_name": "Daryna",
            "email": "daryna@example.org",
            "stage": "withdrawn",
            "cohort": "running",
            "portrait": None,
        },
    ],
    # days are counted from the day on which the demo is loaded
    "cohorts": [
        {
            "key": "running",
            "title": "Autumn group, Bristol",
            "starts_in_days": -69,
            "ends_in_days": 34,
            "access_until_in_days": 129,
            "capacity": 8,
            "place": "Bristol, Mondays and Tuesdays",
            "timetable": (
                "Mondays theory, 9:30 to 16:30. Tuesdays practice, 9:00 to 17:00, first on practice skin, "
                "then with live models."
            ),
            "instructors": ["ruth", "piet"],
        },
        {
            "key": "next",
            "title": "Winter group, Bristol",
            "starts_in_days": 50,
            "ends_in_days": 125,
            "access_until_in_days": 220,
            "capacity": 8,
            "place": "Bristol, Fridays and Saturdays",
            "timetable": (
                "Fridays theory, 9:30 to 16:30. Saturdays practice, 9:00 to 17:00, first on practice skin, "
                "then with live models."
            ),
            "instructors": ["ruth", "piet"],
        },
    ],
    # services are the techniques of the directory: hairline, density, full_head, scar, alopecia
    "clinics": [
        {
            "slug": "harbourside-scalp-studio",
            "name": "Harbourside Scalp Studio",
            "type": "smp",
            "street": "3 Cooper’s Slip",
            "town": "Bristol",
            "postcode": "BS0 0HS",
            "country": "United Kingdom",
            "phone": "0117 496 0142",
            "website": "https://harbourside.example.org/",
            "opening_hours": "The last Saturday of the month is kept for corrections.",
            "email": "hello@harbourside.example.org",
            "hours": [([2, 3, 4, 5], "10:00", "18:00"), ([6], "09:00", "14:00")],
            "access": ["step_free", "toilet", "quiet", "companion"],
            "sterilization_statement": (
                "Nothing that touches skin is used twice, so nothing is sterilized here: cartridges and cups come "
                "sterile and go into the sharps box after one client."
            ),
            "pigments": [
                {
                    "brand": "Demo Graphite, three tones",
                    "statement": "Label, batch and safety sheet can be read at the chair.",
                }
            ],
            "description": (
                "Two chairs and nothing but scalp micropigmentation. The first visit is a conversation: the "
                "hairline is drawn, photographed and slept on before anything is booked."
            ),
            "services": [
                {
                    "technique": "hairline",
                    "note": "Drawn, photographed, decided another day",
                    "price_from": 650,
                    "price_to": 1100,
                },
                {
                    "technique": "density",
                    "note": "Between existing hair, women and men",
                    "price_from": 900,
                    "price_to": 1900,
                },
                {
                    "technique": "full_head",
                    "note": "Shaved look, three sessions as a rule",
                    "price_from": 1600,
                    "price_to": 2600,
                },
            ],
            "price_words": "Middle of the local range; a written quote after the consultation",
            "free_consultation": True,
            "payment_plans": True,
            "hygiene_statement": (
                "Sterile single-use cartridges with a membrane, opened in front of you. Barrier film renewed "
                "for every client. Set-up photographed for each session."
            ),
            "pigment_statement": (
                "Diluted with sterile water in the cup, for you alone. Name, batch and ratio are on the "
                "aftercare sheet you take home."
            ),
            "registration_number": "DEMO-0412",
            "registration_authority": "Bristol City Council (invented entry)",
            "languages": ["en", "fr", "nl"],
            "image": "clinic-1",
            "image_alt": "Drawing of a shop front with a stippled hairline in its window",
            "confirmed_days_ago": 12,
            "checks": [
                {"kind": "address", "days_ago": 12, "finding": "Confirmed by phone and by visit."},
                {"kind": "registration", "days_ago": 40, "finding": "Entry seen for the premises."},
                {"kind": "insurance", "days_ago": 40, "finding": "Current policy seen."},
                {"kind": "hygiene", "days_ago": 33, "finding": "Set-up and clean-down observed."},
                {"kind": "pigment", "days_ago": 33, "finding": "Ten records traced to a batch."},
            ],
            "practitioners": [
                {
                    "username": "marie-clemence",
                    "role": "Practitioner and owner",
                    "bio": (
                        "Trained as a milliner, then as a practitioner. Likes low contrast and long "
                        "consultations."
                    ),
                    "languages": ["en", "fr", "nl"],
                    "years_in_practice": 4,
                },
                {
                    "username": "callum",
                    "role": "Practitioner",
                    "bio": "Works on shaved looks and crowns.",
                    "languages": ["en"],
                    "years_in_practice": 2,
                },
            ],
        },
        {
            "slug": "avon-hair-restoration",
            "name": "Avon Hair Restoration Center",
            "type": "hair",
            "street": "88 Larkspur Parade",
            "town": "Bath",
            "postcode": "BA0 0LP",
            "country": "United Kingdom",
            "phone": "01632 960 218",
            "website": "https://avon-hair.example.org/",
            "opening_hours": "",
            "email": "smp@avon-hair.example.org",
            "hours": [([1, 2, 3, 4, 5], "08:30", "17:30")],
            "access": ["step_free", "lift", "toilet", "parking", "chair", "dogs"],
            "sterilization_statement": (
                "Metal grips go through the autoclave of the surgical floor; every load is tested and its record "
                "kept. Cartridges are single-use."
            ),
            "pigments": [
                {"brand": "Demo Slate", "statement": "Sealed bottles, one batch a client."}
            ],
            "description": (
                "A transplant center that uses scalp micropigmentation beside surgery: between grafts, on a "
                "thin crown, or instead of an operation when a donor area is too small."
            ),
            "services": [
                {
                    "technique": "density",
                    "note": "Before or after a transplant",
                    "price_from": 1400,
                    "price_to": 2600,
                },
                {
                    "technique": "full_head",
                    "note": "For those who want no surgery",
                    "price_from": 2200,
                    "price_to": 3400,
                },
                {
                    "technique": "scar",
                    "note": "Flat donor scars that have been stable for a year",
                    "price_from": 600,
                    "price_to": 1500,
                },
            ],
            "price_words": "Upper part of the local range; quoted apart from any surgery",
            "free_consultation": True,
            "payment_plans": True,
            "hygiene_statement": (
                "Treatment rooms are cleaned to the protocol of the surgical floor. Sharps are collected by a "
                "licensed carrier every week."
            ),
            "pigment_statement": "Sealed bottles in date, one batch for each client, logged with the file.",
            "registration_number": "DEMO-0098",
            "registration_authority": "Bath and North East Somerset Council (invented entry)",
            "languages": ["en", "ar", "hu"],
            "image": "clinic-2",
            "image_alt": "Drawing of a three-story building with young trees in front",
            "confirmed_days_ago": 25,
            "checks": [
                {"kind": "address", "days_ago": 25, "finding": "Confirmed by post and phone."},
                {"kind": "registration", "days_ago": 61, "finding": "Entry seen for the premises."},
                {"kind": "insurance", "days_ago": 25, "finding": "Current policy seen."},
            ],
            "practitioners": [
                {
                    "username": "leila",
                    "role": "SMP practitioner",
                    "bio": (
                        "Came from dental nursing. Works on density between hair, and on the quiet part of "
                        "the day when people ask what they really wanted to ask."
                    ),
                    "languages": ["en", "ar"],
                    "years_in_practice": 1,
                },
                {
                    "username": "gyozo",
                    "role": "SMP practitioner",
                    "bio": "Barber for twenty years, practitioner for three.",
                    "languages": ["en", "hu"],
                    "years_in_practice": 3,
                },
            ],
        },
        {
            "slug": "taff-skin-clinic",
            "name": "Taff Skin Clinic",
            "type": "medical",
            "street": "21 Ropewalk Arcade",
            "town": "Cardiff",
            "postcode": "CF0 0RA",
            "country": "United Kingdom",
            "phone": "029 2018 0377",
            "website": "https://taff-skin.example.org/",
            "opening_hours": "Scalp micropigmentation on Thursdays.",
            "email": "desk@taff-skin.example.org",
            "hours": [([1, 3, 4], "09:00", "17:00"), ([5], "09:00", "13:00"), ([2], "", "")],
            "access": ["lift", "toilet", "loop", "sign", "dogs"],
            "sterilization_statement": (
                "Single-use cartridges and cups. The clinic’s autoclave is for other treatments and is tested "
                "every morning."
            ),
            "pigments": [],
            "description": (
                "A nurse-led aesthetic clinic. Scalp micropigmentation is offered on Thursdays, after the same "
                "medical questionnaire as every other treatment here."
            ),
            "services": [
                {
                    "technique": "density",
                    "note": "Mostly for women with a widening part",
                    "price_from": 1100,
                    "price_to": 2100,
                },
                {
                    "technique": "hairline",
                    "note": "Softening and rounding",
                    "price_from": 700,
                    "price_to": 1300,
                },
            ],
            "price_words": "Middle of the local range; consultation fee taken off the first session",
            "free_consultation": False,
            "payment_plans": False,
            "hygiene_statement": (
                "Approved premises under the Welsh special procedures scheme (invented entry). Clinical waste "
                "and decontamination are audited twice a year."
            ),
            "pigment_statement": (
                "Only mixtures labeled for tattooing or permanent make-up, with a batch reference, diluted "
                "with sterile water."
            ),
            "registration_number": "DEMO-W-0031",
            "registration_authority": "Cardiff Council (invented entry)",
            "languages": ["en", "cy"],
            "image": "clinic-3",
            "image_alt": "Drawing of a treatment couch under a magnifying lamp",
            "confirmed_days_ago": 8,
            "checks": [
                {"kind": "address", "days_ago": 8, "finding": "Confirmed by phone."},
                {"kind": "registration", "days_ago": 90, "finding": "License and approval seen."},
                {"kind": "hygiene", "days_ago": 90, "finding": "Clean-down observed."},
            ],
            "practitioners": [
                {
                    "username": "imogen",
                    "role": "Registered nurse and SMP practitioner",
                    "bio": "Nurse first; works with a magnifier and without hurry.",
                    "languages": ["en", "cy"],
                    "years_in_practice": 3,
                },
                {
                    "username": "leila",
                    "role": "Visiting practitioner, Thursdays",
                    "bio": "",
                    "languages": ["en", "ar"],
                    "years_in_practice": 1,
                },
            ],
        },
        {
            "slug": "north-gate-tattoo",
            "name": "North Gate Tattoo",
            "type": "tattoo",
            "street": "5 Cartwheel Yard",
            "town": "Gloucester",
            "postcode": "GL0 0CY",
            "country": "United Kingdom",
            "phone": "01632 960 451",
            "website": "https://north-gate.example.org/",
            "opening_hours": "",
            "email": "room@north-gate.example.org",
            "hours": [([3, 4, 5, 6], "11:00", "19:00"), ([2], "", "")],
            "access": ["dogs", "companion"],
            "sterilization_statement": (
                "Single-use cartridges only; grips are wrapped and the wrap is thrown away with them."
            ),
            "pigments": [
                {"brand": "Demo Graphite, two tones", "statement": "Never mixed with tattoo ink."}
            ],
            "description": (
                "A tattoo studio with one room kept for scalps: its own machine, its own pigments, its own "
                "lamp. Walk-ins are for tattoos only; a scalp starts with a consultation."
            ),
            "services": [
                {
                    "technique": "full_head",
                    "note": "Shaved look",
                    "price_from": 1200,
                    "price_to": 2000,
                },
                {
                    "technique": "hairline",
                    "note": "Never lower than the old photographs",
                    "price_from": 450,
                    "price_to": 800,
                },
            ],
            "price_words": "Lower part of the local range; paid session by session",
            "free_consultation": True,
            "payment_plans": True,
            "hygiene_statement": (
                "Separate SMP room. Single-use cartridges, film on everything that is touched, hygiene rating "
                "on the door."
            ),
            "pigment_statement": "SMP pigments only; body tattoo ink is never used on a scalp.",
            "registration_number": "DEMO-0207",
            "registration_authority": "Gloucester City Council (invented entry)",
            "languages": ["en"],
            "image": "clinic-4",
            "image_alt": "Drawing of a studio with framed dot patterns and a reclining chair",
            "confirmed_days_ago": 47,
            "checks": [
                {"kind": "address", "days_ago": 47, "finding": "Confirmed by visit."},
                {"kind": "insurance", "days_ago": 47, "finding": "Current policy seen."},
            ],
            "practitioners": [
                {
                    "username": "marie-clemence",
                    "role": "Guest practitioner, first Saturday of the month",
                    "bio": "",
                    "languages": ["en", "fr", "nl"],
                    "years_in_practice": 4,
                },
            ],
        },
    ],
}
