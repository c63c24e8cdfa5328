from django.apps import AppConfig


class TerritoriosConfig(AppConfig):
    name = "territorios"
    verbose_name = "Territorios"
