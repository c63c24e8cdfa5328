"""De qué documento y línea viene cada dato guardado de un proyecto."""

from django.db.models import Q
from django.utils.text import capfirst

from informes.models import (
    Actividad,
    AporteAnual,
    DecisionDelComite,
    Donante,
    EnlaceDeEvidencia,
    Gasto,
    GastoDelAnio,
    Indicador,
    InformeAnual,
    ItemPresupuestario,
    Leccion,
    LogroAnual,
    Presupuesto,
    Producto,
    Proyecto,
    ResultadoPais,
    Riesgo,
    SeccionNarrativa,
    Tasa,
)

# Cada parte de un proyecto y sus rutas hasta él, en el orden del formulario.
RUTAS = {
    Proyecto: ("pk",),
    Tasa: ("proyecto",),
    Presupuesto: ("proyecto",),
    GastoDelAnio: ("proyecto",),
    Donante: ("proyecto",),
    AporteAnual: ("donante__proyecto",),
    ResultadoPais: ("proyecto",),
    Producto: ("proyecto",),
    Indicador: ("resultado_pais__proyecto", "producto__proyecto"),
    LogroAnual: ("indicador__resultado_pais__proyecto", "indicador__producto__proyecto"),
    Actividad: ("producto__proyecto",),
    ItemPresupuestario: ("gastos__producto__proyecto",),
    Gasto: ("producto__proyecto",),
    InformeAnual: ("proyecto",),
    SeccionNarrativa: ("informe__proyecto",),
    Riesgo: ("informe__proyecto",),
    Leccion: ("informe__proyecto",),
    DecisionDelComite: ("leccion__informe__proyecto",),
    EnlaceDeEvidencia: ("informe__proyecto",),
}
CON_OTROS = {Gasto: ("item",), SeccionNarrativa: ("informe", "producto")}


def fuentes_de(proyecto):
    """Ternas (qué clase de dato, qué dice, documento y línea) de todo lo que declara su fuente."""
    for modelo, rutas in RUTAS.items():
        suyas = Q()
        for ruta in rutas:
            suyas |= Q(**{ruta: proyecto.pk})
        partes = modelo._default_manager.filter(suyas).exclude(fuente="").distinct().order_by("pk")
        for parte in partes.select_related(*CON_OTROS.get(modelo, ())) if modelo in CON_OTROS else partes:
            yield capfirst(modelo._meta.verbose_name), str(parte), parte.fuente
