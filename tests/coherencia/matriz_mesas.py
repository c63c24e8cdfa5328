"""Las páginas que escriben en una mesa: qué responden a cada quien, y un envío válido de cada una."""

from mesas.models import Eje
from tests.coherencia.escritura import SUYA, Escritura
from tests.fabricas.actores import TipoActorFactory
from tests.fabricas.mesas import ActividadPlanFactory, DiagnosticoFactory, DocumentoMesaFactory, EjeFactory, MesaFactory

EDITA = "200 403 404 403 404 403"  # la editora de su dirección; quien sólo la lee, 403; quien no la ve, 404
CREAN = "200 403 200 200 403 403"  # editoras, en su dirección, y la unidad nacional
CREAN_ENVIANDO = "302 403 302 302 403 403"
GET_Y_POST = ("GET", "POST")


def de_una_mesa(elenco):
    return {"codigo": MesaFactory(direcciones=[elenco.valparaiso]).codigo}


def de_una_instancia(elenco):
    """Una de dos, para que se pueda retirar."""
    mesa = MesaFactory(direcciones=[elenco.valparaiso])
    mesa.instancias.model.crear(por=None, mesa=mesa, nombre="Comité de ejemplo")
    return {"codigo": mesa.instancias.first().codigo}


def de(fabrica):
    return lambda elenco: {"codigo": fabrica(mesa__direcciones=[elenco.valparaiso]).codigo}


def filas_vacias(*prefijos):
    return {f"{prefijo}-{cual}_FORMS": "0" for prefijo in prefijos for cual in ("TOTAL", "INITIAL")}


def un_integrante(prefijo):
    datos = {"institucion": "Junta de vecinos de ejemplo", "reconocida": "Junta de vecinos de ejemplo"}
    datos |= {"actor": "nueva", "tipo": "publico-regional", "ambito": "local", "calidad": "titular"}
    datos |= {"rol": "integrante"}
    fila = {f"{prefijo}-0-{nombre}": valor for nombre, valor in datos.items()}
    return {f"{prefijo}-TOTAL_FORMS": "1", f"{prefijo}-INITIAL_FORMS": "0", **fila}


def con_tipo(datos):
    """El directorio necesita al menos un tipo de actor para anotar una institución nueva."""
    TipoActorFactory()
    return datos


CONTROL = {"version_leida": "1", "envio": "0b0c8f0e-1111-4222-8333-444455556666"}  # la última sólo al crear
MESA = {"nombre": "Mesa escrita", "tipo": "comunal", "fase": "mapeo", **CONTROL}
DOCUMENTO = {"tipo": "convenio", "numero": "77", **CONTROL}
DIAGNOSTICO = {"titulo": "Diagnóstico escrito", "estado": "por_validar", "precision": "dia", **CONTROL}
ACTIVIDAD = {"nombre": "Actividad escrita", "precision": "dia", **CONTROL}
INSTANCIA = {"nombre": "Instancia escrita", "tipo": "comite", **CONTROL}


def con_un_eje(elenco):
    return {"codigo": EjeFactory(mesa__direcciones=[elenco.valparaiso]).mesa.codigo}


def ejes(elenco, codigo):
    eje = Eje.objects.get(mesa__codigo=codigo)
    fila = {"id": eje.pk, "mesa": eje.mesa_id, "orden": 1, "nombre": "Turismo", "version_leida": eje.version}
    datos = {f"ejes-0-{nombre}": str(valor) for nombre, valor in fila.items()}
    return {"ejes-TOTAL_FORMS": "1", "ejes-INITIAL_FORMS": "1", **datos}


def fila(objeto, datos):
    return {"estados": EDITA, "objeto": objeto, "metodos": GET_Y_POST, "post": Escritura(SUYA, datos)}


def siempre(datos):
    return lambda elenco, **argumentos: dict(datos)


EDICION_DE_MESAS = {
    "mesa_crear": {
        "estados": CREAN,
        "metodos": GET_Y_POST,
        "post": Escritura(CREAN_ENVIANDO, siempre(MESA)),
    },
    "mesa_editar": fila(de_una_mesa, siempre(MESA)),
    "mesa_fase": fila(de_una_mesa, siempre({"a": "mapeo", "el": "2026-11-01", "desde": "preparacion"})),
    "instancia_crear": fila(de_una_mesa, siempre(INSTANCIA)),
    "instancia_editar": fila(de_una_instancia, siempre(INSTANCIA)),
    "instancia_retirar": fila(de_una_instancia, siempre({"motivo": "Se fundió con otra"})),
    "integrantes_editar": fila(
        de_una_instancia, lambda elenco, **_: con_tipo({**filas_vacias("integrantes"), **un_integrante("nuevos")})
    ),
    "integrantes_pegar": fila(de_una_instancia, lambda elenco, **_: con_tipo(un_integrante("filas"))),
    "documento_crear": fila(de_una_mesa, siempre(DOCUMENTO)),
    "documento_editar": fila(de(DocumentoMesaFactory), siempre(DOCUMENTO)),
    "diagnostico_crear": fila(de_una_mesa, siempre(DIAGNOSTICO)),
    "diagnostico_editar": fila(de(DiagnosticoFactory), siempre(DIAGNOSTICO)),
    "diagnostico_validar": fila(de(DiagnosticoFactory), siempre({"en": "Asamblea de ejemplo"})),
    "ejes_editar": fila(con_un_eje, ejes),
    "actividad_crear": fila(de_una_mesa, siempre(ACTIVIDAD)),
    "actividad_editar": fila(de(ActividadPlanFactory), siempre(ACTIVIDAD)),
    "actividad_estado": fila(de(ActividadPlanFactory), siempre({"a": "en_curso"})),
}
