"""Who can sign in: what `manage.py shell` runs to make somebody of each role, and to tell their passwords."""

CURATORS = "import json; from hub.curation.demo import demo_curators; print(json.dumps(dict(demo_curators())))"
