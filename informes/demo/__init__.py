"""El contenido de la demostración: personas que ingresan, el proyecto de Campanilla y un ejemplo ficticio vivo.

Los hechos de un documento llevan documento y línea; lo ficticio lo dice en su nombre y se fecha desde el día de carga.
"""

from django.db import transaction
from django.utils import timezone

from actores.catalogos import cargar_catalogos
from actores.models import Usuario
from informes.demo import campanilla, ejemplo, usuarios
from territorios.carga import cargar
from territorios.carga_de_documentos import cargar_territorios_de_documentos


def cargar_demo(*, hoy):
    """Carga todo en una transacción, con `hoy` como fecha de referencia de lo ficticio."""
    with transaction.atomic():
        cargar()
        cargar_catalogos()
        elenco = usuarios.crear()
        territorios, _ = cargar_territorios_de_documentos(por=elenco["admin"])
        campanilla.crear(elenco=elenco, territorio=territorios["campanilla"], hoy=hoy)
        ejemplo.crear(elenco=elenco, hoy=hoy)
        # Como si todos hubieran venido recién: lo que se haga desde ahora será novedad para los demás.
        Usuario.objects.update(visita_desde=timezone.now(), visita_anterior=timezone.now())
