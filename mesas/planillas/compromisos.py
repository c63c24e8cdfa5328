"""Las hojas de compromisos y de sus avances. El estado no se escribe: se deduce."""

from actores.planillas.referencias import actor, nombre_de, persona
from comun.busqueda import normalizar
from comun.planillas import (
    Codigo,
    Dinero,
    Fecha,
    FilaInvalida,
    Hoja,
    Informativa,
    Opcion,
    Referencia,
    SiNo,
    Texto,
    TextoLargo,
    visibles,
)
from mesas.models import (
    ActividadPlan,
    Avance,
    Compromiso,
    CompromisoCerrado,
    CompromisoSuscrito,
    DocumentoMesa,
    Evidencia,
    Instancia,
    Mesa,
    Sesion,
    VerboRechazado,
)
from mesas.planillas.alcance import exigir_mesa_abierta, mesas_de
from mesas.planillas.mesas import programas
from territorios.models import DireccionRegional

EN_SU_SESION = "un compromiso de un acta nace en su sesión: anótalo allí, o pon «declarado en documento» y su fuente"
CERRADO = "está cerrado: ya no se cambia"
YA_SUSCRITO = "ya se suscribió: la fecha de su firma no cambia"
NO_SE_EDITA = "un avance ya informado no se cambia: agrega otra fila con lo que haya que decir"
compromisos_de = visibles(Compromiso)


def _de_mesa(modelo):
    return lambda usuario: modelo.objects.filter(mesa__in=mesas_de(usuario))


def _validar(fila):
    valores, guardado = fila.valores, fila.objeto
    mesa, instancia = valores["mesa"], valores["instancia"]
    if guardado is None and valores["origen"] in (Compromiso.Origen.PUNTO, Compromiso.Origen.RECOMENDACION):
        raise FilaInvalida(EN_SU_SESION, "Origen")
    if instancia is not None and (mesa is None or instancia.mesa_id != mesa.pk):
        raise FilaInvalida("la instancia es de otra mesa", "Instancia")
    if guardado is None:
        exigir_mesa_abierta(fila)
    elif guardado.esta_cerrado:
        raise FilaInvalida(CERRADO)
    elif guardado.suscrito_el and guardado.suscrito_el != valores["suscrito_el"]:
        raise FilaInvalida(YA_SUSCRITO, "Suscrito el")


def _cambiar(compromiso, *, por, motivo, valores):
    firma = valores.pop("suscrito_el", None)
    if valores:
        for campo, valor in valores.items():
            setattr(compromiso, campo, valor)
        compromiso.full_clean()
        compromiso.registrar(por=por, motivo=motivo)
    if firma:
        compromiso.suscribir(por=por, el=firma)


def _crear(*, por, motivo, valores):
    return Compromiso.crear(por=por, motivo=motivo, **valores)


def _parecidos(usuario, filas):
    """Los que dicen lo mismo que otro de su misma mesa, guardado o del mismo libro."""
    mesas = {fila.valores["mesa"].pk for fila in filas if fila.valores["mesa"] is not None}
    guardados = compromisos_de(usuario).filter(mesa__in=mesas).order_by("-codigo")
    conocidos = {(mesa, normalizar(accion)): f"el {codigo}" for codigo, mesa, accion in guardados.values_list(
        "codigo", "mesa", "accion"
    )}  # fmt: skip
    for fila in filas:
        clave = (getattr(fila.valores["mesa"], "pk", None), normalizar(fila.valores["accion"]))
        if clave in conocidos:
            yield fila, f"dice lo mismo que {conocidos[clave]}: si es el mismo, no lo repitas"
        conocidos.setdefault(clave, f"la fila {fila.numero}")


def _exigir_nuevo(fila):
    if fila.objeto is not None:
        raise FilaInvalida(NO_SE_EDITA)


def _informar(*, por, motivo, valores):
    compromiso = Compromiso.objects.get(pk=valores.pop("compromiso").pk)
    enlace = valores.pop("enlace")
    evidencias = [Evidencia.de_enlace(enlace)] if enlace else []
    return compromiso.informar_avance(por=por, el=valores.pop("fecha"), evidencias=evidencias, **valores)


