from django.apps import AppConfig


class CurationConfig(AppConfig):
    name = "hub.curation"
    label = "curation"
