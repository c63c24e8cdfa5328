"""Las hojas de las mesas: qué son, sus otros nombres y sus instancias."""

from actores.models import Programa, Rol, Usuario
from comun.busqueda import normalizar
from comun.planillas import (
    Codigo,
    Entero,
    Fecha,
    FilaInvalida,
    Hoja,
    Informativa,
    Numero,
    Opcion,
    Referencia,
    Texto,
    TextoLargo,
    visibles,
)
from mesas.models import AliasMesa, Instancia, Mesa
from mesas.permissions import puede_crear_mesa
from mesas.planillas.alcance import exigir_mesa_abierta, mesas_de
from territorios.models import DireccionRegional, Territorio
from territorios.planillas.referencias import direcciones_regionales

FASE_EN_SU_PAGINA = "la fase de una mesa ya anotada cambia en su página, con fecha y motivo: aquí déjala como estaba"
FUERA_DE_ALCANCE = "sólo se da o se quita la mesa a direcciones regionales a tu alcance"


def programas(encabezado, campo, **opciones):
    """Uno o varios programas del catálogo."""
    return Referencia(
        encabezado,
        campo,
        consulta=lambda usuario: Programa.objects.en_uso(),
        por=("nombre", "sigla", "clave"),
        catalogo=lambda: list(Programa.objects.en_uso().order_by("nombre").values_list("nombre", flat=True)),
        **opciones,
    )


def _posibles_encargados(usuario):
    activos = Usuario.objects.filter(is_active=True)
    if usuario is None:
        return activos
    if usuario.es_nacional:
        return activos.filter(rol=Rol.NACIONAL)
    alcance = DireccionRegional.objects.al_alcance_de(usuario)
    regionales = activos.filter(rol__in=[Rol.EDITOR_REGIONAL, Rol.LECTOR_REGIONAL])
    return regionales.filter(direcciones__in=alcance).distinct()


def _completar(usuario, fila):
    """La mesa nueva de quien edita en una sola dirección es de ella, si no se dice otra cosa."""
    if fila.objeto is None and not fila.valores["direcciones"] and usuario is not None and usuario.es_editor_regional:
        propias = tuple(usuario.direcciones.all())
        fila.valores["direcciones"] = propias if len(propias) == 1 else ()


def _validar(fila):
    if fila.objeto is None:
        return
    exigir_mesa_abierta(fila)
    if {"Fase", "En esta fase desde"} & {cambio.columna for cambio in fila.cambios}:
        raise FilaInvalida(FASE_EN_SU_PAGINA, "Fase")


def _permiso(usuario, fila):
    nuevas = set(fila.valores["direcciones"])
    antes = set() if fila.objeto is None else set(fila.objeto.direcciones.all())
    if fila.objeto is None and not puede_crear_mesa(usuario, nuevas):
        return "no puedes crear una mesa en esas direcciones regionales"
    cambian = nuevas ^ antes
    if not cambian:
        return None
    alcance = DireccionRegional.objects.none()
    if usuario.es_editor_regional:
        alcance = DireccionRegional.objects.al_alcance_de(usuario)
    return FUERA_DE_ALCANCE if cambian - set(alcance) or not nuevas else None


def _parecidas(usuario, filas):
    """Las que se llaman igual que una que la persona ve, o que otra del mismo libro."""
    conocidas, vistas = {}, {}
    pares = mesas_de(usuario).order_by("codigo").values_list("codigo", "nombre", "alias__nombre")
    for codigo, *nombres in pares:
        for nombre in filter(None, nombres):
            conocidas.setdefault(normalizar(nombre), codigo)
    for fila in filas:
        nombre = normalizar(fila.nombre)
        if nombre in conocidas:
            yield fila, f"se llama como {conocidas[nombre]}: si es la misma, escribe ese código en la fila"
        anterior = vistas.setdefault(nombre, fila)
        if anterior is not fila:
            yield fila, f"se llama como la fila {anterior.numero}: si es la misma, deja una sola"


def _crear(*, por, motivo, valores):
    direcciones = sorted(valores.pop("direcciones"), key=lambda direccion: (direccion.orden, direccion.codigo))
    mesa = Mesa.crear(por=por, motivo=motivo, direcciones=direcciones, **valores)
    mesa.primera_libre = mesa.instancias.get()
    return mesa


