"""Las páginas que escriben en una mesa: qué responden a cada quien, y un envío válido de cada una."""

from django.core.files.uploadedfile import SimpleUploadedFile

from mesas.congelar_acta import huella_viva
from mesas.models import Acta, ArchivoDeMesa, Eje, Sesion
from tests.coherencia.escritura import SUYA, Escritura
from tests.fabricas.actores import TipoActorFactory
from tests.fabricas.mesas import ActividadPlanFactory, DiagnosticoFactory, DocumentoMesaFactory, EjeFactory, MesaFactory
from tests.fabricas.sesiones import ActaFactory, SesionFactory

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


SESION = {"tipo": "mesa", "precision": "dia", "desde": "2026-03-05", "modo_asistencia": "nominal", **CONTROL}
SESION |= {"zona_horaria": "America/Santiago", **filas_vacias("visitas", "puntos")}


def una_sesion(elenco):
    return {"codigo": _sesion(elenco).codigo}


def _sesion(elenco):
    return SesionFactory(direcciones=[elenco.valparaiso])


def archivo_de_sesion(elenco):
    sesion = _sesion(elenco)
    subido = SimpleUploadedFile("acta.pdf", b"%PDF-1.7 acta")
    archivo = ArchivoDeMesa.guardar(por=None, subido=subido, mesa=sesion.instancia.mesa, sesion=sesion)
    return {"codigo": sesion.codigo, "huella": archivo.sha256}


def sesion_nueva(elenco):
    instancia = MesaFactory(direcciones=[elenco.valparaiso]).instancias.get()
    return {"mesa": instancia.mesa.codigo, "instancia": instancia.codigo, **SESION}


def sesion_editada(elenco, codigo):
    return {"instancia": Sesion.objects.get(codigo=codigo).instancia.codigo, "lugar": "Sede", **SESION}


def un_asistente(elenco, codigo):
    datos = {"institucion": "Junta de vecinos de ejemplo", "reconocida": "Junta de vecinos de ejemplo"}
    datos |= {"actor": "nueva", "tipo": "publico-regional", "ambito": "local", "estado": "presente"}
    fila = {f"filas-0-{nombre}": valor for nombre, valor in datos.items()}
    return con_tipo({"filas-TOTAL_FORMS": "1", "filas-INITIAL_FORMS": "0", **fila})


def con_un_eje(elenco):
    return {"codigo": EjeFactory(mesa__direcciones=[elenco.valparaiso]).mesa.codigo}


def ejes(elenco, codigo):
    eje = Eje.objects.get(mesa__codigo=codigo)
    fila = {"id": eje.pk, "mesa": eje.mesa_id, "orden": 1, "nombre": "Turismo", "version_leida": eje.version}
    datos = {f"ejes-0-{nombre}": str(valor) for nombre, valor in fila.items()}
    return {"ejes-TOTAL_FORMS": "1", "ejes-INITIAL_FORMS": "1", **datos}


def un_acta(elenco):
    acta = ActaFactory(direcciones=[elenco.valparaiso])
    return {"codigo": acta.sesion.codigo, "version": 1, "formato": "json"}


def acta_por_aprobar(elenco):
    return {"codigo": ActaFactory(direcciones=[elenco.valparaiso]).sesion.codigo}


def una_aprobacion(elenco, codigo):
    leida = huella_viva(Acta.objects.get(sesion__codigo=codigo))
    return {"el": "2026-04-01", "respaldo_tipo": "presidencia", "confirmo": "on", "leida": leida}


def acta_aprobada(elenco):
    return {"codigo": ActaFactory(direcciones=[elenco.valparaiso], aprobada=True).sesion.codigo}


def clave_de_un_acta(elenco):
    return {"token": ActaFactory(direcciones=[elenco.valparaiso], aprobada=True).token}


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
    "sesion_crear": {
        "estados": CREAN,
        "metodos": GET_Y_POST,
        "post": Escritura(SUYA, sesion_nueva),
    },
    "sesion_editar": fila(una_sesion, sesion_editada),
    "asistencia_pegar": fila(una_sesion, un_asistente),
    "sesion_hoja": {"estados": "200 200 404 200 404 200", "objeto": una_sesion},
    "acta_aprobar": fila(acta_por_aprobar, una_aprobacion),
    "acta_rectificar": fila(acta_aprobada, siempre({"motivo": "Faltó un nombre"})),
    "sesion_acta": {"estados": "200 200 404 200 404 200", "objeto": un_acta},
    "acta_verificar": {"estados": "200 200 200 200 200 200", "objeto": clave_de_un_acta, "sin_sesion": 200},
    "sesion_archivo": {"estados": "200 200 404 200 404 200", "objeto": archivo_de_sesion},
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
