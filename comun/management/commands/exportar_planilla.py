from comun.ordenes import ErrorDeUso, Orden
from comun.planillas import ErrorDePlanilla, exportar, tipo_llamado, tipos_registrados


class Command(Orden):
    """Escribe una planilla en un archivo .xlsx, o lista las que hay."""

    help = "Exporta una planilla a un libro de Excel; con --tipos, muestra cuáles hay."

    def add_arguments(self, parser):
        parser.add_argument("tipo", nargs="?", default="", help="qué planilla (ver --tipos)")
        parser.add_argument("--tipos", action="store_true", help="lista las planillas que hay")
        parser.add_argument("--codigo", default="", help="código del objeto, en las planillas de un solo objeto")
        parser.add_argument("--salida", default="", help="archivo .xlsx que se escribe")
        parser.add_argument("--vacia", action="store_true", help="sólo encabezados y guía, para llenar")

    def handle(self, *, tipo, codigo, salida, vacia, **opciones):
        if opciones["tipos"]:
            for cada in tipos_registrados():
                self.stdout.write(f"{cada.nombre}: {cada.titulo}")
            return
        if not tipo:
            raise ErrorDeUso("Falta indicar qué planilla exportar; --tipos las lista.")
        if not salida:
            raise ErrorDeUso("Falta indicar --salida, el archivo .xlsx que se escribe.")
        try:
            contenido = exportar(tipo_llamado(tipo), codigo=codigo, vacia=vacia)
        except ErrorDePlanilla as error:
            raise ErrorDeUso(str(error)) from error
        self.guardar(salida, contenido)
        self.stdout.write(f"Se escribió «{salida}».")
