"""What the home screen is made of, below the strip and the announcements."""

SECTIONS = ("panel", "worried", "topics", "campaign", "resources", "voices", "partners", "stories")
