from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "hub.editions"
    label = "editions"
    verbose_name = "Editions"
