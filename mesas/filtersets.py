"""Los filtros de los listados de mesas."""

import django_filters as filtros
from django import forms
from django.utils.timezone import localdate

from actores.models import Actor, Programa
from mesas.models import Compromiso, Fase, Mesa, Sesion, TipoMesa
from mesas.models.compromiso_estado import Palabra
from territorios.filtersets import ConDireccionEnVigor
from territorios.models import DireccionRegional, Macrozona

# Lo que no es de ninguna dirección regional, que sólo ve quien lee el país.
NACIONAL = ("nacional", "nacionales (sin dirección)")
SIN_MESA = ("ninguna", "Sin mesa")
EN_MARCHA = ("en_marcha", "en marcha (ni suspendida ni cerrada)")
# Las cuatro palabras de los listados y los conjuntos que las cifras abren.
PALABRAS = [
    ("abierto", "abierto (sin cerrar)"),
    *Palabra.choices,
    ("verificado", "cumplido y verificado"),
    ("me_espera", "por verificar por ti"),
    ("exigible", "exigible (suscrito, ni desistido ni histórico)"),
]


def direcciones_de_quien_mira(peticion):
    return DireccionRegional.objects.al_alcance_de(peticion.user).de_norte_a_sur()


class PorDireccion(ConDireccionEnVigor):
    """Base: dirección regional, de las que ve quien mira, y macrozona para quien lee el país."""

    direccion = filtros.ModelChoiceFilter(
        label="Dirección regional",
        queryset=direcciones_de_quien_mira,
        to_field_name="codigo",
        empty_label="Todas",
        null_value=NACIONAL[0],
        null_label=NACIONAL[1],
        method="por_direccion",
    )
    macrozona = filtros.ModelChoiceFilter(
        label="Macrozona",
        queryset=Macrozona.objects.de_norte_a_sur(),
        to_field_name="codigo",
        empty_label="Todas",
        method="por_macrozona",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.request.user.ve_todo:
            del self.filters["macrozona"]
            self.filters["direccion"].extra["null_label"] = None
            if not self.request.user.es_regional:
                del self.filters["direccion"]  # quien observa no recorre direcciones

    def por_direccion(self, filas, nombre, valor):
        return filas.nacionales() if valor == NACIONAL[0] else filas.de_direcciones([valor])

    def por_macrozona(self, filas, nombre, valor):
        return filas.de_direcciones(DireccionRegional.objects.de_macrozona(valor))


class FiltroDeMesas(PorDireccion):
    """Texto, dirección regional, fase, tipo y programa."""

    q = filtros.CharFilter(label="Nombre, tema o código", method="por_texto")
    fase = filtros.ChoiceFilter(
        label="Fase", choices=[EN_MARCHA, *Fase.choices], empty_label="Todas", method="por_fase"
    )
    tipo = filtros.ChoiceFilter(label="Tipo", choices=TipoMesa, empty_label="Todos")
    programa = filtros.ModelChoiceFilter(
        label="Programa",
        queryset=Programa.objects.order_by("nombre"),
        to_field_name="clave",
        empty_label="Todos",
        method="por_programa",
    )

    class Meta:
        model = Mesa
        fields = ["q", "direccion", "macrozona", "fase", "tipo", "programa"]

    def por_texto(self, mesas, nombre, valor):
        return mesas.buscar(valor)

    def por_fase(self, mesas, nombre, valor):
        return mesas.en_marcha() if valor == EN_MARCHA[0] else mesas.filter(fase=valor)

    def por_programa(self, mesas, nombre, valor):
        return mesas.del_programa(valor)


class FechaDelNavegador(forms.DateInput):
    """El calendario del propio navegador."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class FiltroDeSesiones(PorDireccion):
    """Texto, mesa por nombre o código, tipo, fechas y lo que le falta a su acta."""

    q = filtros.CharFilter(label="Título, lugar o código", method="por_texto")
    mesa = filtros.CharFilter(label="Mesa", method="por_mesa")
    tipo = filtros.ChoiceFilter(label="Tipo", choices=Sesion.Tipo, empty_label="Todos")
    estado = filtros.ChoiceFilter(label="Estado", choices=Sesion.Estado, empty_label="Todos")
    anio = filtros.NumberFilter(label="Año", method="por_anio", min_value=1990, max_value=2100)
    desde = filtros.DateFilter(label="Desde", field_name="desde", lookup_expr="gte", widget=FechaDelNavegador)
    hasta = filtros.DateFilter(label="Hasta", field_name="hasta", lookup_expr="lte", widget=FechaDelNavegador)
    acta = filtros.ChoiceFilter(
        label="Acta",
        choices=[("falta", "falta el acta"), ("vencida", "observación vencida")],
        empty_label="Todas",
        method="por_acta",
    )

    class Meta:
        model = Sesion
        fields = ["q", "mesa", "tipo", "estado", "acta", "anio", "desde", "hasta", "direccion", "macrozona"]

    def por_texto(self, sesiones, nombre, valor):
        return sesiones.que_dicen(valor)

    def por_mesa(self, sesiones, nombre, valor):
        return sesiones.filter(instancia__mesa__in=Mesa.objects.visibles_para(self.request.user).buscar(valor))

    def por_anio(self, sesiones, nombre, valor):
        return sesiones.filter(desde__year__lte=int(valor), hasta__year__gte=int(valor))

    def por_acta(self, sesiones, nombre, valor):
        return sesiones.sin_acta() if valor == "falta" else sesiones.con_observacion_vencida(al=localdate())


class FiltroDeCompromisos(PorDireccion):
    """Texto, mesa («ninguna»: sin mesa) y responsable por nombre o código, estado y tramo de vencimiento."""

    q = filtros.CharFilter(label="Acción o código", method="por_texto")
    mesa = filtros.CharFilter(label="Mesa", method="por_mesa")
    responsable = filtros.CharFilter(label="Responsable", method="por_responsable")
    estado = filtros.ChoiceFilter(label="Estado", choices=PALABRAS, empty_label="Todos", method="por_palabra")
    vence_desde = filtros.DateFilter(
        label="Vence desde", field_name="vence", lookup_expr="gte", widget=FechaDelNavegador
    )
    vence_hasta = filtros.DateFilter(
        label="Vence hasta", field_name="vence", lookup_expr="lte", widget=FechaDelNavegador
    )

    class Meta:
        model = Compromiso
        fields = ["q", "mesa", "responsable", "estado", "vence_desde", "vence_hasta", "direccion", "macrozona"]

    def por_texto(self, compromisos, nombre, valor):
        return compromisos.que_dicen(valor)

    def por_mesa(self, compromisos, nombre, valor):
        if valor == SIN_MESA[0]:
            return compromisos.filter(mesa__isnull=True)
        return compromisos.filter(mesa__in=Mesa.objects.visibles_para(self.request.user).buscar(valor))

    def por_responsable(self, compromisos, nombre, valor):
        return compromisos.filter(responsable__in=Actor.objects.buscar(valor))

    def por_palabra(self, compromisos, nombre, valor):
        conjuntos = {
            "abierto": compromisos.sin_cerrar,
            "verificado": compromisos.verificados,
            "exigible": compromisos.exigibles,
            "me_espera": lambda: compromisos.que_espera_de(self.request.user),
        }
        return conjuntos[valor]() if valor in conjuntos else compromisos.con_palabra(valor, al=localdate())
