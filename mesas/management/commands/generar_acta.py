"""Genera el acta de una sesión: la aprobada, de lo congelado; el borrador, de lo capturado."""

from django.utils import timezone

from comun.ordenes import ErrorDeUso, Orden
from mesas.generar import FORMATOS_DEL_ACTA, acta_de, archivo_del_acta
from mesas.models import Sesion


class Command(Orden):
    help = "Genera la última versión del acta de una sesión."

    def add_arguments(self, parser):
        parser.add_argument("--sesion", required=True, help="Código de la sesión, como S-05-0001.")
        parser.add_argument("--formato", required=True, choices=FORMATOS_DEL_ACTA)
        parser.add_argument("--salida", required=True, help="Archivo que se escribe.")

    def handle(self, *, sesion, formato, salida, **opciones):
        encontrada = Sesion.objects.select_related("instancia__mesa").filter(codigo=sesion).first()
        if encontrada is None:
            raise ErrorDeUso(f"No existe la sesión {sesion}; revisa --sesion.")
        acta = acta_de(encontrada)
        if acta is None:
            estado = encontrada.get_estado_display()
            raise ErrorDeUso(f"La sesión {sesion} está {estado}: tendrá acta cuando se registre lo que pasó.")
        contenido = archivo_del_acta(acta, formato, fecha=timezone.localdate())
        if contenido is None:
            raise ErrorDeUso(f"El acta de {sesion} fue alterada después de aprobarse: no se entrega.")
        self.guardar(salida, contenido)
        self.stdout.write(f"{acta}: {salida} ({len(contenido)} bytes)")
