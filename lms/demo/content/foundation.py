"""The nine modules of the foundation course, in order."""

from lms.demo.content import (
    m1_law,
    m2_infection,
    m3_consultation,
    m4_hairline,
    m5_depth,
    m6_pigment,
    m7_sessions,
    m8_healing,
    m9_records,
)

MODULES = [
    part.MODULE
    for part in (
        m1_law,
        m2_infection,
        m3_consultation,
        m4_hairline,
        m5_depth,
        m6_pigment,
        m7_sessions,
        m8_healing,
        m9_records,
    )
]
