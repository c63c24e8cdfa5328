from comun.ordenes import Orden
from mesas.models import Compromiso

POR_LOTE = 500
HAY_DIFERENCIAS = 1


class Command(Orden):
    """Compara el estado guardado de cada compromiso con el que dan sus hechos, y lo corrige si se pide."""

    help = "Recalcula el estado de los compromisos desde sus hechos. Con --revisar sólo muestra las diferencias."

    def add_arguments(self, parser):
        parser.add_argument("--revisar", action="store_true", help="muestra las diferencias sin corregirlas")

    def handle(self, *, revisar, **opciones):
        revisados = diferencias = 0
        for compromiso in Compromiso.objects.con_hechos().order_by("pk").iterator(chunk_size=POR_LOTE):
            revisados += 1
            debido = compromiso.estado_recalculado()
            if debido == compromiso.estado:
                continue
            diferencias += 1
            self.stdout.write(
                f"{compromiso.codigo}: guardado «{compromiso.get_estado_display()}», según sus hechos «{debido.label}»"
            )
            if not revisar:
                compromiso.recalcular(por=None, motivo="estado recalculado desde sus hechos")
        resultado = "diferencias" if revisar else "diferencias corregidas"
        self.stdout.write(f"{revisados} compromisos revisados, {diferencias} {resultado}")
        if revisar and diferencias:
            raise SystemExit(HAY_DIFERENCIAS)
