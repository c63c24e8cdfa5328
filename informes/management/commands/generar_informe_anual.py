"""Genera el informe anual de un proyecto desde las filas guardadas."""

from django.utils import timezone

from comun.documentos.formatos import FORMATOS
from comun.ordenes import ErrorDeUso, Orden
from informes.generar import archivo_de_la_version, archivo_del_informe
from informes.models import InformeAnual, Proyecto


class Command(Orden):
    help = "Genera el informe anual de un proyecto (borrador vivo, salvo que se pida una versión emitida)."

    def add_arguments(self, parser):
        parser.add_argument("--proyecto", required=True, help="Atlas Project ID o código: 121119 o P-121119.")
        parser.add_argument("--anio", required=True, type=int, help="Año que se informa.")
        parser.add_argument("--formato", required=True, choices=list(FORMATOS))
        parser.add_argument("--salida", required=True, help="Archivo que se escribe.")
        parser.add_argument("--anexo", action="store_true", help="Agrega el anexo «Origen de las cifras».")
        parser.add_argument("--version", dest="version_emitida", help="«ultima» o el número de una versión emitida.")

    def create_parser(self, prog_name, subcommand, **opciones):
        """Django reserva --version para la suya; aquí es la del informe, como en las demás órdenes de informes."""
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **opciones)

    def handle(self, *, proyecto, anio, formato, salida, anexo, version_emitida, **opciones):
        informe = self._informe(proyecto, anio)
        if version_emitida:
            contenido = self._emitido(informe, version_emitida, formato, anexo)
        else:
            contenido = archivo_del_informe(informe, formato, anexo=anexo, fecha=timezone.localdate())
        self.guardar(salida, contenido)
        self.stdout.write(f"{informe.codigo}: {salida} ({len(contenido)} bytes)")

    def _emitido(self, informe, pedida, formato, anexo):
        versiones = {version.numero: version for version in informe.versiones.order_by("numero")}
        if not versiones:
            raise ErrorDeUso(f"El informe {informe.codigo} aún no tiene versiones emitidas: quita --version.")
        numero = max(versiones) if pedida == "ultima" else int(pedida) if pedida.isdecimal() else None
        if numero not in versiones:
            hay = ", ".join(map(str, versiones))
            raise ErrorDeUso(f"El informe {informe.codigo} no tiene la versión «{pedida}»; hay: {hay} o «ultima».")
        contenido = archivo_de_la_version(versiones[numero], formato, anexo=anexo)
        if contenido is None:
            raise ErrorDeUso(f"La versión {numero} de {informe.codigo} falta o fue alterada: no se entrega.")
        return contenido

    def _informe(self, proyecto, anio):
        codigo = proyecto if proyecto.startswith(Proyecto.PREFIJO) else f"{Proyecto.PREFIJO}-{proyecto}"
        encontrado = Proyecto.objects.filter(codigo=codigo).first()
        if encontrado is None:
            conocidos = ", ".join(Proyecto.objects.order_by("codigo").values_list("codigo", flat=True)[:10])
            raise ErrorDeUso(f"No existe el proyecto {codigo}; hay: {conocidos or 'ninguno'}.")
        informe = InformeAnual.objects.select_related("proyecto").filter(proyecto=encontrado, anio=anio).first()
        if informe is None:
            anios = ", ".join(str(uno) for uno in encontrado.informes.order_by("anio").values_list("anio", flat=True))
            raise ErrorDeUso(f"El proyecto {codigo} no tiene informe de {anio}; hay: {anios or 'ninguno'}.")
        return informe
