from informes.admin.emision import ObservacionAnualAdmin, PlazoDeInformeAdmin, VersionAnualAdmin
from informes.admin.informe_anual import InformeAnualAdmin, LeccionAdmin, SeccionNarrativaAdmin
from informes.admin.marco import ActividadAdmin, GastoAdmin, IndicadorAdmin, ItemPresupuestarioAdmin, ProductoAdmin
from informes.admin.proyecto import CoberturaDeFilasAdmin, DonanteAdmin, ProyectoAdmin

__all__ = [
    "ActividadAdmin",
    "CoberturaDeFilasAdmin",
    "DonanteAdmin",
    "GastoAdmin",
    "IndicadorAdmin",
    "InformeAnualAdmin",
    "ItemPresupuestarioAdmin",
    "LeccionAdmin",
    "ObservacionAnualAdmin",
    "PlazoDeInformeAdmin",
    "ProductoAdmin",
    "ProyectoAdmin",
    "SeccionNarrativaAdmin",
    "VersionAnualAdmin",
]
