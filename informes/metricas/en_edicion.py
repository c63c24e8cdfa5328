"""El cuadro de gastos de lo que la persona está escribiendo, antes de guardarlo."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from comun.documentos.arbol import FilaDeOrigen
from informes.metricas.gastos import CuadroDeGastos
from informes.models import ItemPresupuestario


@dataclass(frozen=True)
class GastoEscrito:
    """Un gasto todavía sin guardar, con lo que el cuadro necesita para sumarlo."""

    producto_id: int
    item: ItemPresupuestario
    anio: int
    monto: Decimal
    fecha: date | None = None
    donante_id: int | None = None
    codigo: str = ""


class CuadroEnEdicion(CuadroDeGastos):
    """Las mismas cuentas que el informe, con los montos de la pantalla.

    `escritos`: los GastoEscrito. `ingresados`: montos (Decimal o None) de «presupuesto», «gasto» y, por donante, de
    «aporte-N», en unidades de la moneda del proyecto. Las filas de sus cifras no se imprimen: aquí sólo se suma.
    """

    def __init__(self, proyecto, anio, *, escritos, ingresados):
        super().__init__(proyecto, anio, direccion_de=lambda clave: "")
        self.escritos, self.ingresados = escritos, ingresados

    @cached_property
    def gastos(self):
        return self.escritos

    @cached_property
    def presupuesto_del_anio(self):
        return self._ingresada(self.ingresados["presupuesto"], "presupuesto-anio", "Presupuesto del año", "")

    @cached_property
    def gasto_del_anio(self):
        return self._ingresada(self.ingresados["gasto"], "gasto-anio", "Gasto del año", "")

    @cached_property
    def aportes(self):
        return [
            (
                donante,
                self._ingresada(
                    self.ingresados[f"aporte-{numero}"], f"aporte-{numero}", f"Aporte de {donante.nombre}", ""
                ),
            )
            for numero, donante in enumerate(self.donantes, start=1)
        ]

    def _fila(self, gasto):
        """Sin actividades ni fuente: sólo lo que suma."""
        return FilaDeOrigen(gasto.codigo, str(gasto.item), "", gasto.monto, self.proyecto.moneda)
