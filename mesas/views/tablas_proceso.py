"""Las tablas de sesiones y de compromisos: las mismas en los listados, en la ficha de la mesa y en la de la sesión."""

from django.utils.timezone import localdate

from comun.tablas import Columna, Tabla
from comun.templatetags.componentes import chip
from mesas.models import Acta, Compromiso, Sesion
from mesas.models.compromiso_estado import Estado, Palabra

TONOS_DE_SESION = {
    Sesion.Estado.CONVOCADA: "curso",
    Sesion.Estado.SUSPENDIDA: "pausa",
    Sesion.Estado.CANCELADA: "cerrado",
}
TONOS_DE_ACTA = {
    Acta.Estado.EN_OBSERVACION: "accion",
    Acta.Estado.APROBADA: "verificado",
    Acta.Estado.FIRMADA: "verificado",
}
TONOS_DE_PALABRA = {
    Palabra.PENDIENTE: "curso",
    Palabra.ATRASADO: "atrasado",
    Palabra.POR_VERIFICAR: "accion",
    Palabra.CERRADO: "cerrado",
}
LARGO_DE_LA_ACCION = 140


def chip_de_sesion(sesion):
    return chip(sesion.get_estado_display(), TONOS_DE_SESION.get(sesion.estado, "neutro"))


def chip_de_acta(estado):
    """La marca del acta de una sesión; una sesión sin acta lo dice."""
    return chip(Acta.Estado(estado).label, TONOS_DE_ACTA.get(estado, "neutro")) if estado else "sin acta"


def chip_de_compromiso(compromiso, *, al):
    """Una de las cuatro palabras; de los cerrados, sólo lo verificado va en verde."""
    palabra = compromiso.palabra_al(al)
    verificado = compromiso.estado == Estado.CUMPLIDO_VERIFICADO
    return chip(palabra.label, "verificado" if verificado else TONOS_DE_PALABRA[palabra])


def tabla_de_sesiones(peticion, filas, *, con_mesa=True, **opciones):
    columnas = [
        Columna("Código", "codigo", tipo="codigo", orden="codigo"),
        Columna("Sesión", "nombre", url=Sesion.get_absolute_url),
        Columna("Mesa", "instancia.mesa.nombre", orden="instancia__mesa__nombre"),
        Columna("Instancia", "instancia.nombre", orden="instancia__nombre"),
        Columna("Tipo", Sesion.get_tipo_display, orden="tipo"),
        Columna("Fecha", "fecha_legible", tipo="codigo", orden="desde"),
        Columna("Estado", chip_de_sesion, tipo="chip", orden="estado"),
        Columna("Asistentes", "asistencia_legible"),
        Columna("Acta", lambda sesion: chip_de_acta(sesion.estado_del_acta), tipo="chip"),
    ]
    sobra = "Instancia" if con_mesa else "Mesa"
    columnas = [columna for columna in columnas if columna.titulo != sobra]
    comunes = {"titulo": "Sesiones", "sustantivo": ("sesión", "sesiones"), "orden_inicial": ("-desde", "-codigo")}
    return Tabla(columnas, filas.para_lista(), peticion, **comunes | opciones)


def tabla_de_compromisos(peticion, filas, *, con_mesa=True, **opciones):
    hoy = localdate()
    columnas = [
        Columna("Código", "codigo", tipo="codigo", orden="codigo", url=Compromiso.get_absolute_url),
        Columna("Compromiso", accion_corta, xlsx="accion"),
        Columna("Mesa", lambda fila: fila.mesa and fila.mesa.nombre, orden="mesa__nombre"),
        Columna("Responsable", "responsable.nombre_con_sigla", orden="responsable__nombre"),
        Columna("Vence", lambda fila: "sin plazo" if fila.sin_plazo else fila.vence, tipo="codigo", orden="vence"),
        Columna("Estado", lambda fila: chip_de_compromiso(fila, al=hoy), tipo="chip", orden="urgencia"),
        Columna("Monto", "monto_legible", tipo="codigo", xlsx="monto"),
        Columna("Moneda", "moneda", solo_xlsx=True),
    ]
    if not con_mesa:
        columnas = [columna for columna in columnas if columna.titulo != "Mesa"]
    comunes = {"titulo": "Compromisos", "sustantivo": ("compromiso", "compromisos")}
    comunes |= {"orden_inicial": ("urgencia", "vence", "codigo")}
    return Tabla(columnas, filas.para_lista().con_urgencia(al=hoy), peticion, **comunes | opciones)


def accion_corta(compromiso):
    accion = compromiso.accion
    return accion if len(accion) <= LARGO_DE_LA_ACCION else f"{accion[:LARGO_DE_LA_ACCION].rstrip()}…"
