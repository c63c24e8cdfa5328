"""Las hojas de territorios."""

from django.db import transaction

from comun.borrado import NoSePuedeEliminar, eliminar
from comun.busqueda import normalizar
from comun.models import Precision
from comun.models.fecha_vaga import extremos
from comun.planillas import Accion, Codigo, Entero, Fecha, FilaInvalida, Hoja, Opcion, Referencia, Texto, TextoLargo
from territorios.busqueda import Buscador
from territorios.models import (
    DefinicionTerritorio,
    DireccionRegional,
    DocumentoTerritorio,
    Localidad,
    NombreAlternativo,
    Region,
    Territorio,
    TipoTerritorio,
)
from territorios.permissions import puede_editar_territorio
from territorios.planillas.referencias import comuna, provincia, region

FUERA_DE_TU_REGION = "debe tocar una región tuya: escribe una comuna, una provincia o una región de tu dirección"
DE_SU_REGION = "lo edita la dirección regional que lo cubre"
DEL_ACTO = ("tipo", "numero", "fecha", "materia", "emisor", "enlace")


def territorios_de(usuario):
    """Los que alguien trae y lleva: los que puede editar si edita en una región; los que ve, si no."""
    if usuario is None:
        return Territorio.objects.all()
    visibles = Territorio.objects.visibles_para(usuario)
    if not usuario.es_editor_regional:
        return visibles
    return visibles.exclude(tipo=TipoTerritorio.NACIONAL).en_regiones(_regiones_de(usuario))


def _regiones_de(usuario):
    return Region.objects.filter(direcciones__in=DireccionRegional.objects.filter(usuarios=usuario))


def _partes_de(modelo):
    return lambda usuario: modelo.objects.filter(territorio__in=territorios_de(usuario))


# --- Quién puede ---


def _permiso(usuario, fila):
    ajeno = usuario.es_nacional and fila.objeto is not None and not puede_editar_territorio(usuario, fila.objeto)
    return DE_SU_REGION if ajeno else None


def exigir_region_propia(usuario, resultado):
    """Quien edita en una región no se queda sin él: lo que guarda sigue tocando una región suya."""
    if usuario is None or not usuario.es_editor_regional:
        return
    propias = set(_regiones_de(usuario).values_list("pk", flat=True))
    for fila in resultado.filas.get("Territorios", []):
        if fila.accion in (Accion.NUEVA, Accion.CAMBIADA) and not _toca(fila.valores, propias):
            fila.rechazar(FUERA_DE_TU_REGION, "Comunas")


def _toca(valores, regiones):
    if valores["tipo"] == TipoTerritorio.NACIONAL:
        return False
    tocadas = {una.provincia.region_id for una in valores["comunas"]}
    tocadas |= {una.region_id for una in valores["provincias"]} | {una.pk for una in valores["regiones_declaradas"]}
    return bool(tocadas & regiones)


def _permiso_de_parte(usuario, fila):
    territorio = getattr(fila.valores.get("territorio"), "objeto", fila.valores.get("territorio"))
    ajeno = usuario.es_nacional and territorio is not None and not puede_editar_territorio(usuario, territorio)
    return DE_SU_REGION if ajeno else None


# --- Verbos ---


def _crear(*, por, motivo, valores):
    return Territorio.crear(por=por, motivo=motivo, regiones=valores.pop("regiones_declaradas"), **valores)


@transaction.atomic
def _crear_definicion(*, por, motivo, valores):
    acto = _acto_de(valores)
    definicion = {campo: valor for campo, valor in valores.items() if "." not in campo}
    if acto.get("tipo"):
        documento = DocumentoTerritorio.crear(por=por, motivo=motivo, territorio=definicion["territorio"], **acto)
        definicion["documento"] = documento
    return DefinicionTerritorio.crear(por=por, motivo=motivo, **definicion)


@transaction.atomic
def _cambiar_definicion(definicion, *, por, motivo, valores):
    acto = _acto_de(valores)
    if acto and definicion.documento is None:
        definicion.documento = DocumentoTerritorio.crear(
            por=por, motivo=motivo, territorio=definicion.territorio, **acto
        )
    elif acto:
        documento = DocumentoTerritorio.objects.get(pk=definicion.documento_id)
        for campo, valor in acto.items():
            setattr(documento, campo, valor)
        documento.full_clean()
        documento.registrar(por=por, motivo=motivo)
    for campo, valor in valores.items():
        if "." not in campo:
            setattr(definicion, campo, valor)
    definicion.full_clean()
    definicion.registrar(por=por, motivo=motivo)


def _acto_de(valores):
    """Los datos del acto, por campo de DocumentoTerritorio."""
    return {campo.split(".")[1]: valor for campo, valor in valores.items() if "." in campo}


def _completar_fechas(usuario, fila):
    """Sabido el año o el mes, hasta cuándo: lo mismo que hace la pantalla."""
    desde, hasta = fila.valores["desde"], fila.valores["hasta"]
    if desde and not hasta and fila.valores["precision"] != Precision.RANGO:
        fila.valores["desde"], fila.valores["hasta"] = extremos(desde, fila.valores["precision"])


