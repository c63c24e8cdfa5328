"""Las hojas de personas: lo mínimo de cada representante y por quién habla."""

from actores.models import Persona, Representacion
from actores.permissions import actores_que_edita, personas_que_edita
from actores.planillas.referencias import actor, nombre_de
from comun.busqueda import normalizar
from comun.planillas import Accion, Codigo, Fecha, Hoja, Opcion, Referencia, SiNo, Texto

SIN_REPRESENTAR = "di a quién representa en la hoja «Representaciones»: si no, nadie de tu dirección podría editarla"
ACTOR_AJENO = "no puedes anotar representantes de ese actor: lo edita otra dirección"


def personas_de(usuario):
    """Las que puede editar; todas, para quien administra."""
    todas = usuario is None or usuario.es_administrador
    return Persona.objects.all() if todas else personas_que_edita(usuario)


def _representaciones_de(usuario):
    filas = Representacion.objects.filter(persona__in=personas_de(usuario))
    todas = usuario is None or usuario.es_administrador
    return filas if todas else filas.filter(actor__in=actores_que_edita(usuario))


def _representar(*, por, motivo, valores):
    """Se relee a la persona: al hablar por una comunidad queda con datos sensibles."""
    persona = Persona.objects.get(pk=valores.pop("persona").pk)
    return persona.representar(valores.pop("actor"), por=por, **valores)


def exigir_actores_propios(usuario, resultado):
    """Se anota sólo por actores que uno edita, y nadie nuevo queda sin representar a alguno."""
    if usuario is None:
        return
    editables, con_actor = set(actores_que_edita(usuario).values_list("pk", flat=True)), set()
    for fila in resultado.filas.get("Representaciones", []):
        if fila.accion is Accion.NUEVA and fila.valores["actor"].pk not in editables:
            fila.rechazar(ACTOR_AJENO, "Actor")
        elif not fila.rechazos:
            con_actor.add(id(fila.valores["persona"]))
    for fila in resultado.filas.get("Personas", []):
        if fila.accion is Accion.NUEVA and usuario.es_editor_regional and id(fila) not in con_actor:
            fila.rechazar(SIN_REPRESENTAR)


def _parecidas(usuario, filas):
    """Las que se llaman igual que una ya anotada o que otra del mismo libro."""
    nombres = {normalizar(fila.nombre) for fila in filas}
    conocidas = {}
    for persona in Persona.objects.filter(busqueda__in=nombres).order_by("-codigo"):
        conocidas[normalizar(persona.nombre)] = persona
    vistas = {}
    for fila in filas:
        nombre = normalizar(fila.nombre)
        if nombre in conocidas:
            yield fila, f"se llama como {conocidas[nombre].codigo}: si es la misma, escribe ese código en la fila"
        anterior = vistas.setdefault(nombre, fila)
        if anterior is not fila:
            yield fila, f"se llama como la fila {anterior.numero}: si es la misma, deja una sola"


HOJAS = [
    Hoja(
        "Personas",
        Persona,
        clave=("codigo",),
        rotulo="nombre",
        orden=("codigo",),
        consulta=personas_de,
        avisar=_parecidas,
        admite_eliminar=False,
        ayuda="Sólo lo necesario para convocarla y dejarla en el acta.",
        columnas=[
            Codigo("Código", "codigo"),
            Texto("Nombre", "nombre"),
            Opcion("Género", "genero", ayuda="Sólo si la persona lo declara. Vacío: no se le ha preguntado."),
            Texto("Correo", "correo"),
            Texto("Teléfono", "telefono", ancho=16),
            SiNo("Datos sensibles", "sensible", ayuda="Se marca sola al representar a la sociedad civil."),
        ],
    ),
    Hoja(
        "Representaciones",
        Representacion,
        clave=("persona", "actor", "cargo", "vigente_desde"),
        orden=("persona__codigo", "pk"),
        consulta=_representaciones_de,
        crear=_representar,
        admite_eliminar=False,
        columnas=[
            Referencia("Persona", "persona", hoja="Personas", ayuda="Su código o su nombre."),
            actor("Actor", "actor"),
            nombre_de("Nombre del actor", "actor"),
            Texto("Cargo", "cargo", obligatorio=False),
            Opcion("Calidad", "calidad"),
            Fecha("Desde", "vigente_desde", obligatorio=False),
            Fecha("Hasta", "vigente_hasta", ayuda="El último día en que la representa."),
        ],
    ),
]
