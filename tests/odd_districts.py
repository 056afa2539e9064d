"""Small and odd districts that no example shows: fictional, each with the answers that its people would give."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.completed import ALL_DOCUMENTS, STAFF_TOOL, responders, roles, tool

# One school, kindergarten to grade 8, without a lawyer and without a union.
ONE_SCHOOL: dict[str, Any] = {
    "district.name": "Juniper Flat Elementary School District",
    "district.state": "mt",
    "district.schools": "1",
    "district.population": "640",
    "district.grade_bands": ["k2", "g3_5", "g6_8"],
    "district.unions": False,
    "district.counsel": "none",
    "documents.more": [document for document in ALL_DOCUMENTS if document != "committee_charter"],
    "contact.office": "the school office",
    "committee.form": "none",
    "consent.under_13": "school_contract",
    "engagement.owner": "coordinator",
    "readiness.assessor": "Principal",
    "tools.register": [
        tool("reader", "Page Friend", "listens to a child read aloud", ("k2", "g3_5"), "opt_in"),
        STAFF_TOOL,
    ],
    **roles(coordinator="Principal", business="District Clerk"),
    **responders("Principal", "Lead Teacher", "attorney engaged for the incident", alternate_title_ix="District Clerk"),
}

# Elementary schools only.
ELEMENTARY: dict[str, Any] = {
    "district.name": "Willow Bend Elementary District 62",
    "district.state": "il",
    "district.schools": "5",
    "district.population": "31000",
    "district.grade_bands": ["prek", "k2", "g3_5"],
    "district.languages": ["es", {"other": "Polish"}],
    "district.unions": True,
    "district.counsel": "outside",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the District Office",
    "consent.under_13": "school_contract",
    "readiness.assessor": "Assistant Superintendent for Learning",
    "tools.register": [tool("reader", "Page Friend", "listens to a child read aloud", ("k2", "g3_5"))],
    **roles(
        coordinator="Assistant Superintendent for Learning",
        technology="Technology Manager",
        business="Business Manager",
    ),
    **responders("Assistant Superintendent for Learning", "Technology Manager", "the district's law firm"),
}

# One high school district: grades 9 to 12.
HIGH_SCHOOLS: dict[str, Any] = {
    "district.name": "Granite Pass Union High School District",
    "district.state": "az",
    "district.schools": "3",
    "district.population": "58000",
    "district.grade_bands": ["g9_12"],
    "district.languages": ["es"],
    "district.unions": True,
    "district.counsel": "outside",
    "policy.route": "replace",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the Office of Student Services",
    "stance.students": "embraced",
    "consent.open_tools": "staff_and_students",
    "committee.form": "existing",
    "committee.existing_name": "Instructional Council",
    "readiness.assessor": "Director of Technology",
    "tools.register": [tool("drafts", "Second Draft", "gives hints on an essay", ("g9_12",))],
    **roles(
        coordinator="Director of Learning",
        technology="Director of Technology",
        business="Chief Financial Officer",
    ),
    **responders("Associate Superintendent", "Director of Learning", "the district's law firm"),
}

# A charter network: several schools, one board, no superintendent.
CHARTER: dict[str, Any] = {
    "district.name": "Harbor Light Public Charter Schools",
    "district.state": "nj",
    "district.kind": "charter",
    "district.schools": "4",
    "district.grade_bands": ["k2", "g3_5", "g6_8", "g9_12"],
    "district.languages": ["es", "ht"],
    "district.unions": False,
    "district.counsel": "outside",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the Family Office",
    "consent.under_13": "staff_mediated",
    "readiness.assessor": "Chief Academic Officer",
    "tools.register": [tool("drafts", "Second Draft", "gives hints on an essay", ("g9_12",))],
    **roles(
        coordinator="Chief Academic Officer",
        technology="Director of Operations",
        business="Chief Operating Officer",
    ),
    **responders("Chief Operating Officer", "Director of Operations", "the network's law firm"),
}

# A charter school of its own: one high school in Ohio, nobody's network, no lawyer.
CHARTER_SCHOOL: dict[str, Any] = {
    "district.name": "Foundry Street Early College Academy",
    "district.state": "oh",
    "district.kind": "charter",
    "district.schools": "1",
    "district.grade_bands": ["g9_12"],
    "district.unions": False,
    "district.counsel": "none",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the main office",
    "stance.students": "pilot",
    "readiness.assessor": "Dean of Students",
    "tools.register": [tool("drafts", "Second Draft", "gives hints on an essay", ("g9_12",), "opt_in", "pilot")],
    **roles(coordinator="Dean of Students", technology="Network Manager", business="Treasurer"),
    **responders("Executive Director", "Dean of Students", "attorney engaged for the incident"),
}

# A county school system.
COUNTY: dict[str, Any] = {
    "district.name": "Tidewater County Public Schools",
    "district.state": "md",
    "district.kind": "county",
    "district.schools": "26",
    "district.population": "110000",
    "district.grade_bands": ["prek", "k2", "g3_5", "g6_8", "g9_12"],
    "district.languages": ["es", "fr"],
    "district.unions": True,
    "district.counsel": "in_house",
    "policy.route": "both",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the Office of Family Services",
    "committee.created_by": "board",
    "committee.role": "delegated",
    "consent.under_13": "staff_mediated",
    "readiness.assessor": "Chief of Staff",
    "tools.register": [tool("drafts", "Second Draft", "gives hints on an essay", ("g9_12",))],
    **roles(
        coordinator="Chief of Staff",
        technology="Chief Information Officer",
        privacy="Student Records Officer",
        instruction="Chief Academic Officer",
        business="Chief Financial Officer",
    ),
    **responders("Chief of Staff", "Director of Safety", "General Counsel"),
}

# A county office of education in California, which asks for the first five documents only.
COUNTY_OFFICE: dict[str, Any] = {
    "district.name": "Alder County Office of Education",
    "district.state": "ca",
    "district.kind": "county",
    "district.schools": "6",
    "district.grade_bands": ["k2", "g3_6", "g7_8", "g9_12"],
    "district.languages": ["es"],
    "district.unions": True,
    "district.counsel": "outside",
    "district.erate": False,
    "documents.more": [],
    "contact.office": "the Office of Student Programs",
    "manual.profile": "csba",
    "stance.students": "pilot",
    "stance.staff": "embraced",
    "committee.form": "none",
    "consent.under_13": "staff_mediated",
    **roles(
        coordinator="Director of Student Programs",
        technology="Director of Information Services",
        business="Assistant Superintendent of Business",
    ),
}

# Eighty thousand students, seven languages, many unions, lawyers on staff.
LARGE: dict[str, Any] = {
    "district.name": "Three Rivers City School District",
    "district.state": "ny",
    "district.schools": "121",
    "district.population": "640000",
    "district.grade_bands": ["prek", "k2", "g3_5", "g6_8", "g9_12"],
    "district.languages": ["es", "zh", "ar", "ht", "ru", {"other": "Bengali"}, {"other": "Karen"}],
    "district.unions": True,
    "district.counsel": "in_house",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the Office of Family Engagement",
    "stance.staff": "embraced",
    "committee.created_by": "board",
    "committee.role": "delegated",
    "consent.under_13": "parental_consent",
    "consent.open_tools": "staff",
    "readiness.assessor": "Chief Strategy Officer",
    "use.predictive": True,
    "technology.cohort": "all students in grade 9, and whether each passed the year",
    "tools.register": [
        tool("drafts", "Second Draft", "gives hints on an essay", ("g6_8", "g9_12")),
        tool("numbers", "Number Path", "picks the next math problem", ("g3_5",), "opt_in", "pilot"),
    ],
    **roles(
        coordinator="Chief Strategy Officer",
        technology="Chief Information Officer",
        privacy="Chief Privacy Officer",
        instruction="Deputy Superintendent for Instruction",
        business="Chief Financial Officer",
        communications="Director of Communications",
        special_education="Executive Director of Special Education",
        human_resources="Chief Human Resources Officer",
    ),
    **responders(
        "Chief Operating Officer", "Deputy Chief of Staff", "General Counsel", alternate_legal="Deputy Counsel"
    ),
}

# A center for the youngest: prekindergarten to grade 2.
PRIMARY: dict[str, Any] = {
    "district.name": "Little Fork Primary Center",
    "district.state": "vt",
    "district.schools": "1",
    "district.grade_bands": ["prek", "k2"],
    "district.unions": False,
    "district.counsel": "none",
    "district.erate": False,
    "policy.route": "keep",
    "documents.more": ["family_faq", "student_rules", "handbook_inserts", "training_plan", "incident_response_plan"],
    "contact.office": "the front office",
    "committee.form": "none",
    "consent.under_13": "staff_mediated",
    # Only the teacher works it, so it holds nothing about a child.
    "tools.register": [
        tool("reader", "Page Friend", "reads a story aloud", ("k2",)) | {"data": ["none"], "basis": "no_student_data"}
    ],
    **roles(coordinator="Principal", business="Office Manager"),
    **responders("Principal", "Lead Teacher", "attorney engaged for the incident"),
}

# A school division of Virginia.
DIVISION: dict[str, Any] = {
    "district.name": "Blue Spruce County Public Schools",
    "district.state": "va",
    "district.schools": "9",
    "district.population": "37000",
    "district.grade_bands": ["prek", "k2", "g3_5", "g6_8", "g9_12"],
    "district.languages": ["es"],
    "district.unions": False,
    "district.counsel": "outside",
    "policy.route": "amend",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the Office of Instruction",
    "committee.role": "advisory",
    "consent.under_13": "prohibited",
    "readiness.assessor": "Director of Instruction",
    "tools.register": [tool("drafts", "Second Draft", "gives hints on an essay", ("g9_12",))],
    **roles(coordinator="Director of Instruction", technology="Director of Technology", business="Finance Director"),
    **responders("Assistant Superintendent", "Director of Instruction", "the division's law firm"),
}

# An independent school district of Texas, in the manual style used there.
TEXAS: dict[str, Any] = {
    "district.name": "Mesquite Draw Independent School District",
    "district.state": "tx",
    "district.schools": "7",
    "district.population": "24000",
    "district.grade_bands": ["prek", "k2", "g3_5", "g6_8", "g9_12"],
    "district.languages": ["es", "vi"],
    "district.unions": False,
    "district.counsel": "outside",
    "documents.more": ALL_DOCUMENTS,
    "contact.office": "the Family Help Desk",
    "manual.profile": "tasb",
    "stance.students": "pilot",
    "stance.staff": "pilot",
    "committee.role": "recommending",
    "consent.under_13": "staff_mediated",
    "readiness.assessor": "Chief Technology Officer",
    "tools.register": [tool("drafts", "Second Draft", "gives hints on an essay", ("g9_12",), "opt_in", "pilot")],
    **roles(
        coordinator="Chief Technology Officer",
        instruction="Chief Academic Officer",
        business="Chief Financial Officer",
    ),
    **responders("Deputy Superintendent", "Chief Academic Officer", "the District's law firm"),
}

ODD: Mapping[str, Mapping[str, Any]] = {
    "one-school": ONE_SCHOOL,
    "elementary": ELEMENTARY,
    "high-schools": HIGH_SCHOOLS,
    "charter": CHARTER,
    "charter-school": CHARTER_SCHOOL,
    "county": COUNTY,
    "county-office": COUNTY_OFFICE,
    "large": LARGE,
    "primary": PRIMARY,
    "division": DIVISION,
    "texas": TEXAS,
}