def _crear_instancia(*, por, motivo, valores):
    """La primera instancia que el libro trae de una mesa nueva es aquella con que la mesa nació."""
    primera = valores["mesa"].__dict__.pop("primera_libre", None)
    if primera is None:
        return Instancia.crear(por=por, motivo=motivo, **valores)
    for campo, valor in valores.items():
        setattr(primera, campo, valor)
    primera.full_clean()
    primera.registrar(por=por, motivo=motivo)
    return primera


HOJAS = [
    Hoja(
        "Mesas",
        Mesa,
        clave=("codigo",),
        rotulo="nombre",
        orden=("codigo",),
        consulta=mesas_de,
        completar=_completar,
        validar=_validar,
        permiso=_permiso,
        avisar=_parecidas,
        crear=_crear,
        admite_eliminar=False,
        columnas=[
            Codigo("Código", "codigo"),
            Texto("Nombre", "nombre", ancho=40),
            Opcion("Tipo", "tipo"),
            Opcion("Fase", "fase", ayuda="Una mesa nueva entra en cualquiera; después cambia en su página."),
            Fecha("En esta fase desde", "fase_desde"),
            direcciones_regionales(ayuda="Vacío en una fila nueva: la tuya, si tienes una sola."),
            Referencia(
                "Territorios", "territorios", multiple=True, consulta=visibles(Territorio), por=("codigo", "nombre")
            ),
            Informativa(
                "Nombres de los territorios", obtener=lambda m: "; ".join(map(str, m.territorios.all())) or None
            ),
            programas("Programas", "programas", multiple=True),
            Texto("Tema", "tema"),
            TextoLargo("Objetivo", "objetivo"),
            Referencia(
                "A cargo de",
                "encargado",
                consulta=_posibles_encargados,
                por=("username",),
                ayuda="El nombre de usuario de quien la lleva.",
            ),
            Fecha("En uso desde", "en_uso_desde"),
            Fecha("Inicio", "inicio"),
            Fecha("Término", "fin"),
            Texto("Fuente", "fuente"),
        ],
    ),
    Hoja(
        "Otros nombres",
        AliasMesa,
        clave=("mesa", "nombre"),
        orden=("mesa__codigo", "pk"),
        consulta=lambda usuario: AliasMesa.objects.filter(mesa__in=mesas_de(usuario)),
        validar=exigir_mesa_abierta,
        columnas=[
            Referencia("Mesa", "mesa", hoja="Mesas", ayuda="Su código o su nombre."),
            Texto("Otro nombre", "nombre", ancho=40),
        ],
    ),
    Hoja(
        "Instancias",
        Instancia,
        clave=("mesa", "nombre"),
        orden=("mesa__codigo", "codigo"),
        consulta=lambda usuario: Instancia.objects.en_uso().filter(mesa__in=mesas_de(usuario)),
        validar=exigir_mesa_abierta,
        crear=_crear_instancia,
        admite_eliminar=False,
        columnas=[
            Referencia("Mesa", "mesa", hoja="Mesas", ayuda="Su código o su nombre."),
            Texto("Instancia", "nombre", ancho=40, ayuda="Como la llama la mesa. Con otro nombre es otra instancia."),
            Informativa("Código", obtener=lambda instancia: instancia.codigo),
            Opcion("Tipo", "tipo"),
            Opcion("Papel", "rol"),
            Referencia("Depende de", "padre", hoja="Instancias", con=("mesa",)),
            Opcion("Periodicidad", "periodicidad"),
            Texto("Periodicidad, como está escrita", "periodicidad_literal"),
            Entero("Quórum: titulares", "quorum_cantidad", minimo=0),
            Numero("Quórum: % de titulares", "quorum_porcentaje"),
            Entero("Quórum: sectores", "quorum_sectores", minimo=0),
            Entero("Inasistencias seguidas", "inasistencias_seguidas", minimo=0),
            Entero("Inasistencias al año", "inasistencias_anuales", minimo=0),
            TextoLargo("Regla de asistencia", "regla_de_asistencia"),
            Texto("Fuente", "fuente"),
        ],
    ),
]
