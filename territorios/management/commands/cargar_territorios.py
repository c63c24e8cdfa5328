from comun.ordenes import Orden
from territorios import carga


class Command(Orden):
    """Deja regiones, provincias, comunas, macrozonas y direcciones como dicen los archivos de territorios/datos."""

    help = "Carga o pone al día regiones, provincias, comunas, macrozonas y direcciones regionales. Se puede repetir."

    def handle(self, **opciones):
        for tabla, balance in carga.cargar().items():
            self.stdout.write(f"{tabla}: {balance}")
