from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ComunConfig(AppConfig):
    name = "comun"
    verbose_name = "Base común"

    def ready(self):
        """Carga de cada app lo que anuncia: planillas, objetos con historial y lo que se elige o se busca."""
        autodiscover_modules("planillas", "historial", "elecciones", "buscables")
