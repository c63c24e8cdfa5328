"""Las hojas de actores: las organizaciones y sus otros nombres."""

from django.core.exceptions import ValidationError

from actores.models import Actor, AliasActor, TipoActor
from actores.permissions import AMBITOS_NACIONALES, actores_que_edita, puede_editar_actor
from actores.rut import normalizar_rut
from actores.semejanza import ActoresSemejantes
from comun.busqueda import normalizar
from comun.planillas import Accion, Codigo, ErrorDeCelda, Hoja, Opcion, Referencia, SiNo, Texto
from territorios.models import Region
from territorios.planillas.referencias import comuna, region

LO_EDITA_OTRA = "lo edita la dirección regional donde trabaja"
FUERA_DE_TU_REGION = "debe trabajar en una región tuya; los nacionales los anota la unidad nacional"


class Rut(Texto):
    """Un RUT escrito de cualquier manera; se guarda sin puntos y con su guión."""

    def convertir(self, celda):
        try:
            return normalizar_rut(super().convertir(celda))
        except ValidationError as error:
            raise ErrorDeCelda(" ".join(error.messages)) from error


def actores_de(usuario):
    """Los que alguien trae y lleva: los que edita si edita en una región; los que ve, si no. Nunca los retirados."""
    if usuario is None:
        return Actor.objects.en_uso()
    suyos = actores_que_edita(usuario) if usuario.es_editor_regional else Actor.objects.visibles_para(usuario)
    return suyos.en_uso()


def _completar_sector(usuario, fila):
    fila.valores["sector"] = fila.valores["sector"] or fila.valores["tipo"].sector


def _permiso(usuario, fila):
    """Los que trabajan en una región los edita ella, no la unidad nacional."""
    actor = fila.objeto if fila.hoja.modelo is Actor else fila.valores.get("actor")
    guardado = getattr(actor, "objeto", actor)
    ajeno = usuario.es_nacional and guardado is not None and not puede_editar_actor(usuario, guardado)
    return LO_EDITA_OTRA if ajeno else None


def poner_y_exigir_region(usuario, resultado):
    """De quien edita en una región: lo nuevo que no diga dónde trabaja, trabaja en ella; y nada queda fuera de ella."""
    if usuario is None or not usuario.es_editor_regional:
        return
    propias = tuple(Region.objects.filter(direcciones__usuarios=usuario).distinct())
    for fila in resultado.filas.get("Actores", []):
        if fila.accion is Accion.NUEVA and not fila.valores["regiones"]:
            fila.valores["regiones"] = propias
        if fila.accion in (Accion.NUEVA, Accion.CAMBIADA) and _queda_fuera(fila.valores, propias):
            fila.rechazar(FUERA_DE_TU_REGION, "Regiones")


def _queda_fuera(valores, propias):
    return valores["ambito"] in AMBITOS_NACIONALES or not set(valores["regiones"]) & set(propias)


def _parecidos(usuario, filas):
    """Los que se parecen a uno del directorio, retirado o no, o se llaman igual que otro del mismo libro."""
    conocidos, vistos = ActoresSemejantes(), {}
    for fila in filas:
        parecidos = conocidos.a(fila.nombre, fila.valores.get("sigla", ""))
        if parecidos:
            nombres = " o ".join(f"{codigo} {nombre}" for codigo, nombre in parecidos[:3])
            yield fila, f"se parece a {nombres}: si es el mismo, escribe ese código en la fila"
        anterior = vistos.setdefault(normalizar(fila.nombre), fila)
        if anterior is not fila:
            yield fila, f"se llama como la fila {anterior.numero}: si es el mismo, deja una sola"


HOJAS = [
    Hoja(
        "Actores",
        Actor,
        clave=("codigo",),
        rotulo="nombre",
        orden=("codigo",),
        consulta=actores_de,
        completar=_completar_sector,
        permiso=_permiso,
        avisar=_parecidos,
        admite_eliminar=False,
        columnas=[
            Codigo("Código", "codigo"),
            Texto("Nombre", "nombre", ancho=40),
            Texto("Sigla", "sigla", ancho=14),
            Referencia(
                "Tipo",
                "tipo",
                consulta=lambda usuario: TipoActor.objects.en_uso(),
                por=("nombre", "clave"),
                catalogo=lambda: list(TipoActor.objects.en_uso().order_by("nombre").values_list("nombre", flat=True)),
            ),
            Opcion("Sector", "sector", obligatorio=False, ayuda="Vacío: el de su tipo."),
            Opcion("Ámbito", "ambito"),
            region("Regiones", "regiones", multiple=True, ayuda="Donde trabaja. Vacío en una fila nueva: las tuyas."),
            comuna("Comuna", "comuna"),
            Rut("RUT", "rut", ancho=14),
            SiNo("Es un conjunto", "es_colectivo"),
            Texto("Correo", "correo", ayuda="De la institución, no de una persona."),
            Texto("Teléfono", "telefono", ancho=16),
            Texto("Sitio web", "sitio"),
            Texto("Fuente", "fuente"),
        ],
    ),
    Hoja(
        "Otros nombres",
        AliasActor,
        clave=("actor", "nombre"),
        orden=("actor__codigo", "pk"),
        consulta=lambda usuario: AliasActor.objects.filter(actor__in=actores_de(usuario)),
        permiso=_permiso,
        columnas=[
            Referencia("Actor", "actor", hoja="Actores", ayuda="Su código o su nombre."),
            Texto("Otro nombre", "nombre", ancho=40),
        ],
    ),
]
