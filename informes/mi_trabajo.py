"""Lo que espera a quien entra: cada asunto con la página que lo resuelve; cada grupo con su listado completo."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import Truncator

from comun.formatos import formato
from informes.models import InformeAnual, PlazoDeInforme
from mesas.models import Compromiso, Sesion

DIAS_DE_AVISO = 30
DIAS_DE_SESIONES = 7
POR_GRUPO = 4


class Asunto(NamedTuple):
    """Una fila: en qué estado está, qué es, dónde se resuelve y lo que ayuda a decidir."""

    palabra: str
    tono: str
    texto: str
    url: str
    detalle: str


class Grupo(NamedTuple):
    """Asuntos de una clase: los primeros, cuántos hay en total y el listado que los muestra todos."""

    nombre: str
    asuntos: list[Asunto]
    total: int
    url: str


def visibles(modelo, usuario, direcciones=None):
    """Las filas del modelo que ve el usuario; sólo las de esas direcciones, si se dan."""
    filas = modelo.objects.visibles_para(usuario)
    return filas if direcciones is None else filas.de_direcciones(direcciones)


def grupos_para(usuario, *, hoy, direcciones=None):
    """Los grupos con algo pendiente, del más al menos urgente; a quien sólo lee no se le pide verificar."""
    compromisos = visibles(Compromiso, usuario, direcciones).select_related("mesa", "responsable")
    sesiones = visibles(Sesion, usuario, direcciones).select_related("instancia__mesa")
    informes = visibles(InformeAnual, usuario, direcciones)
    grupos = [
        _atrasados(compromisos, hoy),
        _actas_vencidas(sesiones, hoy),
        _actas_que_faltan(sesiones),
        *([_por_verificar(compromisos, usuario)] if usuario.es_editor_regional else []),
        _informes(informes, InformeAnual.Estado.OBSERVADO, "accion"),
        _por_vencer(compromisos, hoy),
        _informes(informes, InformeAnual.Estado.BORRADOR, "neutro"),
    ]
    return [grupo for grupo in grupos if grupo.total]


def sesiones_cercanas(usuario, *, hoy, direcciones=None):
    """(sesiones de hoy y los siete días que siguen, dirección del listado con las mismas)."""
    hasta = hoy + timedelta(days=DIAS_DE_SESIONES)
    cercanas = visibles(Sesion, usuario, direcciones).select_related("instancia__mesa").entre(hoy, hasta)
    return cercanas.con_respuestas().order_by("desde", "hora_inicio", "pk"), reverse(
        "sesiones_lista", query={"desde": hoy.isoformat(), "hasta": hasta.isoformat()}
    )


def _grupo(nombre, filas, asunto: Callable, url):
    return Grupo(nombre, [asunto(fila) for fila in filas[:POR_GRUPO]], filas.count(), url)


def _atrasados(compromisos, hoy):
    def asunto(fila):
        return _de_compromiso("atrasado", "atrasado", fila, f"venció {_hace((hoy - fila.vence).days)}")

    filas = compromisos.vencidos(al=hoy).order_by("vence", "codigo")
    return _grupo("Compromisos atrasados", filas, asunto, reverse("compromisos_lista", query={"estado": "atrasado"}))


def _por_vencer(compromisos, hoy):
    def asunto(fila):
        return _de_compromiso("por vencer", "curso", fila, f"vence {_en((fila.vence - hoy).days)}")

    hasta = hoy + timedelta(days=DIAS_DE_AVISO)
    filas = compromisos.por_vencer(desde=hoy, hasta=hasta).order_by("vence", "codigo")
    url = reverse("compromisos_lista", query={"estado": "pendiente", "vence_hasta": hasta.isoformat()})
    return _grupo(f"Compromisos que vencen en {DIAS_DE_AVISO} días", filas, asunto, url)


def _por_verificar(compromisos, usuario):
    def asunto(fila):
        return _de_compromiso("por verificar", "accion", fila, "otra persona informó que se cumplió")

    filas = compromisos.que_espera_de(usuario).order_by("vence", "codigo")
    return _grupo(
        "Cumplimientos por verificar", filas, asunto, reverse("compromisos_lista", query={"estado": "me_espera"})
    )


def _actas_que_faltan(sesiones):
    def asunto(fila):
        return _de_sesion("falta el acta", fila, f"se hizo el {fila.fecha_legible}")

    url = reverse("sesiones_lista", query={"acta": "falta"})
    return _grupo("Sesiones sin acta", sesiones.sin_acta().order_by("desde", "codigo"), asunto, url)


def _actas_vencidas(sesiones, hoy):
    def asunto(fila):
        return _de_sesion("acta en observación", fila, "terminó el plazo para observarla: falta aprobarla")

    url = reverse("sesiones_lista", query={"acta": "vencida"})
    filas = sesiones.con_observacion_vencida(al=hoy).order_by("desde", "codigo")
    return _grupo("Actas con su observación vencida", filas, asunto, url)


def _informes(informes, estado, tono):
    filas = informes.filter(estado=estado).para_lista().order_by("-anio", "codigo")
    plazos = dict(PlazoDeInforme.objects.filter(etapa=PlazoDeInforme.Etapa.ENVIO).values_list("anio", "fecha"))

    def asunto(fila):
        plazo = plazos.get(fila.anio)
        detalle = f"{_corto(fila.proyecto.titulo)}{f' · plazo {formato(plazo)}' if plazo else ''}"
        return Asunto(fila.get_estado_display(), tono, str(fila), fila.get_absolute_url(), detalle)

    nombre = f"Informes {'observados' if estado == InformeAnual.Estado.OBSERVADO else 'en borrador'}"
    return _grupo(nombre, filas, asunto, reverse("informes_lista", query={"estado": estado.value}))


def _de_compromiso(palabra, tono, fila, cuando):
    partes = [cuando, str(fila.responsable), *([str(fila.mesa)] if fila.mesa else [])]
    return Asunto(palabra, tono, f"{fila.codigo}: {_corto(fila.accion)}", fila.get_absolute_url(), " · ".join(partes))


def _de_sesion(palabra, fila, detalle):
    texto = f"{fila.nombre}, {fila.instancia.mesa.nombre}"
    return Asunto(palabra, "accion", texto, fila.get_absolute_url(), detalle)


def _corto(texto):
    return Truncator(texto).chars(90)


def _hace(dias):
    return "ayer" if dias == 1 else f"hace {formato(dias, 'entero')} días"


def _en(dias):
    return {0: "hoy", 1: "mañana"}.get(dias, f"en {dias} días")