def _enlace(avance):
    return next((evidencia.enlace for evidencia in avance.evidencias.all() if evidencia.enlace), "")


def _punto(compromiso):
    punto = compromiso.punto
    return f"{punto.sesion.codigo}, punto {punto.orden}" if punto else None


HOJAS = [
    Hoja(
        "Compromisos",
        Compromiso,
        clave=("codigo",),
        orden=("codigo",),
        rotulo="accion",
        consulta=lambda usuario: compromisos_de(usuario).select_related("punto__sesion"),
        validar=_validar,
        avisar=_parecidos,
        crear=_crear,
        cambiar=_cambiar,
        errores=(CompromisoSuscrito, CompromisoCerrado, VerboRechazado),
        admite_eliminar=False,
        columnas=[
            Codigo("Código", "codigo"),
            Referencia("Mesa", "mesa", consulta=visibles(Mesa), por=("codigo", "nombre")),
            nombre_de("Nombre de la mesa", "mesa"),
            Referencia("Instancia", "instancia", consulta=visibles(Instancia), por=("codigo", "nombre")),
            Referencia(
                "Dirección regional", "direccion", consulta=visibles(DireccionRegional), por=("codigo", "nombre")
            ),
            Opcion("Origen", "origen"),
            Referencia("Documento", "documento", consulta=_de_mesa(DocumentoMesa)),
            Referencia("Actividad del plan", "actividad_plan", consulta=_de_mesa(ActividadPlan)),
            Referencia("Encuentro", "encuentro", consulta=visibles(Sesion), ayuda="El código de la sesión."),
            Informativa("Punto del acta", obtener=_punto),
            Texto("Fuente", "fuente", ayuda="Documento y línea. Obligatoria si el origen es «declarado en documento»."),
            actor("Responsable", "responsable"),
            nombre_de("Nombre del responsable", "responsable"),
            persona("Persona responsable", "persona"),
            TextoLargo("Acción", "accion"),
            programas("Programa", "programa"),
            Referencia("Respaldo", "respaldo", consulta=_de_mesa(DocumentoMesa), ayuda="El código del documento."),
            Dinero("Monto", "monto", ayuda="En unidades de su moneda: quince millones de pesos es 15000000."),
            Opcion("Moneda", "moneda"),
            Opcion("Escrito en", "unidad_monto", ayuda="Sólo cambia cómo se muestra."),
            Opcion("Incorporado al presupuesto", "presupuestado"),
            SiNo("Dura más de un año", "plurianual"),
            Opcion("Prioridad", "prioridad"),
            Fecha("Vence", "vence"),
            SiNo("Sin plazo", "sin_plazo"),
            Texto("Por qué no tiene plazo", "motivo_sin_plazo"),
            Fecha("Suscrito el", "suscrito_el", ayuda="El día en que se firmó, si ya se firmó."),
            Informativa("Estado", obtener=Compromiso.get_estado_display),
            Informativa("Cerrado el", obtener=lambda compromiso: compromiso.cerrado_el),
        ],
    ),
    Hoja(
        "Avances",
        Avance,
        clave=("compromiso", "fecha", "resultado", "nota"),
        orden=("compromiso__codigo", "fecha", "pk"),
        consulta=lambda usuario: Avance.objects.filter(compromiso__in=compromisos_de(usuario)).prefetch_related(
            "evidencias"
        ),
        validar=_exigir_nuevo,
        crear=_informar,
        errores=(CompromisoCerrado, VerboRechazado),
        admite_eliminar=False,
        columnas=[
            Referencia("Compromiso", "compromiso", hoja="Compromisos", ayuda="Su código, o «nueva 1» si es nuevo."),
            Fecha("Fecha", "fecha"),
            Opcion("Resultado", "resultado"),
            TextoLargo("Nota", "nota", obligatorio=False),
            Opcion("Causa", "causa", opciones=Compromiso.Causa),
            actor("En nombre de", "en_nombre_de"),
            Texto("Enlace de la evidencia", "enlace", largo=500, obtener=_enlace),
        ],
    ),
]
