"""Las páginas con que se convoca una sesión, y la que abre quien recibe un enlace firmado."""

from mesas import convocatoria
from mesas.models import Sesion
from tests.coherencia.escritura import SUYA, TODOS_302, Escritura
from tests.coherencia.matriz_mesas import CONTROL, EDITA, GET_Y_POST, siempre
from tests.fabricas.convocatoria import sesion_citada, sesion_por_citar
from tests.fabricas.sesiones import instancia_de

LEJOS = "2031-03-12"
CITA = {"tipo": "mesa", "desde": LEJOS, "hora_inicio": "10:00", **CONTROL}
CAMBIO = {"desde": LEJOS, "hora_inicio": "11:00", "motivo": "Paro de buses"}
UN_PUNTO = {
    "puntos-TOTAL_FORMS": "1",
    "puntos-INITIAL_FORMS": "0",
    "puntos-0-envio": "5d8f1d0e-0f6b-4c53-9a55-00000000000b",
    "puntos-0-titulo": "Lectura del acta",
    "puntos-0-minutos": "10",
    "puntos-0-posicion": "1",
}


def por_citar(elenco):
    return {"codigo": sesion_por_citar([elenco.valparaiso]).codigo}


def citada(elenco):
    return {"codigo": sesion_citada([elenco.valparaiso]).codigo}


def convocado(elenco):
    uno = sesion_citada([elenco.valparaiso]).convocados.first()
    return {"codigo": uno.sesion.codigo, "clave": uno.clave}


def enlace(elenco):
    uno = sesion_citada([elenco.valparaiso]).convocados.first()
    return {"token": convocatoria.enlace_de(uno, por=None).token}


def lo_leido(elenco, codigo):
    return {"leido": convocatoria.lo_leido(Sesion.objects.get(codigo=codigo))}


def fila(objeto, datos, **mas):
    return {"estados": EDITA, "objeto": objeto, "metodos": GET_Y_POST, "post": Escritura(SUYA, datos), **mas}


CONVOCATORIA = {
    "sesion_preparar": fila(lambda elenco: {"codigo": instancia_de([elenco.valparaiso]).codigo}, siempre(CITA)),
    "sesion_datos": fila(por_citar, siempre(CITA)),
    "sesion_tabla": fila(
        por_citar,
        siempre(UN_PUNTO),
    ),
    "sesion_traer_puntos": fila(
        lambda elenco: {"codigo": sesion_por_citar([elenco.valparaiso], con_anterior=True).codigo},
        siempre({}),
        metodos=("POST",),
        estados=SUYA,
    ),
    "sesion_convocar": fila(por_citar, lo_leido),
    "sesion_cambiar": fila(lambda elenco: {**citada(elenco), "accion": "postergar"}, siempre(CAMBIO)),
    "sesion_convocado": fila(convocado, siempre({"respuesta": "acepta"})),
    "convocatoria_responder": {
        "estados": "200 200 200 200 200 200",
        "objeto": enlace,
        "metodos": GET_Y_POST,
        "sin_sesion": 200,
        "post": Escritura(TODOS_302, siempre({"respuesta": "acepta"})),
    },
}
