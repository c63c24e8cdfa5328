from informes.models.cobertura import CoberturaDeFilas
from informes.models.emision_anual import ArchivoAnual, ObservacionAnual, VersionAnual
from informes.models.finanzas import AporteAnual, Donante, GastoDelAnio, Presupuesto, Tasa
from informes.models.gasto import Actividad, Gasto, ItemPresupuestario
from informes.models.informe_anual import (
    DecisionDelComite,
    EnlaceDeEvidencia,
    InformeAnual,
    Leccion,
    Riesgo,
    SeccionNarrativa,
)
from informes.models.marco import Indicador, LogroAnual, Producto, ResultadoPais
from informes.models.plazo import PlazoDeInforme
from informes.models.propuesta_aceptada import PropuestaAceptada
from informes.models.proyecto import Proyecto

__all__ = [
    "Actividad",
    "AporteAnual",
    "ArchivoAnual",
    "CoberturaDeFilas",
    "DecisionDelComite",
    "Donante",
    "EnlaceDeEvidencia",
    "Gasto",
    "GastoDelAnio",
    "Indicador",
    "InformeAnual",
    "ItemPresupuestario",
    "Leccion",
    "LogroAnual",
    "ObservacionAnual",
    "PlazoDeInforme",
    "Presupuesto",
    "Producto",
    "PropuestaAceptada",
    "Proyecto",
    "ResultadoPais",
    "Riesgo",
    "SeccionNarrativa",
    "Tasa",
    "VersionAnual",
]
