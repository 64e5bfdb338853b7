from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "hub.curation"
    label = "curation"

    def ready(self) -> None:
        from hub.curation.text_notes import follow_changes

        follow_changes()
