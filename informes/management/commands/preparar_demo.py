"""Deja lista la demostración: base, archivos estáticos y contenido. La segunda vez no toca los datos."""

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from actores.models import Usuario
from comun.correo import vaciar
from comun.ordenes import ErrorDeUso, Orden
from informes.demo import cargar_demo


class Command(Orden):
    help = "Prepara la demostración en su propia base SQLite; conserva los datos si ya estaba cargada."

    def handle(self, **opciones):
        if not settings.DEMO:
            raise ErrorDeUso("Esta orden es sólo para la demostración: usa MESAS_DEMO=1 (make demo).")
        if connection.vendor != "sqlite":
            raise ErrorDeUso("La demostración usa su propia base SQLite: quita DATABASE_URL.")
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        self._cargar()

    def _cargar(self):
        if not Usuario.objects.exists():
            self.stdout.write("Cargando los datos de la demostración…")
            cargar_demo(hoy=timezone.localdate())
            vaciar()  # los correos de las sesiones citadas quedan en var/correo
        elif not Usuario.objects.filter(username="lectura.valparaiso").exists():
            raise ErrorDeUso("Esta base ya tiene datos que no son de la demostración: no se toca.")
        self.stdout.write("La demostración está lista.")