def _exigir_tipo_de_acto(fila):
    if fila.objeto is not None and fila.objeto.documento_id and not fila.valores["documento.tipo"]:
        raise FilaInvalida("un acto ya anotado no se quita aquí: deja su tipo como estaba", "Tipo de acto")
    escritos = [campo for campo in DEL_ACTO if fila.valores.get(f"documento.{campo}")]
    if escritos and not fila.valores["documento.tipo"]:
        raise FilaInvalida("di qué tipo de acto es, o deja vacías las columnas del acto", "Tipo de acto")


def _borrar(objeto, *, por, motivo):
    eliminar(objeto, por=por, motivo=motivo)


def _del_acto(campo):
    """El dato del acto que define; vacío si no se anotó ninguno."""
    vacio = None if campo in ("tipo", "fecha") else ""
    return lambda definicion: getattr(definicion.documento, campo) if definicion.documento_id else vacio


def _parecidos(usuario, filas):
    """Los que se llaman igual que uno guardado o que otro del mismo libro."""
    conocidos, vistos = Buscador.de_territorios(), {}
    for fila in filas:
        iguales = [f"{igual.codigo} {igual.nombre}" for igual in conocidos.llamados(fila.nombre)]
        if iguales:
            yield fila, f"se llama como {iguales[0]}: si es el mismo, escribe ese código en la fila"
        anterior = vistos.setdefault(normalizar(fila.nombre), fila)
        if anterior is not fila:
            yield fila, f"se llama como la fila {anterior.numero}: si es el mismo, deja una sola"


# --- Hojas ---


def _territorio():
    return Referencia("Territorio", "territorio", hoja="Territorios", ayuda="Su código o su nombre.")


def _hoja_de_parte(nombre, modelo, columnas, **opciones):
    opciones = {"consulta": _partes_de(modelo), **opciones}
    return Hoja(
        nombre,
        modelo,
        orden=("territorio__codigo", "pk"),
        permiso=_permiso_de_parte,
        borrar=_borrar,
        errores=(NoSePuedeEliminar,),
        columnas=[_territorio(), *columnas],
        **opciones,
    )


HOJAS = [
    Hoja(
        "Territorios",
        Territorio,
        clave=("codigo",),
        rotulo="nombre",
        orden=("codigo",),
        consulta=territorios_de,
        permiso=_permiso,
        avisar=_parecidos,
        crear=_crear,
        admite_eliminar=False,
        columnas=[
            Codigo("Código", "codigo"),
            Texto("Nombre", "nombre"),
            Opcion("Tipo", "tipo"),
            Texto("Tema", "tema"),
            TextoLargo("Descripción", "descripcion"),
            comuna("Comunas", "comunas", multiple=True, ancho=40),
            provincia("Provincias enteras", "provincias", multiple=True),
            region("Regiones", "regiones_declaradas", multiple=True),
            Referencia("Está dentro de", "padre", hoja="Territorios", ayuda="Otro territorio: su código o su nombre."),
            Fecha("Vigente desde", "vigente_desde"),
            Fecha("Vigente hasta", "vigente_hasta"),
            Texto("Fuente", "fuente"),
        ],
    ),
    _hoja_de_parte(
        "Localidades",
        Localidad,
        [Texto("Localidad", "nombre"), comuna("Comuna", "comuna"), Texto("Fuente", "fuente")],
        clave=("territorio", "nombre"),
    ),
    _hoja_de_parte(
        "Otros nombres",
        NombreAlternativo,
        [Texto("Nombre", "nombre"), Opcion("Clase", "clase"), Texto("Fuente", "fuente")],
        clave=("territorio", "nombre"),
    ),
    _hoja_de_parte(
        "Definiciones",
        DefinicionTerritorio,
        [
            Entero("Orden", "orden", minimo=1, ayuda="1 es la definición inicial; las siguientes la cambian."),
            Opcion("Clase", "clase"),
            TextoLargo("Qué abarca", "texto"),
            Fecha("Desde", "desde"),
            Fecha("Hasta", "hasta"),
            Opcion("Precisión", "precision"),
            Opcion("Tipo de acto", "documento.tipo", opciones=DocumentoTerritorio.Tipo, obtener=_del_acto("tipo")),
            Texto("Número del acto", "documento.numero", largo=40, obtener=_del_acto("numero")),
            Fecha("Fecha del acto", "documento.fecha", obtener=_del_acto("fecha")),
            Texto("Materia", "documento.materia", largo=300, obtener=_del_acto("materia")),
            Texto("Quién lo emite o firma", "documento.emisor", largo=200, obtener=_del_acto("emisor")),
            Texto("Enlace", "documento.enlace", largo=500, obtener=_del_acto("enlace")),
            Texto("Fuente", "fuente"),
        ],
        clave=("territorio", "orden"),
        consulta=lambda usuario: _partes_de(DefinicionTerritorio)(usuario).select_related("documento"),
        completar=_completar_fechas,
        validar=_exigir_tipo_de_acto,
        crear=_crear_definicion,
        cambiar=_cambiar_definicion,
        admite_eliminar=False,
    ),
]
