"""Las tablas con que se edita un proyecto, por parte: dinero, marco, indicadores y actividades."""

from informes.forms.filas import filas
from informes.forms.proyecto import (
    FilaDeActividad,
    FilaDeDonante,
    FilaDeIndicador,
    FilaDePresupuestoAnual,
    FilaDeProducto,
    FilaDeResultado,
    FilaDeTasa,
)
from informes.models import Actividad, Indicador


def _dinero(proyecto, data):
    comunes = {"data": data, "fijos": {"proyecto": proyecto}}
    return [
        filas(
            FilaDeTasa,
            prefijo="tasas",
            titulo="Tasas del organismo",
            singular="Tasa",
            nota="DPC y GMS, en porcentaje, desde la fecha en que rigen.",
            queryset=proyecto.tasas.order_by("desde"),
            **comunes,
        ),
        filas(
            FilaDePresupuestoAnual,
            prefijo="presupuestos",
            titulo="Presupuesto por año",
            singular="Presupuesto",
            queryset=proyecto.presupuestos.order_by("anio"),
            **comunes,
        ),
        filas(
            FilaDeDonante,
            prefijo="donantes",
            titulo="Donantes",
            singular="Donante",
            queryset=proyecto.donantes.order_by("orden", "nombre"),
            orden_en="proyecto",
            **comunes,
        ),
    ]


def _marco(proyecto, data):
    comunes = {"data": data, "fijos": {"proyecto": proyecto}}
    return [
        filas(
            FilaDeResultado,
            prefijo="resultados",
            titulo="Efecto y productos del Programa País",
            singular="Resultado",
            queryset=proyecto.resultados_pais.order_by("orden", "pk"),
            orden_en="proyecto",
            **comunes,
        ),
        filas(
            FilaDeProducto,
            prefijo="productos",
            titulo="Productos del proyecto",
            singular="Producto",
            queryset=proyecto.productos.order_by("numero"),
            **comunes,
        ),
    ]


def _indicadores(proyecto, data):
    tabla = filas(
        FilaDeIndicador,
        prefijo="indicadores",
        titulo="Indicadores",
        singular="Indicador",
        nota="Cada uno mide un producto o un resultado del Programa País. Con métrica y mesa, se propone su cifra.",
        queryset=_indicadores_de(proyecto).select_related("producto", "resultado_pais", "mesa"),
        data=data,
        productos=proyecto.productos.order_by("numero"),
        resultados=proyecto.resultados_pais.order_by("orden", "pk"),
        mesas=proyecto.mesas.order_by("codigo"),
    )
    return [tabla]


def _actividades(proyecto, data):
    tabla = filas(
        FilaDeActividad,
        prefijo="actividades",
        titulo="Actividades",
        singular="Actividad",
        nota="Una actividad sirve a uno o más indicadores; su número se reinicia en cada producto.",
        queryset=Actividad.objects.filter(producto__proyecto=proyecto)
        .select_related("producto")
        .prefetch_related("indicadores")
        .order_by("producto__numero", "numero"),
        data=data,
        productos=proyecto.productos.order_by("numero"),
        indicadores=Indicador.objects.filter(producto__proyecto=proyecto).order_by("producto__numero", "orden", "pk"),
    )
    return [tabla]


def _indicadores_de(proyecto):
    suyos = Indicador.objects.filter(producto__proyecto=proyecto)
    return (suyos | Indicador.objects.filter(resultado_pais__proyecto=proyecto)).order_by(
        "producto__numero", "orden", "pk"
    )


# Nombre en la dirección → (título, tablas que se guardan juntas).
PARTES = {
    "dinero": ("Tasas y donantes", _dinero),
    "marco": ("Marco de resultados", _marco),
    "indicadores": ("Indicadores", _indicadores),
    "actividades": ("Actividades", _actividades),
}
